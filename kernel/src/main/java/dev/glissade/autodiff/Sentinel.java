package dev.glissade.autodiff;

/// How closely a tape looks for numbers that are not finite.
public enum Sentinel {
    /// Not at all.
    OFF,
    /// The gradients that [Tape#backward] is about to add to parameters: one more read of each, under a hundredth of a
    /// backward pass for any network with matrix products.
    GRADIENTS,
    /// Those, and the result of every instruction, when it is computed; the error names the first that made a NaN or infinity out of
    /// finite operands, and the line of the user's code that recorded it. Each instruction costs microseconds more.
    EVERY_INSTRUCTION
}
