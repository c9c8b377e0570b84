package dev.glissade.optimizers.spi;

/// A step that a rule did not finish: parameters and slots may be half updated, so the optimizer takes no further step.
///
/// The message names the optimizer, the step and what the rule threw.
public final class StepFailedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    StepFailedException(String message) {
        super(message);
    }

    StepFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
