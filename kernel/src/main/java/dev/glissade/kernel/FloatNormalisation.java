package dev.glissade.kernel;

/// The last step of layer and batch normalisation on slices of `float[]`: result = fma((x − mean) · scale, weight, bias),
/// each of the other operations rounded.
///
/// Where there is no weight, 1 stands for it, and −0 for a bias: both leave every value
/// as it is. The result may be the input itself.
public interface FloatNormalisation {

    /// 1 ÷ √(variance + epsilon)
    float scale(float variance, float epsilon);

    /// One mean and scale; a weight and a bias for each element.
    void normaliseRow(
            float[] input,
            int inputOffset,
            float mean,
            float scale,
            float[] weights,
            int weightsOffset,
            float[] biases,
            int biasesOffset,
            float[] result,
            int resultOffset,
            int length);

    /// One mean, scale, weight and bias.
    void normaliseChannel(
            float[] input,
            int inputOffset,
            float mean,
            float scale,
            float weight,
            float bias,
            float[] result,
            int resultOffset,
            int length);

    /// A mean, scale, weight and bias for each element.
    void normaliseEach(
            float[] input,
            int inputOffset,
            float[] means,
            int meansOffset,
            float[] scales,
            int scalesOffset,
            float[] weights,
            int weightsOffset,
            float[] biases,
            int biasesOffset,
            float[] result,
            int resultOffset,
            int length);
}
