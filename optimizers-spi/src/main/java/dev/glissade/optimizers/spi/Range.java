package dev.glissade.optimizers.spi;

/// An interval of real numbers, each end closed (included) or open (excluded). NaN lies in no range.
///
/// @param lower     the lower end; −∞ must be open
/// @param lowerOpen whether `lower` itself is excluded
/// @param upper     the upper end, at least `lower`; ∞ must be open
/// @param upperOpen whether `upper` itself is excluded
public record Range(double lower, boolean lowerOpen, double upper, boolean upperOpen) {

    /// Checks the ends.
    ///
    /// @throws OptimizerException if the interval holds no number, or includes an infinity
    public Range {
        boolean empty = !(lower <= upper) || (lower == upper && (lowerOpen || upperOpen));
        boolean infinite = (Double.isInfinite(lower) && !lowerOpen) || (Double.isInfinite(upper) && !upperOpen);
        if (empty || infinite) {
            throw new OptimizerException("range: " + text(lower, lowerOpen, upper, upperOpen)
                    + " is not an interval; it must hold a number, and infinite ends must be open");
        }
    }

    /// `[lower, upper]`: both ends included.
    public static Range closed(double lower, double upper) {
        return new Range(lower, false, upper, false);
    }

    /// `[lower, upper)`: the upper end excluded.
    public static Range closedOpen(double lower, double upper) {
        return new Range(lower, false, upper, true);
    }

    /// `(lower, upper]`: the lower end excluded.
    public static Range openClosed(double lower, double upper) {
        return new Range(lower, true, upper, false);
    }

    /// `[lower, ∞)`.
    public static Range atLeast(double lower) {
        return new Range(lower, false, Double.POSITIVE_INFINITY, true);
    }

    /// `(lower, ∞)`.
    public static Range above(double lower) {
        return new Range(lower, true, Double.POSITIVE_INFINITY, true);
    }

    /// Whether `value` lies in this range.
    public boolean contains(double value) {
        boolean aboveLower = lowerOpen ? value > lower : value >= lower;
        boolean belowUpper = upperOpen ? value < upper : value <= upper;
        return aboveLower && belowUpper;
    }

    /// The usual notation: `[0, 1)`, `(0, ∞)`.
    @Override
    public String toString() {
        return text(lower, lowerOpen, upper, upperOpen);
    }

    private static String text(double lower, boolean lowerOpen, double upper, boolean upperOpen) {
        return (lowerOpen ? "(" : "[") + text(lower) + ", " + text(upper) + (upperOpen ? ")" : "]");
    }

    /// An end as people write it: infinity as ∞, and 2⁵³, up to which `double` has all whole numbers, as such.
    private static String text(double end) {
        if (Double.isInfinite(end)) {
            return end > 0 ? "∞" : "-∞";
        }
        return end == 0x1p53 ? "2⁵³" : DecimalText.of(end);
    }
}
