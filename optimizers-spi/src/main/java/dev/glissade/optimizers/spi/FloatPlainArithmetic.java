package dev.glissade.optimizers.spi;

import java.util.Arrays;

/// [Arithmetic] on `float[]` in plain Java: its order of additions, written as it is stated. Belongs to one thread.
final class FloatPlainArithmetic {
    private static final int BLOCK = 4096;
    private static final int LANES = 32;

    private final float[] lanes = new float[LANES];

    /// How an element joins its lane.
    private enum Term {
        VALUE,
        MAGNITUDE,
        PRODUCT
    }

    float sum(float[] values, int from, int to) {
        return tree(Term.VALUE, values, from, 1, values, from, 1, to - from);
    }

    float sumOfMagnitudes(float[] values, int from, int to) {
        return tree(Term.MAGNITUDE, values, from, 1, values, from, 1, to - from);
    }

    float dot(float[] left, float[] right, int from, int to) {
        return tree(Term.PRODUCT, left, from, 1, right, from, 1, to - from);
    }

    float largestMagnitude(float[] values, int from, int to) {
        float largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return largest;
    }

    void addScaled(float factor, float[] source, float[] target, int from, int to) {
        for (int i = from; i < to; i++) {
            target[i] = Math.fma(factor, source[i], target[i]);
        }
    }

    void multiply(
            int m,
            int n,
            int k,
            float[] left,
            int leftOffset,
            boolean leftTransposed,
            float[] right,
            int rightOffset,
            boolean rightTransposed,
            float[] result,
            int resultOffset) {
        int leftRow = leftTransposed ? 1 : k;
        int leftStep = leftTransposed ? m : 1;
        int rightStep = rightTransposed ? 1 : n;
        int rightColumn = rightTransposed ? k : 1;
        for (int i = 0; i < m; i++) {
            int row = leftOffset + i * leftRow;
            for (int j = 0; j < n; j++) {
                int column = rightOffset + j * rightColumn;
                result[resultOffset + i * n + j] = n == 1
                        ? tree(Term.PRODUCT, left, row, leftStep, right, column, rightStep, k)
                        : chain(left, row, leftStep, right, column, rightStep, k);
            }
        }
    }

    private float chain(
            float[] left, int leftOffset, int leftStep, float[] right, int rightOffset, int rightStep, int length) {
        float sum = 0;
        for (int p = 0; p < length; p++) {
            sum = Math.fma(left[leftOffset + p * leftStep], right[rightOffset + p * rightStep], sum);
        }
        return sum;
    }

    private float tree(
            Term term,
            float[] left,
            int leftOffset,
            int leftStep,
            float[] right,
            int rightOffset,
            int rightStep,
            int length) {
        if (length <= BLOCK) {
            return block(term, left, leftOffset, leftStep, right, rightOffset, rightStep, length);
        }
        int half = Integer.highestOneBit((length - 1) / BLOCK) * BLOCK;
        return tree(term, left, leftOffset, leftStep, right, rightOffset, rightStep, half)
                + tree(
                        term,
                        left,
                        leftOffset + half * leftStep,
                        leftStep,
                        right,
                        rightOffset + half * rightStep,
                        rightStep,
                        length - half);
    }

    private float block(
            Term term,
            float[] left,
            int leftOffset,
            int leftStep,
            float[] right,
            int rightOffset,
            int rightStep,
            int length) {
        Arrays.fill(lanes, 0);
        for (int i = 0; i < length; i++) {
            float value = left[leftOffset + i * leftStep];
            int lane = i % LANES;
            lanes[lane] = switch (term) {
                case VALUE -> lanes[lane] + value;
                case MAGNITUDE -> lanes[lane] + Math.abs(value);
                case PRODUCT -> Math.fma(value, right[rightOffset + i * rightStep], lanes[lane]);
            };
        }
        for (int width = LANES / 2; width > 0; width /= 2) {
            for (int j = 0; j < width; j++) {
                lanes[j] += lanes[j + width];
            }
        }
        return lanes[0];
    }
}
