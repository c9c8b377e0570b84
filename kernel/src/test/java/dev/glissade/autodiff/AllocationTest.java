package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.glissade.kernel.Window;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A step that repeats allocates nothing on its thread, once the compiler has seen enough of it.
class AllocationTest {
    private static final int STEPS = 1000;
    private static final int WINDOWS = 3;
    private static final long WARM_UP_SECONDS = 60;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Samples samples = new Samples(61, 0);
    private final Tape tape = new Tape();

    @ParameterizedTest
    @EnumSource
    void aTrainingStepAllocatesNothing(DType dtype) {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("layer1.weight", Shape.of(64, 32));
        shapes.put("layer1.bias", Shape.of(32));
        shapes.put("layer2.weight", Shape.of(32, 10));
        shapes.put("layer2.bias", Shape.of(10));
        Parameters parameters = Parameters.zeros(dtype, shapes);
        fill(parameters.values());
        Tensor features = samples.signed(dtype, Shape.of(32, 64));
        Tensor labels = Tensor.zeros(dtype, Shape.of(32));
        assertNothingIsAllocated(() -> {
            tape.restart();
            Variable x = tape.input(features);
            Variable h = x.linear(
                    tape.parameter(parameters, "layer1.weight"),
                    tape.parameter(parameters, "layer1.bias"),
                    Activation.RELU);
            Variable logits = h.linear(
                    tape.parameter(parameters, "layer2.weight"),
                    tape.parameter(parameters, "layer2.bias"),
                    Activation.IDENTITY);
            tape.backward(logits.softmaxCrossEntropy(labels));
            descend(parameters);
            parameters.zeroGradients();
        });
    }

    /// Views, copies of strided operands, broadcasting, reductions, a loop and a branch that always go the same way.
    @ParameterizedTest
    @EnumSource
    void aProgramOfManyOperationsAllocatesNothing(DType dtype) {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("w", Shape.of(6, 6));
        Parameters parameters = Parameters.zeros(dtype, shapes);
        fill(parameters.values());
        Tensor given = samples.strided(dtype, Shape.of(2, 5, 6));
        Shape matrix = Shape.of(10, 6);
        assertNothingIsAllocated(() -> {
            tape.restart();
            Variable w = tape.parameter(parameters, "w");
            Variable x = tape.input(given);
            Variable h = x.transpose(0, 1).reshape(matrix).matmul(w);
            for (int i = 0; i < 3; i++) {
                h = h.shape().size(0) > 5 ? h.tanh().plus(1).times(0.5) : h.exp();
            }
            h = h.softmax(-1)
                    .plusScaled(0.5, h.transpose(0, 1).softmax(0).transpose(0, 1))
                    .max(h.abs());
            Variable loss =
                    h.max(1).logSumExp(0).plus(h.square().mean()).minus(w.sum(0).max());
            // The cotangent of this product is one number, repeated: neither rows nor columns are contiguous.
            loss = loss.plus(h.matmul(w).sum());
            tape.backward(loss);
            parameters.zeroGradients();
        });
    }

    @ParameterizedTest
    @EnumSource
    void lossesAllocateNothing(DType dtype) {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("x", Shape.of(2, 3, 4));
        Parameters parameters = Parameters.zeros(dtype, shapes);
        fill(parameters.values());
        Tensor targets = samples.positive(dtype, Shape.of(2, 3, 4));
        Tensor numbers = Tensor.zeros(dtype, Shape.of(2, 4));
        ClassOptions options = ClassOptions.PLAIN
                .withWeights(samples.positive(dtype, Shape.of(3)))
                .withSmoothing(0.1)
                .withIgnored(-100);
        BinaryWeights weights = BinaryWeights.NONE
                .withElements(samples.positive(dtype, Shape.of(4)))
                .withPositive(samples.positive(dtype, Shape.of(3, 1)));
        ClassOptions smoothing = ClassOptions.PLAIN.withSmoothing(0.1);
        LossReduction mean = LossReduction.MEAN;
        assertNothingIsAllocated(() -> {
            tape.restart();
            Variable x = tape.parameter(parameters, "x");
            Variable t = tape.input(targets);
            Variable labels = tape.input(numbers);
            Variable loss = Losses.huber(x, t, 0.5, mean)
                    .plus(Losses.smoothL1(x, t, 0.5, mean))
                    .plus(Losses.absoluteError(x, t, LossReduction.SUM))
                    .plus(Losses.squaredError(x, t, LossReduction.BATCH_MEAN))
                    .plus(Losses.binaryCrossEntropy(x.sigmoid(), t, weights, mean))
                    .plus(Losses.binaryCrossEntropyOfLogits(x, t, weights, mean))
                    .plus(Losses.hingeEmbedding(x, t, 1, mean))
                    .plus(Losses.squaredHinge(x, t, mean))
                    .plus(Losses.crossEntropy(x, labels, options, mean))
                    .plus(Losses.negativeLogLikelihood(x, labels, LossReduction.SUM))
                    .plus(Losses.crossEntropyOfDistribution(x, t, smoothing, LossReduction.BATCH_MEAN))
                    .plus(Losses.klDivergence(x, t, mean))
                    .plus(Losses.klDivergenceOfLogarithms(x, t, mean))
                    .plus(Losses.multiMargin(x, labels, 1, 2, mean));
            tape.backward(loss);
            parameters.zeroGradients();
        });
    }

