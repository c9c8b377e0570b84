package dev.glissade.kernel;

/// Elementwise pullbacks that are more than one arithmetic operation: the cotangent of an input from the cotangent of
/// the result.
public interface FloatAdjoints {

    /// result = cotangent × sign(input); the sign of ±0 and of NaN is 0
    void absBackward(
            float[] input,
            int inputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            int length);

    /// result = cotangent where output > 0 or output is NaN, else +0; `output` is what relu returned
    void reluBackward(
            float[] output,
            int outputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            int length);

    /// result = (cotangent × (1 − output)) × output; `output` is what sigmoid returned
    void sigmoidBackward(
            float[] output,
            int outputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            int length);

    /// result = cotangent × fma(−output, output, 1); `output` is what tanh returned
    void tanhBackward(
            float[] output,
            int outputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            int length);

    /// result = the share of the cotangent that goes to left in max(left, right): all of it where left > right or
    /// either is NaN, half (× 0.5) where they are equal, +0 where left < right
    ///
    /// The share of left in min(left, right) is `maxBackward(right, left, …)`.
    void maxBackward(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            int length);
}
