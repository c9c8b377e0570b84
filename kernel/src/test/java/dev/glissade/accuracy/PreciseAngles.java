package dev.glissade.accuracy;

import java.math.BigInteger;

/// Trigonometric functions and their inverses in [DoubleDouble], with relative errors below 2⁻⁹⁰.
final class PreciseAngles {
    /// Bits after the binary point of 2/π: those of the largest double's exponent, and enough below.
    private static final int POINT = 1400;

    private static final BigInteger TWO_OVER_PI;

    static final DoubleDouble PI = DoubleDouble.of("3.141592653589793238462643383279502884197169399375105820975");
    static final DoubleDouble HALF_PI = PI.timesPower(-1);

    static {
        BigInteger pi = pi(POINT + 64);
        TWO_OVER_PI = BigInteger.ONE.shiftLeft(2 * POINT + 65).divide(pi);
    }

    private PreciseAngles() {}

    /// An angle as a number of quarter turns and a rest of −π/4 to π/4.
    private record Reduced(int quarters, DoubleDouble rest) {}

    /// 2/π × 2^point, rounded down
    static BigInteger twoOverPi(int point) {
        return TWO_OVER_PI.shiftRight(POINT - point);
    }

    /// π × 2^point by Machin's formula, π = 16 arctan 1/5 − 4 arctan 1/239
    private static BigInteger pi(int point) {
        int guarded = point + 32;
        return inverseArcTangent(5, guarded)
                .shiftLeft(4)
                .subtract(inverseArcTangent(239, guarded).shiftLeft(2))
                .shiftRight(32);
    }

    private static BigInteger inverseArcTangent(int n, int point) {
        BigInteger power = BigInteger.ONE.shiftLeft(point).divide(BigInteger.valueOf(n));
        BigInteger square = BigInteger.valueOf((long) n * n);
        BigInteger sum = power;
        for (int k = 3; power.signum() != 0; k += 2) {
            power = power.divide(square);
            BigInteger term = power.divide(BigInteger.valueOf(k));
            sum = k % 4 == 3 ? sum.subtract(term) : sum.add(term);
        }
        return sum;
    }

    /// Payne and Hanek's reduction with all the bits that any double can need.
    private static Reduced reduce(double x) {
        if (Math.abs(x) < 0.78) {
            return new Reduced(0, DoubleDouble.of(x));
        }
        int exponent = Math.getExponent(x) - 52;
        long significand = (long) Math.scalb(Math.abs(x), -exponent);
        BigInteger turns = BigInteger.valueOf(significand).multiply(TWO_OVER_PI);
        int point = POINT - exponent;
        BigInteger quarters = turns.shiftRight(point - 1).add(BigInteger.ONE).shiftRight(1);
        BigInteger rest = turns.subtract(quarters.shiftLeft(point));
        DoubleDouble angle = DoubleDouble.of(rest, -point).times(HALF_PI);
        int turned = quarters.intValue() & 3;
        return x < 0 ? new Reduced(-turned & 3, angle.negate()) : new Reduced(turned, angle);
    }

    static DoubleDouble sin(double x) {
        if (x == 0 || !Double.isFinite(x)) {
            return x == 0 ? DoubleDouble.of(x) : DoubleDouble.NAN;
        }
        return turnedSin(reduce(x), 0);
    }

    static DoubleDouble cos(double x) {
        return Double.isFinite(x) ? turnedSin(reduce(x), 1) : DoubleDouble.NAN;
    }

    static DoubleDouble tan(double x) {
        if (x == 0 || !Double.isFinite(x)) {
            return x == 0 ? DoubleDouble.of(x) : DoubleDouble.NAN;
        }
        Reduced reduced = reduce(x);
        return turnedSin(reduced, 0).dividedBy(turnedSin(reduced, 1));
    }

    private static DoubleDouble turnedSin(Reduced angle, int more) {
        int quarters = angle.quarters() + more & 3;
        DoubleDouble value = (quarters & 1) == 0 ? sinSeries(angle.rest()) : cosSeries(angle.rest());
        return quarters < 2 ? value : value.negate();
    }

    /// r − r³/3! + r⁵/5! − … for |r| < 0.8
    private static DoubleDouble sinSeries(DoubleDouble r) {
        DoubleDouble square = r.times(r).negate();
        DoubleDouble sum = DoubleDouble.ONE;
        for (int k = 26; k >= 2; k -= 2) {
            sum = sum.times(square).dividedBy((double) k * (k + 1)).plus(DoubleDouble.ONE);
        }
        return sum.times(r);
    }

