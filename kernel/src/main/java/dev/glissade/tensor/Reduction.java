package dev.glissade.tensor;

/// An operation that folds the elements along some axes into one.
public enum Reduction {
    /// Σ x, in the fixed order of [dev.glissade.kernel.FloatReductions]; +0 for nothing
    SUM("sum"),
    /// the largest x, NaN if any is NaN; not defined for nothing
    MAX("max"),
    /// ln Σ eˣ without overflow; −∞ for nothing
    LOG_SUM_EXP("logSumExp");

    private final String text;

    Reduction(String text) {
        this.text = text;
    }

    /// The name of the loop, such as `logSumExp`.
    @Override
    public String toString() {
        return text;
    }
}
