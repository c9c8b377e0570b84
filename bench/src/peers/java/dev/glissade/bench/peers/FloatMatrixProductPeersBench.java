package dev.glissade.bench.peers;

import dev.glissade.kernel.Kernels;
import dev.glissade.tensor.RandomNumbers;
import dev.glissade.tensor.Seed;
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

/// The product of two square matrices of n × n `float`s by ours and by other libraries, one thread each.
///
/// 2n³ operations a call, so 2n³ ÷ (ns per call) is GFLOP/s.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"
        })
@Warmup(iterations = 3, time = 600, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class FloatMatrixProductPeersBench {
    private static final Seed SEED = Seed.of(7);

    @Param({"16", "64", "128", "256", "512", "1024"})
    int n;

    @Param({"glissade", "openblas", "ejml", "ojalgo", "netlib"})
    String peer = "";

    private float[] left = {};
    private float[] right = {};
    private FloatProduct product = new GlissadeFloatProduct(0, left, right);

    /// Makes the operands, brings them to the library, and prints what computes.
    @Setup
    public void setUp() {
        Kernels.requireSimd();
        left = uniform(n * n, 0);
        right = uniform(n * n, 1);
        product = switch (peer) {
            case "glissade" -> new GlissadeFloatProduct(n, left, right);
            case "openblas" -> new OpenBlasFloatProduct(n, left, right);
            case "ejml" -> new EjmlFloatProduct(n, left, right);
            case "ojalgo" -> new OjAlgoFloatProduct(n, left, right);
            case "netlib" -> new NetlibFloatProduct(n, left, right);
            default ->
                throw new IllegalArgumentException(
                        "peer is '" + peer + "'; it must be glissade, openblas, ejml, ojalgo or netlib");
        };
        System.out.print("(" + product.description() + ") ");
    }

    /// What is measured.
    @Benchmark
    public FloatProduct multiply() {
        product.multiply();
        return product;
    }

    /// Compares the result of the last measured call with ours.
    ///
    /// With operands in [-1, 1) a sum of n products has a magnitude near √n/3, and rounding it n times moves it by a
    /// small part of n units in the last place of 1: the bound.
    @TearDown
    public void checkAgainstOurs() {
        var ours = new GlissadeFloatProduct(n, left, right);
        ours.multiply();
        float[] expected = ours.result();
        float[] result = product.result();
        float tolerance = n * Math.ulp(1f);
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(result[i] - expected[i]) <= tolerance)) {
                throw new IllegalStateException(peer + ": element " + i + " is " + result[i] + ", ours is "
                        + expected[i] + "; they must differ by at most " + tolerance);
            }
        }
    }

    /// Numbers uniform in [-1, 1), other ones for each stream.
    @SuppressWarnings("cast") // redundant in the double twin
    private static float[] uniform(int length, int stream) {
        var random = RandomNumbers.of(SEED, stream, 0);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = 2 * (float) random.uniform(i) - 1;
        }
        return numbers;
    }
}
