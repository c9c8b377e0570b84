package dev.glissade.optimizers.spi;

import java.util.ArrayList;
import java.util.List;

/// A named, shaped stretch of a flat array: one weight matrix, one bias.
///
/// @param name   unique within a layout, such as `dense1.weight`
/// @param shape  the extent along each axis, outermost first; empty for a single number
/// @param offset the index of its first element
public record Segment(String name, List<Integer> shape, int offset) {

    /// Copies the shape and checks it.
    ///
    /// @throws OptimizerException if the name is blank, an extent or the offset is negative, or the end is beyond
    ///     2³¹−1
    public Segment {
        shape = List.copyOf(shape);
        if (name.isBlank()) {
            throw new OptimizerException("segment: the name must not be blank");
        }
        if (offset < 0) {
            throw new OptimizerException("segment " + name + ": offset is " + offset + "; it must not be negative");
        }
        long length = length(name, shape);
        if (offset + length > Integer.MAX_VALUE) {
            throw new OptimizerException("segment " + name + ": offset is " + offset + ", length is " + length
                    + "; their sum must be at most " + Integer.MAX_VALUE);
        }
    }

    /// A segment with its shape written out: `Segment.of("dense1.weight", 0, 64, 32)`.
    public static Segment of(String name, int offset, int... shape) {
        var extents = new ArrayList<Integer>(shape.length);
        for (int extent : shape) {
            extents.add(extent);
        }
        return new Segment(name, extents, offset);
    }

    /// The number of elements: the product of the extents, 1 for an empty shape.
    public int length() {
        int length = 1;
        for (int i = 0; i < shape.size(); i++) {
            length *= shape.get(i);
        }
        return length;
    }

    /// One past the index of its last element.
    public int end() {
        return offset + length();
    }

    /// The number of rows of the segment seen as a matrix: the product of all extents but the last; 1 for a vector or a
    /// single number, 0 where there is no element.
    public int rows() {
        if (shape.contains(0)) {
            return 0;
        }
        int rows = 1;
        for (int i = 0; i + 1 < shape.size(); i++) {
            rows *= shape.get(i);
        }
        return rows;
    }

    /// The number of columns of the segment seen as a matrix: the last extent; 1 for a single number.
    public int columns() {
        return shape.isEmpty() ? 1 : shape.getLast();
    }

    // Called in every step, where an iterator over the shape would be garbage.
    private static long length(String name, List<Integer> shape) {
        boolean empty = false;
        for (int axis = 0; axis < shape.size(); axis++) {
            int extent = shape.get(axis);
            if (extent < 0) {
                throw new OptimizerException("segment " + name + ": shape is " + shape + "; no extent may be negative");
            }
            empty |= extent == 0;
        }
        if (empty) {
            return 0;
        }
        long length = 1;
        for (int axis = 0; axis < shape.size(); axis++) {
            length *= shape.get(axis);
            if (length > Integer.MAX_VALUE) {
                throw new OptimizerException("segment " + name + ": shape is " + shape + "; it must hold at most "
                        + Integer.MAX_VALUE + " elements");
            }
        }
        return length;
    }
}
