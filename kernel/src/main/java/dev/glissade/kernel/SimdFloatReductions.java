package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;
import static dev.glissade.kernel.SumOrder.BLOCK;
import static dev.glissade.kernel.SumOrder.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/// [FloatReductions] with vectors; see [SimdFloatColumnSums] and [SimdFloatLogSumExp] for what works on several rows.
///
/// **How a block is summed.** The 32 virtual lanes lie in 32 ÷ V vectors of V lanes. The first two levels of the tree
/// over lanes add lanes that are 16 and 8 apart. So the vectors at 0, 8, 16 and 24 lanes from each other belong
/// together (a *quartet*); one pass over the block keeps a quartet in four accumulators, and 8 ÷ V passes make a block:
///
/// ```
///  V = 8   one pass      [ 0..7][ 8..15][16..23][24..31]
///  V = 4   two passes    [0..3]  [8..11]  [16..19]  [24..27]     and  [4..7] …
///  V = 2   four passes   [0,1]   [8,9]    [16,17]   [24,25]      and  [4,5] …  [2,3] …  [6,7] …
///  V = 16  one pass of two accumulators; the level of 8 lies inside a vector
/// ```
///
/// A lane starts from +0 and a sum is −0 only if both terms are, so no lane is ever −0 and adding +0 for an element
/// that is not there changes no bit. That is how the last, partial vector is added.
final class SimdFloatReductions implements FloatReductions {
    private static final int V = SPECIES.length();
    private static final int QUARTER = LANES / 4;
    private static final int PASSES = Math.max(1, QUARTER / V);

    private static final VectorShuffle<Float> UP = VectorShuffle.iota(SPECIES, V - 1, 1, true);
    private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(SPECIES, 8 % V, 1, true);
    private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(SPECIES, 4 % V, 1, true);
    private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(SPECIES, 2 % V, 1, true);
    private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(SPECIES, 1, 1, true);

    @Override
    public float sum(float[] input, int inputOffset, int length) {
        if (length <= BLOCK) {
            return V > QUARTER ? wideBlock(input, inputOffset, length) : block(input, inputOffset, length);
        }
        int left = SumOrder.leftOfRoot(length);
        return sum(input, inputOffset, left) + sum(input, inputOffset + left, length - left);
    }

    @Override
    public void sumRows(float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset) {
        for (int r = 0; r < rows; r++) {
            result[resultOffset + r] = sum(input, inputOffset + r * columns, columns);
        }
    }

