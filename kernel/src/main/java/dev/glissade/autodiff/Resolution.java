package dev.glissade.autodiff;

/// How finely the values of a function are spaced, as they show it themselves.
///
/// What loses digits on the way, such as (x² + 10¹²) − 10¹², returns multiples of a spacing far coarser than the last place:
/// the lowest bit that is set in any of them. The values of an exact function, such as 3x at points with few bits, have a
/// lowest bit too, but it falls with the step. So a spacing counts when it has stayed for [#LEAST] steps.
final class Resolution {
    private static final int LEAST = 3;
    private static final int FRACTION_BITS = 52;

    private double spacing = Double.POSITIVE_INFINITY;
    private int steps;

    /// Takes note of two values at one step. Equal ones tell nothing: the function may be flat.
    void observe(double left, double right) {
        if (left != right && Double.isFinite(left) && Double.isFinite(right)) {
            double finer = Math.min(spacing, Math.min(lowestBit(left), lowestBit(right)));
            steps = finer == spacing ? steps + 1 : 1;
            spacing = finer;
        }
    }

    /// Half of the spacing, or 0 as long as it is not known.
    double rounding() {
        return steps >= LEAST ? spacing / 2 : 0;
    }

    /// The value of the lowest bit that is set; infinite for 0.
    private static double lowestBit(double x) {
        if (x == 0) {
            return Double.POSITIVE_INFINITY;
        }
        long fraction = Double.doubleToRawLongBits(x) & ((1L << FRACTION_BITS) - 1);
        int zeros = fraction == 0 ? FRACTION_BITS : Long.numberOfTrailingZeros(fraction);
        return Math.scalb(Math.ulp(x), zeros);
    }
}
