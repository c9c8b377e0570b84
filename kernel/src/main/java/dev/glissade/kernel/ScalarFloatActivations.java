package dev.glissade.kernel;

/// [FloatActivations], one element at a time by [FloatActivationMathematics].
final class ScalarFloatActivations implements FloatActivations {
    @Override
    public void sigmoid(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatActivationMathematics.sigmoid(input[inputOffset + i]);
        }
    }

    @Override
    public void softplus(
            float beta, float threshold, float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatActivationMathematics.softplus(input[inputOffset + i], beta, threshold);
        }
    }

    @Override
    public void logSigmoid(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatActivationMathematics.logSigmoid(input[inputOffset + i]);
        }
    }

    @Override
    public void silu(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatActivationMathematics.silu(input[inputOffset + i]);
        }
    }

    @Override
    public void elu(float alpha, float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatActivationMathematics.elu(input[inputOffset + i], alpha);
        }
    }

    @Override
    public void geluTanh(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatActivationMathematics.geluTanh(input[inputOffset + i]);
        }
    }
}
