package dev.glissade.tensor;

import dev.glissade.kernel.Workspace;

/// Matrix products of tensors: vectors, matrices, or stacks of matrices whose leading axes are broadcast.
///
/// A vector is one row on the left and one column on the right, transposed or not; that axis is missing in the result.
public final class MatrixProducts {
    private MatrixProducts() {}

    /// The shape of A·B, where A is `left` or its transpose in the last two axes, and B likewise.
    ///
    /// | left | right | result |
    /// |---|---|---|
    /// | k | k | scalar |
    /// | k | …×k×n | …×n |
    /// | …×m×k | k | …×m |
    /// | …×m×k | …×k×n | …×m×n, the leading axes broadcast |
    ///
    /// @throws IllegalArgumentException if a rank is 0, the leading axes cannot be broadcast, or the columns of A are not
    ///     the rows of B
    public static Shape shape(Shape left, boolean leftTransposed, Shape right, boolean rightTransposed) {
        if (left.rank() < 1 || right.rank() < 1) {
            throw refused(left, leftTransposed, right, rightTransposed, "both need at least 1 axis");
        }
        if (MatrixLayout.columns(left, leftTransposed, false) != MatrixLayout.rows(right, rightTransposed, true)) {
            throw refused(left, leftTransposed, right, rightTransposed, "left columns must equal right rows");
        }
        int matrixAxes = (MatrixLayout.isVector(left) ? 0 : 1) + (MatrixLayout.isVector(right) ? 0 : 1);
        int stackAxes = Math.max(Math.max(left.rank(), right.rank()) - 2, 0);
        int[] sizes = new int[stackAxes + matrixAxes];
        for (int back = 1; back <= stackAxes; back++) {
            int l = left.sizeFromEnd(2 + back);
            int r = right.sizeFromEnd(2 + back);
            if (l != r && l != 1 && r != 1) {
                throw refused(
                        left,
                        leftTransposed,
                        right,
                        rightTransposed,
                        "the axes before the last two must be equal or 1, counted from the last");
            }
            sizes[stackAxes - back] = l == 1 ? r : l;
        }
        if (!MatrixLayout.isVector(left)) {
            sizes[stackAxes] = MatrixLayout.rows(left, leftTransposed, false);
        }
        if (!MatrixLayout.isVector(right)) {
            sizes[sizes.length - 1] = MatrixLayout.columns(right, rightTransposed, true);
        }
        return Shape.of(sizes);
    }

    private static IllegalArgumentException refused(
            Shape left, boolean leftTransposed, Shape right, boolean rightTransposed, String rule) {
        return new IllegalArgumentException("matmul: left is " + describe(left, leftTransposed) + ", right is "
                + describe(right, rightTransposed) + "; " + rule);
    }

    private static String describe(Shape shape, boolean transposed) {
        return shape + (transposed ? " transposed" : "");
    }

    /// result = A·B, or result += A·B where `accumulate`
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | left | …×m×k, or …×k×m where `leftTransposed`, or k | read |
    /// | right | …×k×n, or …×n×k where `rightTransposed`, or k | read |
    /// | result | that of [#shape], dense | written; read first where `accumulate` |
    ///
    /// Each element is one chain of fused multiply-adds in ascending k; where B has one column, a dot product in the order
    /// of sums ([FloatMatrixProduct]).
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
        boolean fits = fits(left.shape(), leftTransposed, right.shape(), rightTransposed, target);
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

    /// Whether a shape is that of the product; false if there is none.
    private static boolean fits(
            Shape left, boolean leftTransposed, Shape right, boolean rightTransposed, Shape target) {
        if (left.rank() < 1
                || right.rank() < 1
                || MatrixLayout.columns(left, leftTransposed, false)
                        != MatrixLayout.rows(right, rightTransposed, true)) {
            return false;
        }
        int next = target.rank();
        boolean fits = target.rank()
                == Math.max(Math.max(left.rank(), right.rank()) - 2, 0)
                        + (MatrixLayout.isVector(left) ? 0 : 1)
                        + (MatrixLayout.isVector(right) ? 0 : 1);
        if (fits && !MatrixLayout.isVector(right)) {
            fits = target.size(--next) == MatrixLayout.columns(right, rightTransposed, true);
        }
        if (fits && !MatrixLayout.isVector(left)) {
            fits = target.size(--next) == MatrixLayout.rows(left, leftTransposed, false);
        }
        for (int back = 1; fits && back <= next; back++) {
            int l = left.sizeFromEnd(2 + back);
            int r = right.sizeFromEnd(2 + back);
            fits = (l == r || l == 1 || r == 1) && target.size(next - back) == (l == 1 ? r : l);
        }
        return fits;
    }
}
