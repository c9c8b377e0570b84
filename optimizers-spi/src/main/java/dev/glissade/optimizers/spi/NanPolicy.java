package dev.glissade.optimizers.spi;

/// What becomes of a gradient that is NaN, so that a caller knows whether a fault upstream shows.
public enum NanPolicy {
    /// It goes through the arithmetic: the parameter becomes NaN, or what the rule remembers of it does, and with it in the
    /// end the parameter. Nothing is hidden.
    PROPAGATES,
    /// It is left out: the parameter and all that is remembered stay numbers, as if the gradient had been 0, or had not come.
    IGNORES
}
