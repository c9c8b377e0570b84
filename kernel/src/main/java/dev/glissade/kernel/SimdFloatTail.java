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

    /// The `count` elements from `index` on, at most a vector of them, with `rest` in the lanes behind. The array must have
    /// [room][#hasRoom(float[])] for a vector.
    ///
    /// Always a whole vector is read: where the array ends too early, one that ends with the array, whose lanes move to the
    /// front. Call it on every path, so that the compiler inlines it.
    ///
    /// There is no choice between two ways to read: of a vector where paths meet, the compiler often knows no more than that it
    /// is one, and makes it an object.
    static FloatVector load(float[] input, int index, int count, float rest) {
        int at = Math.min(index, input.length - V);
        var lanes = FloatVector.fromArray(SPECIES, LANE_NUMBERS, 0);
        var read = lanes.add(index - at).selectFrom(FloatVector.fromArray(SPECIES, input, at));
        return FloatVector.broadcast(SPECIES, rest).blend(read, lanes.compare(VectorOperators.LT, (float) count));
    }

    /// Whether [#load] can read from that array; the reference does the rest.
    static boolean hasRoom(float[] input) {
        return input.length >= V;
    }
}
