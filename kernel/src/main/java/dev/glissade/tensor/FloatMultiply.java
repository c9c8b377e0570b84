package dev.glissade.tensor;

import dev.glissade.kernel.FloatKernels;
import dev.glissade.kernel.Workspace;
import dev.glissade.kernel.Workspace.Purpose;

/// The matrix product of checked float32 tensors: reads row-major and column-major views in place, copies others.
final class FloatMultiply {
    private static final FloatKernels KERNELS = FloatKernels.selected();

    private FloatMultiply() {}

    static void multiply(
            Tensor left,
            boolean leftTransposed,
            Tensor right,
            boolean rightTransposed,
            Tensor result,
            boolean accumulate,
            Workspace workspace) {
        boolean leftInPlace = readable(left);
        boolean rightInPlace = readable(right);
        float[] a = leftInPlace ? left.floats() : dense(left, Purpose.FIRST, workspace);
        float[] b = rightInPlace ? right.floats() : dense(right, Purpose.SECOND, workspace);
        int m = result.shape().size(-2);
        int n = result.shape().size(-1);
        int k = left.shape().size(leftTransposed ? -2 : -1);
        int products = m * n == 0 ? 0 : result.shape().elements() / (m * n);
        for (int i = 0; i < products; i++) {
            KERNELS.matrixProduct()
                    .multiply(
                            m,
                            n,
                            k,
                            a,
                            leftInPlace ? matrixOffset(left, i) : i * m * k,
                            leftInPlace ? rowStride(left) : left.shape().size(-1),
                            leftTransposed != (leftInPlace && columnMajor(left)),
                            b,
                            rightInPlace ? matrixOffset(right, i) : i * k * n,
                            rightInPlace ? rowStride(right) : right.shape().size(-1),
                            rightTransposed != (rightInPlace && columnMajor(right)),
                            result.floats(),
                            result.offset() + i * m * n,
                            n,
                            accumulate,
                            workspace);
        }
    }

    /// Whether each matrix of the tensor has contiguous rows or columns, so that the loops can read it in place.
    private static boolean readable(Tensor tensor) {
        return rowMajor(tensor) || columnMajor(tensor);
    }

    /// The elements in row-major order in scratch memory, from index 0.
    private static float[] dense(Tensor tensor, Purpose purpose, Workspace workspace) {
        float[] elements = workspace.floats(purpose, tensor.shape().elements());
        FloatElementwise.flatten(tensor, elements, 0);
        return elements;
    }

    private static boolean rowMajor(Tensor tensor) {
        return tensor.shape().size(-1) <= 1 || tensor.stride(-1) == 1;
    }

    private static boolean columnMajor(Tensor tensor) {
        return !rowMajor(tensor) && (tensor.shape().size(-2) <= 1 || tensor.stride(-2) == 1);
    }

    private static int rowStride(Tensor tensor) {
        return tensor.stride(columnMajor(tensor) ? -1 : -2);
    }

    private static int matrixOffset(Tensor tensor, int index) {
        int offset = tensor.offset();
        int rest = index;
        for (int axis = tensor.shape().rank() - 3; axis >= 0; axis--) {
            int size = tensor.shape().size(axis);
            offset += rest % size * tensor.stride(axis);
            rest /= size;
        }
        return offset;
    }
}
