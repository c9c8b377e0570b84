package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.glissade.kernel.WarmUpReport;
import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Warming up leaves no trace; a warm program allocates nothing.
class ProgramWarmUpTest {
    private static final int STEPS = 1000;
    private static final int WINDOWS = 3;
    private static final long WARM_UP_SECONDS = 60;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Samples samples = new Samples(9, 0);

    /// Counts its runs in a tensor of its own.
    private record Counting(Tensor runs) implements Diagonal {
        @Override
        public String operation() {
            return "counting";
        }

        @Override
        public List<Tensor> state() {
            return List.of(runs);
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            runs.doubles()[0]++;
            Elementwise.copy(at.tensor(0), result, workspace);
        }

        @Override
        public @Nullable Variable derivative(Variable x, Variable y, Variable v) {
            return v;
        }
    }

    /// Two layers and the mean softmax cross-entropy.
    private static Map<String, Variable> step(Tape tape, Parameters parameters, Variable features, Variable labels) {
        Variable h = features.linear(
                tape.parameter(parameters, "layer1.weight"),
                tape.parameter(parameters, "layer1.bias"),
                Activation.RELU);
        Variable y = h.linear(
                tape.parameter(parameters, "layer2.weight"),
                tape.parameter(parameters, "layer2.bias"),
                Activation.IDENTITY);
        Variable loss = y.softmaxCrossEntropy(labels);
        tape.backward(loss);
        return Map.of("loss", loss);
    }

    private static Program step(DType dtype, Parameters parameters) {
        return Program.plan(
                (tape, in) -> step(tape, parameters, in.get(0), in.get(1)),
                new Program.Input(dtype, Shape.of(6, 12)),
                new Program.Input(dtype, Shape.of(6)));
    }

    @Test
    void stateChangesOncePerRunAndNotByRecordingNorWarmingUp() {
        var counting = new Counting(Tensor.of(Shape.of(1), 5.0));
        Tensor x = Tensor.of(Shape.of(1), 1.0);
        Program program = Program.record(
                (tape, in) -> {
                    // Nothing depends on the result.
                    tape.record(counting, in.getFirst());
                    return Map.of("y", in.getFirst().exp());
                },
                x);
        assertThat(counting.runs().item()).isEqualTo(5);
        program.run(x);
        program.run(x);
        assertThat(counting.runs().item()).isEqualTo(7);
        program.warmUp(Duration.ofMillis(20));
        assertThat(counting.runs().item()).isEqualTo(7);
    }

    @Test
    void gradientsAreAfterwardsAsBeforeAndOutputsGone() {
        Parameters parameters = ProgramTest.layers(samples, DType.FLOAT32);
        Program program = step(DType.FLOAT32, parameters);
        Tensor features = samples.signed(DType.FLOAT32, Shape.of(6, 12));
        Tensor labels = Tensor.zeros(DType.FLOAT32, Shape.of(6));
        program.run(features, labels);
        float[] gradients = parameters.gradients().toFloats();
        float[] values = parameters.values().toFloats();
        long version = parameters.version();
        program.warmUp(Duration.ofMillis(50));
        assertThat(parameters.gradients().toFloats()).containsExactly(gradients);
        assertThat(parameters.values().toFloats()).containsExactly(values);
        assertThat(parameters.version()).isEqualTo(version);
        assertThatThrownBy(() -> program.output("loss")).isInstanceOf(IllegalStateException.class);
        // Marked as zero before, marked afterwards: the next gradient overwrites.
        parameters.zeroGradients();
        program.warmUp(Duration.ofMillis(5));
        program.run(features, labels);
        assertThat(parameters.gradients().toFloats()).containsExactly(gradients);
    }

    @Test
    void guardsDoNotEndIt() {
        Program program = Program.record(
                (tape, in) -> {
                    in.getFirst().value();
                    return Map.of("y", in.getFirst().exp());
                },
                Tensor.of(Shape.SCALAR, 1.0));
        assertThatThrownBy(() -> program.run(Tensor.of(Shape.SCALAR, 2.0))).isInstanceOf(GuardException.class);
        program.warmUp(Duration.ofMillis(5));
    }

    @Test
    void theReportNamesOperations() {
        Program program = Program.plan(
                (tape, in) -> Map.of("y", in.getFirst().exp().sum()), new Program.Input(DType.FLOAT32, Shape.of(100)));
        assertThat(program.warmUp(Duration.ZERO).cold()).isNotEmpty();
        WarmUpReport report = program.warmUp(Duration.ofSeconds(30));
        assertThat(report.cold()).isEmpty();
        assertThat(report.warm()).containsExactly("exp [100]", "sum [1]");
        assertThatThrownBy(() -> program.warmUp(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aRunAllocatesNothing(DType dtype) {
        assumeTrue(threads.isThreadAllocatedMemorySupported());
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("layer1.weight", Shape.of(64, 32));
        shapes.put("layer1.bias", Shape.of(32));
        shapes.put("layer2.weight", Shape.of(32, 10));
        shapes.put("layer2.bias", Shape.of(10));
        Parameters parameters = Parameters.zeros(dtype, shapes);
        Elementwise.scale(
                0.1, samples.signed(dtype, parameters.values().shape()), parameters.values(), new Workspace());
        Program program = Program.plan(
                (tape, in) -> step(tape, parameters, in.get(0), in.get(1)),
                new Program.Input(dtype, Shape.of(32, 64)),
                new Program.Input(dtype, Shape.of(32)));
        Tensor[] features = {samples.signed(dtype, Shape.of(32, 64)), samples.strided(dtype, Shape.of(32, 64))};
        Tensor labels = Tensor.zeros(dtype, Shape.of(32));
        long end = System.nanoTime() + WARM_UP_SECONDS * 1_000_000_000;
        long bytes = -1;
        int quiet = 0;
        double sum = 0;
        while (quiet < WINDOWS && System.nanoTime() < end) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < STEPS; i++) {
                parameters.zeroGradients();
                sum += program.run(features[i & 1], labels).output("loss").item();
            }
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
            quiet = bytes == 0 ? quiet + 1 : 0;
        }
        assertThat(sum).isPositive();
        assertThat(quiet)
                .as(
                        "windows of %d runs without allocation; the last one allocated %d bytes; %s",
                        STEPS, bytes, program.warmUp(Duration.ZERO))
                .isEqualTo(WINDOWS);
    }
}
