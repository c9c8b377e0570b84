package dev.glissade.kernel;

/// Reductions of slices of `float[]`; see [FloatExtrema] for the largest and the smallest.
///
/// **Sums** have one order, whatever the width, layout or number of threads: the logical sequence is cut into blocks of
/// 4,096 elements; in a block, element i is added to virtual lane i mod 32 in ascending order, each lane starting from
/// +0; the 32 lanes are folded by the tree `lane[j] += lane[j + 16]`, then 8, 4, 2, 1; the block results are folded by
/// a pairwise tree over block numbers: neighbours first, an odd last block is carried up unchanged. The sum of nothing
/// is +0.
///
/// The other sums differ in how an element joins its lane:
///
/// | | an element joins |
/// |---|---|
/// | sum | lane + x |
/// | sum of magnitudes | lane + abs(x) |
/// | sum of squares, dot product | fma(x, y, lane) |
/// | sum of squared differences from c | fma(x − c, x − c, lane), x − c rounded first |
/// | product | lane · x; lanes start from 1 and all folds multiply |
///
/// Matrices are dense and row-major. A form for columns gives what the form for a sequence gives for each column.
public interface FloatReductions {

    /// The sum of `length` elements.
    float sum(float[] input, int inputOffset, int length);

    /// The sum of the magnitudes of `length` elements.
    float sumMagnitudes(float[] input, int inputOffset, int length);

    /// The sum of the products of `length` pairs; of squares, where both operands are one.
    float dot(float[] left, int leftOffset, float[] right, int rightOffset, int length);

    /// The sum of the squared differences of `length` elements from `center`.
    float sumSquaredDifferences(float[] input, int inputOffset, float center, int length);

    /// The product of `length` elements; 1 for nothing.
    float product(float[] input, int inputOffset, int length);

    /// `result[r]` = the sum of row r of a `rows` × `columns` matrix
    void sumRows(float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset);

    /// `result[c]` = the sum of column c of a `rows` × `columns` matrix
    void sumColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// `result[c]` = the sum of the magnitudes in column c of a `rows` × `columns` matrix
    void sumMagnitudesOfColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// `result[c]` = the sum of the squares in column c of a `rows` × `columns` matrix
    void sumSquaresOfColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// `result[c]` = the sum of the squared differences of column c of a `rows` × `columns` matrix from `centers[c]`
    void sumSquaredDifferencesOfColumns(
            float[] input,
            int inputOffset,
            float[] centers,
            int centersOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// `result[c]` = the product of column c of a `rows` × `columns` matrix
    void multiplyColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// `result[r]` = ln Σ e^x over row r of a `rows` × `columns` matrix
    ///
    /// Computed as m + ln Σ e^(x − m) with m the largest element, where m is finite, else with m = 0; −∞ for a row of
    /// nothing. The exponentials and the logarithm are those of [FloatExponentials], the sum that of [#sum].
    void logSumExpRows(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// `result[c]` = ln Σ e^x over column c of a `rows` × `columns` matrix, as [#logSumExpRows]
    void logSumExpColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace);
}
