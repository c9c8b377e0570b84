package dev.glissade.kernel;

/// The reference of [FloatNormalisation].
final class ScalarFloatNormalisation implements FloatNormalisation {

    @Override
    public float scale(float variance, float epsilon) {
        return 1 / FloatFormat.sqrt(variance + epsilon);
    }

    @Override
    public void normaliseRow(
            float[] input,
            int inputOffset,
            float mean,
            float scale,
            float[] weights,
            int weightsOffset,
            float[] biases,
            int biasesOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            float normal = (input[inputOffset + i] - mean) * scale;
            result[resultOffset + i] = Math.fma(normal, weights[weightsOffset + i], biases[biasesOffset + i]);
        }
    }

    @Override
    public void normaliseChannel(
            float[] input,
            int inputOffset,
            float mean,
            float scale,
            float weight,
            float bias,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            float normal = (input[inputOffset + i] - mean) * scale;
            result[resultOffset + i] = Math.fma(normal, weight, bias);
        }
    }

    @Override
    public void normaliseEach(
            float[] input,
            int inputOffset,
            float[] means,
            int meansOffset,
            float[] scales,
            int scalesOffset,
            float[] weights,
            int weightsOffset,
            float[] biases,
            int biasesOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            float normal = (input[inputOffset + i] - means[meansOffset + i]) * scales[scalesOffset + i];
            result[resultOffset + i] = Math.fma(normal, weights[weightsOffset + i], biases[biasesOffset + i]);
        }
    }
}
