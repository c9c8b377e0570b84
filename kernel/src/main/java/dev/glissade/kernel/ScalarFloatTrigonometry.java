package dev.glissade.kernel;

/// [FloatTrigonometry], one element at a time by [FloatTrigonometricMathematics].
final class ScalarFloatTrigonometry implements FloatTrigonometry {
    @Override
    public void sin(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatTrigonometricMathematics.sin(input[inputOffset + i]);
        }
    }

    @Override
    public void cos(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatTrigonometricMathematics.cos(input[inputOffset + i]);
        }
    }

    @Override
    public void tan(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatTrigonometricMathematics.tan(input[inputOffset + i]);
        }
    }

    @Override
    public void asin(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatTrigonometricMathematics.asin(input[inputOffset + i]);
        }
    }

    @Override
    public void acos(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatTrigonometricMathematics.acos(input[inputOffset + i]);
        }
    }

    @Override
    public void atan(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatTrigonometricMathematics.atan(input[inputOffset + i]);
        }
    }

    @Override
    public void atan2(float[] y, int yOffset, float[] x, int xOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatTrigonometricMathematics.atan2(y[yOffset + i], x[xOffset + i]);
        }
    }
}
