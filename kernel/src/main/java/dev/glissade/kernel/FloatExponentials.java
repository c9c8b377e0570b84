package dev.glissade.kernel;

/// Elementwise exponentials, logarithms and hyperbolic functions on slices of `float[]`, by algorithms of our own: the same
/// bits everywhere.
///
/// Results are within 1 unit in the last place of the true value. Special values are those of IEEE 754 and C99;
/// subnormal results are kept.
public interface FloatExponentials {

    /// result = e^input
    void exp(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = ln input; −∞ at ±0, NaN below 0
    void log(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = tanh input
    void tanh(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = e^input − 1, accurate near 0 too; ±0 stays ±0, −1 at −∞
    void expm1(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = ln(1 + input), accurate near 0 too; ±0 stays ±0, −∞ at −1, NaN below −1
    void log1p(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = log₂ input, exact for powers of 2; −∞ at ±0, NaN below 0
    void log2(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = log₁₀ input; −∞ at ±0, NaN below 0
    void log10(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = sinh input = (e^input − e^−input) ÷ 2; ±0 stays ±0, ±∞ at ±∞
    void sinh(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = cosh input = (e^input + e^−input) ÷ 2; +∞ at ±∞
    void cosh(float[] input, int inputOffset, float[] result, int resultOffset, int length);
}
