package dev.glissade.kernel;

/// [FloatArithmetic], one element at a time.
final class ScalarFloatArithmetic implements FloatArithmetic {
    @Override
    public void add(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = left[leftOffset + i] + right[rightOffset + i];
        }
    }

    @Override
    public void subtract(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = left[leftOffset + i] - right[rightOffset + i];
        }
    }

    @Override
    public void multiply(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = left[leftOffset + i] * right[rightOffset + i];
        }
    }

    @Override
    public void divide(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = left[leftOffset + i] / right[rightOffset + i];
        }
    }

    @Override
    public void max(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = Math.max(left[leftOffset + i], right[rightOffset + i]);
        }
    }

    @Override
    public void min(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = Math.min(left[leftOffset + i], right[rightOffset + i]);
        }
    }

    @Override
    public void negate(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = -input[inputOffset + i];
        }
    }

    @Override
    public void abs(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = Math.abs(input[inputOffset + i]);
        }
    }

    @Override
    public void square(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            float x = input[inputOffset + i];
            result[resultOffset + i] = x * x;
        }
    }

    @Override
    public void sqrt(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatFormat.sqrt(input[inputOffset + i]);
        }
    }

    @Override
    public void reciprocal(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = 1 / input[inputOffset + i];
        }
    }

    /// A Newton step from r = 1 ÷ √x, itself within 1½ units: r + r/2 · (1 − x·r²). The product x·r enters as h + l, its
    /// rounded value and the rest, so that the difference is exact but for a rounding of its own size. (P. Markstein,
    /// Software division and square root using Goldschmidt's algorithms, RNC 6, 2004.)
    @Override
    public void reciprocalSqrt(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = reciprocalSqrt(input[inputOffset + i]);
        }
    }

    static float reciprocalSqrt(float x) {
        float r = 1 / FloatFormat.sqrt(x);
        float h = x * r;
        float l = Math.fma(x, r, -h);
        float error = Math.fma(-l, r, Math.fma(-h, r, 1));
        float corrected = Math.fma(0.5f * r, error, r);
        // x is ±0, ∞, negative or NaN: r is right as it is, and 0 · ∞ makes the error NaN.
        return Float.isNaN(error) ? r : corrected;
    }

    @Override
    public void floor(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatFormat.floor(input[inputOffset + i]);
        }
    }

    @Override
    public void ceil(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatFormat.ceil(input[inputOffset + i]);
        }
    }

    @Override
    public void round(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = FloatFormat.round(input[inputOffset + i]);
        }
    }

    @Override
    public void softsign(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            float x = input[inputOffset + i];
            result[resultOffset + i] = x / (1 + Math.abs(x));
        }
    }

    @Override
    public void relu(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = Math.max(input[inputOffset + i], 0);
        }
    }

    @Override
    public void scale(float factor, float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = factor * input[inputOffset + i];
        }
    }

    @Override
    public void addScaled(
            float[] left,
            int leftOffset,
            float factor,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = Math.fma(factor, right[rightOffset + i], left[leftOffset + i]);
        }
    }

    @Override
    public void fma(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] addend,
            int addendOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            result[resultOffset + i] = Math.fma(left[leftOffset + i], right[rightOffset + i], addend[addendOffset + i]);
        }
    }

    @Override
    public void gather(
            float[] source, int sourceOffset, int sourceStride, float[] target, int targetOffset, int length) {
        for (int i = 0; i < length; i++) {
            target[targetOffset + i] = source[sourceOffset + i * sourceStride];
        }
    }

    @Override
    public void scatter(
            float[] source, int sourceOffset, float[] target, int targetOffset, int targetStride, int length) {
        for (int i = 0; i < length; i++) {
            target[targetOffset + i * targetStride] = source[sourceOffset + i];
        }
    }
}
