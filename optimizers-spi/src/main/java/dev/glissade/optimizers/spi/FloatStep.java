package dev.glissade.optimizers.spi;

/// One step as a rule sees it: `float` arrays, slots, and the hyperparameters of this step.
///
/// All arrays have the same length and are aligned index for index; no two of them are the same array. Fetch each
/// once, before the loop.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
public sealed interface FloatStep extends Step permits FloatView {

    /// The parameters w. Modified by the rule of an optimizer.
    float[] parameters();

    /// The gradients g of the loss with respect to the parameters. Modified by the rule of a gradient transform only.
    float[] gradients();

    /// The array of a slot. Modified by the rule.
    ///
    /// A per-element or scratch slot has an element for each parameter. A slot per row or per column is that of the
    /// [segment at hand][Step#segment], and begins at 0.
    float[] slot(Slot slot);

    /// An array of a history slot, with an element for each parameter. Modified by the rule.
    ///
    /// @param index 0 to one below the number of arrays
    float[] history(Slot slot, int index);

    /// The loss at the parameters as the rule has set them by now; the gradients become those there. Only in
    /// [FloatUpdateRule#begin], where the provider [evaluates the loss][OptimizerProvider#evaluatesLoss].
    double evaluate();

    /// The learning rate η of this step.
    default float rate() {
        return (float) value(Hyperparameter.LEARNING_RATE);
    }
}
