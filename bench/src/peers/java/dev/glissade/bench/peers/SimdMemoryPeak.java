package dev.glissade.bench.peers;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// What memory gives one core: arrays that no cache holds, read alone, or two read and one written.
final class SimdMemoryPeak implements Work {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LENGTH = 1 << 24;

    /// Bytes of one call that only reads.
    static final double READ = (double) LENGTH * Float.BYTES;

    /// Bytes of one call that reads two arrays and writes one.
    static final double WRITTEN = 3.0 * LENGTH * Float.BYTES;

    private final boolean writes;
    private final float[] left = Numbers.floats(LENGTH, 0, 0, 1);
    private final float[] right;
    private final float[] result;
    private float sum;

    /// The peak that is one of the limits of memory.
    SimdMemoryPeak(Limit limit) {
        writes = limit != Limit.MEMORY_READ;
        right = writes ? Numbers.floats(LENGTH, 1, 0, 1) : new float[0];
        result = limit == Limit.MEMORY_STREAM ? new float[LENGTH] : right;
    }

    @Override
    public void run() {
        if (writes) {
            add();
        } else {
            read();
        }
    }

    private void read() {
        var s0 = FloatVector.zero(SPECIES);
        var s1 = FloatVector.zero(SPECIES);
        var s2 = FloatVector.zero(SPECIES);
        var s3 = FloatVector.zero(SPECIES);
        int lanes = SPECIES.length();
        for (int i = 0; i < LENGTH; i += 4 * lanes) {
            s0 = s0.add(FloatVector.fromArray(SPECIES, left, i));
            s1 = s1.add(FloatVector.fromArray(SPECIES, left, i + lanes));
            s2 = s2.add(FloatVector.fromArray(SPECIES, left, i + 2 * lanes));
            s3 = s3.add(FloatVector.fromArray(SPECIES, left, i + 3 * lanes));
        }
        sum = s0.add(s1).add(s2).add(s3).reduceLanes(VectorOperators.ADD);
    }

    private void add() {
        for (int i = 0; i < LENGTH; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, left, i)
                    .add(FloatVector.fromArray(SPECIES, right, i))
                    .intoArray(result, i);
        }
    }

    @Override
    public double[] result() {
        return new double[] {sum};
    }
}
