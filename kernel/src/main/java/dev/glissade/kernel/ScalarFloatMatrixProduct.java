package dev.glissade.kernel;

import static dev.glissade.kernel.SumOrder.BLOCK;
import static dev.glissade.kernel.SumOrder.LANES;

/// The reference of [FloatMatrixProduct]: three loops, one chain of FMAs for each element of C; one column as sums.
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
        if (n == 1 && k > 0) {
            for (int i = 0; i < m; i++) {
                int at = resultOffset + i * resultStride;
                int row = leftOffset + i * (leftTransposed ? 1 : leftStride);
                int leftStep = leftTransposed ? leftStride : 1;
                float dot = dot(left, row, leftStep, right, rightOffset, rightTransposed ? 1 : rightStride, k);
                result[at] = accumulate ? result[at] + dot : dot;
            }
            return;
        }
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

    /// The sum of the products of `length` pairs, as [ScalarFloatReductions] has it for neighbours.
    private static float dot(
            float[] left, int leftOffset, int leftStep, float[] right, int rightOffset, int rightStep, int length) {
        if (length <= BLOCK) {
            return fold(left, leftOffset, leftStep, right, rightOffset, rightStep, length, 0, 1);
        }
        int half = SumOrder.leftOfRoot(length);
        int leftHalf = leftOffset + half * leftStep;
        int rightHalf = rightOffset + half * rightStep;
        return dot(left, leftOffset, leftStep, right, rightOffset, rightStep, half)
                + dot(left, leftHalf, leftStep, right, rightHalf, rightStep, length - half);
    }

    /// The fold of the virtual lanes `lane`, `lane + step`, `lane + 2 step` … of one block: the tree over lanes.
    private static float fold(
            float[] left,
            int leftOffset,
            int leftStep,
            float[] right,
            int rightOffset,
            int rightStep,
            int length,
            int lane,
            int step) {
        if (step < LANES) {
            return fold(left, leftOffset, leftStep, right, rightOffset, rightStep, length, lane, 2 * step)
                    + fold(left, leftOffset, leftStep, right, rightOffset, rightStep, length, lane + step, 2 * step);
        }
        float sum = 0;
        for (int p = lane; p < length; p += LANES) {
            sum = Math.fma(left[leftOffset + p * leftStep], right[rightOffset + p * rightStep], sum);
        }
        return sum;
    }
}
