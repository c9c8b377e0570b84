package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatFold.BACK_QUARTER;
import static dev.glissade.kernel.SimdFloatFold.BY_1;
import static dev.glissade.kernel.SimdFloatFold.BY_2;
import static dev.glissade.kernel.SimdFloatFold.BY_HALF;
import static dev.glissade.kernel.SimdFloatFold.BY_QUARTER;
import static dev.glissade.kernel.SimdFloatFold.ODD_QUARTERS;
import static dev.glissade.kernel.SimdFloatFold.UPPER;
import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;
import static dev.glissade.kernel.SumOrder.BLOCK;
import static dev.glissade.kernel.SumOrder.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Sums of sequences.
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
/// that is not there changes no bit.
///
/// **Long sequences** are read at four places at once, which keeps more requests to memory under way than one: branches
/// of the tree of 16 blocks in four quarters, a block of each at a time.
final class SimdFloatSums {
    private static final ScalarFloatReductions REFERENCE = new ScalarFloatReductions();
    private static final int V = SPECIES.length();
    private static final int QUARTER = LANES / 4;
    private static final int PASSES = Math.max(1, QUARTER / V);
    private static final int BRANCH = 4 * BLOCK;

    private SimdFloatSums() {}

    static float sum(float[] input, int inputOffset, int length) {
        if (length <= BLOCK) {
            return SimdFloatTail.hasRoom(input)
                    ? block(input, inputOffset, length)
                    : REFERENCE.sum(input, inputOffset, length);
        }
        if (V > QUARTER && length == 4 * BRANCH) {
            return fourBranches(input, inputOffset);
        }
        int left = SumOrder.leftOfRoot(length);
        return sum(input, inputOffset, left) + sum(input, inputOffset + left, length - left);
    }

    /// `result[r]` = the sum of row r of a `rows` × `columns` matrix, four short rows at a time.
    static void sumRows(float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset) {
        int r = 0;
        if (V > QUARTER && columns <= BLOCK) {
            int whole = columns & -LANES;
            // Where rows end within the lanes, all lanes are read and the elements behind the row left out.
            int limit = columns == whole ? input.length - columns : input.length - LANES - whole;
            for (; r <= rows - 4 && inputOffset + (r + 3) * columns <= limit; r += 4) {
                fourRows(input, inputOffset + r * columns, columns, result, resultOffset + r);
            }
        }
        for (; r < rows; r++) {
            result[resultOffset + r] = sum(input, inputOffset + r * columns, columns);
        }
    }

