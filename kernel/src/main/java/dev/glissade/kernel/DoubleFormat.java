package dev.glissade.kernel;

/// What the elementary functions need of the format `double` (IEEE 754 binary64) itself.
final class DoubleFormat {
    /// 1 as a representation
    static final long ONE = 0x3ff0000000000000L;

    /// √½ as a representation
    static final long ROOT_HALF = 0x3fe6a09e667f3bcdL;

    /// 1 − √½ as representations: added to that of x, it moves the exponent field on where the significand is ≥ √2.
    static final long ONE_LESS_ROOT_HALF = ONE - ROOT_HALF;

    static final long FRACTION = 0x000fffffffffffffL;

    /// 2⁵², whose low bits hold an integer
    static final long INTEGER = 0x4330000000000000L;

    static final double INTEGER_BIAS = 0x1p52 + 1023;

    /// Makes a subnormal number normal.
    static final double TO_NORMAL = 0x1p54;

    /// log₂ [#TO_NORMAL]
    static final double TO_NORMAL_EXPONENT = 54;

    /// From here on every number is an integer.
    static final double INTEGERS_ONLY = 0x1p52;

    private DoubleFormat() {}

    /// 2ⁿ from n + [DoublePolynomials#POWER]; n within −1022 … 1023
    static double power(double biased) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(biased) << 52);
    }

    /// The k of x = 2ᵏ·m with √½ ≤ m < √2; x positive, finite and normal
    static double exponent(double x) {
        long shifted = Double.doubleToRawLongBits(x) + ONE_LESS_ROOT_HALF;
        return Double.longBitsToDouble((shifted >>> 52) | INTEGER) - INTEGER_BIAS;
    }

    /// The m of x = 2ᵏ·m with √½ ≤ m < √2; x positive, finite and normal
    static double significand(double x) {
        long shifted = Double.doubleToRawLongBits(x) + ONE_LESS_ROOT_HALF;
        return Double.longBitsToDouble((shifted & FRACTION) + ROOT_HALF);
    }

    /// Whether the integer n in the low bits of n + [DoublePolynomials#ROUND] is odd
    static boolean isOdd(double rounded) {
        return (Double.doubleToRawLongBits(rounded) & 1) != 0;
    }

    /// (−1)^⌊n/2⌋ of the integer n in the low bits of n + [DoublePolynomials#ROUND]: the sign of the n-th quarter turn
    static double halfTurnSign(double rounded) {
        return Double.longBitsToDouble(((Double.doubleToRawLongBits(rounded) & 2) << 62) | ONE);
    }

    /// √x
    static double sqrt(double x) {
        return Math.sqrt(x);
    }

    /// ⌊x⌋
    static double floor(double x) {
        return Math.floor(x);
    }

    /// ⌈x⌉
    static double ceil(double x) {
        return Math.ceil(x);
    }

    /// The integer nearest to x, the even one of two
    static double round(double x) {
        return Math.rint(x);
    }

    /// sin x beyond the limit of the reduction, by the argument reduction of fdlibm
    static double farSin(double x) {
        return StrictMath.sin(x);
    }

    /// cos x beyond the limit of the reduction
    static double farCos(double x) {
        return StrictMath.cos(x);
    }

    /// tan x beyond the limit of the reduction
    static double farTan(double x) {
        return StrictMath.tan(x);
    }
}
