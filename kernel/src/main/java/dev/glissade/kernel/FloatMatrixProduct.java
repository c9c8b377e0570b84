package dev.glissade.kernel;

/// Matrix products of slices of `float[]`.
public interface FloatMatrixProduct {

    /// C = A·B, or C += A·B where `accumulate`, with A of m × k, B of k × n and C of m × n.
    ///
    /// Each element of C is one chain c = fma(a[i,p], b[p,j], c) in ascending p, starting from C or from +0. Where C has
    /// one column, each element is the dot product of [FloatReductions] of a row of A and that column, added to C where
    /// `accumulate`. Blocks, lanes, threads and the other rows of A can therefore not be seen in the result.
    ///
    /// | operand | stored as | access |
    /// |---|---|---|
    /// | left | A row-major, a row every `leftStride` elements; Aᵀ (k rows of m) where `leftTransposed` | read |
    /// | right | B row-major, a row every `rightStride` elements; Bᵀ (n rows of k) where `rightTransposed` | read |
    /// | result | C row-major, a row every `resultStride` elements | written; read first where `accumulate` |
    ///
    /// The result shares no element with an operand. With k = 0, C is zeroed (or left alone where `accumulate`).
    void multiply(
            int m,
            int n,
            int k,
            float[] left,
            int leftOffset,
            int leftStride,
            boolean leftTransposed,
            float[] right,
            int rightOffset,
            int rightStride,
            boolean rightTransposed,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate,
            Workspace workspace);
}
