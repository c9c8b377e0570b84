package dev.glissade.optimizers.spi;

/// The loss as a function of `float` parameters, with its gradients.
@FunctionalInterface
public interface FloatObjective {

    /// The loss at `parameters`; all of `gradients` within the segments is overwritten with the gradients there.
    ///
    /// @param parameters not modified
    /// @param gradients modified
    double evaluate(float[] parameters, float[] gradients);
}
