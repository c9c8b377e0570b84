package dev.glissade.kernel;

/// [FloatAdjoints], one element at a time.
final class ScalarFloatAdjoints implements FloatAdjoints {
    @Override
    public void absBackward(
            float[] input,
            int inputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            float x = input[inputOffset + i];
            float sign = x > 0 ? 1 : x < 0 ? -1 : 0;
            result[resultOffset + i] = cotangent[cotangentOffset + i] * sign;
        }
    }

    @Override
    public void reluBackward(
            float[] output,
            int outputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = output[outputOffset + i] <= 0 ? 0 : cotangent[cotangentOffset + i];
        }
    }

    @Override
    public void sigmoidBackward(
            float[] output,
            int outputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            float y = output[outputOffset + i];
            result[resultOffset + i] = (cotangent[cotangentOffset + i] * (1 - y)) * y;
        }
    }

    @Override
    public void tanhBackward(
            float[] output,
            int outputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            float y = output[outputOffset + i];
            result[resultOffset + i] = cotangent[cotangentOffset + i] * Math.fma(-y, y, 1);
        }
    }

    @Override
    public void maxBackward(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            float l = left[leftOffset + i];
            float r = right[rightOffset + i];
            float g = cotangent[cotangentOffset + i];
            result[resultOffset + i] = l == r ? g * 0.5f : l < r ? 0 : g;
        }
    }
}
