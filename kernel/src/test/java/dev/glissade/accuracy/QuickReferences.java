package dev.glissade.accuracy;

import java.math.BigInteger;

/// References for `float` results in `double`, fast enough for all 2³² arguments, each within 2⁻²⁰ units in the last
/// place of a `float`.
///
/// What [StrictMath] has is taken from there. Angles are reduced here, since its reduction of large ones is slow, and
/// the error function is not among its functions.
final class QuickReferences {
    private static final double LN2 = StrictMath.log(2);
    private static final double HALF_PI = StrictMath.PI / 2;
    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(StrictMath.PI);
    private static final double GELU_SLOPE = Math.sqrt(2 / StrictMath.PI);

    private QuickReferences() {}

    static double log2(double x) {
        return StrictMath.log(x) / LN2;
    }

    static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    /// ln(1 + e^x)
    static double softplus(double x) {
        return Math.max(x, 0.0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    static double silu(double x) {
        return x / (1 + StrictMath.exp(-x));
    }

    static double gelu(double x) {
        return 0.5 * x * erfc(-x * ROOT_HALF);
    }

    static double geluTanh(double x) {
        return x / (1 + StrictMath.exp(-2 * GELU_SLOPE * (x + 0.044715 * x * x * x)));
    }

    /// x^y as C99 defines it for special values, in which Java differs.
    static double pow(double x, double y) {
        return x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : StrictMath.pow(x, y);
    }

    static double sin(double x) {
        return Math.abs(x) < Angles.FAR ? StrictMath.sin(x) : turned(x, 0);
    }

    static double cos(double x) {
        return Math.abs(x) < Angles.FAR ? StrictMath.cos(x) : turned(x, 1);
    }

    static double tan(double x) {
        return Math.abs(x) < Angles.FAR ? StrictMath.tan(x) : turned(x, 0) / turned(x, 1);
    }

    /// sin(x + quarters × π/2)
    private static double turned(double x, int quarters) {
        if (!Double.isFinite(x)) {
            return Double.NaN;
        }
        int exponent = Math.getExponent(x) - Float.PRECISION + 1;
        long significand = (long) Math.scalb(Math.abs(x), -exponent);
        // The product modulo 4 quarter turns, 62 + 64 bits after the point.
        long low = significand * Angles.LOW[exponent];
        long high = significand * Angles.HIGH[exponent] + Math.unsignedMultiplyHigh(significand, Angles.LOW[exponent]);
        long whole = (high + (1L << 61)) >>> 62;
        long fraction = high - (whole << 62);
        double rest = (fraction * 0x1p-62 + (low >>> 1) * 0x1p-125) * HALF_PI;
        if (x < 0) {
            whole = -whole;
            rest = -rest;
        }
        int turns = (int) whole + quarters & 3;
        double value = (turns & 1) == 0 ? StrictMath.sin(rest) : StrictMath.cos(rest);
        return turns < 2 ? value : -value;
    }

    static double erf(double x) {
        double magnitude = Math.abs(x);
        if (magnitude < 0.5) {
            return x * Scaled.nearZero(x * x);
        }
        double far = 1 - StrictMath.exp(-x * x) * Scaled.erfc(magnitude);
        return x < 0 ? -far : far;
    }

    /// 1 − erf x
    static double erfc(double x) {
        if (x < 0.5) {
            return 1 - erf(x);
        }
        return StrictMath.exp(-x * x) * Scaled.erfc(x);
    }

    /// 2ⁿ × 2/π modulo 4, for the exponents n of a `float`'s last bit.
    private static final class Angles {
        /// Above 2²³ the last bit of a `float` is 1 or more.
        static final double FAR = 0x1p23;

        private static final int LAST = Float.MAX_EXPONENT - Float.PRECISION + 1;
        private static final long[] HIGH = new long[LAST + 1];
        private static final long[] LOW = new long[LAST + 1];

        static {
            BigInteger turns = PreciseAngles.twoOverPi(LAST + 126);
            for (int n = 0; n <= LAST; n++) {
                BigInteger shifted = turns.shiftRight(LAST - n);
                LOW[n] = shifted.longValue();
                HIGH[n] = shifted.shiftRight(64).longValue();
            }
        }

        private Angles() {}
    }

    /// e^(x²) erfc x by Taylor polynomials about points 1/16 apart, and erf x ÷ x near 0 by its series.
    ///
    /// The derivative of w(x) = e^(x²) erfc x is 2x w − 2/√π, which gives the coefficients one from another.
    private static final class Scaled {
        private static final int DEGREE = 12;
        private static final int STEPS = 16;

        /// Beyond it e^(−x²) is 0 in `double`.
        private static final int END = 28;

        private static final double[] COEFFICIENTS = new double[(END * STEPS + 1) * (DEGREE + 1)];
        private static final double[] SERIES = new double[14];

        static {
            DoubleDouble slope = DoubleDouble.of(2).dividedBy(PreciseAngles.PI.sqrt());
            for (int node = 0; node <= END * STEPS; node++) {
                DoubleDouble x = DoubleDouble.of((double) node / STEPS);
                DoubleDouble before = DoubleDouble.ZERO;
                DoubleDouble current = PreciseErrors.scaledErfc(x);
                for (int k = 0; k <= DEGREE; k++) {
                    COEFFICIENTS[node * (DEGREE + 1) + k] = current.toDouble();
                    DoubleDouble derivative = x.times(current).plus(before).timesPower(1);
                    DoubleDouble next = (k == 0 ? derivative.minus(slope) : derivative).dividedBy(k + 1);
                    before = current;
                    current = next;
                }
            }
            double factorial = 1;
            for (int k = 0; k < SERIES.length; k++) {
                factorial *= k == 0 ? 1 : -k;
                SERIES[k] = TWO_OVER_ROOT_PI / (factorial * (2 * k + 1));
            }
        }

        private Scaled() {}

        static double erfc(double x) {
            if (!(x < END)) {
                return Double.isNaN(x) ? x : 0;
            }
            int node = (int) (x * STEPS + 0.5);
            double h = x - (double) node / STEPS;
            int at = node * (DEGREE + 1);
            double sum = COEFFICIENTS[at + DEGREE];
            for (int k = DEGREE - 1; k >= 0; k--) {
                sum = Math.fma(sum, h, COEFFICIENTS[at + k]);
            }
            return sum;
        }

        static double nearZero(double square) {
            double sum = SERIES[SERIES.length - 1];
            for (int k = SERIES.length - 2; k >= 0; k--) {
                sum = Math.fma(sum, square, SERIES[k]);
            }
            return sum;
        }
    }
}
