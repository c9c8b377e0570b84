package dev.glissade.kernel;

/// What the elementary functions need of the format `float` (IEEE 754 binary32) itself.
final class FloatFormat {
    /// √½
    static final int ROOT_HALF = 0x3f3504f3;

    /// 1 − √½ as representations: added to that of x, it moves the exponent field on where the significand is ≥ √2.
    static final int ONE_LESS_ROOT_HALF = 0x3f800000 - ROOT_HALF;

    static final int FRACTION = 0x007fffff;

    /// 2²³, whose low bits hold an integer
    static final int INTEGER = 0x4b000000;

    static final float INTEGER_BIAS = 0x1p23f + 127;

    /// Makes a subnormal number normal.
    static final float TO_NORMAL = 0x1p25f;

    /// log₂ [#TO_NORMAL]
    static final float TO_NORMAL_EXPONENT = 25f;

    private FloatFormat() {}

    /// 2ⁿ from n + [FloatPolynomials#POWER]; n within −126 … 127
    static float power(float biased) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(biased) << 23);
    }

    /// The k of x = 2ᵏ·m with √½ ≤ m < √2; x positive, finite and normal
    static float exponent(float x) {
        int shifted = Float.floatToRawIntBits(x) + ONE_LESS_ROOT_HALF;
        return Float.intBitsToFloat((shifted >>> 23) | INTEGER) - INTEGER_BIAS;
    }

    /// The m of x = 2ᵏ·m with √½ ≤ m < √2; x positive, finite and normal
    static float significand(float x) {
        int shifted = Float.floatToRawIntBits(x) + ONE_LESS_ROOT_HALF;
        return Float.intBitsToFloat((shifted & FRACTION) + ROOT_HALF);
    }

    /// sin(r + q·π/2) from sin r and cos r, where q is the integer in the low bits of `turns`
    static float quadrant(float turns, float sin, float cos) {
        int quarter = Float.floatToRawIntBits(turns);
        float turned = (quarter & 1) == 0 ? sin : cos;
        return Float.intBitsToFloat(Float.floatToRawIntBits(turned) ^ ((quarter & 2) << 30));
    }

    /// `magnitude`, its sign flipped where that of `sign` is negative
    static float flipSign(float magnitude, float sign) {
        return Float.intBitsToFloat(
                Float.floatToRawIntBits(magnitude) ^ (Float.floatToRawIntBits(sign) & Integer.MIN_VALUE));
    }

    /// √x
    static float sqrt(float x) {
        return (float) Math.sqrt(x);
    }

    /// sin x beyond the limit of the reduction, correctly rounded but for rare double rounding
    static float farSin(float x) {
        return (float) StrictMath.sin(x);
    }

    /// cos x beyond the limit of the reduction
    static float farCos(float x) {
        return (float) StrictMath.cos(x);
    }
}
