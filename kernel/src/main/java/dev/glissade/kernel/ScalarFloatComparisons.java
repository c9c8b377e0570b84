package dev.glissade.kernel;

/// [FloatComparisons], one element at a time.
final class ScalarFloatComparisons implements FloatComparisons {
    @Override
    public void less(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = left[leftOffset + i] < right[rightOffset + i] ? 1 : 0;
        }
    }

    @Override
    public void lessOrEqual(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = left[leftOffset + i] <= right[rightOffset + i] ? 1 : 0;
        }
    }

    @Override
    public void equal(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = left[leftOffset + i] == right[rightOffset + i] ? 1 : 0;
        }
    }

    @Override
    public void notEqual(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = left[leftOffset + i] != right[rightOffset + i] ? 1 : 0;
        }
    }

    @Override
    public void where(
            float[] condition,
            int conditionOffset,
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] =
                    condition[conditionOffset + i] == 0 ? right[rightOffset + i] : left[leftOffset + i];
        }
    }

    @Override
    public void sign(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = sign(input[inputOffset + i]);
        }
    }

    static float sign(float x) {
        return x > 0 ? 1 : x < 0 ? -1 : 0;
    }

    @Override
    public void clamp(
            float low, float high, float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = Math.min(Math.max(input[inputOffset + i], low), high);
        }
    }

    @Override
    public void leakyRelu(float slope, float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            float x = input[inputOffset + i];
            result[resultOffset + i] = x > 0 ? x : slope * x;
        }
    }
}
