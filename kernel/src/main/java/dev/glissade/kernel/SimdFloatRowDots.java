package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;
import static dev.glissade.kernel.SumOrder.BLOCK;
import static dev.glissade.kernel.SumOrder.LANES;

import jdk.incubator.vector.FloatVector;

/// The dot products of many rows with one column, whole rows of lanes, where a vector holds half of the lanes: two
/// accumulators for each row, whose lane trees are folded together.
///
/// | length | way |
/// |---|---|
/// | 4 × `LANES` | four rows at a time; the column stays in registers |
/// | other multiples of `LANES`, at most `BLOCK` | eight rows at a time |
///
/// If the compiler knew the step of the short loop, it would split it in three to move the checks of bounds out, and compute
/// limits for that, which takes longer than the checks (docs/decisions/0011). Vectors of lane numbers are read before the
/// loop, and results are written without gaps and conditions: otherwise a group took twice as long.
final class SimdFloatRowDots {
    private static final int V = SPECIES.length();
    private static final int SHORT = 4 * LANES;

    private SimdFloatRowDots() {}

    /// Writes A·x, without gaps, for the first rows, as many as fill groups.
    ///
    /// @return how many these are; none where the length or the width of vectors is another
    static int multiply(
            int m,
            int k,
            float[] left,
            int leftOffset,
            int leftStride,
            float[] column,
            int columnAt,
            float[] result,
            int resultOffset) {
        if (V != LANES / 2 || k % LANES != 0 || k > BLOCK) {
            return 0;
        }
        if (k == SHORT) {
            shortRows(m, left, leftOffset, leftStride, column, columnAt, result, resultOffset);
            return m & -4;
        }
        rows(m, k, LANES, left, leftOffset, leftStride, column, columnAt, result, resultOffset);
        return m & -8;
    }

