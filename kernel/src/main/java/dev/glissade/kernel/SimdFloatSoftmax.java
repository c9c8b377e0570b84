package dev.glissade.kernel;

import dev.glissade.kernel.Workspace.Purpose;

/// [FloatSoftmax] with vectors: a few rows at a time, so that they stay in the first-level cache and short rows fill
/// vectors too; [SimdFloatSoftmaxColumns] for columns.
final class SimdFloatSoftmax implements FloatSoftmax {
    private static final int CHUNK = 4096;
    private static final SimdFloatExponentials FUNCTIONS = new SimdFloatExponentials();
    private static final SimdFloatReductions REDUCTIONS = new SimdFloatReductions();
    private static final SimdFloatExtrema EXTREMA = new SimdFloatExtrema();

    @Override
    public void softmaxRows(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        int rowsAtOnce = rowsAtOnce(rows, columns);
        float[] sums = workspace.floats(Purpose.STATISTICS, rowsAtOnce);
        for (int r = 0; r < rows; r += rowsAtOnce) {
            int count = Math.min(rowsAtOnce, rows - r);
            int to = resultOffset + r * columns;
            shift(input, inputOffset + r * columns, count, columns, result, to);
            FUNCTIONS.exp(result, to, result, to, count * columns);
            REDUCTIONS.sumRows(result, to, count, columns, sums, 0);
            for (int i = 0; i < count; i++) {
                SimdFloatShifts.scale(1 / sums[i], result, to + i * columns, columns);
            }
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
        int rowsAtOnce = rowsAtOnce(rows, columns);
        float[] exponentials = workspace.floats(Purpose.CHUNK, rowsAtOnce * columns);
        float[] sums = workspace.floats(Purpose.STATISTICS, rowsAtOnce);
        for (int r = 0; r < rows; r += rowsAtOnce) {
            int count = Math.min(rowsAtOnce, rows - r);
            int to = resultOffset + r * columns;
            shift(input, inputOffset + r * columns, count, columns, result, to);
            FUNCTIONS.exp(result, to, exponentials, 0, count * columns);
            REDUCTIONS.sumRows(exponentials, 0, count, columns, sums, 0);
            FUNCTIONS.log(sums, 0, sums, 0, count);
            for (int i = 0; i < count; i++) {
                SimdFloatShifts.subtract(result, to + i * columns, sums[i], result, to + i * columns, columns);
            }
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
        SimdFloatSoftmaxColumns.run(
                SimdFloatSoftmaxColumns.Kind.SOFTMAX,
                input,
                inputOffset,
                rows,
                columns,
                result,
                resultOffset,
                workspace);
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
        SimdFloatSoftmaxColumns.run(
                SimdFloatSoftmaxColumns.Kind.LOG_SOFTMAX,
                input,
                inputOffset,
                rows,
                columns,
                result,
                resultOffset,
                workspace);
    }

    private static int rowsAtOnce(int rows, int columns) {
        return Math.clamp(CHUNK / Math.max(1, columns), 1, Math.max(1, rows));
    }

    /// result = each row less its largest element
    private static void shift(float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset) {
        for (int i = 0; i < rows; i++) {
            float largest = EXTREMA.max(input, inputOffset + i * columns, columns);
            SimdFloatShifts.subtract(
                    input, inputOffset + i * columns, largest, result, resultOffset + i * columns, columns);
        }
    }
}
