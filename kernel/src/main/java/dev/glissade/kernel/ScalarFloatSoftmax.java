package dev.glissade.kernel;

import dev.glissade.kernel.Workspace.Purpose;

/// The reference of [FloatSoftmax].
final class ScalarFloatSoftmax implements FloatSoftmax {
    private static final ScalarFloatReductions REDUCTIONS = new ScalarFloatReductions();

    @Override
    public void softmaxRows(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        for (int r = 0; r < rows; r++) {
            int row = r * columns;
            line(false, input, inputOffset + row, result, resultOffset + row, 1, columns, workspace);
        }
    }

    @Override
    public void logSoftmaxRows(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        for (int r = 0; r < rows; r++) {
            int row = r * columns;
            line(true, input, inputOffset + row, result, resultOffset + row, 1, columns, workspace);
        }
    }

    @Override
    public void softmaxColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        for (int c = 0; c < columns; c++) {
            line(false, input, inputOffset + c, result, resultOffset + c, columns, rows, workspace);
        }
    }

    @Override
    public void logSoftmaxColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        for (int c = 0; c < columns; c++) {
            line(true, input, inputOffset + c, result, resultOffset + c, columns, rows, workspace);
        }
    }

    /// One row or column, whose `length` elements lie `stride` apart.
    private static void line(
            boolean logarithm,
            float[] input,
            int offset,
            float[] result,
            int resultOffset,
            int stride,
            int length,
            Workspace workspace) {
        float[] exponentials = workspace.floats(Purpose.LANES, length);
        float largest = ScalarFloatExtrema.max(input, offset, stride, length);
        for (int i = 0; i < length; i++) {
            exponentials[i] = FloatMathematics.exp(input[offset + i * stride] - largest);
        }
        float sum = REDUCTIONS.sum(exponentials, 0, length);
        float scale = logarithm ? FloatMathematics.log(sum) : 1 / sum;
        for (int i = 0; i < length; i++) {
            result[resultOffset + i * stride] =
                    logarithm ? (input[offset + i * stride] - largest) - scale : exponentials[i] * scale;
        }
    }
}
