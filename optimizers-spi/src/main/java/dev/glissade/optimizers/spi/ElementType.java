package dev.glissade.optimizers.spi;

/// The type of the elements of parameters, gradients and per-element slots.
public enum ElementType {
    /// IEEE 754 single precision, held in a `float[]`.
    FLOAT32,

    /// IEEE 754 double precision, held in a `double[]`.
    FLOAT64
}