    /// 1 − r²/2! + r⁴/4! − … for |r| < 0.8
    private static DoubleDouble cosSeries(DoubleDouble r) {
        DoubleDouble square = r.times(r).negate();
        DoubleDouble sum = DoubleDouble.ONE;
        for (int k = 27; k >= 1; k -= 2) {
            sum = sum.times(square).dividedBy((double) k * (k + 1)).plus(DoubleDouble.ONE);
        }
        return sum;
    }

    static DoubleDouble asin(DoubleDouble x) {
        double nearest = x.toDouble();
        if (x.isZero() || x.isNaN() || Math.abs(nearest) > 1) {
            return x.isZero() ? x : DoubleDouble.NAN;
        }
        if (Math.abs(nearest) > 0.5) {
            DoubleDouble magnitude = HALF_PI.minus(halfChord(x.abs()));
            return x.isNegative() ? magnitude.negate() : magnitude;
        }
        // Newton's step: asin x = y + (x − sin y) ÷ cos y, twice because the quadratic term is not small enough
        DoubleDouble y = Math.abs(nearest) < 0x1p-200 ? x : DoubleDouble.of(StrictMath.asin(nearest));
        for (int step = 0; step < 2; step++) {
            y = y.plus(x.minus(sinSeries(y)).dividedBy(cosSeries(y)));
        }
        return y;
    }

    static DoubleDouble acos(DoubleDouble x) {
        double nearest = x.toDouble();
        if (x.isNaN() || Math.abs(nearest) > 1) {
            return DoubleDouble.NAN;
        }
        if (nearest == 1) {
            return DoubleDouble.ZERO;
        }
        if (Math.abs(nearest) <= 0.5) {
            return HALF_PI.minus(asin(x));
        }
        return x.isNegative() ? PI.minus(halfChord(x.abs())) : halfChord(x);
    }

    /// acos x = 2 asin √((1 − x) ÷ 2) for 0.5 ≤ x ≤ 1
    private static DoubleDouble halfChord(DoubleDouble x) {
        return asin(DoubleDouble.ONE.minus(x).timesPower(-1).sqrt()).timesPower(1);
    }

    static DoubleDouble atan(DoubleDouble x) {
        if (x.isZero() || x.isNaN()) {
            return x;
        }
        if (x.isNegative()) {
            return atan(x.negate()).negate();
        }
        if (x.isInfinite()) {
            return HALF_PI;
        }
        DoubleDouble excess = x.minus(DoubleDouble.ONE);
        if (!excess.isZero() && !excess.isNegative()) {
            return HALF_PI.minus(atan(DoubleDouble.ONE.dividedBy(x)));
        }
        // tan(atan x − y) = (x cos y − sin y) ÷ (cos y + x sin y) =: d, about 2⁻⁵³; atan d = d − d³/3
        DoubleDouble y = x.exponent() < -200 ? x : DoubleDouble.of(StrictMath.atan(x.toDouble()));
        DoubleDouble sin = sinSeries(y);
        DoubleDouble cos = cosSeries(y);
        return y.plus(x.times(cos).minus(sin).dividedBy(cos.plus(x.times(sin))));
    }

    /// The angle of the point (x, y), as C99 defines it for special values
    static DoubleDouble atan2(double y, double x) {
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return DoubleDouble.NAN;
        }
        DoubleDouble magnitude = magnitude(Math.abs(y), Math.abs(x));
        DoubleDouble angle = Math.copySign(1, x) < 0 ? PI.minus(magnitude) : magnitude;
        return Math.copySign(1, y) < 0 ? angle.negate() : angle;
    }

    private static DoubleDouble magnitude(double y, double x) {
        if (y == 0) {
            return DoubleDouble.ZERO;
        }
        if (Double.isInfinite(y)) {
            return Double.isInfinite(x) ? HALF_PI.timesPower(-1) : HALF_PI;
        }
        if (x == 0) {
            return HALF_PI;
        }
        return Double.isInfinite(x)
                ? DoubleDouble.ZERO
                : atan(DoubleDouble.of(y).dividedBy(DoubleDouble.of(x)));
    }
}
