package dev.glissade.kernel;

/// What the elementary functions need of the format `float` (IEEE 754 binary32) itself.
final class FloatFormat {
    /// 1 as a representation
    static final int ONE = 0x3f800000;

    /// √½ as a representation
    static final int ROOT_HALF = 0x3f3504f3;

    /// 1 − √½ as representations: added to that of x, it moves the exponent field on where the significand is ≥ √2.
    static final int ONE_LESS_ROOT_HALF = ONE - ROOT_HALF;

    static final int FRACTION = 0x007fffff;

    /// 2²³, whose low bits hold an integer
    static final int INTEGER = 0x4b000000;

    static final float INTEGER_BIAS = 0x1p23f + 127;

    /// Makes a subnormal number normal.
    static final float TO_NORMAL = 0x1p25f;

    /// log₂ [#TO_NORMAL]
    static final float TO_NORMAL_EXPONENT = 25f;

    /// From here on every number is an integer.
    static final float INTEGERS_ONLY = 0x1p23f;

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

    /// Whether the integer n in the low bits of n + [FloatPolynomials#ROUND] is odd
    static boolean isOdd(float rounded) {
        return (Float.floatToRawIntBits(rounded) & 1) != 0;
    }

    /// (−1)^⌊n/2⌋ of the integer n in the low bits of n + [FloatPolynomials#ROUND]: the sign of the n-th quarter turn
    static float halfTurnSign(float rounded) {
        return Float.intBitsToFloat(((Float.floatToRawIntBits(rounded) & 2) << 30) | ONE);
    }

    /// √x
    static float sqrt(float x) {
        return (float) Math.sqrt(x);
    }

    /// ⌊x⌋
    static float floor(float x) {
        return (float) Math.floor(x);
    }

    /// ⌈x⌉
    static float ceil(float x) {
        return (float) Math.ceil(x);
    }

    /// The integer nearest to x, the even one of two
    static float round(float x) {
        return (float) Math.rint(x);
    }

    /// sin x beyond the limit of the reduction, correctly rounded but for rare double rounding
    static float farSin(float x) {
        return (float) StrictMath.sin(x);
    }

    /// cos x beyond the limit of the reduction
    static float farCos(float x) {
        return (float) StrictMath.cos(x);
    }

    /// tan x beyond the limit of the reduction
    static float farTan(float x) {
        return (float) StrictMath.tan(x);
    }
}