    /// @param step `LANES`, as an argument, so that the compiler does not know it
    private static void rows(
            int m,
            int k,
            int step,
            float[] left,
            int leftOffset,
            int leftStride,
            float[] column,
            int columnAt,
            float[] result,
            int resultOffset) {
        var lower0 = FloatVector.fromArray(SPECIES, SimdFloatFold.LOWER_HALVES, 0);
        var upper0 = FloatVector.fromArray(SPECIES, SimdFloatFold.UPPER_HALVES, 0);
        var lower1 = FloatVector.fromArray(SPECIES, SimdFloatFold.LOWER_HALVES, V);
        var upper1 = FloatVector.fromArray(SPECIES, SimdFloatFold.UPPER_HALVES, V);
        var lower2 = FloatVector.fromArray(SPECIES, SimdFloatFold.LOWER_HALVES, 2 * V);
        var upper2 = FloatVector.fromArray(SPECIES, SimdFloatFold.UPPER_HALVES, 2 * V);
        var zero = FloatVector.zero(SPECIES);
        int end = columnAt + k;
        int next = leftOffset;
        for (int i = 0; i <= m - 8; i += 8) {
            int row0 = next;
            int row1 = row0 + leftStride;
            int row2 = row1 + leftStride;
            int row3 = row2 + leftStride;
            int row4 = row3 + leftStride;
            int row5 = row4 + leftStride;
            int row6 = row5 + leftStride;
            int row7 = row6 + leftStride;
            next = row7 + leftStride;
            var c0_0 = zero;
            var c0_1 = zero;
            var c1_0 = zero;
            var c1_1 = zero;
            var c2_0 = zero;
            var c2_1 = zero;
            var c3_0 = zero;
            var c3_1 = zero;
            var c4_0 = zero;
            var c4_1 = zero;
            var c5_0 = zero;
            var c5_1 = zero;
            var c6_0 = zero;
            var c6_1 = zero;
            var c7_0 = zero;
            var c7_1 = zero;
            for (int p = columnAt; p < end; p += step) {
                var x0 = FloatVector.fromArray(SPECIES, column, p);
                var x1 = FloatVector.fromArray(SPECIES, column, p + V);
                c0_0 = x0.fma(FloatVector.fromArray(SPECIES, left, row0), c0_0);
                c0_1 = x1.fma(FloatVector.fromArray(SPECIES, left, row0 + V), c0_1);
                c1_0 = x0.fma(FloatVector.fromArray(SPECIES, left, row1), c1_0);
                c1_1 = x1.fma(FloatVector.fromArray(SPECIES, left, row1 + V), c1_1);
                c2_0 = x0.fma(FloatVector.fromArray(SPECIES, left, row2), c2_0);
                c2_1 = x1.fma(FloatVector.fromArray(SPECIES, left, row2 + V), c2_1);
                c3_0 = x0.fma(FloatVector.fromArray(SPECIES, left, row3), c3_0);
                c3_1 = x1.fma(FloatVector.fromArray(SPECIES, left, row3 + V), c3_1);
                c4_0 = x0.fma(FloatVector.fromArray(SPECIES, left, row4), c4_0);
                c4_1 = x1.fma(FloatVector.fromArray(SPECIES, left, row4 + V), c4_1);
                c5_0 = x0.fma(FloatVector.fromArray(SPECIES, left, row5), c5_0);
                c5_1 = x1.fma(FloatVector.fromArray(SPECIES, left, row5 + V), c5_1);
                c6_0 = x0.fma(FloatVector.fromArray(SPECIES, left, row6), c6_0);
                c6_1 = x1.fma(FloatVector.fromArray(SPECIES, left, row6 + V), c6_1);
                c7_0 = x0.fma(FloatVector.fromArray(SPECIES, left, row7), c7_0);
                c7_1 = x1.fma(FloatVector.fromArray(SPECIES, left, row7 + V), c7_1);
                row0 += step;
                row1 += step;
                row2 += step;
                row3 += step;
                row4 += step;
                row5 += step;
                row6 += step;
                row7 += step;
            }
            var sum0 = c0_0.add(c0_1);
            var sum1 = c1_0.add(c1_1);
            var sum2 = c2_0.add(c2_1);
            var sum3 = c3_0.add(c3_1);
            var sum4 = c4_0.add(c4_1);
            var sum5 = c5_0.add(c5_1);
            var sum6 = c6_0.add(c6_1);
            var sum7 = c7_0.add(c7_1);
            var of04 = lower0.selectFrom(sum0, sum4).add(upper0.selectFrom(sum0, sum4));
            var of15 = lower0.selectFrom(sum1, sum5).add(upper0.selectFrom(sum1, sum5));
            var of26 = lower0.selectFrom(sum2, sum6).add(upper0.selectFrom(sum2, sum6));
            var of37 = lower0.selectFrom(sum3, sum7).add(upper0.selectFrom(sum3, sum7));
            var even = lower1.selectFrom(of04, of26).add(upper1.selectFrom(of04, of26));
            var odd = lower1.selectFrom(of15, of37).add(upper1.selectFrom(of15, of37));
            var fold = lower2.selectFrom(even, odd).add(upper2.selectFrom(even, odd));
            fold = fold.add(fold.rearrange(SimdFloatFold.BY_1));
            int at = resultOffset + i;
            result[at] = fold.lane(0);
            result[at + 1] = fold.lane(V / 8);
            result[at + 2] = fold.lane(2 * V / 8);
            result[at + 3] = fold.lane(3 * V / 8);
            result[at + 4] = fold.lane(4 * V / 8);
            result[at + 5] = fold.lane(5 * V / 8);
            result[at + 6] = fold.lane(6 * V / 8);
            result[at + 7] = fold.lane(7 * V / 8);
        }
    }

