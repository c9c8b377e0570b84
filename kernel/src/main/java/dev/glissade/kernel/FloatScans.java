package dev.glissade.kernel;

/// Cumulative sums along the rows or columns of dense row-major matrices of `float`.
///
/// Each row, or column, is one chain of additions in ascending order that starts from its first element. The result may
/// be the input itself.
public interface FloatScans {

    /// `result[r, c]` = `input[r, 0]` + … + `input[r, c]`
    void cumulativeSumRows(float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset);

    /// `result[r, c]` = `input[0, c]` + … + `input[r, c]`
    void cumulativeSumColumns(float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset);
}
