package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;
import static dev.glissade.kernel.SumOrder.BLOCK;
import static dev.glissade.kernel.SumOrder.LANES;

import jdk.incubator.vector.FloatVector;

/// Sums of squared differences from a finite center, laid out as [SimdFloatSums] says; the center itself stands for an
/// element that is not there.
final class SimdFloatSquaredDifferences {
    private static final ScalarFloatReductions REFERENCE = new ScalarFloatReductions();
    private static final int V = SPECIES.length();
    private static final int QUARTER = LANES / 4;
    private static final int PASSES = Math.max(1, QUARTER / V);

    private SimdFloatSquaredDifferences() {}

    static float sum(float[] input, int inputOffset, float center, int length) {
        if (length <= BLOCK) {
            return SimdFloatTail.hasRoom(input)
                    ? block(input, inputOffset, center, length)
                    : REFERENCE.sumSquaredDifferences(input, inputOffset, center, length);
        }
        int left = SumOrder.leftOfRoot(length);
        return sum(input, inputOffset, center, left) + sum(input, inputOffset + left, center, length - left);
    }

    /// At most one block: two accumulators of 16 lanes, or four of fewer. Both forms are in one method, which is so too long
    /// for the compiler to make it a part of its callers, several of which would be too large for their vectors to stay in
    /// registers.
    private static float block(float[] input, int inputOffset, float center, int length) {
        int whole = length & -LANES;
        if (V > QUARTER) {
            var fold0 = FloatVector.broadcast(SPECIES, 0);
            var fold1 = fold0;
            int i = 0;
            for (; i < whole; i += LANES) {
                var difference0 =
                        FloatVector.fromArray(SPECIES, input, inputOffset + i).sub(center);
                fold0 = difference0.fma(difference0, fold0);
                var difference1 = FloatVector.fromArray(SPECIES, input, inputOffset + i + LANES / 2)
                        .sub(center);
                fold1 = difference1.fma(difference1, fold1);
            }
            for (int k = 0; k < 2; k++) {
                int at = i + k * (LANES / 2);
                var difference = SimdFloatTail.load(input, inputOffset + at, length - at, center)
                        .sub(center);
                var next = difference.fma(difference, fold0);
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
                var difference0 =
                        FloatVector.fromArray(SPECIES, input, inputOffset + i).sub(center);
                fold0 = difference0.fma(difference0, fold0);
                var difference1 = FloatVector.fromArray(SPECIES, input, inputOffset + i + QUARTER)
                        .sub(center);
                fold1 = difference1.fma(difference1, fold1);
                var difference2 = FloatVector.fromArray(SPECIES, input, inputOffset + i + 2 * QUARTER)
                        .sub(center);
                fold2 = difference2.fma(difference2, fold2);
                var difference3 = FloatVector.fromArray(SPECIES, input, inputOffset + i + 3 * QUARTER)
                        .sub(center);
                fold3 = difference3.fma(difference3, fold3);
            }
            for (int k = 0; k < 4; k++) {
                int at = i + k * QUARTER;
                var difference = SimdFloatTail.load(input, inputOffset + at, length - at, center)
                        .sub(center);
                var next = difference.fma(difference, fold0);
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
