package dev.glissade.kernel;

/// Elementwise transcendental functions on slices of `float[]`, by algorithms of our own: the same bits everywhere.
///
/// Results are within 1 unit in the last place of the true value. Special values are those of IEEE 754 and C99;
/// subnormal results are kept.
public interface FloatFunctions {

    /// result = e^input
    void exp(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = ln input; −∞ at ±0, NaN below 0
    void log(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = sin input, input in radians; NaN at ±∞
    void sin(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = cos input, input in radians; NaN at ±∞
    void cos(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = tanh input
    void tanh(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = 1 ÷ (1 + e^−input), without overflow on either side
    void sigmoid(float[] input, int inputOffset, float[] result, int resultOffset, int length);
}
