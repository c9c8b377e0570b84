package dev.glissade.kernel;

/// How an element joins what is folded down a column: the kinds of [FloatReductions] and [FloatExtrema].
enum ColumnTerm {
    SUM,
    SUM_MAGNITUDES,
    SUM_SQUARES,
    SUM_SQUARED_DIFFERENCES,
    PRODUCT,
    MAX,
    MIN,
    MAX_MAGNITUDE;

    /// How lanes and blocks of this kind are folded.
    ColumnTerm fold() {
        return switch (this) {
            case SUM, SUM_MAGNITUDES, SUM_SQUARES, SUM_SQUARED_DIFFERENCES -> SUM;
            case PRODUCT -> PRODUCT;
            case MAX, MAX_MAGNITUDE -> MAX;
            case MIN -> MIN;
        };
    }
}
