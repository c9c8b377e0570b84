package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import dev.glissade.kernel.Workspace.Purpose;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// The matrix product of a few rows with B as it is stored, which is bound by reading B once: made for the forward pass of
/// a single sample.
///
/// | columns | way |
/// |---|---|
/// | fewer than `LONG_ROW` | strip by strip: a strip of a row of C is kept in registers while the rows of B stream past |
/// | `LONG_ROW` or more | eight rows of B at a time from end to end, added to C, which stays in the first cache |
///
/// Of long rows, strips would read a piece of each row in a page of its own, too far apart for the processor to fetch
/// ahead.
final class SimdFloatRowProduct {
    private static final int V = SPECIES.length();
    private static final int STRIP = 8 * V;
    private static final int LONG_ROW = 2048 / Float.BYTES;

    private SimdFloatRowProduct() {}

    static void multiply(
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
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate,
            Workspace workspace) {
        int row = leftTransposed ? 1 : leftStride;
        int step = leftTransposed ? leftStride : 1;
        int whole = n - n % V;
        for (int i = 0; !accumulate && i < m; i++) {
            int at = resultOffset + i * resultStride;
            Arrays.fill(result, at, at + n, 0);
        }
        int p = 0;
        for (; n >= LONG_ROW && p <= k - 8; p += 8) {
            for (int i = 0; i < m; i++) {
                eightSteps(
                        whole,
                        left,
                        leftOffset + i * row + p * step,
                        step,
                        right,
                        rightOffset + p * rightStride,
                        rightStride,
                        result,
                        resultOffset + i * resultStride);
            }
        }
        float[] dense = step == 1 ? left : workspace.floats(Purpose.PACKED_LEFT, k);
        for (int i = 0; i < m; i++) {
            int leftAt = leftOffset + i * row;
            for (int q = p; step != 1 && q < k; q++) {
                dense[q] = left[leftAt + q * step];
            }
            int denseAt = step == 1 ? leftAt + p : p;
            int rightAt = rightOffset + p * rightStride;
            int resultAt = resultOffset + i * resultStride;
            int j = 0;
            for (; j <= n - STRIP; j += STRIP) {
                strip(k - p, dense, denseAt, right, rightAt + j, rightStride, result, resultAt + j);
            }
            for (; j < whole; j += V) {
                vector(k - p, dense, denseAt, right, rightAt + j, rightStride, result, resultAt + j);
            }
            if (j < n) {
                rest(n - j, k, left, leftAt, step, right, rightOffset + j, rightStride, result, resultAt + j);
            }
        }
    }

    /// Eight steps of the product for `columns` elements of a row of C, whole vectors.
    private static void eightSteps(
            int columns,
            float[] left,
            int leftOffset,
            int leftStep,
            float[] right,
            int rightOffset,
            int rightStride,
            float[] result,
            int resultOffset) {
        var a0 = FloatVector.broadcast(SPECIES, left[leftOffset]);
        var a1 = FloatVector.broadcast(SPECIES, left[leftOffset + leftStep]);
        var a2 = FloatVector.broadcast(SPECIES, left[leftOffset + 2 * leftStep]);
        var a3 = FloatVector.broadcast(SPECIES, left[leftOffset + 3 * leftStep]);
        var a4 = FloatVector.broadcast(SPECIES, left[leftOffset + 4 * leftStep]);
        var a5 = FloatVector.broadcast(SPECIES, left[leftOffset + 5 * leftStep]);
        var a6 = FloatVector.broadcast(SPECIES, left[leftOffset + 6 * leftStep]);
        var a7 = FloatVector.broadcast(SPECIES, left[leftOffset + 7 * leftStep]);
        int right1 = rightOffset + rightStride;
        int right2 = right1 + rightStride;
        int right3 = right2 + rightStride;
        int right4 = right3 + rightStride;
        int right5 = right4 + rightStride;
        int right6 = right5 + rightStride;
        int right7 = right6 + rightStride;
        for (int j = 0; j < columns; j += V) {
            var c = FloatVector.fromArray(SPECIES, result, resultOffset + j);
            c = a0.fma(FloatVector.fromArray(SPECIES, right, rightOffset + j), c);
            c = a1.fma(FloatVector.fromArray(SPECIES, right, right1 + j), c);
            c = a2.fma(FloatVector.fromArray(SPECIES, right, right2 + j), c);
            c = a3.fma(FloatVector.fromArray(SPECIES, right, right3 + j), c);
            c = a4.fma(FloatVector.fromArray(SPECIES, right, right4 + j), c);
            c = a5.fma(FloatVector.fromArray(SPECIES, right, right5 + j), c);
            c = a6.fma(FloatVector.fromArray(SPECIES, right, right6 + j), c);
            c = a7.fma(FloatVector.fromArray(SPECIES, right, right7 + j), c);
            c.intoArray(result, resultOffset + j);
        }
    }

