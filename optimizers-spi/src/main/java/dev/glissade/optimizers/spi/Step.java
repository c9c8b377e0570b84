package dev.glissade.optimizers.spi;

import java.util.List;

/// What a rule sees of one step, apart from its arrays: the step number, the hyperparameters now, the scalar slots.
///
/// Nothing here allocates. The argument of each accessor must be one that the provider declares; it is recognised by its
/// name.
public sealed interface Step permits FloatStep, DoubleStep, View {

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

    /// Sets a scalar slot. Allowed in [FloatUpdateRule#begin] and [FloatUpdateRule#settle] only, so that a range sees
    /// what every other range sees.
    void setScalar(Slot slot, double value);

    /// What was measured, folded over all segments of the group.
    ///
    /// @param index the place in [FloatUpdateRule#measures]
    double measured(int index);

    /// The segment at hand, in [Scope#SEGMENT].
    Segment segment();

    /// The segments of the group, in the order of the layout. In [Scope#GLOBAL] only these parts of the arrays are the
    /// rule's.
    List<Segment> segments();

    /// Loops over slices of arrays: sums and products in one order, as fast as is to be had.
    Arithmetic arithmetic();

    /// The loss at which the step began; NaN if the caller gave gradients and no objective.
    double loss();

    /// Ends the step behind this rule: it is still applied itself, but no rule after it, and the optimizer's step number
    /// stays. Allowed in [FloatUpdateRule#begin] and [FloatUpdateRule#settle] of a gradient transform.
    void skip();
}
