package dev.glissade.tensor;

import dev.glissade.kernel.Workspace;

/// Matrix products of tensors: matrices, or stacks of them with equal leading axes.
public final class MatrixProducts {
    private MatrixProducts() {}

    /// The shape of A·B, where A is `left` or its transpose in the last two axes, and B likewise.
    ///
    /// @throws IllegalArgumentException if a rank is below 2, the leading axes differ, or the columns of A are not the
    ///     rows of B
    public static Shape shape(Shape left, boolean leftTransposed, Shape right, boolean rightTransposed) {
        if (left.rank() < 2 || right.rank() < 2) {
            throw new IllegalArgumentException("matmul: left is " + describe(left, leftTransposed) + ", right is "
                    + describe(right, rightTransposed) + "; both need at least 2 axes");
        }
        int columns = left.size(leftTransposed ? -2 : -1);
        int rows = right.size(rightTransposed ? -1 : -2);
        if (columns != rows) {
            throw new IllegalArgumentException("matmul: left is " + describe(left, leftTransposed) + ", right is "
                    + describe(right, rightTransposed) + "; left columns must equal right rows");
        }
        boolean stacked = left.rank() == right.rank();
        for (int axis = 0; stacked && axis < left.rank() - 2; axis++) {
            stacked = left.size(axis) == right.size(axis);
        }
        if (!stacked) {
            throw new IllegalArgumentException("matmul: left is " + describe(left, leftTransposed) + ", right is "
                    + describe(right, rightTransposed) + "; the axes before the last two must be equal");
        }
        int[] sizes = left.sizes();
        sizes[sizes.length - 2] = left.size(leftTransposed ? -1 : -2);
        sizes[sizes.length - 1] = right.size(rightTransposed ? -2 : -1);
        return Shape.of(sizes);
    }

    private static String describe(Shape shape, boolean transposed) {
        return shape + (transposed ? " transposed" : "");
    }

    /// result = A·B, or result += A·B where `accumulate`
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | left | …×m×k, or …×k×m where `leftTransposed` | read |
    /// | right | …×k×n, or …×n×k where `rightTransposed` | read |
    /// | result | …×m×n, dense | written; read first where `accumulate` |
    ///
    /// Each element is one chain of fused multiply-adds in ascending k.
    ///
    /// @throws IllegalArgumentException if element types or shapes are not as stated, or the result lies over an
    ///     operand in storage
    public static void multiply(
            Tensor left,
            boolean leftTransposed,
            Tensor right,
            boolean rightTransposed,
            Tensor result,
            boolean accumulate,
            Workspace workspace) {
        check(left, leftTransposed, right, rightTransposed, result);
        switch (result.dtype()) {
            case FLOAT32 ->
                FloatMultiply.multiply(left, leftTransposed, right, rightTransposed, result, accumulate, workspace);
            case FLOAT64 ->
                DoubleMultiply.multiply(left, leftTransposed, right, rightTransposed, result, accumulate, workspace);
        }
    }

    private static void check(
            Tensor left, boolean leftTransposed, Tensor right, boolean rightTransposed, Tensor result) {
        Shape target = result.shape();
        boolean fits = left.shape().rank() == target.rank()
                && right.shape().rank() == target.rank()
                && target.rank() >= 2
                && left.shape().size(leftTransposed ? -2 : -1) == right.shape().size(rightTransposed ? -1 : -2)
                && left.shape().size(leftTransposed ? -1 : -2) == target.size(-2)
                && right.shape().size(rightTransposed ? -2 : -1) == target.size(-1);
        for (int axis = 0; fits && axis < target.rank() - 2; axis++) {
            fits = left.shape().size(axis) == target.size(axis) && right.shape().size(axis) == target.size(axis);
        }
        if (!fits || !result.dense()) {
            Shape needed = shape(left.shape(), leftTransposed, right.shape(), rightTransposed);
            throw new IllegalArgumentException("matmul: the product is " + needed + ", result is " + target
                    + (result.dense() ? "" : " with gaps") + "; a dense result of that shape is needed");
        }
        if (left.dtype() != result.dtype() || right.dtype() != result.dtype()) {
            throw new IllegalArgumentException("matmul: left is " + left.dtype() + ", right is " + right.dtype()
                    + ", result is " + result.dtype() + "; all must have one element type");
        }
        if (result.mayOverlap(left) || result.mayOverlap(right)) {
            throw new IllegalArgumentException("matmul: the result from element " + result.offset()
                    + " lies over an operand from element "
                    + (result.mayOverlap(left) ? left.offset() : right.offset())
                    + " of the same storage; it is written while operands are read");
        }
    }
}
