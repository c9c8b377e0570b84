package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;

/// [FloatScans] with vectors of neighbouring columns; rows, whose chains leave nothing to a vector, four at a time, so
/// that one addition need not wait for another.
final class SimdFloatScans implements FloatScans {
    private static final int V = SPECIES.length();
    private static final ScalarFloatScans REFERENCE = new ScalarFloatScans();

    @Override
    public void cumulativeSumRows(
            float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset) {
        int r = 0;
        for (; r <= rows - 4 && columns > 0; r += 4) {
            fourRows(input, inputOffset + r * columns, columns, result, resultOffset + r * columns);
        }
        REFERENCE.cumulativeSumRows(
                input, inputOffset + r * columns, rows - r, columns, result, resultOffset + r * columns);
    }

    private static void fourRows(float[] input, int inputOffset, int columns, float[] result, int resultOffset) {
        float sum0 = input[inputOffset];
        float sum1 = input[inputOffset + columns];
        float sum2 = input[inputOffset + 2 * columns];
        float sum3 = input[inputOffset + 3 * columns];
        result[resultOffset] = sum0;
        result[resultOffset + columns] = sum1;
        result[resultOffset + 2 * columns] = sum2;
        result[resultOffset + 3 * columns] = sum3;
        for (int i = 1; i < columns; i++) {
            sum0 += input[inputOffset + i];
            sum1 += input[inputOffset + columns + i];
            sum2 += input[inputOffset + 2 * columns + i];
            sum3 += input[inputOffset + 3 * columns + i];
            result[resultOffset + i] = sum0;
            result[resultOffset + columns + i] = sum1;
            result[resultOffset + 2 * columns + i] = sum2;
            result[resultOffset + 3 * columns + i] = sum3;
        }
    }

    @Override
    public void cumulativeSumColumns(
            float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset) {
        if (rows > 0) {
            System.arraycopy(input, inputOffset, result, resultOffset, columns);
        }
        for (int r = 1; r < rows; r++) {
            int row = r * columns;
            addRow(input, inputOffset + row, result, resultOffset + row - columns, columns);
        }
    }

    /// The row behind the one at `resultOffset` = that one + a row of the input
    private static void addRow(float[] input, int inputOffset, float[] result, int resultOffset, int columns) {
        int bound = SPECIES.loopBound(columns);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector.fromArray(SPECIES, result, resultOffset + i)
                    .add(FloatVector.fromArray(SPECIES, input, inputOffset + i))
                    .intoArray(result, resultOffset + columns + i);
        }
        for (; i < columns; i++) {
            result[resultOffset + columns + i] = result[resultOffset + i] + input[inputOffset + i];
        }
    }
}
