package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import dev.glissade.kernel.Workspace.Purpose;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// [FloatExtrema] with vectors: [SimdFloatOrder] for sequences, [SimdFloatColumns] for columns.
///
/// An index is found by a second reading, for the value that the first has found.
final class SimdFloatExtrema implements FloatExtrema {
    private static final int V = SPECIES.length();
    private static final int STRIP = 4096 / Float.BYTES;
    private static final float[] NONE = {};

    @Override
    public float max(float[] input, int inputOffset, int length) {
        return SimdFloatOrder.max(input, inputOffset, length);
    }

    @Override
    public float min(float[] input, int inputOffset, int length) {
        return SimdFloatOrder.min(input, inputOffset, length);
    }

    @Override
    public float maxMagnitude(float[] input, int inputOffset, int length) {
        return SimdFloatOrder.maxMagnitude(input, inputOffset, length);
    }

    @Override
    public int argMax(float[] input, int inputOffset, int length) {
        return length == 0 ? -1 : find(max(input, inputOffset, length), input, inputOffset, length);
    }

    @Override
    public int argMin(float[] input, int inputOffset, int length) {
        return length == 0 ? -1 : find(min(input, inputOffset, length), input, inputOffset, length);
    }

    @Override
    public void maxRows(float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset) {
        for (int r = 0; r < rows; r++) {
            result[resultOffset + r] = max(input, inputOffset + r * columns, columns);
        }
    }

    @Override
    public void maxColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        SimdFloatColumns.fold(
                ColumnTerm.MAX, input, inputOffset, NONE, 0, rows, columns, result, resultOffset, workspace);
    }

    @Override
    public void minColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        SimdFloatColumns.fold(
                ColumnTerm.MIN, input, inputOffset, NONE, 0, rows, columns, result, resultOffset, workspace);
    }

    @Override
    public void maxMagnitudeOfColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        SimdFloatColumns.fold(
                ColumnTerm.MAX_MAGNITUDE, input, inputOffset, NONE, 0, rows, columns, result, resultOffset, workspace);
    }

    @Override
    public void argMaxColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        float[] best = workspace.floats(Purpose.STATISTICS, columns);
        maxColumns(input, inputOffset, rows, columns, best, 0, workspace);
        findInColumns(best, input, inputOffset, rows, columns, result, resultOffset);
    }

    @Override
    public void argMinColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        float[] best = workspace.floats(Purpose.STATISTICS, columns);
        minColumns(input, inputOffset, rows, columns, best, 0, workspace);
        findInColumns(best, input, inputOffset, rows, columns, result, resultOffset);
    }

    /// The index of the first element that equals a value, or is NaN where the value is; there is one.
    private static int find(float value, float[] input, int inputOffset, int length) {
        boolean nan = Float.isNaN(value);
        int i = 0;
        for (; i <= length - V; i += V) {
            var x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            var found = nan ? x.compare(VectorOperators.NE, x) : x.compare(VectorOperators.EQ, value);
            if (found.anyTrue()) {
                return i + found.firstTrue();
            }
        }
        while (input[inputOffset + i] != value && !(nan && Float.isNaN(input[inputOffset + i]))) {
            i++;
        }
        return i;
    }

    /// `result[c]` = the first row of column c that equals `values[c]`, or is NaN where the value is: rows are read
    /// from the last to the first, and each that does overwrites those behind it.
    private static void findInColumns(
            float[] values, float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset) {
        Arrays.fill(result, resultOffset, resultOffset + columns, -1);
        for (int c = 0; c < columns; c += STRIP) {
            int width = Math.min(STRIP, columns - c);
            for (int r = rows - 1; r >= 0; r--) {
                mark(r, values, c, input, inputOffset + r * columns + c, result, resultOffset + c, width);
            }
        }
    }

    private static void mark(
            int row,
            float[] values,
            int valuesOffset,
            float[] input,
            int inputOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        int i = 0;
        for (; i < bound; i += V) {
            var x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            var value = FloatVector.fromArray(SPECIES, values, valuesOffset + i);
            // A NaN is only where the value is one.
            var found = x.compare(VectorOperators.EQ, value).or(x.compare(VectorOperators.NE, x));
            FloatVector.fromArray(SPECIES, result, resultOffset + i)
                    .blend((float) row, found)
                    .intoArray(result, resultOffset + i);
        }
        for (; i < length; i++) {
            float x = input[inputOffset + i];
            if (x == values[valuesOffset + i] || Float.isNaN(x)) {
                result[resultOffset + i] = row;
            }
        }
    }
}
