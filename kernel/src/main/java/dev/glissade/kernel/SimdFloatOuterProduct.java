package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import dev.glissade.kernel.Workspace.Purpose;
import jdk.incubator.vector.FloatVector;

/// C = Aᵀ·B of at most eight steps, a sum of so many outer products, which is bound by writing C once: made for the weight
/// gradient of a small batch.
///
/// | steps | way |
/// |---|---|
/// | 1, C dense and eight vectors wide | a row at a time, B in registers |
/// | 1, at least a vector of columns | four whole rows at a time, B from the first cache |
/// | 1, fewer columns, C dense | a vector for each row, which the next row overwrites where it is too long |
/// | 2 to 8, 32 registers | two vectors of columns at a time, B in registers |
final class SimdFloatOuterProduct {
    private static final int V = SPECIES.length();
    private static final int WIDE = 8 * V;
    private static final int ROWS = 4;
    private static final int MOST_STEPS = 8;

    /// So many rows are finished before the next: each may lie in a page of memory of its own.
    private static final int BLOCK_ROWS = 64;

    private SimdFloatOuterProduct() {}

    /// Whether products of `m` rows, `n` columns and `k` steps are computed here.
    static boolean has(int m, int n, int k, int resultStride) {
        return k == 1
                ? m >= ROWS && (n >= V || resultStride == n)
                : m >= ROWS && n >= 2 * V && k > 1 && k <= MOST_STEPS && SimdShape.MANY_REGISTERS;
    }

