package dev.glissade.kernel;

import dev.glissade.kernel.Workspace.Purpose;

/// Logarithms of sums of exponentials of rows, a few rows at a time so that short rows fill vectors too.
final class SimdFloatLogSumExp {
    private static final int CHUNK = 4096;
    private static final SimdFloatExponentials FUNCTIONS = new SimdFloatExponentials();
    private static final SimdFloatReductions REDUCTIONS = new SimdFloatReductions();
    private static final SimdFloatExtrema EXTREMA = new SimdFloatExtrema();

    private SimdFloatLogSumExp() {}

    static void logSumExpRows(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        int rowsAtOnce = Math.clamp(CHUNK / Math.max(1, columns), 1, Math.max(1, rows));
        float[] exponentials = workspace.floats(Purpose.CHUNK, rowsAtOnce * columns);
        float[] shifts = workspace.floats(Purpose.STATISTICS, rowsAtOnce);
        for (int r = 0; r < rows; r += rowsAtOnce) {
            int count = Math.min(rowsAtOnce, rows - r);
            int from = inputOffset + r * columns;
            int to = resultOffset + r;
            for (int i = 0; i < count; i++) {
                float largest = EXTREMA.max(input, from + i * columns, columns);
                shifts[i] = Float.isFinite(largest) ? largest : 0;
                SimdFloatShifts.subtract(input, from + i * columns, shifts[i], exponentials, i * columns, columns);
            }
            FUNCTIONS.exp(exponentials, 0, exponentials, 0, count * columns);
            REDUCTIONS.sumRows(exponentials, 0, count, columns, result, to);
            FUNCTIONS.log(result, to, result, to, count);
            for (int i = 0; i < count; i++) {
                result[to + i] = shifts[i] + result[to + i];
            }
        }
    }
}
