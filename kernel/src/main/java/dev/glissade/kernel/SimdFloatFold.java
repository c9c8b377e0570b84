package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/// The last levels of the tree over lanes of [SumOrder], those inside one vector: lanes 8, 4, 2 and 1 apart.
final class SimdFloatFold {
    private static final int V = SPECIES.length();
    private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(SPECIES, 8 % V, 1, true);
    static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(SPECIES, 4 % V, 1, true);
    static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(SPECIES, 2 % V, 1, true);
    static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(SPECIES, 1, 1, true);

    /*
     * Two vectors are folded at once by merging halves: [a0 b0] + [a1 b1], where a0 and a1 are the halves of a. Four are, by
     * merging quarters of two such, so that their folds end in lanes 0, V ÷ 2, V ÷ 4 and 3 V ÷ 4. Loops write this out: a
     * method that takes four vectors may be compiled before its callers, which then call it with boxed vectors.
     */
    static final VectorShuffle<Float> BY_HALF = VectorShuffle.iota(SPECIES, V / 2, 1, true);
    static final VectorShuffle<Float> BY_QUARTER = VectorShuffle.iota(SPECIES, V / 4, 1, true);
    static final VectorShuffle<Float> BACK_QUARTER = VectorShuffle.iota(SPECIES, V - V / 4, 1, true);
    static final VectorMask<Float> UPPER = VectorMask.fromLong(SPECIES, -1L << V / 2);
    static final VectorMask<Float> ODD_QUARTERS = VectorMask.fromLong(SPECIES, oddQuarters());

    /*
     * With a choice from two vectors a merge takes two instructions and an addition. At `level` × V: the lanes of a and b, in
     * turn, that are the lower or the upper halves of groups of V, V ÷ 2 and V ÷ 4 lanes.
     */
    static final float[] LOWER_HALVES = halves(false);
    static final float[] UPPER_HALVES = halves(true);

    private SimdFloatFold() {}

    private static float[] halves(boolean upper) {
        var lanes = new float[3 * V];
        for (int level = 0; level < 3; level++) {
            int half = Math.max(1, V >> level + 1);
            for (int i = 0; i < V; i++) {
                int of = i / half;
                int group = of / 2 * 2 * half;
                lanes[level * V + i] = (of % 2) * V + group + (upper ? half : 0) + i % half;
            }
        }
        return lanes;
    }

    private static long oddQuarters() {
        long quarter = (1L << V / 4) - 1;
        return quarter << V / 4 | quarter << 3 * V / 4;
    }

    static float add(FloatVector lanes) {
        var fold = lanes;
        if (V > 8) {
            fold = fold.add(fold.rearrange(BY_8));
        }
        if (V > 4) {
            fold = fold.add(fold.rearrange(BY_4));
        }
        if (V > 2) {
            fold = fold.add(fold.rearrange(BY_2));
        }
        return fold.add(fold.rearrange(BY_1)).lane(0);
    }

    static float multiply(FloatVector lanes) {
        var fold = lanes;
        if (V > 8) {
            fold = fold.mul(fold.rearrange(BY_8));
        }
        if (V > 4) {
            fold = fold.mul(fold.rearrange(BY_4));
        }
        if (V > 2) {
            fold = fold.mul(fold.rearrange(BY_2));
        }
        return fold.mul(fold.rearrange(BY_1)).lane(0);
    }
}
