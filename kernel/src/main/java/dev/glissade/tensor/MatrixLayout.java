package dev.glissade.tensor;

/// How the matrices of a tensor lie in storage, as operands of a product.
///
/// The last two axes are a matrix, those before them the stack. A vector is a matrix of one row on the left of a product
/// and of one column on the right; transposing it changes nothing.
final class MatrixLayout {
    private MatrixLayout() {}

    static boolean isVector(Shape shape) {
        return shape.rank() == 1;
    }

    /// The rows of the operand after transposition.
    static int rows(Tensor tensor, boolean transposed, boolean right) {
        return rows(tensor.shape(), transposed, right);
    }

    /// The columns of the operand after transposition.
    static int columns(Tensor tensor, boolean transposed, boolean right) {
        return columns(tensor.shape(), transposed, right);
    }

    static int rows(Shape shape, boolean transposed, boolean right) {
        return isVector(shape) ? (right ? shape.size(0) : 1) : shape.size(transposed ? -1 : -2);
    }

    static int columns(Shape shape, boolean transposed, boolean right) {
        return isVector(shape) ? (right ? 1 : shape.size(0)) : shape.size(transposed ? -2 : -1);
    }

    /// Whether each matrix has contiguous rows or columns, so that the loops can read it in place.
    static boolean readable(Tensor tensor, boolean right) {
        return rowMajor(tensor, right) || columnMajor(tensor, right);
    }

    private static boolean rowMajor(Tensor tensor, boolean right) {
        return columns(tensor, false, right) <= 1 || tensor.stride(-1) == 1;
    }

    private static boolean columnMajor(Tensor tensor, boolean right) {
        return !rowMajor(tensor, right)
                && (rows(tensor, false, right) <= 1 || (!isVector(tensor.shape()) && tensor.stride(-2) == 1));
    }

    /// The distance of two rows, or of two columns where these are contiguous; any number where there is only one.
    static int stride(Tensor tensor, boolean right) {
        if (isVector(tensor.shape())) {
            return right || columnMajor(tensor, false)
                    ? tensor.stride(0)
                    : tensor.shape().size(0);
        }
        return tensor.stride(columnMajor(tensor, right) ? -1 : -2);
    }

    /// Whether what the loops are handed is the transpose of what is multiplied.
    static boolean turned(Tensor tensor, boolean transposed, boolean right) {
        return (transposed && !isVector(tensor.shape())) != columnMajor(tensor, right);
    }

    /// Whether there is one matrix for the whole stack.
    static boolean single(Tensor tensor) {
        boolean single = true;
        for (int axis = 0; single && axis < tensor.shape().rank() - 2; axis++) {
            single = tensor.shape().size(axis) == 1;
        }
        return single;
    }

    /// Whether the matrices of a left operand lie one below the other, like one matrix of all their rows.
    static boolean oneBelowTheOther(Tensor left, boolean transposed) {
        return left.shape().rank() > 2 && !transposed && left.dense();
    }

    /// The number of axes of the result before those of its matrices.
    static int stackAxes(Tensor left, Tensor right, Tensor result) {
        return result.shape().rank() - (isVector(left.shape()) ? 0 : 1) - (isVector(right.shape()) ? 0 : 1);
    }

    /// Where the matrix begins that an operand contributes to matrix `index` of the result, in the storage of the operand
    /// or, where that is not read in place, in a dense copy.
    static int offset(Tensor tensor, boolean inPlace, Tensor result, int stackAxes, int index) {
        int offset = inPlace ? tensor.offset() : 0;
        int rest = index;
        int ahead = stackAxes - (tensor.shape().rank() - 2);
        int denseStride = tensor.shape().rank() < 2
                ? 0
                : tensor.shape().size(-1) * tensor.shape().size(-2);
        for (int axis = stackAxes - 1; axis >= Math.max(ahead, 0) && rest > 0; axis--) {
            int size = result.shape().size(axis);
            int own = tensor.shape().size(axis - ahead);
            if (own != 1) {
                offset += rest % size * (inPlace ? tensor.stride(axis - ahead) : denseStride);
            }
            denseStride *= own;
            rest /= size;
        }
        return offset;
    }
}
