package dev.glissade.autodiff;

/// Thrown by a [Sentinel] that has met a NaN or an infinity; nothing has been added to any gradient.
public final class NotFiniteException extends ArithmeticException {
    private static final long serialVersionUID = 1;

    NotFiniteException(String message) {
        super(message);
    }
}
