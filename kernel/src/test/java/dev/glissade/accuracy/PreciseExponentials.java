package dev.glissade.accuracy;

/// Exponentials and logarithms of [DoubleDouble], with relative errors below 2⁻⁹⁰.
///
/// No argument is too large: where a result is beyond 2 to the power of a million, it is ∞, or 2 to the power of minus
/// that.
final class PreciseExponentials {
    static final DoubleDouble LN2 = DoubleDouble.of("0.693147180559945309417232121458176568075500134360255254");
    static final DoubleDouble LN10 = DoubleDouble.of("2.302585092994045684017991454684364207601101488628772976");
    private static final DoubleDouble TINY = DoubleDouble.ONE.timesPower(-1_000_000);
    private static final double LARGEST = 600_000;

    /// Halvings of the argument before the series of e^x − 1, undone by as many doublings.
    private static final int HALVINGS = 9;

    private PreciseExponentials() {}

    static DoubleDouble exp(DoubleDouble x) {
        double nearest = x.toDouble();
        if (Double.isNaN(nearest) || nearest > LARGEST) {
            return Double.isNaN(nearest) ? DoubleDouble.NAN : DoubleDouble.INFINITY;
        }
        if (nearest < -LARGEST) {
            return Double.isInfinite(nearest) && x.isInfinite() ? DoubleDouble.ZERO : TINY;
        }
        double n = StrictMath.rint(nearest / StrictMath.log(2));
        DoubleDouble reduced = x.minus(LN2.times(n));
        return excess(reduced).plus(DoubleDouble.ONE).timesPower((int) n);
    }

    /// e^x − 1
    static DoubleDouble expm1(DoubleDouble x) {
        if (x.isZero()) {
            return x;
        }
        return Math.abs(x.toDouble()) < 0.35 ? excess(x) : exp(x).minus(DoubleDouble.ONE);
    }

    /// e^x − 1 for |x| < 0.36, by its series at x ÷ 2⁹ and e^2y − 1 = q (q + 2) with q = e^y − 1
    private static DoubleDouble excess(DoubleDouble x) {
        DoubleDouble small = x.timesPower(-HALVINGS);
        DoubleDouble sum = DoubleDouble.ONE;
        for (int k = 10; k >= 2; k--) {
            sum = sum.times(small).dividedBy(k).plus(DoubleDouble.ONE);
        }
        DoubleDouble q = sum.times(small);
        for (int i = 0; i < HALVINGS; i++) {
            q = q.times(q.plus(DoubleDouble.of(2)));
        }
        return q;
    }

    static DoubleDouble log(DoubleDouble x) {
        if (x.isNaN() || (x.high() < 0)) {
            return DoubleDouble.NAN;
        }
        if (x.isZero() || x.isInfinite()) {
            return x.isZero() ? DoubleDouble.INFINITY.negate() : x;
        }
        int k = x.high() > 1.4 ? x.exponent() + 1 : x.exponent();
        DoubleDouble significand = x.timesPower(-k);
        DoubleDouble log = logOfSignificand(significand);
        return k == 0 ? log : LN2.times(k).plus(log);
    }

    /// For 0.7 ≤ x ≤ 1.4
    private static DoubleDouble logOfSignificand(DoubleDouble x) {
        DoubleDouble f = x.minus(DoubleDouble.ONE);
        if (Math.abs(f.toDouble()) < 0x1p-6) {
            return logNearOne(f);
        }
        // Newton's step: ln x = y + ln(x e^−y), where the second term is about 2⁻⁵³
        DoubleDouble y = DoubleDouble.of(StrictMath.log(x.toDouble()));
        return y.plus(logNearOne(x.times(exp(y.negate())).minus(DoubleDouble.ONE)));
    }

    /// ln(1 + f) = 2 (s + s³/3 + s⁵/5 + …) with s = f ÷ (2 + f), for |f| < 2⁻⁶
    private static DoubleDouble logNearOne(DoubleDouble f) {
        if (f.isZero()) {
            return f;
        }
        DoubleDouble s = f.dividedBy(f.plus(DoubleDouble.of(2)));
        DoubleDouble square = s.times(s);
        DoubleDouble sum = DoubleDouble.ONE.dividedBy(17);
        for (int k = 15; k >= 1; k -= 2) {
            sum = sum.times(square).plus(DoubleDouble.ONE.dividedBy(k));
        }
        return sum.times(s).timesPower(1);
    }

    /// ln(1 + x)
    static DoubleDouble log1p(DoubleDouble x) {
        return Math.abs(x.toDouble()) < 0x1p-6 ? logNearOne(x) : log(x.plus(DoubleDouble.ONE));
    }

    static DoubleDouble log2(DoubleDouble x) {
        return log(x).dividedBy(LN2);
    }

    static DoubleDouble log10(DoubleDouble x) {
        return log(x).dividedBy(LN10);
    }

    /// (q + q ÷ (q + 1)) ÷ 2 with q = e^x − 1 for x ≥ 0
    static DoubleDouble sinh(DoubleDouble x) {
        if (x.isNegative()) {
            return sinh(x.negate()).negate();
        }
        DoubleDouble q = expm1(x);
        if (q.isZero() || q.isInfinite()) {
            return q;
        }
        return q.plus(q.dividedBy(q.plus(DoubleDouble.ONE))).timesPower(-1);
    }

    static DoubleDouble cosh(DoubleDouble x) {
        DoubleDouble power = exp(x.abs());
        return power.plus(DoubleDouble.ONE.dividedBy(power)).timesPower(-1);
    }

    /// q ÷ (q + 2) with q = e^2x − 1 for x ≥ 0
    static DoubleDouble tanh(DoubleDouble x) {
        if (x.isNegative()) {
            return tanh(x.negate()).negate();
        }
        DoubleDouble q = expm1(x.timesPower(1));
        return q.isInfinite() ? DoubleDouble.ONE : q.dividedBy(q.plus(DoubleDouble.of(2)));
    }

    /// 1 ÷ (1 + e^−x)
    static DoubleDouble sigmoid(DoubleDouble x) {
        if (x.isNegative()) {
            DoubleDouble power = exp(x);
            return power.dividedBy(power.plus(DoubleDouble.ONE));
        }
        return DoubleDouble.ONE.dividedBy(exp(x.negate()).plus(DoubleDouble.ONE));
    }

    /// ln(1 + e^x)
    static DoubleDouble softplus(DoubleDouble x) {
        return x.isNegative() ? log1p(exp(x)) : x.plus(log1p(exp(x.negate())));
    }

    /// x^y as C99 defines it for special values
    static DoubleDouble pow(double x, double y) {
        if (y == 0 || x == 1) {
            return DoubleDouble.ONE;
        }
        if (x == -1 && Double.isInfinite(y)) {
            return DoubleDouble.ONE;
        }
        if (x == 0 || !Double.isFinite(x) || !Double.isFinite(y)) {
            return DoubleDouble.of(StrictMath.pow(x, y));
        }
        boolean whole = StrictMath.rint(y) == y;
        if (x < 0 && !whole) {
            return DoubleDouble.NAN;
        }
        boolean odd = whole && Math.abs(y) < 0x1p53 && ((long) y & 1) != 0;
        DoubleDouble power = exp(log(DoubleDouble.of(x).abs()).times(y));
        return x < 0 && odd ? power.negate() : power;
    }
}
