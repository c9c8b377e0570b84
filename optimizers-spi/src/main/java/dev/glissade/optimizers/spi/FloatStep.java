package dev.glissade.optimizers.spi;

/// One step as a rule sees it: `float` arrays, slots, and the hyperparameters of this step.
///
/// All arrays have the same length and are aligned index for index; no two of them are the same array. Fetch each
/// once, before the loop.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
public sealed interface FloatStep extends Step permits FloatHostStep {

    /// The parameters w. Modified by the rule.
    float[] parameters();

    /// The gradients g of the loss with respect to the parameters. Not modified.
    float[] gradients();

    /// The array of a per-element slot. Modified by the rule.
    float[] slot(Slot slot);

    /// The learning rate η of this step.
    default float rate() {
        return (float) value(Hyperparameter.LEARNING_RATE);
    }
}
