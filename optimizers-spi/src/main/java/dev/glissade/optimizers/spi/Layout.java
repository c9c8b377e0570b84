package dev.glissade.optimizers.spi;

import java.util.HashSet;
import java.util.List;

/// How named parameters lie in one flat array.
///
/// ```
/// index    0                    2048        2080  2112
///          ┌────────────────────┬───────────┬─────┬──
///          │ dense1.weight      │ dense1.   │ gap │ …
///          │ 64 × 32            │ bias  32  │     │
///          └────────────────────┴───────────┴─────┴──
/// ```
///
/// Segments come in ascending order and do not overlap. What lies between them is padding, which an optimizer neither
/// reads nor writes.
///
/// @param elementType the type of the array
/// @param segments    the parameters, in the order of their offsets
/// @param length      the length of the array in elements
public record Layout(ElementType elementType, List<Segment> segments, int length) {

    /// Copies the segments and checks that they fit.
    ///
    /// @throws OptimizerException if two names are equal, segments overlap or are out of order, or one ends beyond
    ///     `length`
    public Layout {
        segments = List.copyOf(segments);
        var names = new HashSet<String>();
        int end = 0;
        String previous = "the start";
        for (Segment segment : segments) {
            if (!names.add(segment.name())) {
                throw new OptimizerException(
                        "layout: two segments are named '" + segment.name() + "'; names must differ");
            }
            if (segment.offset() < end) {
                throw new OptimizerException("layout: segment " + segment.name() + " begins at " + segment.offset()
                        + ", " + previous + " ends at " + end + "; segments must be in order and must not overlap");
            }
            end = segment.end();
            previous = segment.name();
        }
        if (end > length) {
            throw new OptimizerException("layout: segment " + previous + " ends at " + end + ", the length is " + length
                    + "; segments must end within the array");
        }
    }

    /// A layout that ends with its last segment.
    public static Layout of(ElementType elementType, Segment... segments) {
        int length = segments.length == 0 ? 0 : segments[segments.length - 1].end();
        return new Layout(elementType, List.of(segments), length);
    }

    /// A layout of a single vector named `parameters`.
    public static Layout flat(ElementType elementType, int length) {
        return of(elementType, Segment.of("parameters", 0, length));
    }
}
