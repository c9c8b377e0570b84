package dev.glissade.accuracy;

/// Errors in units in the last place: |computed − exact| ÷ ulp, where ulp is the distance between neighbours at the exact
/// value rounded to the type; in the subnormal range it is the smallest positive number.
///
/// Infinity stands for the power of two above the largest number where the exact value is finite; where that rounds to
/// infinity too, infinity is no error. The error is infinite where NaN or an exact infinity is missed, and where the sign
/// of a zero or of an infinity is wrong.
final class Ulps {
    private static final double FLOAT_END = 0x1p128;

    private Ulps() {}

    /// @param exact the true value, well beyond the precision of `float`
    static double of(float computed, double exact) {
        if (Float.isNaN(computed) || Double.isNaN(exact)) {
            return Float.isNaN(computed) && Double.isNaN(exact) ? 0 : Double.POSITIVE_INFINITY;
        }
        if (computed == 0 || Float.isInfinite(computed) || exact == 0) {
            return ofSpecial(computed, exact);
        }
        float nearest = (float) exact;
        return Math.abs(computed - exact) / Math.ulp(Float.isInfinite(nearest) ? Float.MAX_VALUE : nearest);
    }

    private static double ofSpecial(float computed, double exact) {
        if (Math.copySign(1, computed) != Math.copySign(1, exact)) {
            return Double.POSITIVE_INFINITY;
        }
        if (Float.isInfinite(computed)) {
            double missing = FLOAT_END - Math.abs(exact);
            return Float.isInfinite((float) exact) ? 0 : missing / Math.ulp((float) exact);
        }
        return Math.abs(computed - exact) / Math.ulp((float) exact);
    }

    static double of(double computed, DoubleDouble exact) {
        if (Double.isNaN(computed) || exact.isNaN()) {
            return Double.isNaN(computed) && exact.isNaN() ? 0 : Double.POSITIVE_INFINITY;
        }
        boolean special = computed == 0 || Double.isInfinite(computed) || exact.isZero();
        if (special && Math.copySign(1, computed) != (exact.isNegative() ? -1 : 1)) {
            return Double.POSITIVE_INFINITY;
        }
        if (exact.isInfinite()) {
            return Double.isInfinite(computed) ? 0 : Double.POSITIVE_INFINITY;
        }
        DoubleDouble value = DoubleDouble.of(computed);
        if (Double.isInfinite(computed)) {
            if (exact.exponent() > Double.MAX_EXPONENT) {
                return 0;
            }
            value = DoubleDouble.of(Math.copySign(1, computed)).timesPower(Double.MAX_EXPONENT + 1);
        }
        int exponent = exact.isZero() ? Double.MIN_EXPONENT : exact.exponent();
        int unit = Math.clamp(exponent, Double.MIN_EXPONENT, Double.MAX_EXPONENT) - Double.PRECISION + 1;
        return value.minus(exact).abs().timesPower(-unit).toDouble();
    }
}
