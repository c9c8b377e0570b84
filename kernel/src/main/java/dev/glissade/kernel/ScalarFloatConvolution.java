package dev.glissade.kernel;

/// The reference of [FloatConvolution]: one chain of fused multiply-adds for each element of a result.
final class ScalarFloatConvolution implements FloatConvolution {

    @Override
    public void convolve(
            Window window,
            int groups,
            int batch,
            int channels,
            int rows,
            int columns,
            int outputs,
            float[] input,
            int inputOffset,
            float[] weight,
            int weightOffset,
            boolean biased,
            float[] bias,
            int biasOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        int outputRows = window.rowPlaces(rows);
        int outputColumns = window.columnPlaces(columns);
        int groupChannels = channels / groups;
        int resultAt = resultOffset;
        for (int image = 0; image < batch; image++) {
            for (int output = 0; output < outputs; output++) {
                int firstChannel = output / (outputs / groups) * groupChannels;
                for (int i = 0; i < outputRows; i++) {
                    for (int j = 0; j < outputColumns; j++) {
                        float c = biased ? bias[biasOffset + output] : 0;
                        int weightAt = weightOffset + output * groupChannels * window.taps();
                        for (int channel = firstChannel; channel < firstChannel + groupChannels; channel++) {
                            int plane = inputOffset + (image * channels + channel) * rows * columns;
                            for (int k = 0; k < window.kernelRows(); k++) {
                                int row = i * window.strideRows() - window.paddingRows() + k * window.dilationRows();
                                for (int l = 0; l < window.kernelColumns(); l++) {
                                    int column = j * window.strideColumns()
                                            - window.paddingColumns()
                                            + l * window.dilationColumns();
                                    float x = padded(input, plane, rows, columns, row, column);
                                    c = Math.fma(weight[weightAt++], x, c);
                                }
                            }
                        }
                        result[resultAt++] = c;
                    }
                }
            }
        }
    }

    @Override
    public void inputAdjoint(
            Window window,
            int groups,
            int batch,
            int channels,
            int rows,
            int columns,
            int outputs,
            float[] cotangent,
            int cotangentOffset,
            float[] weight,
            int weightOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        int outputRows = window.rowPlaces(rows);
        int outputColumns = window.columnPlaces(columns);
        int groupChannels = channels / groups;
        int groupOutputs = outputs / groups;
        int resultAt = resultOffset;
        for (int image = 0; image < batch; image++) {
            for (int channel = 0; channel < channels; channel++) {
                int firstOutput = channel / groupChannels * groupOutputs;
                for (int row = 0; row < rows; row++) {
                    for (int column = 0; column < columns; column++) {
                        float c = 0;
                        for (int output = firstOutput; output < firstOutput + groupOutputs; output++) {
                            int plane = cotangentOffset + (image * outputs + output) * outputRows * outputColumns;
                            int weightAt =
                                    weightOffset + (output * groupChannels + channel % groupChannels) * window.taps();
                            for (int k = 0; k < window.kernelRows(); k++) {
                                int i = row + window.paddingRows() - k * window.dilationRows();
                                for (int l = 0; l < window.kernelColumns(); l++) {
                                    int j = column + window.paddingColumns() - l * window.dilationColumns();
                                    if (i % window.strideRows() == 0 && j % window.strideColumns() == 0) {
                                        float y = padded(
                                                cotangent,
                                                plane,
                                                outputRows,
                                                outputColumns,
                                                i / window.strideRows(),
                                                j / window.strideColumns());
                                        c = Math.fma(weight[weightAt + k * window.kernelColumns() + l], y, c);
                                    }
                                }
                            }
                        }
                        result[resultAt++] = c;
                    }
                }
            }
        }
    }

    @Override
    public void weightAdjoint(
            Window window,
            int groups,
            int batch,
            int channels,
            int rows,
            int columns,
            int outputs,
            float[] input,
            int inputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        int outputRows = window.rowPlaces(rows);
        int outputColumns = window.columnPlaces(columns);
        int groupChannels = channels / groups;
        int resultAt = resultOffset;
        for (int output = 0; output < outputs; output++) {
            int firstChannel = output / (outputs / groups) * groupChannels;
            for (int channel = firstChannel; channel < firstChannel + groupChannels; channel++) {
                for (int k = 0; k < window.kernelRows(); k++) {
                    for (int l = 0; l < window.kernelColumns(); l++) {
                        float c = 0;
                        for (int image = 0; image < batch; image++) {
                            int plane = inputOffset + (image * channels + channel) * rows * columns;
                            int cotangentAt = cotangentOffset + (image * outputs + output) * outputRows * outputColumns;
                            for (int i = 0; i < outputRows; i++) {
                                int row = i * window.strideRows() - window.paddingRows() + k * window.dilationRows();
                                for (int j = 0; j < outputColumns; j++) {
                                    int column = j * window.strideColumns()
                                            - window.paddingColumns()
                                            + l * window.dilationColumns();
                                    float x = padded(input, plane, rows, columns, row, column);
                                    c = Math.fma(cotangent[cotangentAt++], x, c);
                                }
                            }
                        }
                        result[resultAt++] = c;
                    }
                }
            }
        }
    }

    /// The element of a plane, or +0 outside.
    private static float padded(float[] values, int plane, int rows, int columns, int row, int column) {
        boolean inside = row >= 0 && row < rows && column >= 0 && column < columns;
        return inside ? values[plane + row * columns + column] : 0;
    }
}
