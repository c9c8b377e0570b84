package dev.glissade.kernel;

/// The largest and the smallest of slices of `float[]`, and where they are.
///
/// Values are as [Math#max(float, float)] and [Math#min(float, float)]: NaN if any element is NaN; +0 is larger than −0.
/// The maximum of nothing is −∞, the minimum +∞, the largest magnitude +0. An index is that of the first among equals, +0
/// and −0 being equal; a NaN is larger and smaller than all else, so the first NaN wins.
///
/// Matrices are dense and row-major. A form for columns gives what the form for a sequence gives for each column.
public interface FloatExtrema {

    /// The largest of `length` elements.
    float max(float[] input, int inputOffset, int length);

    /// The smallest of `length` elements.
    float min(float[] input, int inputOffset, int length);

    /// The largest magnitude of `length` elements.
    float maxMagnitude(float[] input, int inputOffset, int length);

    /// The index, from 0, of the largest of `length` elements; −1 for nothing.
    int argMax(float[] input, int inputOffset, int length);

    /// The index, from 0, of the smallest of `length` elements; −1 for nothing.
    int argMin(float[] input, int inputOffset, int length);

    /// `result[r]` = the largest element of row r of a `rows` × `columns` matrix
    void maxRows(float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset);

    /// `result[c]` = the largest element of column c of a `rows` × `columns` matrix
    void maxColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// `result[c]` = the smallest element of column c of a `rows` × `columns` matrix
    void minColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// `result[c]` = the largest magnitude in column c of a `rows` × `columns` matrix
    void maxMagnitudeOfColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// `result[c]` = the row of the largest element of column c of a `rows` × `columns` matrix, as a whole number
    ///
    /// Rows are counted in the element type, so their number must be one that it holds exactly: at most 2²⁴ for
    /// float32, any for float64.
    void argMaxColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// `result[c]` = the row of the smallest element of column c of a `rows` × `columns` matrix, as [#argMaxColumns]
    void argMinColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace);
}
