package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/// The last levels of the tree over lanes of [SumOrder], those inside one vector: lanes 8, 4, 2 and 1 apart.
final class SimdFloatFold {
    private static final int V = SPECIES.length();
    private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(SPECIES, 8 % V, 1, true);
    private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(SPECIES, 4 % V, 1, true);
    private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(SPECIES, 2 % V, 1, true);
    private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(SPECIES, 1, 1, true);

    private SimdFloatFold() {}

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

    static float max(FloatVector lanes) {
        var fold = lanes;
        if (V > 8) {
            fold = fold.max(fold.rearrange(BY_8));
        }
        if (V > 4) {
            fold = fold.max(fold.rearrange(BY_4));
        }
        if (V > 2) {
            fold = fold.max(fold.rearrange(BY_2));
        }
        return fold.max(fold.rearrange(BY_1)).lane(0);
    }

    static float min(FloatVector lanes) {
        var fold = lanes;
        if (V > 8) {
            fold = fold.min(fold.rearrange(BY_8));
        }
        if (V > 4) {
            fold = fold.min(fold.rearrange(BY_4));
        }
        if (V > 2) {
            fold = fold.min(fold.rearrange(BY_2));
        }
        return fold.min(fold.rearrange(BY_1)).lane(0);
    }
}
