package dev.glissade.kernel;

/// [FloatErrorFunctions], one element at a time by [FloatErrorMathematics].
final class ScalarFloatErrorFunctions implements FloatErrorFunctions {
    @Override
    public void erf(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatErrorMathematics.erf(input[inputOffset + i]);
        }
    }

    @Override
    public void gelu(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatErrorMathematics.gelu(input[inputOffset + i]);
        }
    }
}
