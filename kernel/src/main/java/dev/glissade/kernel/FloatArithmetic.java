package dev.glissade.kernel;

/// Elementwise arithmetic on slices of `float[]`, each element correctly rounded as IEEE 754 says, unless said otherwise.
///
/// Every method reads `length` elements from each operand at its offset and writes `length` elements of the result.
public interface FloatArithmetic {

    /// result = left + right
    void add(
            float[] left, int leftOffset, float[] right, int rightOffset, float[] result, int resultOffset, int length);

    /// result = left − right
    void subtract(
            float[] left, int leftOffset, float[] right, int rightOffset, float[] result, int resultOffset, int length);

    /// result = left × right
    void multiply(
            float[] left, int leftOffset, float[] right, int rightOffset, float[] result, int resultOffset, int length);

    /// result = left ÷ right
    void divide(
            float[] left, int leftOffset, float[] right, int rightOffset, float[] result, int resultOffset, int length);

    /// result = the larger of left and right, as [Math#max(float, float)]: NaN if either is, +0 above −0
    void max(
            float[] left, int leftOffset, float[] right, int rightOffset, float[] result, int resultOffset, int length);

    /// result = the smaller of left and right, as [Math#min(float, float)]
    void min(
            float[] left, int leftOffset, float[] right, int rightOffset, float[] result, int resultOffset, int length);

    /// result = −input
    void negate(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = |input|
    void abs(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = input²
    void square(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = √input
    void sqrt(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = 1 ÷ input
    void reciprocal(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = 1 ÷ √input, within 1 unit in the last place; ±∞ at ±0, +0 at ∞, NaN below 0
    void reciprocalSqrt(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = the largest integer not above input, as [Math#floor]
    void floor(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = the smallest integer not below input, as [Math#ceil]: −0 for what lies between −1 and 0
    void ceil(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = the integer nearest to input, the even one of two, with the sign of the input, as [Math#rint]
    void round(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = input ÷ (1 + |input|), both rounded; NaN at ±∞
    void softsign(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = max(input, +0); NaN stays NaN
    void relu(float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = factor × input
    void scale(float factor, float[] input, int inputOffset, float[] result, int resultOffset, int length);

    /// result = fma(factor, right, left), that is left + factor × right rounded once
    void addScaled(
            float[] left,
            int leftOffset,
            float factor,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length);

    /// result = fma(left, right, addend), that is left × right + addend rounded once
    void fma(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] addend,
            int addendOffset,
            float[] result,
            int resultOffset,
            int length);

    /// `target[i] = source[sourceOffset + i × sourceStride]`; a stride of 0 repeats one element
    void gather(float[] source, int sourceOffset, int sourceStride, float[] target, int targetOffset, int length);

    /// `target[targetOffset + i × targetStride] = source[i]`
    void scatter(float[] source, int sourceOffset, float[] target, int targetOffset, int targetStride, int length);
}