    private static void fourRows(float[] input, int inputOffset, int columns, float[] result, int resultOffset) {
        int whole = columns & -LANES;
        int second = inputOffset + columns;
        int third = second + columns;
        int fourth = third + columns;
        var first0 = FloatVector.zero(SPECIES);
        var first1 = first0;
        var second0 = first0;
        var second1 = first0;
        var third0 = first0;
        var third1 = first0;
        var fourth0 = first0;
        var fourth1 = first0;
        for (int i = 0; i < whole; i += LANES) {
            first0 = FloatVector.fromArray(SPECIES, input, inputOffset + i).add(first0);
            first1 = FloatVector.fromArray(SPECIES, input, inputOffset + i + LANES / 2)
                    .add(first1);
            second0 = FloatVector.fromArray(SPECIES, input, second + i).add(second0);
            second1 = FloatVector.fromArray(SPECIES, input, second + i + LANES / 2)
                    .add(second1);
            third0 = FloatVector.fromArray(SPECIES, input, third + i).add(third0);
            third1 =
                    FloatVector.fromArray(SPECIES, input, third + i + LANES / 2).add(third1);
            fourth0 = FloatVector.fromArray(SPECIES, input, fourth + i).add(fourth0);
            fourth1 = FloatVector.fromArray(SPECIES, input, fourth + i + LANES / 2)
                    .add(fourth1);
        }
        for (int i = whole; i < columns; i += LANES / 2) {
            var lanes = FloatVector.fromArray(SPECIES, SimdFloatTail.LANE_NUMBERS, 0);
            var behind = lanes.compare(VectorOperators.GE, (float) (columns - i));
            var nextFirst = FloatVector.fromArray(SPECIES, input, inputOffset + i)
                    .blend(0, behind)
                    .add(first0);
            first0 = first1;
            first1 = nextFirst;
            var nextSecond = FloatVector.fromArray(SPECIES, input, second + i)
                    .blend(0, behind)
                    .add(second0);
            second0 = second1;
            second1 = nextSecond;
            var nextThird = FloatVector.fromArray(SPECIES, input, third + i)
                    .blend(0, behind)
                    .add(third0);
            third0 = third1;
            third1 = nextThird;
            var nextFourth = FloatVector.fromArray(SPECIES, input, fourth + i)
                    .blend(0, behind)
                    .add(fourth0);
            fourth0 = fourth1;
            fourth1 = nextFourth;
        }
        var firsts = first0.add(first1);
        var seconds = second0.add(second1);
        var thirds = third0.add(third1);
        var fourths = fourth0.add(fourth1);
        var upper = firsts.blend(seconds.rearrange(BY_HALF), UPPER)
                .add(firsts.rearrange(BY_HALF).blend(seconds, UPPER));
        var lower = thirds.blend(fourths.rearrange(BY_HALF), UPPER)
                .add(thirds.rearrange(BY_HALF).blend(fourths, UPPER));
        var folds = upper.blend(lower.rearrange(BACK_QUARTER), ODD_QUARTERS)
                .add(upper.rearrange(BY_QUARTER).blend(lower, ODD_QUARTERS));
        folds = folds.add(folds.rearrange(BY_2));
        folds = folds.add(folds.rearrange(BY_1));
        result[resultOffset] = folds.lane(0);
        result[resultOffset + 1] = folds.lane(V / 2);
        result[resultOffset + 2] = folds.lane(V / 4);
        result[resultOffset + 3] = folds.lane(3 * V / 4);
    }

    /// Four branches of four blocks each: block i of all four, then block i + 1.
    private static float fourBranches(float[] input, int inputOffset) {
        float waiting0 = 0;
        float waiting1 = 0;
        float waiting2 = 0;
        float waiting3 = 0;
        float pair0 = 0;
        float pair1 = 0;
        float pair2 = 0;
        float pair3 = 0;
        for (int block = 0; block < 4; block++) {
            int first = inputOffset + block * BLOCK;
            int second = first + BRANCH;
            int third = second + BRANCH;
            int fourth = third + BRANCH;
            var first0 = FloatVector.zero(SPECIES);
            var first1 = first0;
            var second0 = first0;
            var second1 = first0;
            var third0 = first0;
            var third1 = first0;
            var fourth0 = first0;
            var fourth1 = first0;
            for (int i = 0; i < BLOCK; i += LANES) {
                first0 = FloatVector.fromArray(SPECIES, input, first + i).add(first0);
                first1 = FloatVector.fromArray(SPECIES, input, first + i + LANES / 2)
                        .add(first1);
                second0 = FloatVector.fromArray(SPECIES, input, second + i).add(second0);
                second1 = FloatVector.fromArray(SPECIES, input, second + i + LANES / 2)
                        .add(second1);
                third0 = FloatVector.fromArray(SPECIES, input, third + i).add(third0);
                third1 = FloatVector.fromArray(SPECIES, input, third + i + LANES / 2)
                        .add(third1);
                fourth0 = FloatVector.fromArray(SPECIES, input, fourth + i).add(fourth0);
                fourth1 = FloatVector.fromArray(SPECIES, input, fourth + i + LANES / 2)
                        .add(fourth1);
            }
            var firsts = first0.add(first1);
            var seconds = second0.add(second1);
            var thirds = third0.add(third1);
            var fourths = fourth0.add(fourth1);
            var upper = firsts.blend(seconds.rearrange(BY_HALF), UPPER)
                    .add(firsts.rearrange(BY_HALF).blend(seconds, UPPER));
            var lower = thirds.blend(fourths.rearrange(BY_HALF), UPPER)
                    .add(thirds.rearrange(BY_HALF).blend(fourths, UPPER));
            var folds = upper.blend(lower.rearrange(BACK_QUARTER), ODD_QUARTERS)
                    .add(upper.rearrange(BY_QUARTER).blend(lower, ODD_QUARTERS));
            folds = folds.add(folds.rearrange(BY_2));
            folds = folds.add(folds.rearrange(BY_1));
            float fold0 = folds.lane(0);
            float fold1 = folds.lane(V / 2);
            float fold2 = folds.lane(V / 4);
            float fold3 = folds.lane(3 * V / 4);
            if ((block & 1) == 0) {
                waiting0 = fold0;
                waiting1 = fold1;
                waiting2 = fold2;
                waiting3 = fold3;
            } else if (block == 1) {
                pair0 = waiting0 + fold0;
                pair1 = waiting1 + fold1;
                pair2 = waiting2 + fold2;
                pair3 = waiting3 + fold3;
            } else {
                pair0 += waiting0 + fold0;
                pair1 += waiting1 + fold1;
                pair2 += waiting2 + fold2;
                pair3 += waiting3 + fold3;
            }
        }
        return (pair0 + pair1) + (pair2 + pair3);
    }

