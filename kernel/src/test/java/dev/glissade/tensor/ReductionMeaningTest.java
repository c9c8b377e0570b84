package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.kernel.Parallel;
import dev.glissade.kernel.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each reduction is what its definition says, computed plainly in double; whatever the threads, its bits are the same.
class ReductionMeaningTest {
    private static final long SEED = 82;
    private static final Map<DType, List<Tensor>> LARGE =
            Map.of(DType.FLOAT32, large(DType.FLOAT32), DType.FLOAT64, large(DType.FLOAT64));

    private final Samples samples = new Samples(SEED, 0);
    private final Workspace workspace = new Workspace();

    @ParameterizedTest
    @EnumSource
    void reductionsAlongEachAxisAreTheirDefinitions(Reduction reduction) {
        Shape shape = Shape.of(4, 37, 11);
        for (DType dtype : DType.values()) {
            Tensor input = samples.signed(dtype, shape);
            for (int axis = 0; axis < 3; axis++) {
                double[] actual = reduce(reduction, input, axis).toDoubles();
                double[][] lines = Lines.of(input, axis);
                for (int i = 0; i < lines.length; i++) {
                    double expected = definition(reduction, lines[i]);
                    double tolerance = (dtype == DType.FLOAT32 ? 1e-5 : 1e-13) * Math.max(1, Math.abs(expected));
                    assertThat(actual[i])
                            .as("%s of line %d along axis %d, %s, seed %d", reduction, i, axis, dtype, SEED)
                            .isCloseTo(expected, within(tolerance));
                }
            }
        }
    }

    private static double definition(Reduction reduction, double[] x) {
        double mean = Arrays.stream(x).average().orElse(Double.NaN);
        double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
        double max = Arrays.stream(x).max().orElse(Double.NaN);
        double min = Arrays.stream(x).min().orElse(Double.NaN);
        return switch (reduction) {
            case SUM -> Arrays.stream(x).sum();
            case MEAN -> mean;
            case PRODUCT -> Arrays.stream(x).reduce(1, (a, b) -> a * b);
            case MAX -> max;
            case MIN -> min;
            case LOG_SUM_EXP ->
                StrictMath.log(Arrays.stream(x).map(StrictMath::exp).sum());
            case VARIANCE -> variance;
            case STANDARD_DEVIATION -> StrictMath.sqrt(variance);
            case ARG_MAX -> first(x, max);
            case ARG_MIN -> first(x, min);
            case NORM_1 -> Arrays.stream(x).map(Math::abs).sum();
            case NORM_2 -> StrictMath.sqrt(Arrays.stream(x).map(v -> v * v).sum());
            case NORM_MAX -> Arrays.stream(x).map(Math::abs).max().orElse(0);
        };
    }

    private static int first(double[] x, double value) {
        int i = 0;
        while (x[i] != value) {
            i++;
        }
        return i;
    }

    private Tensor reduce(Reduction reduction, Tensor input, int axis) {
        Axes axes = Axes.of(input.shape(), axis);
        Tensor result = Tensor.zeros(input.dtype(), Reductions.shape(reduction, input.shape(), axes, false));
        Reductions.reduce(reduction, input, axes, result, workspace);
        return result;
    }

    @Test
    void variancesTakeACorrection() {
        Tensor x = Tensor.of(Shape.of(2, 4), 1, 2, 3, 6, 5, 5, 5, 5.0);
        Tensor result = Tensor.zeros(DType.FLOAT64, Shape.of(2));
        Reductions.reduce(Reduction.VARIANCE, 0, x, new Axes(2), result, workspace);
        assertThat(result.toDoubles()).containsExactly(3.5, 0);
        Reductions.reduce(Reduction.STANDARD_DEVIATION, 2, x, new Axes(2), result, workspace);
        assertThat(result.toDoubles()).containsExactly(StrictMath.sqrt(7), 0);
        Reductions.reduce(Reduction.VARIANCE, 5, x, new Axes(2), result, workspace);
        assertThat(result.toDoubles()).containsExactly(Double.POSITIVE_INFINITY, Double.NaN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reductions.reduce(Reduction.SUM, 0, x, new Axes(2), result, workspace))
                .withMessage("sum: a correction of 0 is given; only variance and standardDeviation take one");
    }

