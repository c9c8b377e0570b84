package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;
import static dev.glissade.kernel.SumOrder.BLOCK;
import static dev.glissade.kernel.SumOrder.LANES;

import dev.glissade.kernel.Workspace.Purpose;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// The product of A and one column, in the order of [SumOrder].
///
/// | A | way |
/// |---|---|
/// | row-major | the dot product of each row with the column; of [several rows at a time][SimdFloatRowDots] where a vector holds half of the lanes |
/// | transposed | in strips of the rows of C: the 32 virtual lanes of a strip lie in the first cache, rows of Aᵀ join theirs |
final class SimdFloatColumnProduct {
    private static final int V = SPECIES.length();
    private static final int STRIP = 512 / Float.BYTES;

    /// Folds of blocks that wait for their neighbour in the tree.
    private static final int LEVELS = Integer.SIZE - Integer.numberOfTrailingZeros(BLOCK);

    private SimdFloatColumnProduct() {}

    /// C = A·x, or C += A·x where `accumulate`, with x[p] at `rightOffset + p × rightStep`.
    static void multiply(
            int m,
            int k,
            float[] left,
            int leftOffset,
            int leftStride,
            boolean leftTransposed,
            float[] right,
            int rightOffset,
            int rightStep,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate,
            Workspace workspace) {
        float[] column = rightStep == 1 ? right : workspace.floats(Purpose.PACKED_RIGHT, k);
        int columnAt = rightStep == 1 ? rightOffset : 0;
        for (int p = 0; rightStep != 1 && p < k; p++) {
            column[p] = right[rightOffset + p * rightStep];
        }
        if (leftTransposed) {
            float[] lanes = workspace.floats(Purpose.LANES, (LANES + LEVELS) * STRIP);
            for (int i = 0; i < m; i += STRIP) {
                int width = Math.min(STRIP, m - i);
                tree(k, left, leftOffset + i, leftStride, column, columnAt, width, lanes, LANES);
                for (int j = 0; j < width; j++) {
                    int at = resultOffset + (i + j) * resultStride;
                    result[at] = accumulate ? result[at] + lanes[j] : lanes[j];
                }
            }
            return;
        }
        int i = 0;
        for (int done = STRIP; done == STRIP && i < m; i += done) {
            int rows = Math.min(STRIP, m - i);
            int leftAt = leftOffset + i * leftStride;
            int at = resultOffset + i * resultStride;
            if (resultStride == 1 && !accumulate) {
                done = SimdFloatRowDots.multiply(rows, k, left, leftAt, leftStride, column, columnAt, result, at);
                continue;
            }
            float[] dots = workspace.floats(Purpose.LANES, STRIP);
            done = SimdFloatRowDots.multiply(rows, k, left, leftAt, leftStride, column, columnAt, dots, 0);
            for (int j = 0; j < done; j++, at += resultStride) {
                result[at] = accumulate ? result[at] + dots[j] : dots[j];
            }
        }
        if (V == LANES / 2 && k % LANES == 0 && k <= BLOCK) {
            for (; i <= m - 4; i += 4) {
                fourRows(
                        k,
                        left,
                        leftOffset + i * leftStride,
                        leftStride,
                        column,
                        columnAt,
                        result,
                        resultOffset + i * resultStride,
                        resultStride,
                        accumulate);
            }
        }
        for (; i < m; i++) {
            int at = resultOffset + i * resultStride;
            float dot = SimdFloatDots.dot(left, leftOffset + i * leftStride, column, columnAt, k);
            result[at] = accumulate ? result[at] + dot : dot;
        }
    }

    /// Four rows of one block, whole rows of lanes: two accumulators of 16 lanes for each.
    private static void fourRows(
            int length,
            float[] left,
            int leftOffset,
            int leftStride,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate) {
        int row1 = leftOffset + leftStride;
        int row2 = row1 + leftStride;
        int row3 = row2 + leftStride;
        var c0_0 = FloatVector.zero(SPECIES);
        var c0_1 = FloatVector.zero(SPECIES);
        var c1_0 = FloatVector.zero(SPECIES);
        var c1_1 = FloatVector.zero(SPECIES);
        var c2_0 = FloatVector.zero(SPECIES);
        var c2_1 = FloatVector.zero(SPECIES);
        var c3_0 = FloatVector.zero(SPECIES);
        var c3_1 = FloatVector.zero(SPECIES);
        for (int p = 0; p < length; p += LANES) {
            var x0 = FloatVector.fromArray(SPECIES, right, rightOffset + p);
            var x1 = FloatVector.fromArray(SPECIES, right, rightOffset + p + LANES / 2);
            c0_0 = x0.fma(FloatVector.fromArray(SPECIES, left, leftOffset + p), c0_0);
            c0_1 = x1.fma(FloatVector.fromArray(SPECIES, left, leftOffset + p + LANES / 2), c0_1);
            c1_0 = x0.fma(FloatVector.fromArray(SPECIES, left, row1 + p), c1_0);
            c1_1 = x1.fma(FloatVector.fromArray(SPECIES, left, row1 + p + LANES / 2), c1_1);
            c2_0 = x0.fma(FloatVector.fromArray(SPECIES, left, row2 + p), c2_0);
            c2_1 = x1.fma(FloatVector.fromArray(SPECIES, left, row2 + p + LANES / 2), c2_1);
            c3_0 = x0.fma(FloatVector.fromArray(SPECIES, left, row3 + p), c3_0);
            c3_1 = x1.fma(FloatVector.fromArray(SPECIES, left, row3 + p + LANES / 2), c3_1);
        }
        float dot0 = SimdFloatFold.add(c0_0.add(c0_1));
        float dot1 = SimdFloatFold.add(c1_0.add(c1_1));
        float dot2 = SimdFloatFold.add(c2_0.add(c2_1));
        float dot3 = SimdFloatFold.add(c3_0.add(c3_1));
        result[resultOffset] = accumulate ? result[resultOffset] + dot0 : dot0;
        int at1 = resultOffset + resultStride;
        result[at1] = accumulate ? result[at1] + dot1 : dot1;
        int at2 = at1 + resultStride;
        result[at2] = accumulate ? result[at2] + dot2 : dot2;
        int at3 = at2 + resultStride;
        result[at3] = accumulate ? result[at3] + dot3 : dot3;
    }

