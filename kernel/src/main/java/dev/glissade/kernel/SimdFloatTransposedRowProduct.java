package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import dev.glissade.kernel.Workspace.Purpose;

/// The product of one row with Bᵀ, which is read as it is stored: made for the input gradient of a single sample.
///
/// Each element is one chain over k along a row of B. Chains of V elements are the lanes of a vector, so squares of V × V
/// elements are transposed in registers ([SimdFloatSquares], expanded by the build) on their way into the chains. Where k is
/// less than a vector, as behind a last layer of ten classes, numbers are faster.
final class SimdFloatTransposedRowProduct {
    private static final int V = SPECIES.length();

    private SimdFloatTransposedRowProduct() {}

    /// c = a·Bᵀ, or c += a·Bᵀ where `accumulate`, with a[p] at `leftOffset + p × leftStep`, B[j,p] at
    /// `rightOffset + j × rightStride + p` and c[j] at `resultOffset + j`.
    static void multiply(
            int n,
            int k,
            float[] left,
            int leftOffset,
            int leftStep,
            float[] right,
            int rightOffset,
            int rightStride,
            float[] result,
            int resultOffset,
            boolean accumulate,
            Workspace workspace) {
        float[] row = leftStep == 1 ? left : workspace.floats(Purpose.PACKED_LEFT, k);
        int rowAt = leftStep == 1 ? leftOffset : 0;
        for (int p = 0; leftStep != 1 && p < k; p++) {
            row[p] = left[leftOffset + p * leftStep];
        }
        int depth = SPECIES.loopBound(k);
        int j = 0;
        for (; depth > 0 && j <= n - V; j += V) {
            int from = rightOffset + j * rightStride;
            SimdFloatSquares.row(depth, row, rowAt, right, from, rightStride, result, resultOffset + j, accumulate);
            for (int i = 0; i < V; i++) {
                int at = resultOffset + j + i;
                result[at] = chain(result[at], k - depth, row, rowAt + depth, right, from + i * rightStride + depth);
            }
        }
        for (; j <= n - 4; j += 4) {
            fourChains(
                    k,
                    row,
                    rowAt,
                    right,
                    rightOffset + j * rightStride,
                    rightStride,
                    result,
                    resultOffset + j,
                    accumulate);
        }
        for (; j < n; j++) {
            int at = resultOffset + j;
            result[at] = chain(accumulate ? result[at] : 0, k, row, rowAt, right, rightOffset + j * rightStride);
        }
    }

    /// The chains of four rows side by side.
    private static void fourChains(
            int length,
            float[] left,
            int leftAt,
            float[] right,
            int rightAt,
            int rightStride,
            float[] result,
            int at,
            boolean accumulate) {
        float chain0 = accumulate ? result[at] : 0;
        float chain1 = accumulate ? result[at + 1] : 0;
        float chain2 = accumulate ? result[at + 2] : 0;
        float chain3 = accumulate ? result[at + 3] : 0;
        int second = rightAt + rightStride;
        int third = second + rightStride;
        int fourth = third + rightStride;
        for (int p = 0; p < length; p++) {
            float a = left[leftAt + p];
            chain0 = Math.fma(a, right[rightAt + p], chain0);
            chain1 = Math.fma(a, right[second + p], chain1);
            chain2 = Math.fma(a, right[third + p], chain2);
            chain3 = Math.fma(a, right[fourth + p], chain3);
        }
        result[at] = chain0;
        result[at + 1] = chain1;
        result[at + 2] = chain2;
        result[at + 3] = chain3;
    }

    private static float chain(float start, int length, float[] left, int leftAt, float[] right, int rightAt) {
        float chain = start;
        for (int p = 0; p < length; p++) {
            chain = Math.fma(left[leftAt + p], right[rightAt + p], chain);
        }
        return chain;
    }
}
