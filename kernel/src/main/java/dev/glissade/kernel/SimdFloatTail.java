package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// The last, partial vector of a sequence.
final class SimdFloatTail {
    private static final int V = SPECIES.length();
    /// 0, 1, 2 …
    static final float[] LANE_NUMBERS = laneNumbers();

    private SimdFloatTail() {}

    private static float[] laneNumbers() {
        var numbers = new float[V];
        for (int i = 0; i < V; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    /// The `count` elements from `index` on, at most a vector of them, with `rest` in the lanes behind.
    ///
    /// Where the array goes on, a whole vector is read and what does not belong is replaced. Call it on every path, so
    /// that the compiler inlines it.
    ///
    /// It is made of few operations, and of a vector where paths meet the compiler knows only that it is one: calling a
    /// method of it would be a virtual call, which needs an object. So `read` is an argument only.
    static FloatVector load(float[] input, int index, int count, float rest) {
        var lanes = FloatVector.fromArray(SPECIES, LANE_NUMBERS, 0);
        var read = lanes;
        if (count > 0) {
            if (index <= input.length - V) {
                read = FloatVector.fromArray(SPECIES, input, index);
            } else {
                for (int i = 0; i < count; i++) {
                    var element = FloatVector.broadcast(SPECIES, input[index + i]);
                    read = element.blend(read, lanes.compare(VectorOperators.NE, (float) i));
                }
            }
        }
        var given = lanes.compare(VectorOperators.LT, (float) count);
        return FloatVector.broadcast(SPECIES, rest).blend(read, given);
    }
}
