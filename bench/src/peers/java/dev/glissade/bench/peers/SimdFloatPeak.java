package dev.glissade.bench.peers;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The FMA peak of one core: fused multiply-adds in registers alone, on vectors of the width that the JVM prefers.
final class SimdFloatPeak implements Work {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /// How many sums run side by side. Two units with a latency of four or five cycles need 8 or 10; with both operands
    /// these 12 fit the 16 registers of AVX2.
    private static final int SUMS = 12;

    /// Operations of one call: a fused multiply-add is two. A multiple of what the widest vectors do in a step.
    static final double OPERATIONS = 2.0 * SUMS * (1 << 18);

    private static final int STEPS = (1 << 18) / SPECIES.length();

    private float factor = 0.5f;
    private float term = 0.25f;
    private float sum;

    /// Each sum becomes sum · factor + term, which tends to 0.5; all begin elsewhere, so that none is the copy of
    /// another.
    @Override
    public void run() {
        var x = FloatVector.broadcast(SPECIES, factor);
        var y = FloatVector.broadcast(SPECIES, term);
        var s0 = FloatVector.broadcast(SPECIES, 1);
        var s1 = FloatVector.broadcast(SPECIES, 2);
        var s2 = FloatVector.broadcast(SPECIES, 3);
        var s3 = FloatVector.broadcast(SPECIES, 4);
        var s4 = FloatVector.broadcast(SPECIES, 5);
        var s5 = FloatVector.broadcast(SPECIES, 6);
        var s6 = FloatVector.broadcast(SPECIES, 7);
        var s7 = FloatVector.broadcast(SPECIES, 8);
        var s8 = FloatVector.broadcast(SPECIES, 9);
        var s9 = FloatVector.broadcast(SPECIES, 10);
        var s10 = FloatVector.broadcast(SPECIES, 11);
        var s11 = FloatVector.broadcast(SPECIES, 12);
        for (int i = 0; i < STEPS; i++) {
            s0 = s0.fma(x, y);
            s1 = s1.fma(x, y);
            s2 = s2.fma(x, y);
            s3 = s3.fma(x, y);
            s4 = s4.fma(x, y);
            s5 = s5.fma(x, y);
            s6 = s6.fma(x, y);
            s7 = s7.fma(x, y);
            s8 = s8.fma(x, y);
            s9 = s9.fma(x, y);
            s10 = s10.fma(x, y);
            s11 = s11.fma(x, y);
        }
        var low = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
        var high = s6.add(s7).add(s8).add(s9).add(s10).add(s11);
        sum = low.add(high).reduceLanes(VectorOperators.ADD);
    }

    @Override
    public double[] result() {
        return new double[] {sum};
    }
}
