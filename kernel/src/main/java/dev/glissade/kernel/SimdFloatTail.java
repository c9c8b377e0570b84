package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/// The last, partial vector of a sequence.
final class SimdFloatTail {
    private static final int V = SPECIES.length();
    private static final VectorShuffle<Float> UP = VectorShuffle.iota(SPECIES, V - 1, 1, true);

    private SimdFloatTail() {}

    /// The `count` elements from `index` on, at most a vector of them, with `rest` in the lanes behind.
    ///
    /// Where the array goes on, a whole vector is read and what does not belong is replaced. Call it on every path, so
    /// that the compiler inlines it.
    static FloatVector load(float[] input, int index, int count, float rest) {
        if (count >= V) {
            return FloatVector.fromArray(SPECIES, input, index);
        }
        var none = FloatVector.broadcast(SPECIES, rest);
        if (count <= 0) {
            return none;
        }
        if (index <= input.length - V) {
            return none.blend(FloatVector.fromArray(SPECIES, input, index), SPECIES.indexInRange(0, count));
        }
        for (int i = index + count - 1; i >= index; i--) {
            none = none.rearrange(UP).withLane(0, input[i]);
        }
        return none;
    }
}
