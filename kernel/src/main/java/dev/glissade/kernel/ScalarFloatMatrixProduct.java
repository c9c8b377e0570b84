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
        int leftRow = leftTransposed ? 1 : leftStride;
        int leftStep = leftTransposed ? leftStride : 1;
        int rightStep = rightTransposed ? 1 : rightStride;
        int rightColumn = rightTransposed ? rightStride : 1;
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
