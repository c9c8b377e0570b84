package dev.glissade.optimizers.builtin;

/// What a norm is made of.
enum NormKind {
    /// The sum of magnitudes.
    MAGNITUDES,
    /// The root of the sum of squares.
    EUCLIDEAN,
    /// The largest magnitude.
    LARGEST
}
