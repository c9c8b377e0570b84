package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;
import static dev.glissade.kernel.SumOrder.BLOCK;
import static dev.glissade.kernel.SumOrder.LANES;

import jdk.incubator.vector.FloatVector;

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
/// Two or four blocks side by side, which would hide more of the latency of an addition, are no faster: from the
/// second-level cache on, reading is what takes the time.
final class SimdFloatSums {
    private static final int V = SPECIES.length();
    private static final int QUARTER = LANES / 4;
    private static final int PASSES = Math.max(1, QUARTER / V);

    private SimdFloatSums() {}

    static float sum(float[] input, int inputOffset, int length) {
        if (length <= BLOCK) {
            return block(input, inputOffset, length);
        }
        int left = SumOrder.leftOfRoot(length);
        return sum(input, inputOffset, left) + sum(input, inputOffset + left, length - left);
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
                fold0 = fold0.add(FloatVector.fromArray(SPECIES, input, inputOffset + i));
                fold1 = fold1.add(FloatVector.fromArray(SPECIES, input, inputOffset + i + LANES / 2));
            }
            for (int k = 0; k < 2; k++) {
                int at = i + k * (LANES / 2);
                var next = fold0.add(SimdFloatTail.load(input, inputOffset + at, length - at, 0));
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
                fold0 = fold0.add(FloatVector.fromArray(SPECIES, input, inputOffset + i));
                fold1 = fold1.add(FloatVector.fromArray(SPECIES, input, inputOffset + i + QUARTER));
                fold2 = fold2.add(FloatVector.fromArray(SPECIES, input, inputOffset + i + 2 * QUARTER));
                fold3 = fold3.add(FloatVector.fromArray(SPECIES, input, inputOffset + i + 3 * QUARTER));
            }
            for (int k = 0; k < 4; k++) {
                int at = i + k * QUARTER;
                var next = fold0.add(SimdFloatTail.load(input, inputOffset + at, length - at, 0));
                fold0 = fold1;
                fold1 = fold2;
                fold2 = fold3;
                fold3 = next;
            }
            var folded = fold0.add(fold2).add(fold1.add(fold3));
            if ((pass & 2) == 0) {
                even = even.add(folded);
            } else {
                odd = odd.add(folded);
            }
        }
        return SimdFloatFold.add(even.add(odd));
    }
}
