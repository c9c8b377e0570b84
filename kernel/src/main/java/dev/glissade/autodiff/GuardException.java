package dev.glissade.autodiff;

/// Thrown by a [Program] whose function has read a value while it was recorded, which is another one now: what the
/// function did with it may not hold. No gradient has been accumulated in that run.
public final class GuardException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final int instruction;

    GuardException(int instruction, String message) {
        super(message);
        this.instruction = instruction;
    }

    /// The position in the recording of the instruction whose value was read.
    public int instruction() {
        return instruction;
    }
}
