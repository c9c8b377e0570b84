package dev.glissade.bench;

import dev.glissade.kernel.FloatKernels;
import dev.glissade.kernel.Kernels;
import dev.glissade.tensor.RandomNumbers;
import dev.glissade.tensor.Seed;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One loop over slices of `float[]`, by one of the two implementations, and the check that both give the same bits.
///
/// A subclass is one family of loops: it prepares the operands and makes the call.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 700, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public abstract class FloatLoopBench {
    private static final Seed SEED = Seed.of(7);

    @Param({"scalar", "simd"})
    String provider = "";

    private FloatKernels kernels = FloatKernels.scalar();
    private float[] result = {};

    /// Makes the operands.
    ///
    /// @return the number of elements of the result
    abstract int prepare();

    /// Makes one call, which writes the whole result.
    abstract void call(FloatKernels kernels, float[] result);

    @Setup
    public void setUp() {
        kernels = switch (provider) {
            case "scalar" -> FloatKernels.scalar();
            case "simd" -> {
                Kernels.requireSimd();
                yield FloatKernels.selected();
            }
            default -> throw new IllegalArgumentException("provider is '" + provider + "'; it must be scalar or simd");
        };
        result = new float[prepare()];
    }

    /// What is measured.
    @Benchmark
    public float[] call() {
        call(kernels, result);
        return result;
    }

    /// Compares the result of the last measured call with that of the reference.
    ///
    /// This is done last, so that the measured call site has met one implementation only, and on what was measured:
    /// compiled code.
    @TearDown
    public void checkBits() {
        float[] expected = new float[result.length];
        call(FloatKernels.scalar(), expected);
        int i = Arrays.mismatch(expected, result);
        if (i >= 0) {
            throw new IllegalStateException(provider + ": element " + i + " is " + result[i] + ", the reference has "
                    + expected[i] + "; the bits must be equal");
        }
    }

    /// Numbers uniform in [least, bound), other ones for each stream.
    @SuppressWarnings("cast") // redundant in the double twin
    static float[] uniform(int length, int stream, float least, float bound) {
        var random = RandomNumbers.of(SEED, stream, 0);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = least + (float) random.uniform(i) * (bound - least);
        }
        return numbers;
    }
}