    private static void shortRows(
            int m,
            float[] left,
            int leftOffset,
            int leftStride,
            float[] column,
            int columnAt,
            float[] result,
            int resultOffset) {
        var lower0 = FloatVector.fromArray(SPECIES, SimdFloatFold.LOWER_HALVES, 0);
        var upper0 = FloatVector.fromArray(SPECIES, SimdFloatFold.UPPER_HALVES, 0);
        var lower1 = FloatVector.fromArray(SPECIES, SimdFloatFold.LOWER_HALVES, V);
        var upper1 = FloatVector.fromArray(SPECIES, SimdFloatFold.UPPER_HALVES, V);
        var zero = FloatVector.zero(SPECIES);
        var x0 = FloatVector.fromArray(SPECIES, column, columnAt);
        var x1 = FloatVector.fromArray(SPECIES, column, columnAt + V);
        var x2 = FloatVector.fromArray(SPECIES, column, columnAt + 2 * V);
        var x3 = FloatVector.fromArray(SPECIES, column, columnAt + 3 * V);
        var x4 = FloatVector.fromArray(SPECIES, column, columnAt + 4 * V);
        var x5 = FloatVector.fromArray(SPECIES, column, columnAt + 5 * V);
        var x6 = FloatVector.fromArray(SPECIES, column, columnAt + 6 * V);
        var x7 = FloatVector.fromArray(SPECIES, column, columnAt + 7 * V);
        int next = leftOffset;
        for (int i = 0; i <= m - 4; i += 4) {
            int row0 = next;
            int row1 = row0 + leftStride;
            int row2 = row1 + leftStride;
            int row3 = row2 + leftStride;
            next = row3 + leftStride;
            var c0_0 = x0.fma(FloatVector.fromArray(SPECIES, left, row0), zero);
            var c0_1 = x1.fma(FloatVector.fromArray(SPECIES, left, row0 + V), zero);
            c0_0 = x2.fma(FloatVector.fromArray(SPECIES, left, row0 + 2 * V), c0_0);
            c0_1 = x3.fma(FloatVector.fromArray(SPECIES, left, row0 + 3 * V), c0_1);
            c0_0 = x4.fma(FloatVector.fromArray(SPECIES, left, row0 + 4 * V), c0_0);
            c0_1 = x5.fma(FloatVector.fromArray(SPECIES, left, row0 + 5 * V), c0_1);
            c0_0 = x6.fma(FloatVector.fromArray(SPECIES, left, row0 + 6 * V), c0_0);
            c0_1 = x7.fma(FloatVector.fromArray(SPECIES, left, row0 + 7 * V), c0_1);
            var c1_0 = x0.fma(FloatVector.fromArray(SPECIES, left, row1), zero);
            var c1_1 = x1.fma(FloatVector.fromArray(SPECIES, left, row1 + V), zero);
            c1_0 = x2.fma(FloatVector.fromArray(SPECIES, left, row1 + 2 * V), c1_0);
            c1_1 = x3.fma(FloatVector.fromArray(SPECIES, left, row1 + 3 * V), c1_1);
            c1_0 = x4.fma(FloatVector.fromArray(SPECIES, left, row1 + 4 * V), c1_0);
            c1_1 = x5.fma(FloatVector.fromArray(SPECIES, left, row1 + 5 * V), c1_1);
            c1_0 = x6.fma(FloatVector.fromArray(SPECIES, left, row1 + 6 * V), c1_0);
            c1_1 = x7.fma(FloatVector.fromArray(SPECIES, left, row1 + 7 * V), c1_1);
            var c2_0 = x0.fma(FloatVector.fromArray(SPECIES, left, row2), zero);
            var c2_1 = x1.fma(FloatVector.fromArray(SPECIES, left, row2 + V), zero);
            c2_0 = x2.fma(FloatVector.fromArray(SPECIES, left, row2 + 2 * V), c2_0);
            c2_1 = x3.fma(FloatVector.fromArray(SPECIES, left, row2 + 3 * V), c2_1);
            c2_0 = x4.fma(FloatVector.fromArray(SPECIES, left, row2 + 4 * V), c2_0);
            c2_1 = x5.fma(FloatVector.fromArray(SPECIES, left, row2 + 5 * V), c2_1);
            c2_0 = x6.fma(FloatVector.fromArray(SPECIES, left, row2 + 6 * V), c2_0);
            c2_1 = x7.fma(FloatVector.fromArray(SPECIES, left, row2 + 7 * V), c2_1);
            var c3_0 = x0.fma(FloatVector.fromArray(SPECIES, left, row3), zero);
            var c3_1 = x1.fma(FloatVector.fromArray(SPECIES, left, row3 + V), zero);
            c3_0 = x2.fma(FloatVector.fromArray(SPECIES, left, row3 + 2 * V), c3_0);
            c3_1 = x3.fma(FloatVector.fromArray(SPECIES, left, row3 + 3 * V), c3_1);
            c3_0 = x4.fma(FloatVector.fromArray(SPECIES, left, row3 + 4 * V), c3_0);
            c3_1 = x5.fma(FloatVector.fromArray(SPECIES, left, row3 + 5 * V), c3_1);
            c3_0 = x6.fma(FloatVector.fromArray(SPECIES, left, row3 + 6 * V), c3_0);
            c3_1 = x7.fma(FloatVector.fromArray(SPECIES, left, row3 + 7 * V), c3_1);
            var sum0 = c0_0.add(c0_1);
            var sum1 = c1_0.add(c1_1);
            var sum2 = c2_0.add(c2_1);
            var sum3 = c3_0.add(c3_1);
            var of02 = lower0.selectFrom(sum0, sum2).add(upper0.selectFrom(sum0, sum2));
            var of13 = lower0.selectFrom(sum1, sum3).add(upper0.selectFrom(sum1, sum3));
            var fold = lower1.selectFrom(of02, of13).add(upper1.selectFrom(of02, of13));
            fold = fold.add(fold.rearrange(SimdFloatFold.BY_2));
            fold = fold.add(fold.rearrange(SimdFloatFold.BY_1));
            int at = resultOffset + i;
            result[at] = fold.lane(0);
            result[at + 1] = fold.lane(V / 4);
            result[at + 2] = fold.lane(V / 2);
            result[at + 3] = fold.lane(3 * V / 4);
        }
    }
}
