package dev.glissade.autodiff;

/// A derivative found by differences, and how far it may be from the true one.
///
/// @param value the derivative; NaN if the function is not finite near the point
/// @param error an estimate of |value − derivative|, not a bound: what the last extrapolations differ by, and rounding;
///     infinite where nothing converged
public record Estimate(double value, double error) {
    static final Estimate NONE = new Estimate(Double.NaN, Double.POSITIVE_INFINITY);

    /// The value and its error, such as `0.5 ± 1.0E-13`.
    @Override
    public String toString() {
        return value + " ± " + error;
    }
}
