package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.glissade.kernel.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every operation on every mixture of layouts gives the bits of one element at a time.
class ElementwiseTest {
    private static final long SEED = 71;
    private static final double SCALAR = -0.3;
    private static final double OTHER_SCALAR = 0.9;
    private static final double BETA = 1.7;
    private static final double THRESHOLD = 2;

    private final Samples samples = new Samples(SEED, 0);
    private final Workspace workspace = new Workspace();

    /// How an operand or a result lies in its storage.
    private enum Layout {
        DENSE,
        STRIDED,
        REPEATED,
        BROADCAST
    }

    @ParameterizedTest
    @EnumSource
    void everyMixtureOfLayoutsGivesTheSameBits(ElementwiseOperation operation) {
        for (DType dtype : DType.values()) {
            for (int trial = 0; trial < 40; trial++) {
                Shape shape = trial == 0 ? Shape.of(3, 2100) : samples.shape(samples.below(5), 6);
                var operands = new ArrayList<Tensor>();
                for (int i = 0; i < operation.operands(); i++) {
                    operands.add(laidOut(dtype, shape, Layout.values()[samples.below(4)]));
                }
                Tensor result = samples.below(2) == 0 ? Tensor.zeros(dtype, shape) : samples.strided(dtype, shape);
                double[] expected = oneByOne(operation, dtype, operands, shape);
                apply(operation, operands, result);
                assertThat(result.toDoubles())
                        .as("%s of %s, seed %d, trial %d", operation, operands, SEED, trial)
                        .containsExactly(expected);
            }
        }
    }

    private Tensor laidOut(DType dtype, Shape shape, Layout layout) {
        return switch (layout) {
            case DENSE -> samples.signed(dtype, shape);
            case STRIDED -> samples.strided(dtype, shape);
            case REPEATED -> samples.repeated(dtype, shape);
            case BROADCAST -> {
                int[] sizes = shape.sizes();
                int kept = samples.below(sizes.length + 1);
                int[] last = Arrays.copyOfRange(sizes, sizes.length - kept, sizes.length);
                for (int i = 0; i < kept; i++) {
                    last[i] = samples.below(2) == 0 ? 1 : last[i];
                }
                yield samples.strided(dtype, Shape.of(last));
            }
        };
    }

    private double[] oneByOne(ElementwiseOperation operation, DType dtype, List<Tensor> operands, Shape shape) {
        double[][] values = new double[operands.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = elements(operands.get(i), shape);
        }
        double[] expected = new double[shape.elements()];
        Tensor one = Tensor.zeros(dtype, Shape.SCALAR);
        for (int i = 0; i < expected.length; i++) {
            var single = new ArrayList<Tensor>();
            for (double[] value : values) {
                single.add(scalar(dtype, value[i]));
            }
            apply(operation, single, one);
            expected[i] = one.item();
        }
        return expected;
    }

