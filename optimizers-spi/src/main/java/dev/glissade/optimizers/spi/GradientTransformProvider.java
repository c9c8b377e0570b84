package dev.glissade.optimizers.spi;

/// A change of the gradients before the optimizer sees them, such as clipping.
///
/// Its rule writes `step.gradients()`, a copy that the host makes: the caller's gradients stay as they are. The parameters
/// are read only. It may end the step with [Step#skip].
public interface GradientTransformProvider extends RuleProvider {}
