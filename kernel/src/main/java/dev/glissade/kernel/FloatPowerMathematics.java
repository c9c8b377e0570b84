package dev.glissade.kernel;

/// The power of one element: the reference for the loop of [SimdFloatPowers], which does the same operations on vectors.
///
/// Where that computes every case and blends, this branches.
final class FloatPowerMathematics {
    /*
     * All in double, whose 53 bits leave the logarithm exact enough: x^y = 2^(y log₂ x), with log₂ of the significand by
     * way of s = f ÷ (2 + f) (Tang, Table-driven implementation of the logarithm function in IEEE floating-point
     * arithmetic, 1990). Every float is a normal double, and the result is rounded to float once.
     */

    private FloatPowerMathematics() {}

    /// x^y = ±2ⁿ 2^r with n + r = y log₂ |x|
    static float pow(float x, float y) {
        if (y == 0 || x == 1) {
            return 1;
        }
        double magnitude = Math.abs(x);
        double size = Math.abs(y);
        if (x < 0 && magnitude < Double.POSITIVE_INFINITY && isFractional(size)) {
            return Float.NaN;
        }
        if (magnitude == 1 && size == Double.POSITIVE_INFINITY) {
            return 1;
        }
        boolean odd = !isFractional(size) && isFractional(0.5 * size);
        double sign = odd ? Math.copySign(1.0, x) : 1;
        double z = y * log2(magnitude);
        double low = z < -FloatPowerPolynomials.BOUND ? -FloatPowerPolynomials.BOUND : z;
        double bounded = low > FloatPowerPolynomials.BOUND ? FloatPowerPolynomials.BOUND : low;
        double n = (bounded + DoublePolynomials.ROUND) - DoublePolynomials.ROUND;
        double significand = DoubleHorner.at(bounded - n, FloatPowerPolynomials.EXP2);
        return (float) (significand * DoubleFormat.power(n + DoublePolynomials.POWER) * sign);
    }

    /// log₂ of a number from 0 to ∞; NaN of NaN
    private static double log2(double x) {
        if (x == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (!(x < Double.POSITIVE_INFINITY)) {
            return x;
        }
        double f = DoubleFormat.significand(x) - 1;
        double s = f / (2 + f);
        return Math.fma(s, DoubleHorner.at(s * s, FloatPowerPolynomials.LOG2), DoubleFormat.exponent(x));
    }

    /// Whether a number is no integer; x ≥ 0
    private static boolean isFractional(double x) {
        return x < FloatPowerPolynomials.INTEGER
                && (x + FloatPowerPolynomials.INTEGER) - FloatPowerPolynomials.INTEGER != x;
    }
}
