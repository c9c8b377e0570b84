package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.kernel.Parallel;
import dev.glissade.kernel.Workspace;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Layer and batch normalisation are their equations, computed plainly in double.
class NormalisationTest {
    private static final long SEED = 84;
    private static final double EPSILON = 0x1p-10;
    private static final double MOMENTUM = 0.125;

    private final Samples samples = new Samples(SEED, 0);
    private final Workspace workspace = new Workspace();

    @ParameterizedTest
    @EnumSource
    void layersAreNormalisedOverTheirLastAxes(DType dtype) {
        Shape shape = Shape.of(3, 5, 29);
        for (int axes = 1; axes <= 3; axes++) {
            int length = axes == 1 ? 29 : axes == 2 ? 145 : 435;
            Shape last = Shape.of(Arrays.copyOfRange(shape.sizes(), 3 - axes, 3));
            for (boolean affine : new boolean[] {true, false}) {
                Tensor weight = affine ? samples.signed(dtype, last) : null;
                Tensor bias = affine ? samples.signed(dtype, last) : null;
                for (Tensor input : new Tensor[] {samples.signed(dtype, shape), samples.strided(dtype, shape)}) {
                    Tensor result = Tensor.zeros(dtype, shape);
                    Normalisation.layer(input, axes, weight, bias, EPSILON, result, workspace);
                    double[][] rows = Lines.of(input.reshape(Shape.of(435 / length, length)), 1);
                    double[] actual = result.toDoubles();
                    for (int i = 0; i < actual.length; i++) {
                        double[] row = rows[i / length];
                        double w = weight == null ? 1 : weight.toDoubles()[i % length];
                        double b = bias == null ? 0 : bias.toDoubles()[i % length];
                        double normal = (row[i % length] - mean(row)) / StrictMath.sqrt(variance(row) + EPSILON);
                        assertThat(actual[i]).isCloseTo(normal * w + b, tolerance(dtype));
                    }
                    if (input.dense()) {
                        Normalisation.layer(input, axes, weight, bias, EPSILON, input, workspace);
                        assertThat(input.toDoubles()).containsExactly(actual);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void batchesAreNormalisedPerChannel(DType dtype) {
        for (Shape shape : new Shape[] {Shape.of(9, 5), Shape.of(4, 3, 7), Shape.of(3, 2, 9, 11), Shape.of(1, 4, 80)}) {
            Shape channels = Shape.of(shape.size(1));
            for (boolean affine : new boolean[] {true, false}) {
                Tensor weight = affine ? samples.signed(dtype, channels) : null;
                Tensor bias = affine ? samples.signed(dtype, channels) : null;
                for (Tensor input : new Tensor[] {samples.signed(dtype, shape), samples.strided(dtype, shape)}) {
                    Tensor mean = samples.signed(dtype, channels);
                    Tensor variance = samples.positive(dtype, channels);
                    checkTraining(input, weight, bias, mean, variance);
                    checkInference(input, weight, bias, mean, variance);
                }
            }
        }
    }

    private void checkTraining(
            Tensor input, @Nullable Tensor weight, @Nullable Tensor bias, Tensor oldMean, Tensor oldVariance) {
        DType dtype = input.dtype();
        Tensor result = Tensor.zeros(dtype, input.shape());
        Tensor newMean = Tensor.zeros(dtype, oldMean.shape());
        Tensor newVariance = Tensor.zeros(dtype, oldMean.shape());
        Normalisation.batchTraining(
                input, weight, bias, oldMean, oldVariance, MOMENTUM, EPSILON, result, newMean, newVariance, workspace);
        double[][] channels = channels(input);
        double[][] actual = channels(result);
        for (int c = 0; c < channels.length; c++) {
            double[] x = channels[c];
            checkChannel(x, actual[c], mean(x), variance(x), at(weight, c, 1), at(bias, c, 0), dtype);
            double unbiased = variance(x) * x.length / (x.length - 1);
            double expectedMean = (1 - MOMENTUM) * oldMean.at(c) + MOMENTUM * mean(x);
            double expectedVariance = (1 - MOMENTUM) * oldVariance.at(c) + MOMENTUM * unbiased;
            assertThat(newMean.at(c)).isCloseTo(expectedMean, tolerance(dtype));
            assertThat(newVariance.at(c)).isCloseTo(expectedVariance, tolerance(dtype));
        }
        if (input.dense()) {
            Tensor inPlace = input.copy();
            Tensor mean = oldMean.copy();
            Tensor variance = oldVariance.copy();
            Normalisation.batchTraining(
                    inPlace, weight, bias, mean, variance, MOMENTUM, EPSILON, inPlace, mean, variance, workspace);
            assertThat(inPlace.toDoubles()).containsExactly(result.toDoubles());
            assertThat(mean.toDoubles()).containsExactly(newMean.toDoubles());
            assertThat(variance.toDoubles()).containsExactly(newVariance.toDoubles());
        }
    }

    private void checkInference(
            Tensor input, @Nullable Tensor weight, @Nullable Tensor bias, Tensor mean, Tensor variance) {
        Tensor result = Tensor.zeros(input.dtype(), input.shape());
        Normalisation.batchInference(input, weight, bias, mean, variance, EPSILON, result, workspace);
        double[][] channels = channels(input);
        double[][] actual = channels(result);
        for (int c = 0; c < channels.length; c++) {
            checkChannel(
                    channels[c],
                    actual[c],
                    mean.at(c),
                    variance.at(c),
                    at(weight, c, 1),
                    at(bias, c, 0),
                    input.dtype());
        }
    }

    private static void checkChannel(
            double[] x, double[] actual, double mean, double variance, double weight, double bias, DType dtype) {
        for (int i = 0; i < x.length; i++) {
            double normal = (x[i] - mean) / StrictMath.sqrt(variance + EPSILON);
            assertThat(actual[i]).isCloseTo(normal * weight + bias, tolerance(dtype));
        }
    }

    /// The derivative is the equation `s · (v − mean v − z · mean(v·z))`, and the bits of views are those of copies.
    @ParameterizedTest
    @EnumSource
    void derivativesAreTheirEquation(DType dtype) {
        for (Shape shape : new Shape[] {Shape.of(9, 5), Shape.of(4, 3, 7), Shape.of(3, 2, 9, 11), Shape.of(1, 4, 80)}) {
            Tensor x = samples.strided(dtype, shape);
            Tensor v = samples.repeated(dtype, shape);
            Tensor result = Tensor.zeros(dtype, shape);
            Tensor ofCopies = Tensor.zeros(dtype, shape);
            for (int axes = 1; axes <= shape.rank(); axes++) {
                Normalisation.layerDerivative(x, axes, v, EPSILON, result, workspace);
                Normalisation.layerDerivative(x.copy(), axes, v.copy(), EPSILON, ofCopies, workspace);
                assertThat(result.toDoubles()).containsExactly(ofCopies.toDoubles());
                int length = FloatGather.elements(shape, Axes.last(shape, axes).mask());
                Shape rows = Shape.of(shape.elements() / length, length);
                checkDerivative(
                        Lines.of(x.reshape(rows), 1),
                        Lines.of(v.reshape(rows), 1),
                        Lines.of(result.reshape(rows), 1),
                        dtype);
            }
            Normalisation.batchDerivative(x, v, EPSILON, result, workspace);
            Normalisation.batchDerivative(x.copy(), v.copy(), EPSILON, ofCopies, workspace);
            assertThat(result.toDoubles()).containsExactly(ofCopies.toDoubles());
            checkDerivative(channels(x), channels(v), channels(result), dtype);
        }
    }

    private static void checkDerivative(double[][] x, double[][] v, double[][] actual, DType dtype) {
        for (int r = 0; r < x.length; r++) {
            double scale = 1 / StrictMath.sqrt(variance(x[r]) + EPSILON);
            double along = 0;
            for (int i = 0; i < x[r].length; i++) {
                along += v[r][i] * (x[r][i] - mean(x[r])) * scale / x[r].length;
            }
            for (int i = 0; i < x[r].length; i++) {
                double z = (x[r][i] - mean(x[r])) * scale;
                double expected = scale * (v[r][i] - mean(v[r]) - z * along);
                assertThat(actual[r][i]).isCloseTo(expected, tolerance(dtype));
            }
        }
    }

    private static double at(@Nullable Tensor tensor, int c, double missing) {
        return tensor == null ? missing : tensor.at(c);
    }

    /// The elements of each channel, axis 1.
    private static double[][] channels(Tensor tensor) {
        Tensor first = tensor.transpose(0, 1).copy();
        int channels = first.shape().size(0);
        return Lines.of(first.reshape(Shape.of(channels, first.shape().elements() / channels)), 1);
    }

    private static double mean(double[] x) {
        return Arrays.stream(x).average().orElseThrow();
    }

    private static double variance(double[] x) {
        double mean = mean(x);
        return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / x.length;
    }

    private static Offset<Double> tolerance(DType dtype) {
        return within(dtype == DType.FLOAT32 ? 2e-5 : 1e-13);
    }

    @Test
    void bitsDoNotDependOnThreads() {
        for (Shape shape : new Shape[] {Shape.of(900, 700), Shape.of(5, 60, 1000)}) {
            Tensor input = Lines.random(DType.FLOAT32, shape, SEED);
            double[] layer = {};
            double[] batch = {};
            double[] layerDerivative = {};
            double[] batchDerivative = {};
            for (int threads : new int[] {1, 2, 3, 8}) {
                try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
                    var shared = new Workspace(Parallel.on(executor, threads));
                    Tensor result = Tensor.zeros(DType.FLOAT32, shape);
                    Normalisation.layer(input, 1, null, null, EPSILON, result, shared);
                    double[] layerNow = result.toDoubles();
                    Tensor statistic = Tensor.zeros(DType.FLOAT32, Shape.of(shape.size(1)));
                    Tensor other = statistic.copy();
                    Normalisation.batchTraining(
                            input, null, null, statistic, other, 0.1, EPSILON, result, statistic, other, shared);
                    double[] batchNow = result.toDoubles();
                    Normalisation.batch(input, null, null, EPSILON, result, shared);
                    assertThat(Arrays.equals(result.toDoubles(), batchNow))
                            .as("batch without statistics, %s, %d threads", shape, threads)
                            .isTrue();
                    Tensor direction = Lines.random(DType.FLOAT32, shape, SEED + 1);
                    Normalisation.layerDerivative(input, 1, direction, EPSILON, result, shared);
                    double[] layerDerivativeNow = result.toDoubles();
                    Normalisation.batchDerivative(input, direction, EPSILON, result, shared);
                    double[] batchDerivativeNow = result.toDoubles();
                    layerDerivative = threads == 1 ? layerDerivativeNow : layerDerivative;
                    batchDerivative = threads == 1 ? batchDerivativeNow : batchDerivative;
                    assertThat(Arrays.equals(layerDerivativeNow, layerDerivative))
                            .as("derivative of layer, %s, %d threads", shape, threads)
                            .isTrue();
                    assertThat(Arrays.equals(batchDerivativeNow, batchDerivative))
                            .as("derivative of batch, %s, %d threads", shape, threads)
                            .isTrue();
                    layer = threads == 1 ? layerNow : layer;
                    batch = threads == 1 ? batchNow : batch;
                    assertThat(Arrays.equals(layerNow, layer))
                            .as("layer, %s, %d threads", shape, threads)
                            .isTrue();
                    assertThat(Arrays.equals(batchNow, batch))
                            .as("batch, %s, %d threads", shape, threads)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Tensor x = samples.signed(DType.FLOAT32, Shape.of(2, 3));
        double[] before = x.toDoubles();
        Tensor two = Tensor.of(Shape.of(2), 1, 1f);
        Tensor three = Tensor.of(Shape.of(3), 1, 1, 1f);
        Tensor other = three.copy();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Normalisation.layer(x, 3, null, null, EPSILON, x, workspace))
                .withMessage("layerNormalisation: axes are 3, input is 2×3 of rank 2; from 1 to all of its axes are"
                        + " needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Normalisation.layer(x, 1, two, null, EPSILON, x, workspace))
                .withMessage("layerNormalisation: input is 2×3, weight is [2]; it must be dense, of the sizes of axes 1"
                        + " to 1 of the input");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Normalisation.batchInference(three, null, null, two, two, EPSILON, three, workspace))
                .withMessage("batchNormalisation: input is [3] of rank 1; at least 2 axes are needed, the second of"
                        + " channels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Normalisation.batchTraining(
                        x, null, null, three, other, 0.1, EPSILON, x, three, three, workspace))
                .withMessageStartingWith("batchNormalisation: newMean from element 0 lies over another operand");
        Tensor y = x.copy();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Normalisation.layerDerivative(x, 0, x, EPSILON, y, workspace))
                .withMessageStartingWith("layerNormalisation: axes are 0, input is 2×3 of rank 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Normalisation.layerDerivative(x, 1, three, EPSILON, y, workspace))
                .withMessage("layerNormalisation: input is float32 2×3, direction is float32 [3]; both must have one"
                        + " element type and one shape");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Normalisation.batchDerivative(y, x, EPSILON, x, workspace))
                .withMessageStartingWith("batchNormalisation: direction from element 0 lies over another operand");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Normalisation.batchDerivative(x, y, EPSILON, x, workspace))
                .withMessageStartingWith("batchNormalisation: input from element 0 lies over another operand");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Normalisation.batch(three, null, null, EPSILON, three, workspace))
                .withMessageStartingWith("batchNormalisation: input is [3] of rank 1");
        Tensor inside = Tensor.over(x.floats(), 3, Shape.of(3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Normalisation.layer(x, 1, null, inside, EPSILON, x, workspace))
                .withMessageStartingWith("layerNormalisation: bias from element 3 lies over another operand");
        assertThat(x.toDoubles()).containsExactly(before);
        assertThat(three.toFloats()).containsOnly(1);
    }
}
