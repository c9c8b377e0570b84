package dev.glissade.kernel;

/// [FloatExponentials], one element at a time by [FloatMathematics].
final class ScalarFloatExponentials implements FloatExponentials {
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
    public void tanh(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatMathematics.tanh(input[inputOffset + i]);
        }
    }

    @Override
    public void expm1(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatMathematics.expm1(input[inputOffset + i]);
        }
    }

    @Override
    public void log1p(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatMathematics.log1p(input[inputOffset + i]);
        }
    }

    @Override
    public void log2(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatMathematics.log2(input[inputOffset + i]);
        }
    }

    @Override
    public void log10(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatMathematics.log10(input[inputOffset + i]);
        }
    }

    @Override
    public void sinh(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatMathematics.sinh(input[inputOffset + i]);
        }
    }

    @Override
    public void cosh(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatMathematics.cosh(input[inputOffset + i]);
        }
    }
}
