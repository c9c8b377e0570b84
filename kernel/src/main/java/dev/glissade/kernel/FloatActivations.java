package dev.glissade.kernel;

/// Elementwise activation functions on slices of `float[]` that are made of the exponential function, by algorithms of
/// our own: the same bits everywhere.
///
/// sigmoid is within 1 unit in the last place of the true value, the others within 4: nowhere do terms cancel, and
/// nothing overflows before the result does. NaN stays NaN; subnormal results are kept.
public interface FloatActivations {

    /// result = 1 ÷ (1 + e^−input), without overflow on either side
    void sigmoid(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = ln(1 + e^(beta × input)) ÷ beta, and the input itself where beta × input > threshold
    ///
    /// Source: `softplus` of PyTorch. 0 at the end where beta × input is −∞; an infinite threshold leaves the curve alone.
    ///
    /// @param beta the steepness, not 0; the product with the input counts exactly, not rounded
    /// @param threshold where the straight line begins, as a value of beta × input
    void softplus(
            float beta, float threshold, float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = ln(1 ÷ (1 + e^−input)) = −ln(1 + e^−input); −0 at +∞, −∞ at −∞
    void logSigmoid(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = input ÷ (1 + e^−input), the input weighted by its sigmoid; ±0 stays ±0, NaN at −∞, which is −∞ × 0
    ///
    /// Source: Elfwing, Uchibe & Doya, Sigmoid-weighted linear units (2018), equation 7; as *swish*, Ramachandran et al. (2017).
    void silu(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = input where it is above 0, else alpha × (e^input − 1); −alpha at −∞
    ///
    /// Source: Clevert, Unterthiner & Hochreiter, Exponential linear units (2016), equation 15.
    void elu(float alpha, float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = ½ input (1 + tanh(√(2 ÷ π) (input + 0.044715 input³))); ±0 stays ±0, NaN at −∞, which is −∞ × 0
    ///
    /// Source: Hendrycks & Gimpel, Gaussian error linear units (2016), section 2, the approximation.
    void geluTanh(float[] input, int inputOffset, float[] result, int resultOffset, int length);
}
