package dev.glissade.training;

/// A descent that left the finite numbers: the loss or a parameter became infinite or NaN.
public final class DivergenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long step;

    DivergenceException(long step, String what) {
        super("diverged at step " + step + ": " + what + "; a smaller learning rate may help");
        this.step = step;
    }

    /// The step at which it was seen, 1 being the first.
    public long step() {
        return step;
    }
}
