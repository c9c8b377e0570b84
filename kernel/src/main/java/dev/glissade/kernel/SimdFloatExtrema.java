package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import dev.glissade.kernel.Workspace.Purpose;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// [FloatExtrema] with vectors.
///
/// `FloatVector.max` is exact but takes several instructions to tell NaN and the two zeros apart. The loops over
/// sequences take an element if it is larger, which passes over NaN and keeps the first of two zeros, and add up all
/// elements, which finds every NaN: half the time. Where the sum is NaN or the result is zero, which is rare, the exact
/// operation goes over the sequence again. A sum of magnitudes is NaN only if one of them is.
///
/// An index is found by a second reading, for the value that the first has found.
final class SimdFloatExtrema implements FloatExtrema {
    private static final int V = SPECIES.length();
    private static final int STRIP = 4096 / Float.BYTES;
    private static final float[] NONE = {};

    @Override
    public float max(float[] input, int inputOffset, int length) {
        var best0 = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        var best1 = best0;
        var best2 = best0;
        var best3 = best0;
        var sum0 = FloatVector.zero(SPECIES);
        var sum1 = sum0;
        int i = 0;
        for (; i <= length - 4 * V; i += 4 * V) {
            var x0 = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            var x1 = FloatVector.fromArray(SPECIES, input, inputOffset + i + V);
            var x2 = FloatVector.fromArray(SPECIES, input, inputOffset + i + 2 * V);
            var x3 = FloatVector.fromArray(SPECIES, input, inputOffset + i + 3 * V);
            best0 = best0.blend(x0, x0.compare(VectorOperators.GT, best0));
            best1 = best1.blend(x1, x1.compare(VectorOperators.GT, best1));
            best2 = best2.blend(x2, x2.compare(VectorOperators.GT, best2));
            best3 = best3.blend(x3, x3.compare(VectorOperators.GT, best3));
            sum0 = sum0.add(x0);
            sum1 = sum1.add(x1);
            sum0 = sum0.add(x2);
            sum1 = sum1.add(x3);
        }
        boolean nan = Float.isNaN(SimdFloatFold.add(sum0.add(sum1)));
        for (; i <= length - V; i += V) {
            best0 = best0.max(FloatVector.fromArray(SPECIES, input, inputOffset + i));
        }
        best1 = best1.max(SimdFloatTail.load(input, inputOffset + i, length - i, Float.NEGATIVE_INFINITY));
        float best = SimdFloatFold.max(best0.max(best1).max(best2.max(best3)));
        return nan || best == 0 ? exactMax(input, inputOffset, length) : best;
    }

    @Override
    public float min(float[] input, int inputOffset, int length) {
        var best0 = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
        var best1 = best0;
        var best2 = best0;
        var best3 = best0;
        var sum0 = FloatVector.zero(SPECIES);
        var sum1 = sum0;
        int i = 0;
        for (; i <= length - 4 * V; i += 4 * V) {
            var x0 = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            var x1 = FloatVector.fromArray(SPECIES, input, inputOffset + i + V);
            var x2 = FloatVector.fromArray(SPECIES, input, inputOffset + i + 2 * V);
            var x3 = FloatVector.fromArray(SPECIES, input, inputOffset + i + 3 * V);
            best0 = best0.blend(x0, x0.compare(VectorOperators.LT, best0));
            best1 = best1.blend(x1, x1.compare(VectorOperators.LT, best1));
            best2 = best2.blend(x2, x2.compare(VectorOperators.LT, best2));
            best3 = best3.blend(x3, x3.compare(VectorOperators.LT, best3));
            sum0 = sum0.add(x0);
            sum1 = sum1.add(x1);
            sum0 = sum0.add(x2);
            sum1 = sum1.add(x3);
        }
        boolean nan = Float.isNaN(SimdFloatFold.add(sum0.add(sum1)));
        for (; i <= length - V; i += V) {
            best0 = best0.min(FloatVector.fromArray(SPECIES, input, inputOffset + i));
        }
        best1 = best1.min(SimdFloatTail.load(input, inputOffset + i, length - i, Float.POSITIVE_INFINITY));
        float best = SimdFloatFold.min(best0.min(best1).min(best2.min(best3)));
        return nan || best == 0 ? exactMin(input, inputOffset, length) : best;
    }

    @Override
    public float maxMagnitude(float[] input, int inputOffset, int length) {
        var best0 = FloatVector.broadcast(SPECIES, 0);
        var best1 = best0;
        var best2 = best0;
        var best3 = best0;
        var sum0 = FloatVector.zero(SPECIES);
        var sum1 = sum0;
        int i = 0;
        for (; i <= length - 4 * V; i += 4 * V) {
            var x0 = FloatVector.fromArray(SPECIES, input, inputOffset + i).abs();
            var x1 = FloatVector.fromArray(SPECIES, input, inputOffset + i + V).abs();
            var x2 = FloatVector.fromArray(SPECIES, input, inputOffset + i + 2 * V)
                    .abs();
            var x3 = FloatVector.fromArray(SPECIES, input, inputOffset + i + 3 * V)
                    .abs();
            best0 = best0.blend(x0, x0.compare(VectorOperators.GT, best0));
            best1 = best1.blend(x1, x1.compare(VectorOperators.GT, best1));
            best2 = best2.blend(x2, x2.compare(VectorOperators.GT, best2));
            best3 = best3.blend(x3, x3.compare(VectorOperators.GT, best3));
            sum0 = sum0.add(x0);
            sum1 = sum1.add(x1);
            sum0 = sum0.add(x2);
            sum1 = sum1.add(x3);
        }
        boolean nan = Float.isNaN(SimdFloatFold.add(sum0.add(sum1)));
        for (; i <= length - V; i += V) {
            best0 = best0.max(
                    FloatVector.fromArray(SPECIES, input, inputOffset + i).abs());
        }
        best1 = best1.max(
                SimdFloatTail.load(input, inputOffset + i, length - i, 0).abs());
        float best = SimdFloatFold.max(best0.max(best1).max(best2.max(best3)));
        return nan ? Float.NaN : best;
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

    /// By the exact operation.
    private static float exactMax(float[] input, int inputOffset, int length) {
        var best = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        int i = 0;
        for (; i <= length - V; i += V) {
            best = best.max(FloatVector.fromArray(SPECIES, input, inputOffset + i));
        }
        best = best.max(SimdFloatTail.load(input, inputOffset + i, length - i, Float.NEGATIVE_INFINITY));
        return SimdFloatFold.max(best);
    }

    /// By the exact operation.
    private static float exactMin(float[] input, int inputOffset, int length) {
        var best = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
        int i = 0;
        for (; i <= length - V; i += V) {
            best = best.min(FloatVector.fromArray(SPECIES, input, inputOffset + i));
        }
        best = best.min(SimdFloatTail.load(input, inputOffset + i, length - i, Float.POSITIVE_INFINITY));
        return SimdFloatFold.min(best);
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
