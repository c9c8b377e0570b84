package dev.glissade.symbolic;

import dev.glissade.symbolic.Expression.Negation;
import dev.glissade.symbolic.Expression.Numeral;
import dev.glissade.symbolic.Expression.Quotient;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// An exact fraction in lowest terms: what the simplifier calculates with.
///
/// @param numerator any integer
/// @param denominator at least 1, with no factor common to both
/// @param decimal whether it came from a number with decimals, and is written as one where that is exact
record Ratio(BigInteger numerator, BigInteger denominator, boolean decimal) {
    static final Ratio ZERO = of(0);
    static final Ratio ONE = of(1);
    static final Ratio MINUS_ONE = of(-1);
    static final Ratio HALF = of(1).dividedBy(of(2));

    /// The largest exponent of [#power]: 2 to it is beyond the range of float64.
    private static final int EXPONENT = 1100;

    private static final BigInteger FIVE = BigInteger.valueOf(5);

    static Ratio of(long number) {
        return new Ratio(BigInteger.valueOf(number), BigInteger.ONE, false);
    }

    /// The shortest decimal text of a number, taken at its word.
    static Ratio of(double number) {
        BigDecimal exact = decimal(number);
        return exact.scale() <= 0
                ? new Ratio(exact.toBigIntegerExact(), BigInteger.ONE, false)
                : reduced(exact.unscaledValue(), BigInteger.TEN.pow(exact.scale()), true);
    }

    private static BigDecimal decimal(double number) {
        return new BigDecimal(Double.toString(number)).stripTrailingZeros();
    }

    /// The value of a numeral, a fraction of two, or the negation of either; null for anything else.
    static @Nullable Ratio of(Expression expression) {
        return switch (expression) {
            case Numeral(double number) -> of(number);
            case Negation(Numeral(double number)) -> of(number).negated();
            case Quotient(Numeral(double p), Numeral(double q)) when q != 0 -> of(p).dividedBy(of(q));
            case Negation(Quotient(Numeral(double p), Numeral(double q)))
            when q != 0 -> of(p).dividedBy(of(q)).negated();
            default -> null;
        };
    }

    private static Ratio reduced(BigInteger numerator, BigInteger denominator, boolean decimal) {
        BigInteger common = numerator.gcd(denominator);
        if (denominator.signum() < 0) {
            common = common.negate();
        }
        return new Ratio(numerator.divide(common), denominator.divide(common), decimal);
    }

    int sign() {
        return numerator.signum();
    }

    boolean isInteger() {
        return denominator.equals(BigInteger.ONE);
    }

    boolean isEven() {
        return isInteger() && !numerator.testBit(0);
    }

    /// The integer next to this on the side of 0.
    Ratio truncated() {
        return new Ratio(numerator.divide(denominator), BigInteger.ONE, false);
    }

    /// Whether the value is the same, however it is written.
    boolean is(Ratio other) {
        return numerator.equals(other.numerator) && denominator.equals(other.denominator);
    }

    Ratio plus(Ratio right) {
        return reduced(
                numerator.multiply(right.denominator).add(right.numerator.multiply(denominator)),
                denominator.multiply(right.denominator),
                decimal || right.decimal);
    }

    Ratio times(Ratio right) {
        return reduced(
                numerator.multiply(right.numerator), denominator.multiply(right.denominator), decimal || right.decimal);
    }

    /// @throws ArithmeticException if right is 0
    Ratio dividedBy(Ratio right) {
        return reduced(
                numerator.multiply(right.denominator), denominator.multiply(right.numerator), decimal || right.decimal);
    }

    Ratio negated() {
        return new Ratio(numerator.negate(), denominator, decimal);
    }

    Ratio magnitude() {
        return sign() < 0 ? negated() : this;
    }

    /// This to an integer power, or null if it is 0 to a negative one or would not be [#writable].
    @Nullable
    Ratio power(Ratio exponent) {
        if (!exponent.isInteger() || (sign() == 0 && exponent.sign() < 0)) {
            return null;
        }
        if (sign() == 0 || magnitude().is(ONE)) {
            return exponent.sign() == 0 || (sign() < 0 && exponent.isEven()) ? ONE : this;
        }
        if (exponent.numerator.abs().compareTo(BigInteger.valueOf(EXPONENT)) > 0) {
            return null;
        }
        int n = exponent.numerator.intValueExact();
        long bits = (long) Math.max(numerator.bitLength(), denominator.bitLength()) * Math.abs(n);
        if (bits > 4L * EXPONENT) {
            return null;
        }
        Ratio power = new Ratio(numerator.pow(Math.abs(n)), denominator.pow(Math.abs(n)), decimal);
        Ratio result = n < 0 ? ONE.dividedBy(power) : power;
        return result.writable() ? result : null;
    }

    /// The square root, or null if that is not a fraction.
    @Nullable
    Ratio root() {
        if (sign() < 0) {
            return null;
        }
        BigInteger p = numerator.sqrt();
        BigInteger q = denominator.sqrt();
        return p.multiply(p).equals(numerator) && q.multiply(q).equals(denominator) ? new Ratio(p, q, decimal) : null;
    }

    /// Whether numerator and denominator, or the decimal text, can be written as numbers of float64 without rounding.
    boolean writable() {
        return asDecimal() != null || (exact(new BigDecimal(numerator)) && exact(new BigDecimal(denominator)));
    }

    /// The magnitude above the fraction bar, for a ratio that is [#writable].
    double upper() {
        BigDecimal decimals = asDecimal();
        return (decimals != null ? decimals : new BigDecimal(numerator)).abs().doubleValue();
    }

    /// The number below the fraction bar, for a ratio that is [#writable].
    double lower() {
        return asDecimal() != null ? 1 : denominator.doubleValue();
    }

    /// The decimals of a ratio that should be written with them, if they are exact.
    private @Nullable BigDecimal asDecimal() {
        if (!decimal || isInteger()) {
            return null;
        }
        int twos = denominator.getLowestSetBit();
        BigInteger rest = denominator.shiftRight(twos);
        int fives = 0;
        while (rest.mod(FIVE).signum() == 0) {
            rest = rest.divide(FIVE);
            fives++;
        }
        if (!rest.equals(BigInteger.ONE)) {
            return null;
        }
        int digits = Math.max(twos, fives);
        BigDecimal exact = new BigDecimal(
                numerator.multiply(BigInteger.TWO.pow(digits - twos)).multiply(FIVE.pow(digits - fives)), digits);
        return exact(exact) ? exact : null;
    }

    private static boolean exact(BigDecimal number) {
        double nearest = number.doubleValue();
        return Double.isFinite(nearest) && decimal(nearest).compareTo(number) == 0;
    }
}
