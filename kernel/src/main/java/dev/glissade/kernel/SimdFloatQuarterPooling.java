package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/// Pooling with 2×2 windows side by side, which halves rows and columns: a vector of places at a time.
///
/// Neighbouring columns of two rows are taken apart into four vectors, one for each tap. The last vector of a row ends
/// with the row; where it overlaps the one before, the same values are written twice.
///
/// Rows that are shorter than that vector take one that ends beyond them: what it writes too much is written again with
/// the next rows, and the last rows of all, whose vectors would end beyond the slice, go through the reference.
final class SimdFloatQuarterPooling {
    private static final int V = SPECIES.length();
    private static final Window WINDOW = Window.square(2, 2, 0);

    private static final VectorShuffle<Float> EVEN = VectorShuffle.makeUnzip(SPECIES, 0);
    private static final VectorShuffle<Float> ODD = VectorShuffle.makeUnzip(SPECIES, 1);
    private static final VectorShuffle<Float> LOW = VectorShuffle.makeZip(SPECIES, 0);
    private static final VectorShuffle<Float> HIGH = VectorShuffle.makeZip(SPECIES, 1);

    private SimdFloatQuarterPooling() {}

    /// Whether these loops can pool by that window.
    static boolean fits(Window window, int columns) {
        return window.equals(WINDOW) && columns >= V / 2;
    }

    /// The start of the vector after that at `place`: the last one ends with the row, if it is that long.
    private static int next(int place, int places) {
        return place + V >= places ? places : Math.min(place + V, places - V);
    }

    /// Whether the vectors of two rows would end beyond the slice, of which so many elements and places are left from there.
    private static boolean isBeyond(int columns, int elements, int places) {
        return columns < 2 * V && (elements < columns + 2 * V || places < V);
    }

    static void max(
            int planes, int rows, int columns, float[] input, int inputOffset, float[] result, int resultOffset) {
        int places = columns / 2;
        int elements = planes * rows * columns;
        int allPlaces = planes * (rows / 2) * places;
        int to = resultOffset;
        for (int plane = 0; plane < planes; plane++) {
            int top = inputOffset + plane * rows * columns;
            for (int i = 0; i < rows / 2; i++) {
                boolean beyond = isBeyond(columns, elements - (top - inputOffset), allPlaces - (to - resultOffset));
                if (beyond) {
                    ScalarFloatPooling.maxPlaces(
                            WINDOW, rows, columns, input, top - 2 * i * columns, i, 0, places, result, to);
                }
                if (!beyond) {
                    maxRow(columns, input, top, result, to);
                }
                top += 2 * columns;
                to += places;
            }
        }
    }

    /// One row of places. It is a method of its own, entered only where there is a vector, for it calls one of ours on vectors
    /// (docs/decisions/0014).
    private static void maxRow(int columns, float[] input, int top, float[] result, int to) {
        int places = columns / 2;
        for (int j = 0; j < places; j = next(j, places)) {
            int from = top + 2 * j;
            var a = FloatVector.fromArray(SPECIES, input, from);
            var b = FloatVector.fromArray(SPECIES, input, from + V);
            var c = FloatVector.fromArray(SPECIES, input, from + columns);
            var d = FloatVector.fromArray(SPECIES, input, from + columns + V);
            var first = a.rearrange(EVEN, b);
            var second = a.rearrange(ODD, b);
            var third = c.rearrange(EVEN, d);
            var fourth = c.rearrange(ODD, d);
            var largest = first.blend(second, exceeds(second, first));
            largest = largest.blend(third, exceeds(third, largest));
            largest = largest.blend(fourth, exceeds(fourth, largest));
            largest.intoArray(result, to + j);
        }
    }

    /// Where x takes the place of the largest so far: it is larger or a NaN, and that one is no NaN.
    private static VectorMask<Float> exceeds(FloatVector x, FloatVector largest) {
        return largest.compare(VectorOperators.EQ, largest).andNot(x.compare(VectorOperators.LE, largest));
    }

    static void maxAdjoint(
            int planes,
            int rows,
            int columns,
            float[] input,
            int inputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset) {
        int places = columns / 2;
        int elements = planes * rows * columns;
        int allPlaces = planes * (rows / 2) * places;
        int at = cotangentOffset;
        for (int plane = 0; plane < planes; plane++) {
            int top = inputOffset + plane * rows * columns;
            int resultTop = resultOffset + plane * rows * columns;
            for (int i = 0; i < rows / 2; i++) {
                boolean beyond =
                        isBeyond(columns, elements - (resultTop - resultOffset), allPlaces - (at - cotangentOffset));
                if (beyond) {
                    int above = 2 * i * columns;
                    Arrays.fill(result, resultTop, resultTop + 2 * columns, 0);
                    ScalarFloatPooling.maxAdjointPlaces(
                            WINDOW,
                            rows,
                            columns,
                            input,
                            top - above,
                            i,
                            0,
                            places,
                            cotangent,
                            at,
                            result,
                            resultTop - above);
                }
                if (!beyond) {
                    maxAdjointRow(columns, input, top, cotangent, at, result, resultTop);
                }
                uncovered(columns, result, resultTop);
                top += 2 * columns;
                resultTop += 2 * columns;
                at += places;
            }
            rest(rows, columns, result, resultTop);
        }
    }

