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
        int m = MatrixLayout.rows(left, leftTransposed, false);
        int k = MatrixLayout.columns(left, leftTransposed, false);
        int n = MatrixLayout.columns(right, rightTransposed, true);
        int elements = result.shape().elements();
        if (elements == 0) {
            return;
        }
        boolean oneMatrix = MatrixLayout.oneBelowTheOther(left, leftTransposed) && MatrixLayout.single(right);
        if (oneMatrix) {
            m = elements / n;
        }
        boolean leftInPlace = MatrixLayout.readable(left, false);
        boolean rightInPlace = MatrixLayout.readable(right, true);
        float[] a = leftInPlace ? left.floats() : dense(left, Purpose.FIRST, workspace);
        float[] b = rightInPlace ? right.floats() : dense(right, Purpose.SECOND, workspace);
        int leftStride = leftInPlace && !oneMatrix
                ? MatrixLayout.stride(left, false)
                : left.shape().size(-1);
        int rightStride =
                rightInPlace ? MatrixLayout.stride(right, true) : right.shape().size(-1);
        boolean leftTurned = MatrixLayout.turned(left, leftTransposed, false);
        boolean rightTurned = MatrixLayout.turned(right, rightTransposed, true);
        int products = elements / (m * n);
        int stackAxes = MatrixLayout.stackAxes(left, right, result);
        for (int i = 0; i < products; i++) {
            KERNELS.matrixProduct()
                    .multiply(
                            m,
                            n,
                            k,
                            a,
                            MatrixLayout.offset(left, leftInPlace, result, stackAxes, i),
                            leftStride,
                            leftTurned,
                            b,
                            MatrixLayout.offset(right, rightInPlace, result, stackAxes, i),
                            rightStride,
                            rightTurned,
                            result.floats(),
                            result.offset() + i * m * n,
                            n,
                            accumulate,
                            workspace);
        }
    }

    /// The elements in row-major order in scratch memory, from index 0.
    private static float[] dense(Tensor tensor, Purpose purpose, Workspace workspace) {
        float[] elements = workspace.floats(purpose, tensor.shape().elements());
        FloatElementwise.flatten(tensor, elements, 0);
        return elements;
    }
}
