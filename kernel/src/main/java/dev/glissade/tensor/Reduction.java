package dev.glissade.tensor;

/// An operation that folds the elements along some axes into one.
///
/// Sums are in the fixed order of [dev.glissade.kernel.FloatReductions], and so are the sums inside the others. n is the
/// number of elements that become one.
public enum Reduction {
    /// Σ x; +0 for nothing
    SUM("sum"),
    /// Σ x ÷ n; NaN for nothing
    MEAN("mean"),
    /// Π x; 1 for nothing
    PRODUCT("product"),
    /// the largest x, NaN if any is NaN; not defined for nothing
    MAX("max"),
    /// the smallest x, NaN if any is NaN; not defined for nothing
    MIN("min"),
    /// ln Σ eˣ without overflow; −∞ for nothing
    LOG_SUM_EXP("logSumExp"),
    /// Σ (x − mean)² ÷ (n − correction), the mean rounded first; the correction is 1 unless given; NaN for one element then
    VARIANCE("variance"),
    /// the square root of [#VARIANCE]
    STANDARD_DEVIATION("standardDeviation"),
    /// the index of the first of the largest, a NaN being larger than all else, along one axis; not defined for nothing
    ARG_MAX("argMax"),
    /// the index of the first of the smallest, a NaN being smaller than all else, along one axis; not defined for nothing
    ARG_MIN("argMin"),
    /// Σ |x|; +0 for nothing
    NORM_1("norm1"),
    /// √Σ x², the squares not scaled, so beyond the square root of the largest number it is ∞; +0 for nothing
    NORM_2("norm2"),
    /// the largest |x|, NaN if any is NaN; +0 for nothing
    NORM_MAX("normMax");

    private final String text;

    Reduction(String text) {
        this.text = text;
    }

    /// Whether the result is an index, a whole number in the element type, along exactly one axis.
    public boolean isIndex() {
        return this == ARG_MAX || this == ARG_MIN;
    }

    /// Whether it is defined only where there is at least one element.
    boolean needsElements() {
        return this == MAX || this == MIN || isIndex();
    }

    /// Whether a correction may be given.
    boolean isCorrected() {
        return this == VARIANCE || this == STANDARD_DEVIATION;
    }

    /// The name of the operation, such as `logSumExp`.
    @Override
    public String toString() {
        return text;
    }
}
