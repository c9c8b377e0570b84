package dev.glissade.bench.peers;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The FMA peak of one core: the n³ fused multiply-adds of an n × n product, in registers alone.
///
/// No product of the same n can be faster: this score ÷ that of a product is the product's share of the peak. Vectors
/// have the width that the JVM prefers.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 600, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class FloatFmaPeakBench {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /// How many sums run side by side. Two units with a latency of four or five cycles need 8 or 10; with both operands
    /// these 12 fit the 16 registers of AVX2.
    private static final int SUMS = 12;

    @Param("512")
    int n;

    private float factor = 0.5f;
    private float term = 0.25f;

    /// What is measured: each sum becomes sum · factor + term, which tends to 0.5; all begin elsewhere, so that none is
    /// the copy of another.
    @Benchmark
    public float fma() {
        long steps = (long) n * n * n / ((long) SUMS * SPECIES.length());
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
        for (int i = 0; i < (int) steps; i++) {
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
        return low.add(high).reduceLanes(VectorOperators.ADD);
    }
}