    /// C = A·B of a shape that [#has] names.
    ///
    /// | operand | element | access |
    /// |---|---|---|
    /// | left | A[i,p] at `leftOffset + i + p × leftStride` | read |
    /// | right | B[p,j] at `rightOffset + p × rightStride + j` | read |
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
        if (k > 1) {
            severalSteps(
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
                    resultStride);
        } else if (n == WIDE && resultStride == WIDE) {
            wideRows(m, left, leftOffset, right, rightOffset, result, resultOffset);
        } else if (n < V) {
            float[] row = workspace.floats(Purpose.PACKED_RIGHT, V);
            System.arraycopy(right, rightOffset, row, 0, n);
            narrowRows(m, n, left, leftOffset, row, result, resultOffset);
        } else {
            oneStep(m, n, left, leftOffset, right, rightOffset, result, resultOffset, resultStride);
        }
    }

    /// With a distance of rows that is a constant no check is left in the loop.
    private static void wideRows(
            int m, float[] left, int leftOffset, float[] right, int rightOffset, float[] result, int resultOffset) {
        var b0 = FloatVector.fromArray(SPECIES, right, rightOffset);
        var b1 = FloatVector.fromArray(SPECIES, right, rightOffset + V);
        var b2 = FloatVector.fromArray(SPECIES, right, rightOffset + 2 * V);
        var b3 = FloatVector.fromArray(SPECIES, right, rightOffset + 3 * V);
        var b4 = FloatVector.fromArray(SPECIES, right, rightOffset + 4 * V);
        var b5 = FloatVector.fromArray(SPECIES, right, rightOffset + 5 * V);
        var b6 = FloatVector.fromArray(SPECIES, right, rightOffset + 6 * V);
        var b7 = FloatVector.fromArray(SPECIES, right, rightOffset + 7 * V);
        var zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < m; i++) {
            var a = FloatVector.broadcast(SPECIES, left[leftOffset + i]);
            int row = resultOffset + i * WIDE;
            a.fma(b0, zero).intoArray(result, row);
            a.fma(b1, zero).intoArray(result, row + V);
            a.fma(b2, zero).intoArray(result, row + 2 * V);
            a.fma(b3, zero).intoArray(result, row + 3 * V);
            a.fma(b4, zero).intoArray(result, row + 4 * V);
            a.fma(b5, zero).intoArray(result, row + 5 * V);
            a.fma(b6, zero).intoArray(result, row + 6 * V);
            a.fma(b7, zero).intoArray(result, row + 7 * V);
        }
    }

    /// Rows of less than a vector, from the first to the last. Rows whose vector would end behind C are the reference's.
    private static void narrowRows(
            int m, int n, float[] left, int leftOffset, float[] row, float[] result, int resultOffset) {
        var b = FloatVector.fromArray(SPECIES, row, 0);
        var zero = FloatVector.zero(SPECIES);
        int i = 0;
        for (int last = m * n - V; i * n <= last; i++) {
            FloatVector.broadcast(SPECIES, left[leftOffset + i]).fma(b, zero).intoArray(result, resultOffset + i * n);
        }
        for (; i < m; i++) {
            for (int j = 0; j < n; j++) {
                result[resultOffset + i * n + j] = Math.fma(left[leftOffset + i], row[j], 0f);
            }
        }
    }

    /// One step. The last vector of a row may overlap the one before it, and writes the same again; so may the last rows.
    private static void oneStep(
            int m,
            int n,
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int resultStride) {
        int whole = SPECIES.loopBound(n);
        for (int i = 0; i < m; i += ROWS) {
            int row = Math.min(i, m - ROWS);
            int at = resultOffset + row * resultStride;
            fourRows(whole, left, leftOffset + row, right, rightOffset, result, at, resultStride);
            if (whole < n) {
                int last = n - V;
                fourRows(V, left, leftOffset + row, right, rightOffset + last, result, at + last, resultStride);
            }
        }
    }

    private static void fourRows(
            int columns,
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int resultStride) {
        var a0 = FloatVector.broadcast(SPECIES, left[leftOffset]);
        var a1 = FloatVector.broadcast(SPECIES, left[leftOffset + 1]);
        var a2 = FloatVector.broadcast(SPECIES, left[leftOffset + 2]);
        var a3 = FloatVector.broadcast(SPECIES, left[leftOffset + 3]);
        var zero = FloatVector.zero(SPECIES);
        int row1 = resultOffset + resultStride;
        int row2 = row1 + resultStride;
        int row3 = row2 + resultStride;
        for (int j = 0; j < columns; j += V) {
            var b = FloatVector.fromArray(SPECIES, right, rightOffset + j);
            a0.fma(b, zero).intoArray(result, resultOffset + j);
            a1.fma(b, zero).intoArray(result, row1 + j);
            a2.fma(b, zero).intoArray(result, row2 + j);
            a3.fma(b, zero).intoArray(result, row3 + j);
        }
    }

    /// Several steps. The last two vectors of a row may overlap those before them, and write the same again.
    private static void severalSteps(
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
            int resultStride) {
        for (int i = 0; i < m; i += BLOCK_ROWS) {
            int rows = Math.min(BLOCK_ROWS, m - i);
            int leftAt = leftOffset + i;
            int resultAt = resultOffset + i * resultStride;
            for (int from = 0; from < n; from += 2 * V) {
                int j = Math.min(from, n - 2 * V);
                twoVectors(
                        k,
                        rows,
                        left,
                        leftAt,
                        leftStride,
                        right,
                        rightOffset + j,
                        rightStride,
                        result,
                        resultAt + j,
                        resultStride);
            }
        }
    }

    private static void twoVectors(
            int steps,
            int rows,
            float[] left,
            int leftAt,
            int leftStep,
            float[] right,
            int rightAt,
            int rightStep,
            float[] result,
            int resultAt,
            int stride) {
        switch (steps) {
            case 2 ->
                SimdFloatTiles.outer2x2(
                        rows, left, leftAt, leftStep, right, rightAt, rightStep, result, resultAt, stride);
            case 3 ->
                SimdFloatTiles.outer3x2(
                        rows, left, leftAt, leftStep, right, rightAt, rightStep, result, resultAt, stride);
            case 4 ->
                SimdFloatTiles.outer4x2(
                        rows, left, leftAt, leftStep, right, rightAt, rightStep, result, resultAt, stride);
            case 5 ->
                SimdFloatTiles.outer5x2(
                        rows, left, leftAt, leftStep, right, rightAt, rightStep, result, resultAt, stride);
            case 6 ->
                SimdFloatTiles.outer6x2(
                        rows, left, leftAt, leftStep, right, rightAt, rightStep, result, resultAt, stride);
            case 7 ->
                SimdFloatTiles.outer7x2(
                        rows, left, leftAt, leftStep, right, rightAt, rightStep, result, resultAt, stride);
            default ->
                SimdFloatTiles.outer8x2(
                        rows, left, leftAt, leftStep, right, rightAt, rightStep, result, resultAt, stride);
        }
    }
}
