package dev.glissade.optimizers.spi;

/// Loops over slices of flat arrays, for rules that need more than their own loop.
///
/// Every implementation gives the same bits, those stated here, so that it does not show in a result which one is there.
/// Sums have one order: blocks of 4,096 elements; in a block, element i is added to lane i mod 32, lanes starting from +0
/// and folded by `lane[j] += lane[j + 16]`, then 8, 4, 2, 1; block results are folded by a pairwise tree, neighbours first,
/// an odd last block carried up.
///
/// A faster one than plain Java is found by [java.util.ServiceLoader]; the built-in optimizers bring that of the kernel. An
/// instance belongs to one thread at a time. Calls allocate nothing once warm.
public interface Arithmetic {

    /// Σ values[i] over `from ≤ i < to`.
    float sum(float[] values, int from, int to);

    /// Σ abs(values[i]) over `from ≤ i < to`.
    float sumOfMagnitudes(float[] values, int from, int to);

    /// Σ left[i] · right[i] over `from ≤ i < to`, each product added by one fma; the sum of squares where both are one.
    float dot(float[] left, float[] right, int from, int to);

    /// The largest abs(values[i]) over `from ≤ i < to`; NaN if one is NaN, 0 for nothing.
    float largestMagnitude(float[] values, int from, int to);

    /// target[i] ← fma(factor, source[i], target[i]) over `from ≤ i < to`.
    void addScaled(float factor, float[] source, float[] target, int from, int to);

    /// C ← A·B, with A of m × k, B of k × n and C of m × n, each row-major without gaps. An element of C is one chain
    /// c = fma(a, b, c) in ascending k, starting from +0; where n is 1, it is the [dot product][#dot] instead.
    ///
    /// @param leftTransposed whether `left` holds Aᵀ, k rows of m
    /// @param rightTransposed whether `right` holds Bᵀ, n rows of k
    /// @param result shares no element with an operand
    void multiply(
            int m,
            int n,
            int k,
            float[] left,
            int leftOffset,
            boolean leftTransposed,
            float[] right,
            int rightOffset,
            boolean rightTransposed,
            float[] result,
            int resultOffset);

    /// As for `float[]`.
    double sum(double[] values, int from, int to);

    /// As for `float[]`.
    double sumOfMagnitudes(double[] values, int from, int to);

    /// As for `float[]`.
    double dot(double[] left, double[] right, int from, int to);

    /// As for `float[]`.
    double largestMagnitude(double[] values, int from, int to);

    /// As for `float[]`.
    void addScaled(double factor, double[] source, double[] target, int from, int to);

    /// As for `float[]`.
    void multiply(
            int m,
            int n,
            int k,
            double[] left,
            int leftOffset,
            boolean leftTransposed,
            double[] right,
            int rightOffset,
            boolean rightTransposed,
            double[] result,
            int resultOffset);
}