    @Test
    void whatIsReducedToNothingIsAsIeeeSays() {
        Tensor empty = Tensor.zeros(DType.FLOAT64, Shape.of(0, 2));
        for (Reduction reduction : Reduction.values()) {
            Axes first = new Axes(1);
            if (reduction.needsElements()) {
                Tensor untouched = Tensor.of(Shape.of(2), 7, 7.0);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Reductions.reduce(reduction, empty, first, untouched, workspace))
                        .withMessage(reduction + ": shape 0×2 has no elements to reduce; at least 1 is needed");
                assertThat(untouched.toDoubles()).containsOnly(7);
                continue;
            }
            double expected = switch (reduction) {
                case PRODUCT -> 1;
                case LOG_SUM_EXP -> Double.NEGATIVE_INFINITY;
                case MEAN, VARIANCE, STANDARD_DEVIATION -> Double.NaN;
                default -> 0;
            };
            assertThat(reduce(reduction, empty, 0).toDoubles())
                    .as(reduction.toString())
                    .containsOnly(expected);
        }
        Tensor one = Tensor.of(Shape.of(1), 3f);
        assertThat(reduce(Reduction.VARIANCE, one, 0).item()).isNaN();
    }

    @Test
    void anIndexIsTheFirstOfEqualsAndTheFirstNan() {
        float nan = Float.NaN;
        Tensor x = Tensor.of(Shape.of(4, 4), 1, 5, 5, -2, 0, nan, 9, nan, -0f, 0, -0f, 0, 3, 1, 1, 3f);
        for (Tensor lines : new Tensor[] {x, x.transpose(0, 1)}) {
            int axis = lines == x ? 1 : 0;
            assertThat(reduce(Reduction.ARG_MAX, lines, axis).toFloats()).containsExactly(1, 1, 0, 0);
            assertThat(reduce(Reduction.ARG_MIN, lines, axis).toFloats()).containsExactly(3, 1, 0, 1);
            Tensor values = Tensor.zeros(DType.FLOAT32, Shape.of(4));
            Tensor indices = Tensor.zeros(DType.FLOAT32, Shape.of(4));
            Reductions.maxWithIndex(lines, axis, values, indices, workspace);
            assertThat(values.toFloats()).containsExactly(5, nan, -0f, 3);
            assertThat(indices.toFloats()).containsExactly(1, 1, 0, 0);
            Reductions.minWithIndex(lines, axis, values, indices, workspace);
            assertThat(values.toFloats()).containsExactly(-2, nan, -0f, 1);
            assertThat(indices.toFloats()).containsExactly(3, 1, 0, 1);
        }
    }

    @Test
    void whatAnIndexCannotBeIsRefused() {
        Tensor x = Tensor.zeros(DType.FLOAT32, Shape.of(2, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reductions.shape(Reduction.ARG_MAX, x.shape(), new Axes(3), true))
                .withMessage("argMax: axes are {0, 1}, 2 of 2×3; an index runs along exactly 1");
        Tensor wide = Tensor.zeros(DType.FLOAT32, Shape.SCALAR).broadcastTo(Shape.of((1 << 24) + 1));
        Tensor result = Tensor.of(Shape.SCALAR, 5f);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reductions.reduce(Reduction.ARG_MIN, wide, new Axes(1), result, workspace))
                .withMessage("argMin: the axis has 16777217 elements, float32 counts to 16777216; convert to float64 to"
                        + " index more");
        Tensor indices = Tensor.zeros(DType.FLOAT32, Shape.of(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reductions.maxWithIndex(x, 1, indices, indices, workspace))
                .withMessageStartingWith("argMax: values from element 0 lie over indices from element 0");
        assertThat(result.item()).isEqualTo(5);
    }

    @Test
    void aResultOverTheInputIsRefused() {
        float[] storage = new float[8];
        Tensor input = Tensor.over(storage, 0, Shape.of(2, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reductions.reduce(
                        Reduction.SUM, input, new Axes(2), Tensor.over(storage, 5, Shape.of(2)), workspace))
                .withMessage("sum: the result from element 5 lies over the input from element 0 of the same storage;"
                        + " it is written while the input is read");
        Reductions.reduce(Reduction.SUM, input, new Axes(2), Tensor.over(storage, 6, Shape.of(2)), workspace);
    }

    @ParameterizedTest
    @EnumSource
    void bitsDoNotDependOnThreads(Reduction reduction) {
        for (DType dtype : DType.values()) {
            List<Tensor> inputs = Objects.requireNonNull(LARGE.get(dtype));
            double[][] expected = results(reduction, inputs, workspace);
            for (int threads : new int[] {2, 8}) {
                try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
                    double[][] actual = results(reduction, inputs, new Workspace(Parallel.on(executor, threads)));
                    for (int i = 0; i < actual.length; i++) {
                        assertThat(Arrays.equals(actual[i], expected[i]))
                                .as("%s, %d threads, %s, case %d, seed %d", reduction, threads, dtype, i, SEED)
                                .isTrue();
                    }
                }
            }
        }
    }

    /// Two tasks and more: one sequence, rows, columns and both.
    private static List<Tensor> large(DType dtype) {
        return List.of(
                Lines.random(dtype, Shape.of(600_003), SEED),
                Lines.random(dtype, Shape.of(1100, 490), SEED),
                Lines.random(dtype, Shape.of(490, 1100), SEED).transpose(0, 1),
                Lines.random(dtype, Shape.of(6, 230, 401), SEED));
    }

    /// The reduction of each input along each of its axes.
    private static double[][] results(Reduction reduction, List<Tensor> inputs, Workspace workspace) {
        List<double[]> results = new ArrayList<>();
        for (Tensor input : inputs) {
            for (int axis = 0; axis < input.shape().rank(); axis++) {
                Axes axes = Axes.of(input.shape(), axis);
                Tensor result = Tensor.zeros(input.dtype(), Reductions.shape(reduction, input.shape(), axes, false));
                Reductions.reduce(reduction, input, axes, result, workspace);
                results.add(result.toDoubles());
            }
        }
        return results.toArray(new double[0][]);
    }
}
