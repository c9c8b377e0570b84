package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;
import static dev.glissade.kernel.SumOrder.BLOCK;
import static dev.glissade.kernel.SumOrder.LANES;

import jdk.incubator.vector.FloatVector;

/// Sums of the magnitudes of sequences, laid out as [SimdFloatSums] says.
final class SimdFloatMagnitudes {
    private static final int V = SPECIES.length();
    private static final int QUARTER = LANES / 4;
    private static final int PASSES = Math.max(1, QUARTER / V);

    private SimdFloatMagnitudes() {}

    static float sum(float[] input, int inputOffset, int length) {
        if (length <= BLOCK) {
            return V > QUARTER ? wideBlock(input, inputOffset, length) : block(input, inputOffset, length);
        }
        int left = SumOrder.leftOfRoot(length);
        return sum(input, inputOffset, left) + sum(input, inputOffset + left, length - left);
    }

    /// At most one block, for vectors of at most 8 lanes.
    private static float block(float[] input, int inputOffset, int length) {
        int whole = length & -LANES;
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
                fold0 = fold0.add(
                        FloatVector.fromArray(SPECIES, input, inputOffset + i).abs());
                fold1 = fold1.add(FloatVector.fromArray(SPECIES, input, inputOffset + i + QUARTER)
                        .abs());
                fold2 = fold2.add(FloatVector.fromArray(SPECIES, input, inputOffset + i + 2 * QUARTER)
                        .abs());
                fold3 = fold3.add(FloatVector.fromArray(SPECIES, input, inputOffset + i + 3 * QUARTER)
                        .abs());
            }
            fold0 = fold0.add(
                    SimdFloatTail.load(input, inputOffset + i, length - i, 0).abs());
            fold1 = fold1.add(SimdFloatTail.load(input, inputOffset + i + QUARTER, length - (i + QUARTER), 0)
                    .abs());
            fold2 = fold2.add(SimdFloatTail.load(input, inputOffset + i + 2 * QUARTER, length - (i + 2 * QUARTER), 0)
                    .abs());
            fold3 = fold3.add(SimdFloatTail.load(input, inputOffset + i + 3 * QUARTER, length - (i + 3 * QUARTER), 0)
                    .abs());
            var folded = fold0.add(fold2).add(fold1.add(fold3));
            if ((pass & 2) == 0) {
                even = even.add(folded);
            } else {
                odd = odd.add(folded);
            }
        }
        return SimdFloatFold.add(even.add(odd));
    }

    /// At most one block, for vectors of 16 lanes.
    private static float wideBlock(float[] input, int inputOffset, int length) {
        int whole = length & -LANES;
        var fold0 = FloatVector.broadcast(SPECIES, 0);
        var fold1 = fold0;
        int i = 0;
        for (; i < whole; i += LANES) {
            fold0 = fold0.add(
                    FloatVector.fromArray(SPECIES, input, inputOffset + i).abs());
            fold1 = fold1.add(FloatVector.fromArray(SPECIES, input, inputOffset + i + LANES / 2)
                    .abs());
        }
        fold0 = fold0.add(
                SimdFloatTail.load(input, inputOffset + i, length - i, 0).abs());
        fold1 = fold1.add(SimdFloatTail.load(input, inputOffset + i + LANES / 2, length - (i + LANES / 2), 0)
                .abs());
        return SimdFloatFold.add(fold0.add(fold1));
    }
}
