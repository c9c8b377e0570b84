package dev.glissade.kernel;

/// Softmax and its logarithm along the rows or columns of dense row-major matrices of `float`.
///
/// With m the largest element of a row and S = Σ e^(x − m), summed as [FloatReductions#sum] does:
///
/// - softmax: e^(x − m) · (1 ÷ S)
/// - logSoftmax: (x − m) − ln S
///
/// A row with +∞ or NaN, or of −∞ alone, becomes NaN; elsewhere −∞ becomes 0, or −∞ in the logarithm. A form for columns
/// gives what the form for rows gives for each column. The result may be the input itself.
public interface FloatSoftmax {

    /// result = softmax of each row
    void softmaxRows(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// result = ln softmax of each row
    void logSoftmaxRows(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// result = softmax of each column
    void softmaxColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace);

    /// result = ln softmax of each column
    void logSoftmaxColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace);
}