    private static void maxAdjointRow(
            int columns, float[] input, int top, float[] cotangent, int at, float[] result, int resultTop) {
        int places = columns / 2;
        for (int j = 0; j < places; j = next(j, places)) {
            int from = top + 2 * j;
            int to = resultTop + 2 * j;
            var a = FloatVector.fromArray(SPECIES, input, from);
            var b = FloatVector.fromArray(SPECIES, input, from + V);
            var c = FloatVector.fromArray(SPECIES, input, from + columns);
            var d = FloatVector.fromArray(SPECIES, input, from + columns + V);
            var first = a.rearrange(EVEN, b);
            var second = a.rearrange(ODD, b);
            var third = c.rearrange(EVEN, d);
            var fourth = c.rearrange(ODD, d);
            var isSecond = exceeds(second, first);
            var largest = first.blend(second, isSecond);
            var isThird = exceeds(third, largest);
            largest = largest.blend(third, isThird);
            var isFourth = exceeds(fourth, largest);

            var zero = FloatVector.zero(SPECIES);
            var y = FloatVector.fromArray(SPECIES, cotangent, at + j).add(zero);
            fourth = zero.blend(y, isFourth);
            y = y.blend(zero, isFourth);
            third = zero.blend(y, isThird);
            y = y.blend(zero, isThird);
            second = zero.blend(y, isSecond);
            first = y.blend(zero, isSecond);
            first.rearrange(LOW, second).intoArray(result, to);
            first.rearrange(HIGH, second).intoArray(result, to + V);
            third.rearrange(LOW, fourth).intoArray(result, to + columns);
            third.rearrange(HIGH, fourth).intoArray(result, to + columns + V);
        }
    }

    static void mean(
            int planes, int rows, int columns, float[] input, int inputOffset, float[] result, int resultOffset) {
        int places = columns / 2;
        int elements = planes * rows * columns;
        int allPlaces = planes * (rows / 2) * places;
        int to = resultOffset;
        for (int plane = 0; plane < planes; plane++) {
            int top = inputOffset + plane * rows * columns;
            for (int i = 0; i < rows / 2; i++) {
                boolean beyond = isBeyond(columns, elements - (top - inputOffset), allPlaces - (to - resultOffset));
                if (beyond) {
                    ScalarFloatPooling.meanPlaces(
                            WINDOW, false, rows, columns, input, top - 2 * i * columns, i, 0, places, result, to);
                }
                for (int j = beyond ? places : 0; j < places; j = next(j, places)) {
                    int from = top + 2 * j;
                    var a = FloatVector.fromArray(SPECIES, input, from);
                    var b = FloatVector.fromArray(SPECIES, input, from + V);
                    var c = FloatVector.fromArray(SPECIES, input, from + columns);
                    var d = FloatVector.fromArray(SPECIES, input, from + columns + V);
                    var sum = FloatVector.zero(SPECIES).add(a.rearrange(EVEN, b));
                    sum = sum.add(a.rearrange(ODD, b)).add(c.rearrange(EVEN, d)).add(c.rearrange(ODD, d));
                    sum.mul(0.25f).intoArray(result, to + j);
                }
                top += 2 * columns;
                to += places;
            }
        }
    }

    static void meanAdjoint(
            int planes,
            int rows,
            int columns,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset) {
        int places = columns / 2;
        int elements = planes * rows * columns;
        int allPlaces = planes * (rows / 2) * places;
        int at = cotangentOffset;
        for (int plane = 0; plane < planes; plane++) {
            int resultTop = resultOffset + plane * rows * columns;
            for (int i = 0; i < rows / 2; i++) {
                boolean beyond =
                        isBeyond(columns, elements - (resultTop - resultOffset), allPlaces - (at - cotangentOffset));
                if (beyond) {
                    int above = 2 * i * columns;
                    Arrays.fill(result, resultTop, resultTop + 2 * columns, 0);
                    ScalarFloatPooling.meanAdjointPlaces(
                            WINDOW, false, rows, columns, i, 0, places, cotangent, at, result, resultTop - above);
                }
                for (int j = beyond ? places : 0; j < places; j = next(j, places)) {
                    int to = resultTop + 2 * j;
                    var share = FloatVector.fromArray(SPECIES, cotangent, at + j)
                            .mul(0.25f)
                            .add(FloatVector.zero(SPECIES));
                    var low = share.rearrange(LOW, share);
                    var high = share.rearrange(HIGH, share);
                    low.intoArray(result, to);
                    high.intoArray(result, to + V);
                    low.intoArray(result, to + columns);
                    high.intoArray(result, to + columns + V);
                }
                uncovered(columns, result, resultTop);
                resultTop += 2 * columns;
                at += places;
            }
            rest(rows, columns, result, resultTop);
        }
    }

    /// Zeros the last column of two rows, if no place covers it.
    private static void uncovered(int columns, float[] result, int top) {
        if (columns % 2 != 0) {
            result[top + columns - 1] = 0;
            result[top + 2 * columns - 1] = 0;
        }
    }

    /// Zeros the last row, if no place covers it.
    private static void rest(int rows, int columns, float[] result, int top) {
        if (rows % 2 != 0) {
            Arrays.fill(result, top, top + columns, 0);
        }
    }
}