    /// Eight vectors of a row of C.
    private static void strip(
            int depth,
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            int rightStride,
            float[] result,
            int resultOffset) {
        var c0 = FloatVector.fromArray(SPECIES, result, resultOffset);
        var c1 = FloatVector.fromArray(SPECIES, result, resultOffset + V);
        var c2 = FloatVector.fromArray(SPECIES, result, resultOffset + 2 * V);
        var c3 = FloatVector.fromArray(SPECIES, result, resultOffset + 3 * V);
        var c4 = FloatVector.fromArray(SPECIES, result, resultOffset + 4 * V);
        var c5 = FloatVector.fromArray(SPECIES, result, resultOffset + 5 * V);
        var c6 = FloatVector.fromArray(SPECIES, result, resultOffset + 6 * V);
        var c7 = FloatVector.fromArray(SPECIES, result, resultOffset + 7 * V);
        int rightAt = rightOffset;
        for (int p = 0; p < depth; p++) {
            var a = FloatVector.broadcast(SPECIES, left[leftOffset + p]);
            c0 = a.fma(FloatVector.fromArray(SPECIES, right, rightAt), c0);
            c1 = a.fma(FloatVector.fromArray(SPECIES, right, rightAt + V), c1);
            c2 = a.fma(FloatVector.fromArray(SPECIES, right, rightAt + 2 * V), c2);
            c3 = a.fma(FloatVector.fromArray(SPECIES, right, rightAt + 3 * V), c3);
            c4 = a.fma(FloatVector.fromArray(SPECIES, right, rightAt + 4 * V), c4);
            c5 = a.fma(FloatVector.fromArray(SPECIES, right, rightAt + 5 * V), c5);
            c6 = a.fma(FloatVector.fromArray(SPECIES, right, rightAt + 6 * V), c6);
            c7 = a.fma(FloatVector.fromArray(SPECIES, right, rightAt + 7 * V), c7);
            rightAt += rightStride;
        }
        c0.intoArray(result, resultOffset);
        c1.intoArray(result, resultOffset + V);
        c2.intoArray(result, resultOffset + 2 * V);
        c3.intoArray(result, resultOffset + 3 * V);
        c4.intoArray(result, resultOffset + 4 * V);
        c5.intoArray(result, resultOffset + 5 * V);
        c6.intoArray(result, resultOffset + 6 * V);
        c7.intoArray(result, resultOffset + 7 * V);
    }

    /// One vector of a row of C.
    private static void vector(
            int depth,
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            int rightStride,
            float[] result,
            int resultOffset) {
        var c = FloatVector.fromArray(SPECIES, result, resultOffset);
        int rightAt = rightOffset;
        for (int p = 0; p < depth; p++) {
            c = FloatVector.broadcast(SPECIES, left[leftOffset + p])
                    .fma(FloatVector.fromArray(SPECIES, right, rightAt), c);
            rightAt += rightStride;
        }
        c.intoArray(result, resultOffset);
    }

    /// The last columns, fewer than a vector has lanes.
    private static void rest(
            int columns,
            int depth,
            float[] left,
            int leftOffset,
            int leftStep,
            float[] right,
            int rightOffset,
            int rightStride,
            float[] result,
            int resultOffset) {
        for (int p = 0; p < depth; p++) {
            float a = left[leftOffset + p * leftStep];
            for (int j = 0; j < columns; j++) {
                result[resultOffset + j] =
                        Math.fma(a, right[rightOffset + p * rightStride + j], result[resultOffset + j]);
            }
        }
    }
}
