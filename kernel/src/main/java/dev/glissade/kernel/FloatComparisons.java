package dev.glissade.kernel;

/// Elementwise comparisons on slices of `float[]`, and what follows from one: selection, sign, clamping.
///
/// A truth value is a number of the element type: 1 is true, +0 false; what is read as one is false only where it is ±0.
/// Comparisons are those of IEEE 754: −0 equals +0, and NaN is neither less than, equal to nor greater than anything.
///
/// Every method reads `length` elements from each operand at its offset and writes `length` elements of the result.
public interface FloatComparisons {

    /// result = 1 where left < right, else +0
    void less(
            float[] left, int leftOffset, float[] right, int rightOffset, float[] result, int resultOffset, int length);

    /// result = 1 where left ≤ right, else +0
    void lessOrEqual(
            float[] left, int leftOffset, float[] right, int rightOffset, float[] result, int resultOffset, int length);

    /// result = 1 where left = right, else +0; −0 equals +0
    void equal(
            float[] left, int leftOffset, float[] right, int rightOffset, float[] result, int resultOffset, int length);

    /// result = 1 where left ≠ right or either is NaN, else +0
    void notEqual(
            float[] left, int leftOffset, float[] right, int rightOffset, float[] result, int resultOffset, int length);

    /// result = left where condition is not ±0, else right; NaN is a condition that holds
    void where(
            float[] condition,
            int conditionOffset,
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length);

    /// result = 1 above 0, −1 below 0, and +0 for ±0 and NaN
    void sign(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = min(max(input, low), high), each as in [Math]: NaN stays NaN, and high wins where low is above it
    void clamp(float low, float high, float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = input where input > 0, else slope × input
    void leakyRelu(float slope, float[] input, int inputOffset, float[] result, int resultOffset, int length);
}
