package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.kernel.Workspace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Any set of axes of any layout gives the bits of the gathered sequence.
class ReductionsTest {
    private static final long SEED = 81;
    private static final Axes FIRST = new Axes(0b1);
    private static final Axes SECOND = new Axes(0b10);
    private static final Axes THIRD = new Axes(0b100);

    private final Samples samples = new Samples(SEED, 0);
    private final Workspace workspace = new Workspace();

    @ParameterizedTest
    @EnumSource
    void everySetOfAxesGivesTheBitsOfTheSequence(Reduction reduction) {
        List<Shape> shapes = List.of(
                Shape.of(3, 5, 7), Shape.of(2, 3, 4, 5), Shape.of(1, 70, 1, 33), Shape.of(4100, 2), Shape.of(3, 4200));
        for (DType dtype : DType.values()) {
            for (Shape shape : shapes) {
                for (Tensor input : List.of(
                        samples.signed(dtype, shape), samples.strided(dtype, shape), samples.repeated(dtype, shape))) {
                    for (int mask = 0; mask < 1 << shape.rank(); mask++) {
                        var axes = new Axes(mask);
                        if (axes.count() == 1 || !reduction.isIndex()) {
                            check(reduction, input, axes);
                        }
                    }
                }
            }
        }
    }

    private void check(Reduction reduction, Tensor input, Axes axes) {
        Shape shape = input.shape();
        Tensor result = Tensor.zeros(input.dtype(), Reductions.shape(reduction, shape, axes, false));
        Reductions.reduce(reduction, input, axes, result, workspace);
        // The kept axes in front, the reduced ones behind: each result is the reduction of one dense row.
        int[] order = new int[shape.rank()];
        int next = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int axis = 0; axis < shape.rank(); axis++) {
                if (axes.contains(axis) == (pass == 1)) {
                    order[next++] = axis;
                }
            }
        }
        int kept = result.shape().elements();
        int reduced = shape.elements() / kept;
        Tensor rows = input.permute(order).copy().reshape(Shape.of(kept, reduced));
        double[] expected = new double[kept];
        Tensor one = Tensor.zeros(input.dtype(), Shape.SCALAR);
        for (int i = 0; i < kept; i++) {
            Tensor row = rows.slice(0, i, i + 1, 1).reshape(Shape.of(reduced));
            Reductions.reduce(reduction, row, Axes.all(row.shape()), one, workspace);
            expected[i] = one.item();
        }
        assertThat(result.toDoubles())
                .as("%s of %s, axes %s, seed %d", reduction, shape, axes, SEED)
                .containsExactly(expected);
    }

    @Test
    void sumsAreRightAndInTheirOrder() {
        Tensor x = samples.signed(DType.FLOAT64, Shape.of(10_000));
        double exact = 0;
        for (double value : x.toDoubles()) {
            exact += value;
        }
        Tensor one = Tensor.zeros(DType.FLOAT64, Shape.SCALAR);
        Reductions.reduce(Reduction.SUM, x, Axes.all(x.shape()), one, workspace);
        assertThat(one.item()).isCloseTo(exact, within(1e-10));
    }

    @Test
    void nothingIsReducedToTheNeutralElement() {
        Tensor empty = Tensor.zeros(DType.FLOAT32, Shape.of(2, 0, 3));
        Tensor result = Tensor.of(Shape.of(2, 3), 9, 9, 9, 9, 9, 9f);
        Reductions.reduce(Reduction.SUM, empty, SECOND, result, workspace);
        assertThat(result.toFloats()).containsOnly(0);
        Reductions.reduce(Reduction.LOG_SUM_EXP, empty, SECOND, result, workspace);
        assertThat(result.toFloats()).containsOnly(Float.NEGATIVE_INFINITY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reductions.shape(Reduction.MAX, empty.shape(), SECOND, true))
                .withMessage("max: shape 2×0×3 has no elements to reduce; at least 1 is needed");
        assertThat(Reductions.shape(Reduction.MAX, empty.shape(), FIRST, true)).isEqualTo(Shape.of(1, 0, 3));
    }

    @Test
    void equalElementsShareTheCotangentOfAMaximum() {
        Tensor x = Tensor.of(Shape.of(3, 3), 1, 4, 4, 2, 2, 2, 5, 0, Float.NaN);
        Tensor maximum = Tensor.of(Shape.of(3, 1), 4, 2, Float.NaN);
        Tensor cotangent = Tensor.of(Shape.of(3, 1), 1, 6, 1f);
        Tensor shares = Tensor.zeros(DType.FLOAT32, x.shape());
        Reductions.maxShare(x, maximum, cotangent, shares);
        assertThat(shares.toFloats()).containsExactly(0, 0.5f, 0.5f, 2, 2, 2, Float.NaN, Float.NaN, Float.NaN);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Tensor x = Tensor.zeros(DType.FLOAT32, Shape.of(2, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reductions.reduce(
                        Reduction.SUM, x, SECOND, Tensor.zeros(DType.FLOAT32, Shape.of(3)), workspace))
                .withMessage("sum: 2×3 reduces to [2], result is [3]; a dense result of that shape, or with the reduced"
                        + " axes of size 1, is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reductions.reduce(
                        Reduction.SUM, x, SECOND, Tensor.zeros(DType.FLOAT64, Shape.of(2)), workspace))
                .withMessage("sum: input is float32, result is float64; both must have one element type");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reductions.shape(Reduction.SUM, x.shape(), THIRD, true))
                .withMessage("sum: axes {2} of 2×3; only axes below its rank 2 exist");
    }

    @Test
    void aReductionRefusesWhatItsShapeRuleRefuses() {
        Tensor empty = Tensor.zeros(DType.FLOAT32, Shape.of(2, 0));
        Tensor result = Tensor.of(Shape.of(2), 8, 9f);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reductions.reduce(Reduction.MAX, empty, SECOND, result, workspace))
                .withMessage("max: shape 2×0 has no elements to reduce; at least 1 is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reductions.reduce(Reduction.SUM, result, SECOND, result, workspace))
                .withMessage("sum: axes {1} of [2]; only axes below its rank 1 exist");
        Tensor cube = Tensor.zeros(DType.FLOAT32, Shape.of(2, 3, 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reductions.reduce(
                        Reduction.SUM, cube, THIRD, Tensor.zeros(DType.FLOAT32, Shape.of(3, 2)), workspace))
                .withMessageStartingWith("sum: 2×3×4 reduces to 2×3, result is 3×2;");
        assertThat(result.toFloats()).containsExactly(8, 9);
    }

    @Test
    void sharesThatDoNotFitAreRefused() {
        Tensor x = Tensor.zeros(DType.FLOAT32, Shape.of(2, 3));
        Tensor maximum = Tensor.zeros(DType.FLOAT32, Shape.of(2, 1));
        Tensor result = Tensor.zeros(DType.FLOAT32, Shape.of(4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reductions.maxShare(x, maximum, maximum, result))
                .withMessage(
                        "maxShare: input is 2×3, result is [4]; a dense result of the shape of the input is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reductions.maxShare(x, maximum, x, x.copy()))
                .withMessage(
                        "maxShare: input is 2×3, maximum is 2×1, cotangent is 2×3; the latter two need the shape of"
                                + " the input with the reduced axes of size 1");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Reductions.maxShare(x, Tensor.zeros(DType.FLOAT64, Shape.of(2, 1)), maximum, x.copy()))
                .withMessage("maxShare: input is float32, maximum is float64, cotangent is float32, result is float32;"
                        + " all must have one element type");
    }
}
