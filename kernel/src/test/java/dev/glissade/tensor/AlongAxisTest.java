package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import dev.glissade.kernel.Parallel;
import dev.glissade.kernel.Workspace;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Softmax, its logarithm and cumulative sums are their definitions along every axis of every layout, with the bits of
/// the line alone.
class AlongAxisTest {
    private static final long SEED = 83;

    private final Samples samples = new Samples(SEED, 0);
    private final Workspace workspace = new Workspace();

    @ParameterizedTest
    @EnumSource
    void linesAreTheirDefinitions(AxisOperation operation) {
        Shape[] shapes = {Shape.of(5, 37, 12), Shape.of(2, 70), Shape.of(4200, 3), Shape.of(3, 4200), Shape.of(1)};
        for (DType dtype : DType.values()) {
            double tolerance = dtype == DType.FLOAT32 ? 1e-4 : 1e-12;
            for (Shape shape : shapes) {
                for (Tensor input : new Tensor[] {samples.signed(dtype, shape), samples.strided(dtype, shape)}) {
                    for (int axis = 0; axis < shape.rank(); axis++) {
                        Tensor result = run(operation, input, axis, workspace);
                        double[][] lines = Lines.of(input, axis);
                        double[][] actual = Lines.of(result, axis);
                        for (int i = 0; i < lines.length; i++) {
                            String what = operation + " of line " + i + " along axis " + axis + " of " + shape + ", "
                                    + dtype + ", seed " + SEED;
                            double[] expected = definition(operation, lines[i]);
                            for (int j = 0; j < expected.length; j++) {
                                double error = Math.abs(actual[i][j] - expected[j]);
                                if (!(error <= tolerance * Math.max(1, Math.abs(expected[j])))) {
                                    fail("%s: element %d is %s, expected %s", what, j, actual[i][j], expected[j]);
                                }
                            }
                            if (i % 50 == 0) {
                                assertThat(Arrays.equals(actual[i], alone(operation, dtype, lines[i])))
                                        .as(what)
                                        .isTrue();
                            }
                        }
                        if (input.dense()) {
                            Tensor inPlace = input.copy();
                            run(operation, inPlace, axis, inPlace, workspace);
                            assertThat(Arrays.equals(inPlace.toDoubles(), result.toDoubles()))
                                    .as("%s in place along axis %d of %s", operation, axis, shape)
                                    .isTrue();
                        }
                    }
                }
            }
        }
    }

    private double[] alone(AxisOperation operation, DType dtype, double[] line) {
        Tensor tensor = Tensor.of(Shape.of(line.length), line);
        if (dtype == DType.FLOAT32) {
            tensor = Tensor.of(tensor.shape(), tensor.toFloats());
        }
        return run(operation, tensor, 0, workspace).toDoubles();
    }

    private static double[] definition(AxisOperation operation, double[] x) {
        double[] result = new double[x.length];
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += operation == AxisOperation.CUMULATIVE_SUM ? x[i] : StrictMath.exp(x[i]);
            result[i] = sum;
        }
        for (int i = 0; i < x.length; i++) {
            result[i] = switch (operation) {
                case SOFTMAX -> StrictMath.exp(x[i]) / sum;
                case LOG_SOFTMAX -> x[i] - StrictMath.log(sum);
                case CUMULATIVE_SUM -> result[i];
            };
        }
        return result;
    }

    private static Tensor run(AxisOperation operation, Tensor input, int axis, Workspace workspace) {
        Tensor result = Tensor.zeros(input.dtype(), input.shape());
        run(operation, input, axis, result, workspace);
        return result;
    }

    private static void run(AxisOperation operation, Tensor input, int axis, Tensor result, Workspace workspace) {
        switch (operation) {
            case SOFTMAX -> Softmax.softmax(input, axis, result, workspace);
            case LOG_SOFTMAX -> Softmax.logSoftmax(input, axis, result, workspace);
            case CUMULATIVE_SUM -> Scans.cumulativeSum(input, axis, result, workspace);
        }
    }

    @Test
    void linesThatAreNotFinite() {
        double infinity = Double.POSITIVE_INFINITY;
        Tensor x = Tensor.of(Shape.of(4, 2), infinity, 1, Double.NaN, 0, -infinity, -infinity, -infinity, 2);
        for (Tensor lines : new Tensor[] {x, x.transpose(0, 1)}) {
            int axis = lines == x ? 1 : 0;
            double[][] softmax = Lines.of(run(AxisOperation.SOFTMAX, lines, axis, workspace), axis);
            double[][] logarithm = Lines.of(run(AxisOperation.LOG_SOFTMAX, lines, axis, workspace), axis);
            for (int i = 0; i < 3; i++) {
                assertThat(softmax[i]).containsOnly(Double.NaN);
                assertThat(logarithm[i]).containsOnly(Double.NaN);
            }
            assertThat(softmax[3]).containsExactly(0, 1);
            assertThat(logarithm[3]).containsExactly(-infinity, 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bitsDoNotDependOnThreads(AxisOperation operation) {
        for (DType dtype : DType.values()) {
            Tensor input = Lines.random(dtype, Shape.of(3, 300, 301), SEED);
            for (int axis = 0; axis < 3; axis++) {
                double[] expected = run(operation, input, axis, workspace).toDoubles();
                for (int threads : new int[] {2, 8}) {
                    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
                        var shared = new Workspace(Parallel.on(executor, threads));
                        double[] actual = run(operation, input, axis, shared).toDoubles();
                        assertThat(Arrays.equals(actual, expected))
                                .as("%s along axis %d, %d threads, seed %d", operation, axis, threads, SEED)
                                .isTrue();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotFitIsRefusedBeforeAnythingIsWritten(AxisOperation operation) {
        float[] storage = {1, 2, 3, 4, 5, 6, 7};
        Tensor x = Tensor.over(storage, 0, Shape.of(2, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(operation, x, 2, x, workspace))
                .withMessage("axis 2 of 2×3, whose rank is 2; there is no such axis");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(operation, x, 1, Tensor.zeros(DType.FLOAT32, Shape.of(3, 2)), workspace))
                .withMessage(operation + ": input is 2×3, result is 3×2; a dense result of the shape of the input is"
                        + " needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(operation, x, 1, Tensor.zeros(DType.FLOAT64, Shape.of(2, 3)), workspace))
                .withMessage(operation + ": input is float32, result is float64; both must have one element type");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(operation, x, 1, Tensor.over(storage, 1, Shape.of(2, 3)), workspace))
                .withMessage(operation + ": the result from element 1 lies over the input from element 0 of the same"
                        + " storage; it must be the same dense tensor or lie elsewhere");
        Tensor square = Tensor.over(storage, 0, Shape.of(2, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(operation, square.transpose(0, 1), 1, square, workspace))
                .withMessageStartingWith(operation + ": the result from element 0 lies over the input");
        assertThat(storage).containsExactly(1, 2, 3, 4, 5, 6, 7);
        Tensor empty = Tensor.zeros(DType.FLOAT32, Shape.of(2, 0));
        assertThat(run(operation, empty, 1, workspace).shape()).isEqualTo(empty.shape());
    }
}
