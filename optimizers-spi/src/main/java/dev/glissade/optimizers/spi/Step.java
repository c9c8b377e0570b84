package dev.glissade.optimizers.spi;

/// What a rule sees of one step, apart from its arrays: the step number, the hyperparameters now, the scalar slots.
///
/// Nothing here allocates. The argument of each accessor must be one that the optimizer declares; it is recognised by
/// its name.
public sealed interface Step permits FloatStep, DoubleStep, HostStep {

    /// The number of this step, 1 for the first.
    long number();

    /// The value of a hyperparameter in this step. Scalar arithmetic on it is done in `double`, and narrowed last.
    double value(Hyperparameter hyperparameter);

    /// Whether a flag is set.
    default boolean flag(Hyperparameter flag) {
        return value(flag) != 0;
    }

    /// The value of a scalar slot.
    double scalar(Slot slot);

    /// Sets a scalar slot. Allowed in [FloatUpdateRule#begin] only, so that a range sees what every other range sees.
    void setScalar(Slot slot, double value);
}