    @Override
    public void sumColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        SimdFloatColumnSums.sumColumns(input, inputOffset, rows, columns, result, resultOffset, workspace);
    }

    @Override
    public float max(float[] input, int inputOffset, int length) {
        var max0 = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        var max1 = max0;
        var max2 = max0;
        var max3 = max0;
        int i = 0;
        for (; i <= length - 4 * V; i += 4 * V) {
            max0 = max0.max(FloatVector.fromArray(SPECIES, input, inputOffset + i));
            max1 = max1.max(FloatVector.fromArray(SPECIES, input, inputOffset + i + V));
            max2 = max2.max(FloatVector.fromArray(SPECIES, input, inputOffset + i + 2 * V));
            max3 = max3.max(FloatVector.fromArray(SPECIES, input, inputOffset + i + 3 * V));
        }
        for (; i <= length - V; i += V) {
            max0 = max0.max(FloatVector.fromArray(SPECIES, input, inputOffset + i));
        }
        var max = max0.max(max1).max(max2.max(max3));
        if (V > 8) {
            max = max.max(max.rearrange(BY_8));
        }
        if (V > 4) {
            max = max.max(max.rearrange(BY_4));
        }
        if (V > 2) {
            max = max.max(max.rearrange(BY_2));
        }
        float largest = max.max(max.rearrange(BY_1)).lane(0);
        for (; i < length; i++) {
            largest = Math.max(largest, input[inputOffset + i]);
        }
        return largest;
    }

    @Override
    public void maxRows(float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset) {
        for (int r = 0; r < rows; r++) {
            result[resultOffset + r] = max(input, inputOffset + r * columns, columns);
        }
    }

    @Override
    public void logSumExpRows(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        SimdFloatLogSumExp.logSumExpRows(this, input, inputOffset, rows, columns, result, resultOffset, workspace);
    }

    /// The sum of at most one block, for vectors of at most 8 lanes.
    private static float block(float[] input, int offset, int length) {
        int bound = offset + (length & -LANES);
        int tail = length & (LANES - 1);
        var partial = FloatVector.zero(SPECIES);
        for (int i = length - 1; i >= length - length % V; i--) {
            partial = partial.rearrange(UP).withLane(0, input[offset + i]);
        }
        var even = FloatVector.zero(SPECIES);
        var odd = FloatVector.zero(SPECIES);
        for (int pass = 0; pass < PASSES; pass++) {
            // Lanes 0, 4, 2, 6: the order in which the tree takes vectors of two lanes; those of four take 0, 4.
            int lane = ((pass & 1) << 2) | (pass & 2);
            var sum0 = FloatVector.zero(SPECIES);
            var sum1 = FloatVector.zero(SPECIES);
            var sum2 = FloatVector.zero(SPECIES);
            var sum3 = FloatVector.zero(SPECIES);
            int i = offset + lane;
            for (; i < bound; i += LANES) {
                sum0 = sum0.add(FloatVector.fromArray(SPECIES, input, i));
                sum1 = sum1.add(FloatVector.fromArray(SPECIES, input, i + QUARTER));
                sum2 = sum2.add(FloatVector.fromArray(SPECIES, input, i + 2 * QUARTER));
                sum3 = sum3.add(FloatVector.fromArray(SPECIES, input, i + 3 * QUARTER));
            }
            int left = tail - lane;
            if (left >= V) {
                sum0 = sum0.add(FloatVector.fromArray(SPECIES, input, i));
            } else if (left > 0) {
                sum0 = sum0.add(partial);
            }
            left -= QUARTER;
            if (left >= V) {
                sum1 = sum1.add(FloatVector.fromArray(SPECIES, input, i + QUARTER));
            } else if (left > 0) {
                sum1 = sum1.add(partial);
            }
            left -= QUARTER;
            if (left >= V) {
                sum2 = sum2.add(FloatVector.fromArray(SPECIES, input, i + 2 * QUARTER));
            } else if (left > 0) {
                sum2 = sum2.add(partial);
            }
            left -= QUARTER;
            if (left >= V) {
                sum3 = sum3.add(FloatVector.fromArray(SPECIES, input, i + 3 * QUARTER));
            } else if (left > 0) {
                sum3 = sum3.add(partial);
            }
            var folded = sum0.add(sum2).add(sum1.add(sum3));
            if ((pass & 2) == 0) {
                even = even.add(folded);
            } else {
                odd = odd.add(folded);
            }
        }
        var sum = even.add(odd);
        if (V > 4) {
            sum = sum.add(sum.rearrange(BY_4));
        }
        if (V > 2) {
            sum = sum.add(sum.rearrange(BY_2));
        }
        return sum.add(sum.rearrange(BY_1)).lane(0);
    }

    /// The sum of at most one block, for vectors of 16 lanes.
    private static float wideBlock(float[] input, int offset, int length) {
        int bound = offset + (length & -LANES);
        int tail = length & (LANES - 1);
        var partial = FloatVector.zero(SPECIES);
        for (int i = length - 1; i >= length - length % V; i--) {
            partial = partial.rearrange(UP).withLane(0, input[offset + i]);
        }
        var sum0 = FloatVector.zero(SPECIES);
        var sum1 = FloatVector.zero(SPECIES);
        int i = offset;
        for (; i < bound; i += LANES) {
            sum0 = sum0.add(FloatVector.fromArray(SPECIES, input, i));
            sum1 = sum1.add(FloatVector.fromArray(SPECIES, input, i + LANES / 2));
        }
        if (tail >= V) {
            sum0 = sum0.add(FloatVector.fromArray(SPECIES, input, i));
            sum1 = sum1.add(partial);
        } else {
            sum0 = sum0.add(partial);
        }
        var sum = sum0.add(sum1);
        sum = sum.add(sum.rearrange(BY_8));
        sum = sum.add(sum.rearrange(BY_4));
        sum = sum.add(sum.rearrange(BY_2));
        return sum.add(sum.rearrange(BY_1)).lane(0);
    }
}
