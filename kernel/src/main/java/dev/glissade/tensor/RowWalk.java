package dev.glissade.tensor;

import org.jspecify.annotations.Nullable;

/// The walk over tensors broadcast to one shape: a row of many elements at a time, which every tensor steps over evenly.
///
/// Axes are counted from the end, 1 being the last. The row covers the axes up to and including `end`; `step` is the
/// innermost of them that has more than one element, so that the stride of a tensor there is its stride along the row.
///
/// ```
/// shape 5×1×3×4, both tensors dense            row: axes 4 … 1, step 1     1 row of 60
/// shape 5×1×3×4, one is 3×4 and repeated       row: axes 2 … 1, step 1     5 rows of 12
/// shape 5×3×1                                  row: axes 3 … 1, step 2     1 row of 15
/// ```
final class RowWalk {
    private RowWalk() {}

    /// The innermost axis of more than one element, or 1 where there is none.
    static int step(Shape shape) {
        int rank = shape.rank();
        int axis = 1;
        while (axis < rank && shape.sizeFromEnd(axis) == 1) {
            axis++;
        }
        return axis <= rank && shape.sizeFromEnd(axis) != 1 ? axis : 1;
    }

    /// The outermost axis of the row.
    static int end(Shape shape, int step, Tensor first, @Nullable Tensor second, @Nullable Tensor third, Tensor last) {
        int end = step;
        int columns = shape.sizeFromEnd(step);
        for (int axis = step + 1; axis <= shape.rank(); axis++) {
            int size = shape.sizeFromEnd(axis);
            boolean even = size == 1
                    || (even(first, step, columns, axis)
                            && even(second, step, columns, axis)
                            && even(third, step, columns, axis)
                            && even(last, step, columns, axis));
            if (!even) {
                break;
            }
            columns *= size;
            end = axis;
        }
        return end;
    }

    /// Whether a step along an axis continues a row of so many columns.
    private static boolean even(@Nullable Tensor tensor, int step, int columns, int axis) {
        return tensor == null || tensor.broadcastStrideFromEnd(axis) == tensor.broadcastStrideFromEnd(step) * columns;
    }

    static int columns(Shape shape, int end) {
        int columns = 1;
        for (int axis = 1; axis <= end; axis++) {
            columns *= shape.sizeFromEnd(axis);
        }
        return columns;
    }

    /// Where row `row` (the axes beyond `end`, row-major) starts in a tensor broadcast to the shape.
    static int offset(Tensor tensor, Shape shape, int end, int row) {
        int offset = tensor.offset();
        int rest = row;
        for (int axis = end + 1; rest > 0 && axis <= shape.rank(); axis++) {
            int size = shape.sizeFromEnd(axis);
            offset += rest % size * tensor.broadcastStrideFromEnd(axis);
            rest /= size;
        }
        return offset;
    }
}
