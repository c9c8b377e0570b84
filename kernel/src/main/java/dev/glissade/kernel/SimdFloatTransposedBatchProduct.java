package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import dev.glissade.kernel.Workspace.Purpose;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// C = A·Bᵀ of few rows, computed as its transpose, Cᵀ = B·Aᵀ: made for the input gradient of a small batch.
///
/// The rows of B, which is the large operand, are read as they are stored, an element for all lanes at a time; only A
/// and C, both of few rows, are transposed.
///
/// | rows | a vector of Cᵀ |
/// |---|---|
/// | 6 to 8, of 16 lanes | two rows of Cᵀ, 16 rows apart |
/// | a little less than two vectors to two | half of a row of Cᵀ |
///
/// Lanes that no row of A has are filled with zeros and never written.
final class SimdFloatTransposedBatchProduct {
    private static final int V = SPECIES.length();

    /// A smaller B is packed sooner than A and C are transposed.
    private static final int LEAST_ELEMENTS = 16384;

    /// Steps of the product between two uses of the same rows of B: two vectors of Aᵀ for each stay in the first cache.
    private static final int KC = 128;

    /// Rows of Cᵀ that are computed before they are transposed into C.
    private static final int BLOCK = 64;

    /// Rows of A that share a vector with as many others, if there are 16 lanes.
    private static final int EIGHT = 8;

    /// Fewer rows are left to the packed B.
    private static final int LEAST_OF_EIGHT = 6;

    /// How far the two rows of Cᵀ in a vector are from each other.
    private static final int HALF = 16;

    /// The lanes that the step of each number takes from eight steps of two rows: eight of the first, eight of the second.
    private static final float[] STEPS = steps();

    private static final long SECOND_ROW = 0xff00;

    private SimdFloatTransposedBatchProduct() {}

    /// Whether products of `m` rows, `n` columns and `k` steps are computed here.
    static boolean has(int m, int n, int k) {
        return (long) n * k > LEAST_ELEMENTS && (ofEight(m, n, k) || ofTwoVectors(m, n, k));
    }

    private static boolean ofEight(int m, int n, int k) {
        return V == 16 && m >= LEAST_OF_EIGHT && m <= EIGHT && n >= 2 * HALF && k >= EIGHT && k % EIGHT == 0;
    }

    private static boolean ofTwoVectors(int m, int n, int k) {
        return 4 * m > 7 * V && m <= 2 * V && n >= V && k >= V;
    }

    /// C = A·Bᵀ of a shape that [#has] names.
    ///
    /// | operand | element | access |
    /// |---|---|---|
    /// | left | A[i,p] at `leftOffset + i × leftStride + p` | read |
    /// | right | B[j,p] at `rightOffset + j × rightStride + p` | read |
    /// | result | C[i,j] at `resultOffset + i × resultStride + j` | written |
    static void multiply(
            int m,
            int n,
            int k,
            float[] left,
            int leftOffset,
            int leftStride,
            float[] right,
            int rightOffset,
            int rightStride,
            float[] result,
            int resultOffset,
            int resultStride,
            Workspace workspace) {
        if (m <= EIGHT && V == 16) {
            eight(
                    m,
                    n,
                    k,
                    left,
                    leftOffset,
                    leftStride,
                    right,
                    rightOffset,
                    rightStride,
                    result,
                    resultOffset,
                    resultStride,
                    workspace);
        } else {
            twoVectors(
                    m,
                    n,
                    k,
                    left,
                    leftOffset,
                    leftStride,
                    right,
                    rightOffset,
                    rightStride,
                    result,
                    resultOffset,
                    resultStride,
                    workspace);
        }
    }

