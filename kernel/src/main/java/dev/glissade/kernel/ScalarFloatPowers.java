package dev.glissade.kernel;

/// [FloatPowers], one element at a time by [FloatPowerMathematics].
final class ScalarFloatPowers implements FloatPowers {
    @Override
    public void pow(
            float[] base,
            int baseOffset,
            float[] exponent,
            int exponentOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatPowerMathematics.pow(base[baseOffset + i], exponent[exponentOffset + i]);
        }
    }
}
