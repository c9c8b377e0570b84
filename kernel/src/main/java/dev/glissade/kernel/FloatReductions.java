package dev.glissade.kernel;

/// Reductions of slices of `float[]`.
///
/// **Sums** have one order, whatever the width, layout or number of threads: the logical sequence is cut into blocks of
/// 4,096 elements; in a block, element i is added to virtual lane i mod 32 in ascending order, each lane starting from
/// +0; the 32 lanes are folded by the tree `lane[j] += lane[j + 16]`, then 8, 4, 2, 1; the block results are folded by
/// a pairwise tree over block numbers: neighbours first, an odd last block is carried up unchanged. The sum of nothing
/// is +0.
///
/// **Maxima** are as [Math#max(float, float)]: NaN if any element is NaN. The maximum of nothing is −∞.
public interface FloatReductions {

    /// The sum of `length` elements.
    float sum(float[] input, int inputOffset, int length);

    /// The largest of `length` elements.
    float max(float[] input, int inputOffset, int length);

    /// `result[r]` = the sum of row r of a dense row-major `rows` × `columns` matrix
    void sumRows(float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset);

    /// `result[c]` = the sum of column c of a dense row-major `rows` × `columns` matrix, in the order of [#sum]
    void sumColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// `result[r]` = the largest element of row r of a dense row-major `rows` × `columns` matrix
    void maxRows(float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset);

    /// `result[r]` = ln Σ e^x over row r of a dense row-major `rows` × `columns` matrix
    ///
    /// Computed as m + ln Σ e^(x − m) with m the largest element, where m is finite, else with m = 0; −∞ for a row of
    /// nothing. The exponentials and the logarithm are those of [FloatFunctions], the sum that of [#sum].
    void logSumExpRows(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace);
}