    private static void twoVectors(
            int m,
            int n,
            int k,
            float[] left,
            int leftOffset,
            int leftStride,
            float[] right,
            int rightOffset,
            int rightStride,
            float[] result,
            int resultOffset,
            int resultStride,
            Workspace workspace) {
        int width = 2 * V;
        float[] steps = workspace.floats(Purpose.PACKED_LEFT, k * width);
        float[] block = workspace.floats(Purpose.TILE, BLOCK * width);
        transposeLeft(m, k, width, left, leftOffset, leftStride, steps);
        for (int j = 0; j < n; j += BLOCK) {
            int columns = Math.min(BLOCK, n - j);
            for (int pc = 0; pc < k; pc += KC) {
                int depth = Math.min(KC, k - pc);
                SimdFloatTile.multiply(
                        columns,
                        width,
                        depth,
                        right,
                        rightOffset + j * rightStride + pc,
                        rightStride,
                        1,
                        steps,
                        pc * width,
                        width,
                        block,
                        0,
                        width,
                        pc > 0,
                        workspace);
            }
            SimdFloatPacking.transpose(columns, m, block, 0, width, result, resultOffset + j, resultStride);
        }
    }

    /// Writes the rows of A as the first columns of a matrix of `width` columns, and zeros into the others.
    private static void transposeLeft(
            int m, int k, int width, float[] left, int leftOffset, int leftStride, float[] steps) {
        if (m < width) {
            Arrays.fill(steps, 0, k * width, 0);
        }
        SimdFloatPacking.transpose(m, k, left, leftOffset, leftStride, steps, 0, width);
    }

    private static void eight(
            int m,
            int n,
            int k,
            float[] left,
            int leftOffset,
            int leftStride,
            float[] right,
            int rightOffset,
            int rightStride,
            float[] result,
            int resultOffset,
            int resultStride,
            Workspace workspace) {
        float[] steps = workspace.floats(Purpose.PACKED_LEFT, k * V);
        float[] block = workspace.floats(Purpose.TILE, 2 * HALF * V);
        transposeLeft(m, k, V, left, leftOffset, leftStride, steps);
        for (int at = 0; at < k * V; at += V) {
            System.arraycopy(steps, at, steps, at + EIGHT, EIGHT);
        }
        for (int from = 0; from < n; from += 2 * HALF) {
            int j = Math.min(from, n - 2 * HALF);
            for (int row = 0; row < HALF; row += 4) {
                fourPairs(k, steps, right, rightOffset + (j + row) * rightStride, rightStride, block, row * V);
            }
            SimdFloatSquares.transpose(block, 0, V, block, HALF * V, V);
            for (int i = 0; i < m; i++) {
                int to = resultOffset + i * resultStride + j;
                int at = (HALF + i) * V;
                FloatVector.fromArray(SPECIES, block, at).intoArray(result, to);
                FloatVector.fromArray(SPECIES, block, at + EIGHT * V).intoArray(result, to + HALF);
            }
        }
    }

