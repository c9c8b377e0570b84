package dev.glissade.optimizers.spi;

/// A request that cannot be met: an unknown name, a value out of range, arrays that do not fit, a wrong declaration.
///
/// The message is one line meant for the person who made the request: it names what was refused, the number or name
/// given, and the rule. Nothing was changed.
public final class OptimizerException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// An error without a cause of its own.
    public OptimizerException(String message) {
        super(message);
    }

    /// An error that another one led to.
    public OptimizerException(String message, Throwable cause) {
        super(message, cause);
    }
}
