package dev.glissade.optimizers.spi;

/// Powers with whole exponents, such as βᵗ, for rules and schedules: the same bits on every machine and without allocation, which neither `Math.pow` nor
/// `StrictMath.pow` promises.
public final class WholePower {
    private WholePower() {}

    /// base^exponent, by squaring numbers of twice the precision, so that the result is the nearest `double` nearly always.
    ///
    /// @param exponent 0 or more
    public static double of(double base, long exponent) {
        double high = 1;
        double low = 0;
        double squareHigh = base;
        double squareLow = 0;
        for (long left = exponent; left > 0; left >>= 1) {
            if ((left & 1) != 0) {
                double product = high * squareHigh;
                low = Math.fma(high, squareHigh, -product) + (high * squareLow + low * squareHigh);
                high = product;
            }
            double square = squareHigh * squareHigh;
            squareLow = Math.fma(squareHigh, squareHigh, -square) + 2 * squareHigh * squareLow;
            squareHigh = square;
        }
        return high + low;
    }
}
