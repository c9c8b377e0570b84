package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import dev.glissade.kernel.Workspace.Purpose;
import jdk.incubator.vector.FloatVector;

/// Logarithms of sums of exponentials of rows, a few rows at a time so that short rows fill vectors too.
final class SimdFloatLogSumExp {
    private static final int CHUNK = 4096;
    private static final FloatFunctions FUNCTIONS = new SimdFloatFunctions();

    private SimdFloatLogSumExp() {}

    static void logSumExpRows(
            FloatReductions reductions,
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        int rowsAtOnce = Math.clamp(CHUNK / Math.max(1, columns), 1, Math.max(1, rows));
        float[] buffer = workspace.floats(Purpose.LANES, rowsAtOnce * columns + rowsAtOnce);
        for (int r = 0; r < rows; r += rowsAtOnce) {
            int count = Math.min(rowsAtOnce, rows - r);
            chunk(reductions, input, inputOffset + r * columns, count, columns, result, resultOffset + r, buffer);
        }
    }

    private static void chunk(
            FloatReductions reductions,
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            float[] buffer) {
        int shifts = rows * columns;
        for (int r = 0; r < rows; r++) {
            float largest = reductions.max(input, inputOffset + r * columns, columns);
            float shift = Float.isFinite(largest) ? largest : 0;
            subtract(input, inputOffset + r * columns, shift, buffer, r * columns, columns);
            buffer[shifts + r] = shift;
        }
        FUNCTIONS.exp(buffer, 0, buffer, 0, shifts);
        reductions.sumRows(buffer, 0, rows, columns, result, resultOffset);
        FUNCTIONS.log(result, resultOffset, result, resultOffset, rows);
        for (int r = 0; r < rows; r++) {
            result[resultOffset + r] = buffer[shifts + r] + result[resultOffset + r];
        }
    }

    /// result = input − shift
    private static void subtract(
            float[] input, int inputOffset, float shift, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        int i = 0;
        for (; i < bound; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, input, inputOffset + i).sub(shift).intoArray(result, resultOffset + i);
        }
        for (; i < length; i++) {
            result[resultOffset + i] = input[inputOffset + i] - shift;
        }
    }
}