    /// Four vectors of Cᵀ. Eight steps of two rows of B lie in a vector together; each step takes its two elements from there.
    private static void fourPairs(
            int k, float[] steps, float[] right, int rightOffset, int rightStride, float[] block, int blockOffset) {
        var step0 = FloatVector.fromArray(SPECIES, STEPS, 0);
        var step1 = FloatVector.fromArray(SPECIES, STEPS, V);
        var step2 = FloatVector.fromArray(SPECIES, STEPS, 2 * V);
        var step3 = FloatVector.fromArray(SPECIES, STEPS, 3 * V);
        var step4 = FloatVector.fromArray(SPECIES, STEPS, 4 * V);
        var step5 = FloatVector.fromArray(SPECIES, STEPS, 5 * V);
        var step6 = FloatVector.fromArray(SPECIES, STEPS, 6 * V);
        var step7 = FloatVector.fromArray(SPECIES, STEPS, 7 * V);
        var second = VectorMask.fromLong(SPECIES, SECOND_ROW);
        var c0 = FloatVector.zero(SPECIES);
        var c1 = c0;
        var c2 = c0;
        var c3 = c0;
        int row1 = rightOffset + rightStride;
        int row2 = row1 + rightStride;
        int row3 = row2 + rightStride;
        int further = HALF * rightStride - EIGHT;
        for (int p = 0; p < k; p += EIGHT) {
            var b0 = FloatVector.fromArray(SPECIES, right, rightOffset + p)
                    .blend(FloatVector.fromArray(SPECIES, right, rightOffset + further + p), second);
            var b1 = FloatVector.fromArray(SPECIES, right, row1 + p)
                    .blend(FloatVector.fromArray(SPECIES, right, row1 + further + p), second);
            var b2 = FloatVector.fromArray(SPECIES, right, row2 + p)
                    .blend(FloatVector.fromArray(SPECIES, right, row2 + further + p), second);
            var b3 = FloatVector.fromArray(SPECIES, right, row3 + p)
                    .blend(FloatVector.fromArray(SPECIES, right, row3 + further + p), second);
            var a0 = FloatVector.fromArray(SPECIES, steps, p * V);
            c0 = a0.fma(step0.selectFrom(b0), c0);
            c1 = a0.fma(step0.selectFrom(b1), c1);
            c2 = a0.fma(step0.selectFrom(b2), c2);
            c3 = a0.fma(step0.selectFrom(b3), c3);
            var a1 = FloatVector.fromArray(SPECIES, steps, p * V + V);
            c0 = a1.fma(step1.selectFrom(b0), c0);
            c1 = a1.fma(step1.selectFrom(b1), c1);
            c2 = a1.fma(step1.selectFrom(b2), c2);
            c3 = a1.fma(step1.selectFrom(b3), c3);
            var a2 = FloatVector.fromArray(SPECIES, steps, p * V + 2 * V);
            c0 = a2.fma(step2.selectFrom(b0), c0);
            c1 = a2.fma(step2.selectFrom(b1), c1);
            c2 = a2.fma(step2.selectFrom(b2), c2);
            c3 = a2.fma(step2.selectFrom(b3), c3);
            var a3 = FloatVector.fromArray(SPECIES, steps, p * V + 3 * V);
            c0 = a3.fma(step3.selectFrom(b0), c0);
            c1 = a3.fma(step3.selectFrom(b1), c1);
            c2 = a3.fma(step3.selectFrom(b2), c2);
            c3 = a3.fma(step3.selectFrom(b3), c3);
            var a4 = FloatVector.fromArray(SPECIES, steps, p * V + 4 * V);
            c0 = a4.fma(step4.selectFrom(b0), c0);
            c1 = a4.fma(step4.selectFrom(b1), c1);
            c2 = a4.fma(step4.selectFrom(b2), c2);
            c3 = a4.fma(step4.selectFrom(b3), c3);
            var a5 = FloatVector.fromArray(SPECIES, steps, p * V + 5 * V);
            c0 = a5.fma(step5.selectFrom(b0), c0);
            c1 = a5.fma(step5.selectFrom(b1), c1);
            c2 = a5.fma(step5.selectFrom(b2), c2);
            c3 = a5.fma(step5.selectFrom(b3), c3);
            var a6 = FloatVector.fromArray(SPECIES, steps, p * V + 6 * V);
            c0 = a6.fma(step6.selectFrom(b0), c0);
            c1 = a6.fma(step6.selectFrom(b1), c1);
            c2 = a6.fma(step6.selectFrom(b2), c2);
            c3 = a6.fma(step6.selectFrom(b3), c3);
            var a7 = FloatVector.fromArray(SPECIES, steps, p * V + 7 * V);
            c0 = a7.fma(step7.selectFrom(b0), c0);
            c1 = a7.fma(step7.selectFrom(b1), c1);
            c2 = a7.fma(step7.selectFrom(b2), c2);
            c3 = a7.fma(step7.selectFrom(b3), c3);
        }
        c0.intoArray(block, blockOffset);
        c1.intoArray(block, blockOffset + V);
        c2.intoArray(block, blockOffset + 2 * V);
        c3.intoArray(block, blockOffset + 3 * V);
    }

    private static float[] steps() {
        float[] steps = new float[EIGHT * V];
        for (int at = 0; at < steps.length; at++) {
            steps[at] = at / V + (at % V < EIGHT ? 0 : EIGHT);
        }
        return steps;
    }
}
