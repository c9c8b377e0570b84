package dev.glissade.accuracy;

/// The error function and what is made of it, in [DoubleDouble], with relative errors below 2⁻⁷⁰.
final class PreciseErrors {
    /*
     * [1] Abramowitz & Stegun, Handbook of Mathematical Functions (1964), 7.1.6: the series without cancellation.
     * [2] DLMF 7.9.1: the continued fraction.
     */

    private static final DoubleDouble ROOT_PI = PreciseAngles.PI.sqrt();
    private static final DoubleDouble HALF_ROOT = DoubleDouble.of(0.5).sqrt();
    private static final DoubleDouble GELU_DIVISOR = PreciseAngles.HALF_PI.sqrt();
    private static final DoubleDouble GELU_CUBIC = DoubleDouble.of("0.044715");

    /// Where the continued fraction takes over from the series.
    private static final double FAR = 4;

    private PreciseErrors() {}

    static DoubleDouble erf(DoubleDouble x) {
        if (x.isZero() || x.isNaN()) {
            return x;
        }
        if (x.isNegative()) {
            return erf(x.negate()).negate();
        }
        return x.toDouble() < FAR ? series(x) : DoubleDouble.ONE.minus(erfc(x));
    }

    /// 1 − erf x
    static DoubleDouble erfc(DoubleDouble x) {
        if (x.isNaN()) {
            return x;
        }
        if (x.isInfinite()) {
            return x.isNegative() ? DoubleDouble.of(2) : DoubleDouble.ZERO;
        }
        return x.toDouble() < FAR ? DoubleDouble.ONE.minus(erf(x)) : gauss(x).times(fraction(x));
    }

    /// e^(x²) erfc x for x ≥ 0
    static DoubleDouble scaledErfc(DoubleDouble x) {
        return x.toDouble() < FAR ? DoubleDouble.ONE.minus(erf(x)).dividedBy(gauss(x)) : fraction(x);
    }

    private static DoubleDouble gauss(DoubleDouble x) {
        return PreciseExponentials.exp(x.times(x).negate());
    }

    /// [1]: erf x = 2/√π e^(−x²) (x + 2x³/3 + 4x⁵/(3·5) + …)
    private static DoubleDouble series(DoubleDouble x) {
        DoubleDouble twiceSquare = x.times(x).timesPower(1);
        DoubleDouble term = x;
        DoubleDouble sum = x;
        for (int k = 3; term.exponent() > sum.exponent() - 110; k += 2) {
            term = term.times(twiceSquare).dividedBy(k);
            sum = sum.plus(term);
        }
        return sum.times(gauss(x)).timesPower(1).dividedBy(ROOT_PI);
    }

    /// [2]: e^(x²) erfc x = 1/√π × 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …)))), for x ≥ 4
    private static DoubleDouble fraction(DoubleDouble x) {
        DoubleDouble tail = x;
        int terms = 20 + (int) (1600 / (x.toDouble() * x.toDouble()));
        for (int k = terms; k >= 1; k--) {
            tail = x.plus(DoubleDouble.of(0.5 * k).dividedBy(tail));
        }
        return DoubleDouble.ONE.dividedBy(tail.times(ROOT_PI));
    }

    /// x Φ(x) = x/2 erfc(−x/√2); NaN at −∞, which is −∞ × 0
    static DoubleDouble gelu(DoubleDouble x) {
        if (x.isInfinite() && x.isNegative()) {
            return DoubleDouble.of(Double.NaN);
        }
        return x.timesPower(-1).times(erfc(x.times(HALF_ROOT).negate()));
    }

    /// x/2 (1 + tanh(√(2/π) (x + 0.044715 x³))), written with the sigmoid, which does not cancel; NaN at −∞, which
    /// is −∞ × 0
    static DoubleDouble geluTanh(DoubleDouble x) {
        DoubleDouble cubic = x.times(x).times(x).times(GELU_CUBIC);
        DoubleDouble inner = x.plus(cubic).dividedBy(GELU_DIVISOR);
        return x.times(PreciseExponentials.sigmoid(inner.timesPower(1)));
    }
}
