package dev.glissade.kernel;

/// The power of one element: the reference for the loop of [SimdDoublePowers], which does the same operations on vectors.
///
/// Where that computes every case and blends, this branches.
final class DoublePowerMathematics {
    /*
     * An exponent of 1,000 leaves ten bits of the logarithm before the point, so log₂ x is a sum of two numbers, high + low,
     * exact to some 64 bits. It is (2 ÷ ln 2) atanh s with s = f ÷ (2 + f), and atanh s = s + s (s² ÷ 3 + …).
     *
     * [1] Tang, Table-driven implementation of the logarithm function in IEEE floating-point arithmetic (1990).
     * [2] Dekker, A floating-point technique for extending the available precision (1971): sums and products of such
     *     pairs. The second number of a pair is called `…Rest`.
     */

    private DoublePowerMathematics() {}

    /// x^y = ±2ⁿ e^(r ln 2) with n + r = y log₂ |x|
    static double pow(double x, double y) {
        if (y == 0 || x == 1) {
            return 1;
        }
        double magnitude = Math.abs(x);
        double size = Math.abs(y);
        if (x < 0 && magnitude < Double.POSITIVE_INFINITY && isFractional(size)) {
            return Double.NaN;
        }
        if (magnitude == 1 && size == Double.POSITIVE_INFINITY) {
            return 1;
        }
        boolean odd = !isFractional(size) && isFractional(0.5 * size);
        double sign = odd ? Math.copySign(1.0, x) : 1;
        if (magnitude == 0 || !(magnitude < Double.POSITIVE_INFINITY)) {
            double limit = y > 0 ? magnitude : 1 / magnitude;
            return (Double.isNaN(y) ? y : limit) * sign;
        }
        boolean subnormal = magnitude < Double.MIN_NORMAL;
        double normal = subnormal ? magnitude * DoubleFormat.TO_NORMAL : magnitude;
        double k = DoubleFormat.exponent(normal) - (subnormal ? DoubleFormat.TO_NORMAL_EXPONENT : 0);
        double f = DoubleFormat.significand(normal) - 1;
        double denominator = 2 + f;
        double denominatorRest = f - (denominator - 2);
        double inverse = 1 / denominator;
        double s = f * inverse;
        double sRest = Math.fma(-s, denominatorRest, Math.fma(-s, denominator, f)) * inverse;
        double square = s * s;
        double squareRest = Math.fma(s + s, sRest, Math.fma(s, s, -square));
        double higher = square * DoubleHorner.at(square, DoublePowerPolynomials.ATANH);
        double c = DoublePowerPolynomials.THIRD + higher;
        double cRest = ((DoublePowerPolynomials.THIRD - c) + higher) + DoublePowerPolynomials.THIRD_REST;
        double q = square * c;
        double qRest = Math.fma(square, c, -q) + Math.fma(square, cRest, squareRest * c);
        double v = s * DoublePowerPolynomials.TWICE_INVERSE_LN2;
        double vRest = Math.fma(s, DoublePowerPolynomials.TWICE_INVERSE_LN2, -v)
                + Math.fma(
                        s,
                        DoublePowerPolynomials.TWICE_INVERSE_LN2_REST,
                        sRest * DoublePowerPolynomials.TWICE_INVERSE_LN2);
        double g = v * q;
        double gRest = Math.fma(v, q, -g) + Math.fma(v, qRest, vRest * q);
        double sum = v + g;
        double sumRest = (g - (sum - v)) + (vRest + gRest);
        double high = k + sum;
        double low = (sum - (high - k)) + sumRest;
        double z = y * high;
        if (z > DoublePowerPolynomials.OVERFLOW) {
            return Double.POSITIVE_INFINITY * sign;
        }
        if (z < DoublePowerPolynomials.UNDERFLOW) {
            return 0 * sign;
        }
        double zRest = Math.fma(y, low, Math.fma(y, high, -z));
        double n = (z + DoublePolynomials.ROUND) - DoublePolynomials.ROUND;
        double first = z - n;
        double r = first + zRest;
        double rRest = zRest - (r - first);
        double t = r * DoublePolynomials.LN2;
        double tRest = Math.fma(r, DoublePolynomials.LN2, -t)
                + Math.fma(r, DoublePolynomials.LN2_REST, rRest * DoublePolynomials.LN2);
        double excess = t + Math.fma(t * t, DoubleHorner.at(t, DoublePowerPolynomials.EXP), tRest);
        double half = Math.fma(n, 0.5, DoublePolynomials.POWER);
        double otherHalf = (n - (half - DoublePolynomials.POWER)) + DoublePolynomials.POWER;
        return (1 + excess) * DoubleFormat.power(half) * DoubleFormat.power(otherHalf) * sign;
    }

    /// Whether a number is no integer; x ≥ 0
    private static boolean isFractional(double x) {
        return x < DoublePowerPolynomials.INTEGER
                && (x + DoublePowerPolynomials.INTEGER) - DoublePowerPolynomials.INTEGER != x;
    }
}