    /// The elements of a tensor broadcast to a shape, found by index arithmetic alone.
    private static double[] elements(Tensor tensor, Shape shape) {
        double[] elements = new double[shape.elements()];
        int[] index = new int[shape.rank()];
        for (int i = 0; i < elements.length; i++) {
            int rest = i;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                index[axis] = rest % shape.size(axis);
                rest /= shape.size(axis);
            }
            int[] own = new int[tensor.shape().rank()];
            for (int axis = 0; axis < own.length; axis++) {
                int size = tensor.shape().size(axis);
                own[axis] = size == 1 ? 0 : index[axis + shape.rank() - own.length];
            }
            elements[i] = tensor.at(own);
        }
        return elements;
    }

    private static Tensor scalar(DType dtype, double value) {
        return dtype == DType.FLOAT32 ? Tensor.of(Shape.SCALAR, (float) value) : Tensor.of(Shape.SCALAR, value);
    }

    private void apply(ElementwiseOperation operation, List<Tensor> operands, Tensor result) {
        switch (operation) {
            case SCALE -> Elementwise.scale(SCALAR, operands.get(0), result, workspace);
            case CLAMP -> Elementwise.clamp(SCALAR, OTHER_SCALAR, operands.get(0), result, workspace);
            case LEAKY_RELU -> Elementwise.leakyRelu(SCALAR, operands.get(0), result, workspace);
            case ADD_SCALED -> Elementwise.addScaled(operands.get(0), SCALAR, operands.get(1), result, workspace);
            case SOFTPLUS -> Elementwise.softplus(BETA, THRESHOLD, operands.get(0), result, workspace);
            case ELU -> Elementwise.elu(SCALAR, operands.get(0), result, workspace);
            default -> {
                switch (operands.size()) {
                    case 1 -> Elementwise.apply(operation, operands.get(0), result, workspace);
                    case 2 -> Elementwise.apply(operation, operands.get(0), operands.get(1), result, workspace);
                    default ->
                        Elementwise.apply(
                                operation, operands.get(0), operands.get(1), operands.get(2), result, workspace);
                }
            }
        }
    }

    @Test
    void aResultMayBeAnOperand() {
        for (DType dtype : DType.values()) {
            for (Tensor x : List.of(
                    samples.signed(dtype, Shape.of(5, 3)),
                    samples.strided(dtype, Shape.of(5, 3)),
                    samples.strided(dtype, Shape.of(3, 2100)))) {
                double[] expected = x.toDoubles();
                for (int i = 0; i < expected.length; i++) {
                    expected[i] += expected[i];
                }
                Elementwise.apply(ElementwiseOperation.ADD, x, x, x, workspace);
                assertThat(x.toDoubles())
                        .containsExactly(
                                dtype == DType.FLOAT64
                                        ? expected
                                        : Tensor.of(Shape.of(expected.length), floats(expected))
                                                .toDoubles());
            }
        }
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    @Test
    void copiesReachEveryLayout() {
        for (DType dtype : DType.values()) {
            for (int trial = 0; trial < 60; trial++) {
                Shape shape = trial == 0 ? Shape.of(2, 4500) : samples.shape(samples.below(5), 6);
                Tensor source = laidOut(dtype, shape, Layout.values()[samples.below(4)]);
                Tensor target = samples.below(2) == 0 ? Tensor.zeros(dtype, shape) : samples.strided(dtype, shape);
                Elementwise.copy(source, target, workspace);
                assertThat(target.toDoubles())
                        .as("seed %d, trial %d", SEED, trial)
                        .containsExactly(elements(source, shape));
            }
        }
    }

    @Test
    void gapsBetweenTheElementsOfAResultStayAsTheyAre() {
        double[] storage = {1, 2, 3, 4, 5, 6};
        Tensor every = Tensor.over(storage, 0, Shape.of(6)).slice(0, 1, 6, 2);
        Elementwise.apply(ElementwiseOperation.NEGATE, every, every, workspace);
        assertThat(storage).containsExactly(1, -2, 3, -4, 5, -6);
        Elementwise.copy(Tensor.of(Shape.SCALAR, 0.0), every, workspace);
        assertThat(storage).containsExactly(1, 0, 3, 0, 5, 0);
    }

    @Test
    void flatteningKeepsTheOrderUnderAnotherShape() {
        for (DType dtype : DType.values()) {
            for (int trial = 0; trial < 30; trial++) {
                Shape shape = samples.shape(samples.below(5), 6);
                Tensor source = laidOut(dtype, shape, Layout.values()[samples.below(3)]);
                Tensor target = Tensor.zeros(dtype, Shape.of(shape.elements(), 1));
                Elementwise.flatten(source, target);
                assertThat(target.toDoubles()).containsExactly(elements(source, shape));
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Elementwise.flatten(
                        Tensor.zeros(DType.FLOAT32, Shape.of(2, 3)), Tensor.zeros(DType.FLOAT32, Shape.of(5))))
                .withMessage("flatten: source is 2×3 with 6 elements, target is [5]; a dense target of that many is"
                        + " needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Elementwise.flatten(
                        Tensor.zeros(DType.FLOAT32, Shape.of(5)), Tensor.zeros(DType.FLOAT64, Shape.of(5))))
                .withMessage("flatten: source is float32, target is float64; both must have one element type");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Tensor f = Tensor.zeros(DType.FLOAT32, Shape.of(2, 3));
        Tensor d = Tensor.zeros(DType.FLOAT64, Shape.of(2, 3));
        Tensor row = Tensor.zeros(DType.FLOAT32, Shape.of(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Elementwise.apply(ElementwiseOperation.ADD, f, d, f, workspace))
                .withMessage("add: operand is float64, result is float32; all tensors must have one element type");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Elementwise.apply(ElementwiseOperation.EXP, row, f, workspace))
                .withMessage(
                        "exp: operand is [2], result is 2×3; sizes must be equal or 1, counted from the last axis");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Elementwise.apply(ElementwiseOperation.ADD, f, f, workspace))
                .withMessage("add: 1 operands are given; it takes 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Elementwise.apply(ElementwiseOperation.SCALE, f, f, workspace))
                .withMessage("scale: 0 scalars are given; it takes 1, call the method of that name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Elementwise.softplus(0x1p-200, 20, f, f, workspace))
                .withMessage("softplus: beta is 6.223015277861142E-61 for float32; it must be finite and not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Elementwise.copy(d, f, workspace))
                .withMessage("copy: operand is float64, result is float32; all tensors must have one element type");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Elementwise.clamp(2, 1, f, f, workspace))
                .withMessage("clamp: low is 2.0, high is 1.0; low must not be above high, and neither NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Elementwise.clamp(0, Double.NaN, f, f, workspace))
                .withMessageStartingWith("clamp: low is 0.0, high is NaN");
        Tensor repeated = row.reshape(Shape.of(2, 1)).broadcastTo(Shape.of(2, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Elementwise.copy(f, repeated, workspace))
                .withMessage(
                        "copy: result is 2×3 and repeats its elements along axis 1; a result must have one place for"
                                + " each");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Elementwise.scale(2, f, repeated, workspace))
                .withMessageStartingWith("scale: result is 2×3 and repeats its elements along axis 1");
    }

    @Test
    void aResultOverAnOperandMustLieElementForElement() {
        Tensor grid = Tensor.zeros(DType.FLOAT64, Shape.of(6, 6));
        Tensor block = grid.slice(0, 0, 4, 1).slice(1, 0, 3, 1);
        Elementwise.apply(
                ElementwiseOperation.ADD, block, grid.slice(0, 0, 4, 1).slice(1, 0, 3, 1), block, workspace);
        Elementwise.apply(
                ElementwiseOperation.ADD, block, grid.slice(0, 0, 4, 1).slice(1, 3, 6, 1), block, workspace);
        Elementwise.apply(ElementwiseOperation.NEGATE, grid.slice(1, 0, 6, 2), grid.slice(1, 1, 6, 2), workspace);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Elementwise.apply(
                        ElementwiseOperation.ADD, block, grid.slice(0, 1, 5, 1).slice(1, 1, 4, 1), block, workspace))
                .withMessage("add: the result from element 0 lies over an operand from element 7 of the same storage;"
                        + " only element for element may it do so");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Elementwise.apply(
                        ElementwiseOperation.NEGATE, grid.slice(0, 0, 5, 1), grid.slice(0, 1, 6, 1), workspace))
                .withMessageStartingWith("negate: the result from element 6 lies over an operand from element 0");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Elementwise.apply(ElementwiseOperation.NEGATE, grid.transpose(0, 1), grid, workspace));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Elementwise.apply(ElementwiseOperation.ADD, grid, grid.slice(0, 0, 1, 1), grid, workspace))
                .withMessageStartingWith("add: the result from element 0 lies over an operand from element 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Elementwise.copy(grid.transpose(0, 1), grid, workspace))
                .withMessageStartingWith("copy: the result from element 0 lies over an operand");
    }

    /// Two slices of one tensor share an element if and only if some index leads both to one place.
    @Test
    void slicesOverlapWhereTheyShareAnElement() {
        for (int trial = 0; trial < 400; trial++) {
            int rank = 1 + samples.below(3);
            Tensor whole = samples.strided(DType.FLOAT32, samples.shape(rank, 7));
            Tensor left = whole;
            Tensor right = whole;
            for (int axis = 0; axis < rank; axis++) {
                int size = whole.shape().size(axis);
                int step = 1 + samples.below(2);
                int from = samples.below(size + 1);
                left = left.slice(axis, from, from + samples.below(size + 1 - from), step);
                from = samples.below(size + 1);
                right = right.slice(axis, from, from + samples.below(size + 1 - from), step);
            }
            var places = new HashSet<>(places(left));
            places.retainAll(places(right));
            assertThat(Overlap.possible(left, right))
                    .as("%s from %d and %s from %d, seed %d", left, left.offset(), right, right.offset(), SEED)
                    .isEqualTo(!places.isEmpty());
        }
    }

    private static List<Integer> places(Tensor tensor) {
        List<Integer> places = new ArrayList<>(List.of(tensor.offset()));
        for (int axis = 0; axis < tensor.shape().rank(); axis++) {
            List<Integer> further = new ArrayList<>();
            for (int place : places) {
                for (int i = 0; i < tensor.shape().size(axis); i++) {
                    further.add(place + i * tensor.stride(axis));
                }
            }
            places = further;
        }
        return places;
    }
}
