package dev.glissade.kernel;

/// Elementwise trigonometric functions and their inverses on slices of `float[]`, by algorithms of our own: the same
/// bits everywhere.
///
/// Angles are in radians. Results are within 1 unit in the last place of the true value. Special values are those of
/// IEEE 754 and C99; subnormal results are kept. Huge arguments of sin, cos and tan
/// take a slower path of the same accuracy.
public interface FloatTrigonometry {

    /// result = sin input; NaN at ±∞
    void sin(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = cos input; NaN at ±∞
    void cos(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = tan input; NaN at ±∞
    void tan(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = arc sine of input, −π/2 to π/2; NaN beyond ±1
    void asin(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = arc cosine of input, 0 to π; NaN beyond ±1
    void acos(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = arc tangent of input, −π/2 to π/2
    void atan(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = the angle of the point (x, y), −π to π: the arc tangent of y ÷ x in the quadrant that both signs say,
    /// those of zeros included
    void atan2(float[] y, int yOffset, float[] x, int xOffset, float[] result, int resultOffset, int length);
}
