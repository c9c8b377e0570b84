package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Segment;
import java.util.ArrayList;
import java.util.List;

/// Where numbered elements lie: element 0 is the first of the first segment, and so on.
///
/// @param segments as in a [Layout]
/// @param length that of the arrays
record Placement(List<Segment> segments, int length) {

    /// A shape of every kind, without gaps: 86 elements.
    static Placement standard() {
        return spread(0, 0);
    }

    /// The segments of [#standard], elsewhere.
    ///
    /// @param offset how much lies before them
    /// @param gap how much lies behind each
    static Placement spread(int offset, int gap) {
        return placed(offset, gap, new int[][] {{8, 6}, {13}, {}, {2, 3, 4}});
    }

    /// The segments of [#standard], and one with no elements among them.
    static Placement withEmpty() {
        return placed(0, 0, new int[][] {{8, 6}, {13}, {0, 3}, {}, {2, 3, 4}});
    }

    /// The elements of [#standard] in vectors of other sizes.
    static Placement recut() {
        return placed(2, 1, new int[][] {{1}, {31}, {7}, {16}, {3}, {28}});
    }

    /// More than several threads or blocks need at the least: 108,017 elements.
    static Placement large() {
        return placed(5, 3, new int[][] {{300, 256}, {1217}, {30_000}});
    }

    /// A single vector.
    static Placement vector(int length) {
        return placed(0, 0, new int[][] {{length}});
    }

    /// Nothing at all.
    static Placement nothing() {
        return placed(0, 0, new int[][] {});
    }

    private static Placement placed(int offset, int gap, int[][] shapes) {
        var segments = new ArrayList<Segment>();
        int next = offset;
        for (int[] shape : shapes) {
            Segment segment = Segment.of(name(shape), next, shape);
            segments.add(segment);
            next = segment.end() + gap;
        }
        return new Placement(List.copyOf(segments), next);
    }

    /// `8x6`, whatever else there is.
    private static String name(int[] shape) {
        if (shape.length == 0) {
            return "number";
        }
        var name = new StringBuilder(Integer.toString(shape[0]));
        for (int i = 1; i < shape.length; i++) {
            name.append('x').append(shape[i]);
        }
        return name.toString();
    }

    Layout layout(ElementType elementType) {
        return new Layout(elementType, segments, length);
    }

    /// The index in the array of each element.
    int[] indices() {
        int count = 0;
        for (Segment segment : segments) {
            count += segment.length();
        }
        var indices = new int[count];
        int element = 0;
        for (Segment segment : segments) {
            for (int i = segment.offset(); i < segment.end(); i++) {
                indices[element++] = i;
            }
        }
        return indices;
    }
}
