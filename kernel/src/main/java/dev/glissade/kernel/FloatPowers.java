package dev.glissade.kernel;

/// Elementwise powers on slices of `float[]`, by an algorithm of our own: the same bits everywhere.
///
/// Results are within 1 unit in the last place of the true value. Special values are those of C99, annex F: x⁰ and 1^y
/// are 1 whatever the other operand, NaN included; a negative base has a power where the exponent is an integer, negative
/// where it is odd, and NaN elsewhere. Subnormal results are kept.
public interface FloatPowers {

    /// result = base^exponent
    void pow(
            float[] base,
            int baseOffset,
            float[] exponent,
            int exponentOffset,
            float[] result,
            int resultOffset,
            int length);
}