    /// At most one block: two accumulators of 16 lanes, or four of fewer. Both forms are in one method, which is so too long
    /// for the compiler to make it a part of its callers, several of which would be too large for their vectors to stay in
    /// registers.
    private static float block(float[] input, int inputOffset, int length) {
        int whole = length & -LANES;
        if (V > QUARTER) {
            var fold0 = FloatVector.broadcast(SPECIES, 0);
            var fold1 = fold0;
            int i = 0;
            for (; i < whole; i += LANES) {
                fold0 = FloatVector.fromArray(SPECIES, input, inputOffset + i).add(fold0);
                fold1 = FloatVector.fromArray(SPECIES, input, inputOffset + i + LANES / 2)
                        .add(fold1);
            }
            for (int k = 0; k < 2; k++) {
                int at = i + k * (LANES / 2);
                var next = SimdFloatTail.load(input, inputOffset + at, length - at, 0)
                        .add(fold0);
                fold0 = fold1;
                fold1 = next;
            }
            return SimdFloatFold.add(fold0.add(fold1));
        }
        var even = FloatVector.broadcast(SPECIES, 0);
        var odd = even;
        for (int pass = 0; pass < PASSES; pass++) {
            // Lanes 0, 4, 2, 6: the order in which the tree takes vectors of two lanes; those of four take 0, 4.
            int i = ((pass & 1) << 2) | (pass & 2);
            var fold0 = FloatVector.broadcast(SPECIES, 0);
            var fold1 = fold0;
            var fold2 = fold0;
            var fold3 = fold0;
            for (; i < whole; i += LANES) {
                fold0 = FloatVector.fromArray(SPECIES, input, inputOffset + i).add(fold0);
                fold1 = FloatVector.fromArray(SPECIES, input, inputOffset + i + QUARTER)
                        .add(fold1);
                fold2 = FloatVector.fromArray(SPECIES, input, inputOffset + i + 2 * QUARTER)
                        .add(fold2);
                fold3 = FloatVector.fromArray(SPECIES, input, inputOffset + i + 3 * QUARTER)
                        .add(fold3);
            }
            for (int k = 0; k < 4; k++) {
                int at = i + k * QUARTER;
                var next = SimdFloatTail.load(input, inputOffset + at, length - at, 0)
                        .add(fold0);
                fold0 = fold1;
                fold1 = fold2;
                fold2 = fold3;
                fold3 = next;
            }
            var folded = fold0.add(fold2).add(fold1.add(fold3));
            if ((pass & 2) == 0) {
                even = folded.add(even);
            } else {
                odd = folded.add(odd);
            }
        }
        return SimdFloatFold.add(even.add(odd));
    }
}
