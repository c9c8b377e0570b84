package dev.glissade.kernel;

/// What the elementary functions need of the format `double` (IEEE 754 binary64) itself.
final class DoubleFormat {
    /// √½
    static final long ROOT_HALF = 0x3fe6a09e667f3bcdL;

    /// 1 − √½ as representations: added to that of x, it moves the exponent field on where the significand is ≥ √2.
    static final long ONE_LESS_ROOT_HALF = 0x3ff0000000000000L - ROOT_HALF;

    static final long FRACTION = 0x000fffffffffffffL;

    /// 2⁵², whose low bits hold an integer
    static final long INTEGER = 0x4330000000000000L;

    static final double INTEGER_BIAS = 0x1p52 + 1023;

    /// Makes a subnormal number normal.
    static final double TO_NORMAL = 0x1p54;

    /// log₂ [#TO_NORMAL]
    static final double TO_NORMAL_EXPONENT = 54;

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

    /// sin(r + q·π/2) from sin r and cos r, where q is the integer in the low bits of `turns`
    static double quadrant(double turns, double sin, double cos) {
        long quarter = Double.doubleToRawLongBits(turns);
        double turned = (quarter & 1) == 0 ? sin : cos;
        return Double.longBitsToDouble(Double.doubleToRawLongBits(turned) ^ ((quarter & 2) << 62));
    }

    /// `magnitude`, its sign flipped where that of `sign` is negative
    static double flipSign(double magnitude, double sign) {
        return Double.longBitsToDouble(
                Double.doubleToRawLongBits(magnitude) ^ (Double.doubleToRawLongBits(sign) & Long.MIN_VALUE));
    }

    /// √x
    static double sqrt(double x) {
        return Math.sqrt(x);
    }

    /// sin x beyond the limit of the reduction, by the argument reduction of fdlibm
    static double farSin(double x) {
        return StrictMath.sin(x);
    }

    /// cos x beyond the limit of the reduction
    static double farCos(double x) {
        return StrictMath.cos(x);
    }
}
