package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import dev.glissade.kernel.Workspace.Purpose;

/// The product of one row with Bᵀ, which is read as it is stored: made for the input gradient of a single sample.
///
/// Each element is one chain over k along a row of B. Chains of V elements are the lanes of a vector, so squares of V × V
/// elements are transposed in registers ([SimdFloatSquares], expanded by the build) on their way into the chains.
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
        for (; j < n; j++) {
            int at = resultOffset + j;
            result[at] = chain(accumulate ? result[at] : 0, k, row, rowAt, right, rightOffset + j * rightStride);
        }
    }

    private static float chain(float start, int length, float[] left, int leftAt, float[] right, int rightAt) {
        float chain = start;
        for (int p = 0; p < length; p++) {
            chain = Math.fma(left[leftAt + p], right[rightAt + p], chain);
        }
        return chain;
    }
}
