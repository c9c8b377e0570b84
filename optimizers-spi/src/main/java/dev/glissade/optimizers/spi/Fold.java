package dev.glissade.optimizers.spi;

/// How measures of ranges become one number.
public enum Fold {
    /// Their sum, in one order whatever the number of threads: blocks of 4,096 elements from the start of each segment,
    /// folded by a pairwise tree, neighbours first; then the segments in the order of the layout, likewise.
    /// Where a step leaves rows out, rows that follow one another count as a segment.
    SUM,
    /// The largest; NaN if one is NaN. 0 if there is nothing to measure.
    LARGEST;

    double of(double left, double right) {
        return switch (this) {
            case SUM -> left + right;
            case LARGEST -> Math.max(left, right);
        };
    }
}
