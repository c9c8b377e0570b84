package dev.glissade.autodiff;

/// What becomes of the losses of the single elements, or samples.
public enum LossReduction {
    /// They are averaged; NaN for nothing. What is divided by, each loss states.
    MEAN,
    /// They are added; 0 for nothing.
    SUM,
    /// They are added and divided by the number of samples, the size of the first axis of the first operand.
    BATCH_MEAN,
    /// They stay as they are.
    NONE;

    /// The reduction of losses.
    ///
    /// @param samples the size of the first axis
    Variable of(Variable losses, int samples) {
        return switch (this) {
            case MEAN -> losses.mean();
            case SUM -> losses.sum();
            case BATCH_MEAN -> losses.sum().dividedBy(samples);
            case NONE -> losses;
        };
    }

    /// The reduction of losses whose mean is weighted: Σ losses / Σ weights.
    Variable of(Variable losses, Variable weights, int samples) {
        return this == MEAN ? losses.sum().dividedBy(weights.sum()) : of(losses, samples);
    }
}
