package dev.glissade.accuracy;

import java.math.BigDecimal;
import java.math.BigInteger;

/// A number of about 104 bits: the unevaluated sum of two doubles, with an exponent of its own, so that nothing overflows
/// and nothing is lost to subnormals.
///
/// The value is (high + low) × 2^exponent. `high` is in ±[1, 2) and nearest to the sum; ±0, ±∞ and NaN have `low` and
/// `exponent` 0.
record DoubleDouble(double high, double low, int exponent) {
    /*
     * [1] Dekker, A floating-point technique for extending the available precision (1971).
     * [2] Joldes, Muller & Popescu, Tight and rigorous error bounds for basic building blocks of double-word arithmetic
     *     (2017): AccurateDWPlusDW and DWTimesDW, with relative errors of 2⁻¹⁰⁴ and less.
     */

    static final DoubleDouble ZERO = of(0);
    static final DoubleDouble ONE = of(1);
    static final DoubleDouble NAN = of(Double.NaN);
    static final DoubleDouble INFINITY = of(Double.POSITIVE_INFINITY);

    /// Beyond this distance of exponents the smaller term of a sum lies below the last bit.
    private static final int FAR = 220;

    static DoubleDouble of(double value) {
        if (value == 0) {
            return new DoubleDouble(value, 0, 0);
        }
        return Math.abs(value) < 0x1p-900 ? normalised(value * 0x1p200, 0, -200) : normalised(value, 0, 0);
    }

    /// A decimal number, such as a constant of 40 digits.
    static DoubleDouble of(String decimal) {
        var exact = new BigDecimal(decimal);
        double high = exact.doubleValue();
        return normalised(high, exact.subtract(new BigDecimal(high)).doubleValue(), 0);
    }

    /// value × 2^exponent
    static DoubleDouble of(BigInteger value, int exponent) {
        int excess = Math.max(0, value.bitLength() - 160);
        BigInteger kept = value.shiftRight(excess);
        double high = kept.doubleValue();
        double low = kept.subtract(new BigDecimal(high).toBigInteger()).doubleValue();
        return normalised(high, low, exponent + excess);
    }

    DoubleDouble plus(DoubleDouble other) {
        if (!isRegular() || !other.isRegular()) {
            return isZero() && !other.isZero() ? other : other.isZero() && !isZero() ? this : of(high + other.high);
        }
        return exponent >= other.exponent ? plusSmaller(other) : other.plusSmaller(this);
    }

    private DoubleDouble plusSmaller(DoubleDouble other) {
        int distance = exponent - other.exponent;
        if (distance > FAR) {
            return this;
        }
        double scale = power(-distance);
        double otherHigh = other.high * scale;
        double otherLow = other.low * scale;
        double sum = high + otherHigh;
        double rest = sumRest(high, otherHigh, sum);
        double lowSum = low + otherLow;
        double lowRest = sumRest(low, otherLow, lowSum);
        double tail = rest + lowSum;
        double folded = sum + tail;
        return normalised(folded, (tail - (folded - sum)) + lowRest, exponent);
    }

    DoubleDouble minus(DoubleDouble other) {
        return plus(other.negate());
    }

    DoubleDouble times(DoubleDouble other) {
        if (!isRegular() || !other.isRegular()) {
            return of(high * other.high);
        }
        double product = high * other.high;
        double rest = Math.fma(high, other.high, -product);
        double cross = Math.fma(low, other.high, Math.fma(high, other.low, low * other.low));
        return normalised(product, rest + cross, exponent + other.exponent);
    }

    DoubleDouble times(double factor) {
        return times(of(factor));
    }

    /// this × 2^n
    DoubleDouble timesPower(int n) {
        return isRegular() ? new DoubleDouble(high, low, exponent + n) : this;
    }

    DoubleDouble dividedBy(DoubleDouble divisor) {
        if (!isRegular() || !divisor.isRegular()) {
            return of(high / divisor.high);
        }
        DoubleDouble quotient = ZERO;
        DoubleDouble rest = this;
        for (int digit = 0; digit < 3 && !rest.isZero(); digit++) {
            DoubleDouble next = normalised(rest.high / divisor.high, 0, rest.exponent - divisor.exponent);
            quotient = quotient.plus(next);
            rest = rest.minus(next.times(divisor));
        }
        return quotient;
    }

    DoubleDouble dividedBy(double divisor) {
        return dividedBy(of(divisor));
    }

    /// NaN below 0
    DoubleDouble sqrt() {
        if (!isRegular() || high < 0) {
            return of(Math.sqrt(high));
        }
        int half = Math.floorDiv(exponent, 2);
        DoubleDouble radicand = timesPower(-2 * half);
        DoubleDouble root = of(Math.sqrt(radicand.toDouble()));
        // Newton's step doubles the 53 correct bits
        return root.plus(radicand.minus(root.times(root)).dividedBy(root.timesPower(1)))
                .timesPower(half);
    }

    DoubleDouble negate() {
        return new DoubleDouble(-high, -low, exponent);
    }

    DoubleDouble abs() {
        return high < 0 || (high == 0 && isNegative()) ? negate() : this;
    }

    /// Whether the sign is minus, that of zero included.
    boolean isNegative() {
        return Math.copySign(1, high) < 0;
    }

    boolean isZero() {
        return high == 0;
    }

    boolean isNaN() {
        return Double.isNaN(high);
    }

    boolean isInfinite() {
        return Double.isInfinite(high);
    }

    /// The nearest double where that is a normal number, else one within a unit of it.
    double toDouble() {
        return Math.scalb(high, exponent);
    }

    private boolean isRegular() {
        return high != 0 && Double.isFinite(high);
    }

    private static double sumRest(double left, double right, double sum) {
        double part = sum - left;
        return (left - (sum - part)) + (right - part);
    }

    /// `high` is no subnormal number, and `low` is the smaller.
    private static DoubleDouble normalised(double high, double low, int exponent) {
        double sum = high + low;
        if (sum == 0 || !Double.isFinite(sum)) {
            return new DoubleDouble(sum, 0, 0);
        }
        double rest = low - (sum - high);
        int shift = Math.getExponent(sum);
        if (Math.abs(shift) > 1000) {
            return new DoubleDouble(Math.scalb(sum, -shift), Math.scalb(rest, -shift), exponent + shift);
        }
        double scale = power(-shift);
        return new DoubleDouble(sum * scale, rest * scale, exponent + shift);
    }

    /// 2ⁿ for −1022 ≤ n ≤ 1023
    private static double power(int n) {
        return Double.longBitsToDouble((long) (n + 1023) << 52);
    }
}
