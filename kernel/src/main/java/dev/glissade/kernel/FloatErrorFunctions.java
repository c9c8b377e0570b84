package dev.glissade.kernel;

/// Elementwise error function, and the activation made from it, on slices of `float[]`, by algorithms of our own: the
/// same bits everywhere.
///
/// erf is within 1 unit in the last place of the true value, gelu within 4, also where it goes to 0. Subnormal results
/// are kept.
public interface FloatErrorFunctions {

    /// result = erf input = 2 ÷ √π · the integral of e^−t² from 0 to input
    void erf(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = input · Φ(input), Φ being the distribution function of the standard normal distribution
    /// (Hendrycks & Gimpel, Gaussian error linear units, 2016); NaN at −∞, which is −∞ × 0
    void gelu(float[] input, int inputOffset, float[] result, int resultOffset, int length);
}
