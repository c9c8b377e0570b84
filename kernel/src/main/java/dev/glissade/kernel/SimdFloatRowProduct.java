package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;

/// The matrix product of a few rows with B as it is stored: a row of C is kept in registers, strip by strip, while the
/// rows of B stream past.
///
/// Made for the forward pass of a single sample, which is bound by reading B once.
final class SimdFloatRowProduct {
    private static final int V = SPECIES.length();
    private static final int STRIP = 8 * V;

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
            boolean accumulate) {
        int step = leftTransposed ? leftStride : 1;
        for (int i = 0; i < m; i++) {
            int leftAt = leftOffset + (leftTransposed ? i : i * leftStride);
            int resultAt = resultOffset + i * resultStride;
            if (!accumulate) {
                java.util.Arrays.fill(result, resultAt, resultAt + n, 0);
            }
            int j = 0;
            for (; j <= n - STRIP; j += STRIP) {
                strip(k, left, leftAt, step, right, rightOffset + j, rightStride, result, resultAt + j);
            }
            for (; j <= n - V; j += V) {
                vector(k, left, leftAt, step, right, rightOffset + j, rightStride, result, resultAt + j);
            }
            if (j < n) {
                rest(n - j, k, left, leftAt, step, right, rightOffset + j, rightStride, result, resultAt + j);
            }
        }
    }

    /// Eight vectors of a row of C.
    private static void strip(
            int depth,
            float[] left,
            int leftOffset,
            int leftStep,
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
        int leftAt = leftOffset;
        int rightAt = rightOffset;
        for (int p = 0; p < depth; p++) {
            var a = FloatVector.broadcast(SPECIES, left[leftAt]);
            c0 = a.fma(FloatVector.fromArray(SPECIES, right, rightAt), c0);
            c1 = a.fma(FloatVector.fromArray(SPECIES, right, rightAt + V), c1);
            c2 = a.fma(FloatVector.fromArray(SPECIES, right, rightAt + 2 * V), c2);
            c3 = a.fma(FloatVector.fromArray(SPECIES, right, rightAt + 3 * V), c3);
            c4 = a.fma(FloatVector.fromArray(SPECIES, right, rightAt + 4 * V), c4);
            c5 = a.fma(FloatVector.fromArray(SPECIES, right, rightAt + 5 * V), c5);
            c6 = a.fma(FloatVector.fromArray(SPECIES, right, rightAt + 6 * V), c6);
            c7 = a.fma(FloatVector.fromArray(SPECIES, right, rightAt + 7 * V), c7);
            leftAt += leftStep;
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
            int leftStep,
            float[] right,
            int rightOffset,
            int rightStride,
            float[] result,
            int resultOffset) {
        var c = FloatVector.fromArray(SPECIES, result, resultOffset);
        int leftAt = leftOffset;
        int rightAt = rightOffset;
        for (int p = 0; p < depth; p++) {
            c = FloatVector.broadcast(SPECIES, left[leftAt]).fma(FloatVector.fromArray(SPECIES, right, rightAt), c);
            leftAt += leftStep;
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
