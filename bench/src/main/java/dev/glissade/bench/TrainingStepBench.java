package dev.glissade.bench;

import dev.glissade.autodiff.Activation;
import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.Variable;
import dev.glissade.kernel.Kernels;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.RandomNumbers;
import dev.glissade.tensor.Seed;
import dev.glissade.training.Batch;
import dev.glissade.training.Batches;
import dev.glissade.training.Dataset;
import dev.glissade.training.Dense;
import dev.glissade.training.Descent;
import dev.glissade.training.Model;
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
import org.openjdk.jmh.infra.BenchmarkParams;

/// One step of training a 64-32-10 network: forward, backward, and Adam over its 2,410 parameters.
///
/// Tensors use the loops that the process has chosen. So the two implementations are two methods, each with a process
/// set up for it, and their bits cannot be compared here.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1, timeUnit = TimeUnit.SECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls setUp after it has set the parameters
public class TrainingStepBench {
    private static final Seed SEED = Seed.of(7);
    private static final int FEATURES = 64;
    private static final int CLASSES = 10;

    /// So small that the network stays where it is: late steps do the work of early ones, and no gradient fades into
    /// subnormal numbers.
    private static final double LEARNING_RATE = 1e-12;

    @Param({"1", "32", "256"})
    int batch;

    @Param
    DType dtype = DType.FLOAT32;

    private final Tape tape = new Tape();
    private final Model model = Model.of(Dense.of(FEATURES, 32, Activation.RELU), Dense.of(32, CLASSES));
    private Batch samples;
    private Descent descent;
    private double firstLoss;

    @Setup
    public void setUp(BenchmarkParams benchmark) {
        checkProvider(benchmark);
        samples = new Batches(data(), batch, SEED, dtype).get(0);
        var adam = Optimizers.named("adam").with("learningRate", LEARNING_RATE);
        descent = Descent.of(adam, model.initialise(SEED, dtype));
        firstLoss = step();
    }

    /// The step in a process with scalar loops.
    @Benchmark
    @Fork(
            value = 1,
            jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Dglissade.simd=off"})
    public double scalar() {
        return step();
    }

    /// The step in a process with SIMD loops.
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
    public double simd() {
        return step();
    }

    /// Checks that the network stayed where it was.
    @TearDown
    public void checkLoss() {
        double loss = step();
        if (!(Math.abs(loss - firstLoss) <= 1e-3 * firstLoss)) {
            throw new IllegalStateException("the loss is " + loss + ", at first it was " + firstLoss
                    + "; it must not change by more than 0.1 %");
        }
    }

    private double step() {
        tape.restart();
        Variable loss =
                model.apply(tape, descent.parameters(), samples.features()).softmaxCrossEntropy(samples.labels());
        tape.backward(loss);
        descent.step();
        return loss.value();
    }

    /// A benchmark has the name of the provider that it is about.
    private static void checkProvider(BenchmarkParams benchmark) {
        String name = benchmark.getBenchmark();
        var report = Kernels.report();
        if (!name.endsWith("." + report.provider())) {
            throw new IllegalStateException(name + ": the loops are " + report);
        }
    }

    private Dataset data() {
        var random = RandomNumbers.of(SEED, 0, 0);
        double[] features = new double[batch * FEATURES];
        Arrays.setAll(features, random::uniform);
        int[] labels = new int[batch];
        Arrays.setAll(labels, i -> random.below(CLASSES, features.length + i));
        return Dataset.of(features, FEATURES, labels, CLASSES);
    }
}
