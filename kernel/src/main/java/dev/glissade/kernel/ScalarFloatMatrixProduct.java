package dev.glissade.kernel;

/// The reference of [FloatMatrixProduct]: three loops, one chain of FMAs for each element of C.
final class ScalarFloatMatrixProduct implements FloatMatrixProduct {

    @Override
    public void multiply(
            int m,
            int n,
            int k,
            float[] left,
            int leftOffset,
            int leftStride,
            boolean leftTransposed,
            float[] right,
            int rightOffset,
            int rightStride,
            boolean rightTransposed,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate,
            Workspace workspace) {
        multiply(
                m,
                n,
                k,
                left,
                leftOffset,
                leftTransposed ? 1 : leftStride,
                leftTransposed ? leftStride : 1,
                right,
                rightOffset,
                rightTransposed ? 1 : rightStride,
                rightTransposed ? rightStride : 1,
                result,
                resultOffset,
                resultStride,
                accumulate);
    }

    /// C = A·B, or C += A·B where `accumulate`, with A[i,p] at `leftOffset + i × leftRow + p × leftStep` and B[p,j] at
    /// `rightOffset + p × rightStep + j × rightColumn`.
    static void multiply(
            int m,
            int n,
            int k,
            float[] left,
            int leftOffset,
            int leftRow,
            int leftStep,
            float[] right,
            int rightOffset,
            int rightStep,
            int rightColumn,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int at = resultOffset + i * resultStride + j;
                float c = accumulate ? result[at] : 0;
                for (int p = 0; p < k; p++) {
                    float a = left[leftOffset + i * leftRow + p * leftStep];
                    float b = right[rightOffset + p * rightStep + j * rightColumn];
                    c = Math.fma(a, b, c);
                }
                result[at] = c;
            }
        }
    }
}
