package dev.glissade.kernel;

/// [FloatFunctions], one element at a time by [FloatMathematics].
final class ScalarFloatFunctions implements FloatFunctions {
    @Override
    public void exp(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatMathematics.exp(input[inputOffset + i]);
        }
    }

    @Override
    public void log(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatMathematics.log(input[inputOffset + i]);
        }
    }

    @Override
    public void sin(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatMathematics.sin(input[inputOffset + i]);
        }
    }

    @Override
    public void cos(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatMathematics.cos(input[inputOffset + i]);
        }
    }

    @Override
    public void tanh(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatMathematics.tanh(input[inputOffset + i]);
        }
    }

    @Override
    public void sigmoid(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatMathematics.sigmoid(input[inputOffset + i]);
        }
    }
}