    /// Leaves the sums of `width` columns at the start of `lanes`; from row `level` of it on, there is room for folds.
    private static void tree(
            int rows,
            float[] left,
            int offset,
            int stride,
            float[] column,
            int columnAt,
            int width,
            float[] lanes,
            int level) {
        if (rows <= BLOCK) {
            block(rows, left, offset, stride, column, columnAt, width, lanes);
            return;
        }
        int half = SumOrder.leftOfRoot(rows);
        tree(half, left, offset, stride, column, columnAt, width, lanes, level + 1);
        System.arraycopy(lanes, 0, lanes, level * STRIP, width);
        int second = offset + half * stride;
        tree(rows - half, left, second, stride, column, columnAt + half, width, lanes, level + 1);
        add(lanes, level * STRIP, lanes, 0, width);
    }

    /// Leaves the folds of at most one block of rows in lane 0.
    ///
    /// A product too small for the format may leave a lane at −0, so those without a row take part as +0.
    private static void block(
            int rows, float[] left, int offset, int stride, float[] column, int columnAt, int width, float[] lanes) {
        Arrays.fill(lanes, 0, LANES * STRIP, 0);
        int r = 0;
        for (; r <= rows - 4 * LANES; r += 4 * LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                int row = r + lane;
                joinFour(
                        left,
                        offset + row * stride,
                        LANES * stride,
                        column,
                        columnAt + row,
                        lanes,
                        lane * STRIP,
                        width);
            }
        }
        for (; r < rows; r++) {
            int lane = (r & (LANES - 1)) * STRIP;
            join(left, offset + r * stride, column[columnAt + r], lanes, lane, width);
        }
        for (int step = LANES / 2; step > 0; step /= 2) {
            add(lanes, step * STRIP, lanes, 0, step * STRIP);
        }
    }

    /// lane = fma(row, factor, lane), for four rows `step` elements apart whose factors are a lane's
    private static void joinFour(
            float[] left, int row0, int step, float[] column, int columnAt, float[] lanes, int lane, int width) {
        int bound = SPECIES.loopBound(width);
        int row1 = row0 + step;
        int row2 = row1 + step;
        int row3 = row2 + step;
        var x0 = FloatVector.broadcast(SPECIES, column[columnAt]);
        var x1 = FloatVector.broadcast(SPECIES, column[columnAt + LANES]);
        var x2 = FloatVector.broadcast(SPECIES, column[columnAt + 2 * LANES]);
        var x3 = FloatVector.broadcast(SPECIES, column[columnAt + 3 * LANES]);
        for (int i = 0; i < bound; i += V) {
            var sum = FloatVector.fromArray(SPECIES, lanes, lane + i);
            sum = x0.fma(FloatVector.fromArray(SPECIES, left, row0 + i), sum);
            sum = x1.fma(FloatVector.fromArray(SPECIES, left, row1 + i), sum);
            sum = x2.fma(FloatVector.fromArray(SPECIES, left, row2 + i), sum);
            sum = x3.fma(FloatVector.fromArray(SPECIES, left, row3 + i), sum);
            sum.intoArray(lanes, lane + i);
        }
        for (int r = 0; bound < width && r < 4; r++) {
            float factor = column[columnAt + r * LANES];
            for (int i = bound; i < width; i++) {
                lanes[lane + i] = Math.fma(left[row0 + r * step + i], factor, lanes[lane + i]);
            }
        }
    }

    /// lane = fma(row, factor, lane)
    private static void join(float[] left, int row, float factor, float[] lanes, int lane, int width) {
        int bound = SPECIES.loopBound(width);
        var x = FloatVector.broadcast(SPECIES, factor);
        for (int i = 0; i < bound; i += V) {
            var sum = FloatVector.fromArray(SPECIES, lanes, lane + i);
            x.fma(FloatVector.fromArray(SPECIES, left, row + i), sum).intoArray(lanes, lane + i);
        }
        for (int i = bound; i < width; i++) {
            lanes[lane + i] = Math.fma(left[row + i], factor, lanes[lane + i]);
        }
    }

    /// target += source
    private static void add(float[] source, int sourceOffset, float[] target, int targetOffset, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += V) {
            FloatVector.fromArray(SPECIES, target, targetOffset + i)
                    .add(FloatVector.fromArray(SPECIES, source, sourceOffset + i))
                    .intoArray(target, targetOffset + i);
        }
        for (int i = bound; i < length; i++) {
            target[targetOffset + i] = target[targetOffset + i] + source[sourceOffset + i];
        }
    }
}
