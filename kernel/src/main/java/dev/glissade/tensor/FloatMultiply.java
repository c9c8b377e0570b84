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
        Tensor a = readable(left, Purpose.FIRST, workspace);
        Tensor b = readable(right, Purpose.SECOND, workspace);
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
                            a.floats(),
                            matrixOffset(a, i),
                            rowStride(a),
                            leftTransposed != columnMajor(a),
                            b.floats(),
                            matrixOffset(b, i),
                            rowStride(b),
                            rightTransposed != columnMajor(b),
                            result.floats(),
                            result.offset() + i * m * n,
                            n,
                            accumulate,
                            workspace);
        }
    }

    /// The tensor itself where each matrix of it has contiguous rows or columns, else a dense copy in scratch memory.
    private static Tensor readable(Tensor tensor, Purpose purpose, Workspace workspace) {
        if (rowMajor(tensor) || columnMajor(tensor)) {
            return tensor;
        }
        float[] storage = workspace.floats(purpose, tensor.shape().elements());
        Tensor copy = Tensor.over(storage, 0, tensor.shape());
        FloatElementwise.copy(tensor, copy, workspace);
        return copy;
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
