package dev.glissade.kernel;

import dev.glissade.kernel.Workspace.Purpose;

/// [FloatSoftmax] with vectors: [SimdFloatShiftedExponentials] for long rows; short ones a few at a time, so that they fill
/// vectors too; [SimdFloatSoftmaxColumns] for columns.
final class SimdFloatSoftmax implements FloatSoftmax {
    private static final int V = SimdFloatSpecies.SPECIES.length();
    private static final int LONG_ROW = 4 * V;
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
        if (columns >= LONG_ROW) {
            float[] last = workspace.floats(Purpose.CHUNK, V);
            for (int r = 0; r < rows; r++) {
                softmax(input, inputOffset + r * columns, result, resultOffset + r * columns, columns, last);
            }
            return;
        }
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

    /// One row; its last, partial vector is completed with anything.
    private static void softmax(
            float[] input, int inputOffset, float[] result, int resultOffset, int length, float[] last) {
        float largest = EXTREMA.max(input, inputOffset, length);
        int bound = length & -V;
        int rest = length - bound;
        SimdFloatShiftedExponentials.exp(input, inputOffset, largest, result, resultOffset, bound);
        if (rest > 0) {
            System.arraycopy(input, inputOffset + bound, last, 0, rest);
            SimdFloatShiftedExponentials.exp(last, 0, largest, last, 0, V);
            System.arraycopy(last, 0, result, resultOffset + bound, rest);
        }
        SimdFloatShifts.scale(1 / REDUCTIONS.sum(result, resultOffset, length), result, resultOffset, length);
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