    /// Convolution, both normalisations, both poolings and an embedding, forward and backward.
    @ParameterizedTest
    @EnumSource
    void aConvolutionalStepAllocatesNothing(DType dtype) {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("filter", Shape.of(4, 2, 3, 3));
        shapes.put("filter.bias", Shape.of(4));
        shapes.put("scale", Shape.of(4));
        shapes.put("shift", Shape.of(4));
        shapes.put("rows", Shape.of(5, 2));
        shapes.put("rows.scale", Shape.of(2));
        Parameters parameters = Parameters.zeros(dtype, shapes);
        fill(parameters.values());
        Tensor images = samples.signed(dtype, Shape.of(3, 2, 8, 8));
        Tensor index = Tensor.zeros(dtype, Shape.of(3, 4));
        var statistics = RunningStatistics.of(dtype, 4, 0.1);
        var same = Window.square(3, 1, 1);
        var half = Window.square(2, 2, 0);
        Shape flat = Shape.of(3, 8);
        assertNothingIsAllocated(() -> {
            tape.restart();
            Variable filter = tape.parameter(parameters, "filter");
            Variable x = tape.input(images);
            Variable h = x.convolution(filter, tape.parameter(parameters, "filter.bias"), same, 1)
                    .batchNormalisation(
                            tape.parameter(parameters, "scale"), tape.parameter(parameters, "shift"), statistics, 1e-5)
                    .relu()
                    .maxPooling(half)
                    .meanPooling(half, true);
            Variable rows = tape.parameter(parameters, "rows")
                    .embedding(index, 1)
                    .layerNormalisation(1, tape.parameter(parameters, "rows.scale"), null, 1e-5);
            Variable loss = h.square().mean().plus(rows.reshape(flat).square().mean());
            tape.backward(loss);
            descend(parameters);
            parameters.zeroGradients();
        });
    }

    private void fill(Tensor values) {
        Tensor random = samples.signed(values.dtype(), values.shape());
        for (int i = 0; i < values.shape().elements(); i++) {
            switch (values.dtype()) {
                case FLOAT32 -> values.floats()[i] = random.floats()[i] * 0.1f;
                case FLOAT64 -> values.doubles()[i] = random.doubles()[i] * 0.1;
            }
        }
    }

    private static void descend(Parameters parameters) {
        switch (parameters.dtype()) {
            case FLOAT32 -> {
                float[] w = parameters.values().floats();
                float[] g = parameters.gradients().floats();
                for (int i = 0; i < w.length; i++) {
                    w[i] -= 0.01f * g[i];
                }
            }
            case FLOAT64 -> {
                double[] w = parameters.values().doubles();
                double[] g = parameters.gradients().doubles();
                for (int i = 0; i < w.length; i++) {
                    w[i] -= 0.01 * g[i];
                }
            }
        }
        parameters.changed();
    }

    private void assertNothingIsAllocated(Runnable step) {
        assumeTrue(threads.isThreadAllocatedMemorySupported());
        long end = System.nanoTime() + WARM_UP_SECONDS * 1_000_000_000;
        long bytes = -1;
        int quiet = 0;
        while (quiet < WINDOWS && System.nanoTime() < end) {
            bytes = window(step);
            quiet = bytes == 0 ? quiet + 1 : 0;
        }
        assertThat(quiet)
                .as(
                        "windows of %d steps in a row without allocation after %d s; the last one allocated %d bytes",
                        STEPS, WARM_UP_SECONDS, bytes)
                .isEqualTo(WINDOWS);
    }

    private long window(Runnable step) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < STEPS; i++) {
            step.run();
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
