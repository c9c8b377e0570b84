package dev.glissade.optimizers.spi;

/// What is done with the parameters after the optimizer moved them, such as a moving average of them.
///
/// Its rule reads the parameters as they are after the step, and writes its slots; it may also write the parameters, as
/// Lookahead does. The gradients are not to be read.
public interface AveragingProvider extends RuleProvider {

    /// The per-element slot that holds the averaged parameters.
    Slot average();
}
