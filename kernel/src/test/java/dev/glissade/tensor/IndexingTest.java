package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.glissade.kernel.Workspace;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Picking and adding by index, against one element at a time.
class IndexingTest {
    private static final long SEED = 53;
    private static final int TRIALS = 80;

    private final Samples samples = new Samples(SEED, 0);

    @ParameterizedTest
    @EnumSource
    void gatheredElementsAreThoseAtTheIndices(DType dtype) {
        for (int trial = 0; trial < TRIALS; trial++) {
            Shape shape = full(1 + samples.below(3));
            int axis = samples.below(shape.rank());
            Tensor input = laidOut(dtype, shape);
            Tensor index = indices(dtype, shrunk(shape, axis), shape.size(axis));
            Tensor result = Tensor.zeros(dtype, index.shape());
            Indexing.gather(input, index, axis - (trial % 2) * shape.rank(), result);
            Indices.forEach(
                    index.shape(),
                    at -> assertThat(result.at(at)).isEqualTo(input.at(Indices.with(at, axis, (int) index.at(at)))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void scatteredElementsAddUpInTheOrderOfTheIndices(DType dtype) {
        for (int trial = 0; trial < TRIALS; trial++) {
            Shape shape = full(1 + samples.below(3));
            int axis = samples.below(shape.rank());
            Tensor target = laidOut(dtype, shape);
            Tensor index = indices(dtype, shrunk(shape, axis), shape.size(axis));
            Tensor source = laidOut(dtype, index.shape());
            Tensor expected = target.copy();
            Indices.forEach(
                    index.shape(), at -> plus(expected, Indices.with(at, axis, (int) index.at(at)), source.at(at)));
            Indexing.scatterAdd(target, index, source, axis);
            assertThat(target.toDoubles()).as("seed %d, trial %d", SEED, trial).containsExactly(expected.toDoubles());
        }
    }

    @ParameterizedTest
    @EnumSource
    void selectedSlicesAreThoseAtTheIndices(DType dtype) {
        for (int trial = 0; trial < TRIALS; trial++) {
            Shape shape = full(1 + samples.below(3));
            int axis = samples.below(shape.rank());
            Tensor input = laidOut(dtype, shape);
            Tensor index = indices(dtype, Shape.of(samples.below(9)), shape.size(axis));
            Tensor result = Tensor.zeros(
                    dtype,
                    Shape.of(Indices.with(shape.sizes(), axis, index.shape().size(0))));
            Indexing.indexSelect(input, index, axis, result);
            Indices.forEach(
                    result.shape(),
                    at -> assertThat(result.at(at))
                            .isEqualTo(input.at(Indices.with(at, axis, (int) index.at(at[axis])))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void addedSlicesAddUpInTheOrderOfTheIndices(DType dtype) {
        for (int trial = 0; trial < TRIALS; trial++) {
            Shape shape = full(1 + samples.below(3));
            int axis = samples.below(shape.rank());
            Tensor target = laidOut(dtype, shape);
            Tensor index = indices(dtype, Shape.of(samples.below(9)), shape.size(axis));
            Tensor source = laidOut(
                    dtype,
                    Shape.of(Indices.with(shape.sizes(), axis, index.shape().size(0))));
            Tensor expected = target.copy();
            Indices.forEach(
                    source.shape(),
                    at -> plus(expected, Indices.with(at, axis, (int) index.at(at[axis])), source.at(at)));
            Indexing.indexAdd(target, index, source, axis);
            assertThat(target.toDoubles()).as("seed %d, trial %d", SEED, trial).containsExactly(expected.toDoubles());
        }
    }

    @ParameterizedTest
    @EnumSource
    void embeddedRowsAreThoseAtTheIndices(DType dtype) {
        for (int trial = 0; trial < TRIALS; trial++) {
            Tensor weight = laidOut(dtype, Shape.of(5, samples.below(7)));
            Tensor index = indices(dtype, samples.shape(samples.below(4), 4), 5);
            Tensor result = Tensor.zeros(dtype, Indexing.embeddingShape(weight.shape(), index.shape()));
            Indexing.embedding(weight, index, result);
            Indices.forEach(result.shape(), at -> {
                int[] where = Arrays.copyOf(at, at.length - 1);
                assertThat(result.at(at)).isEqualTo(weight.at((int) index.at(where), at[at.length - 1]));
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void theAdjointOfEmbeddingAddsRowsUpButForPadding(DType dtype) {
        for (int trial = 0; trial < TRIALS; trial++) {
            Shape weight = Shape.of(5, samples.below(7));
            Tensor index = indices(dtype, samples.shape(samples.below(4), 4), 5);
            Tensor cotangent = laidOut(dtype, Indexing.embeddingShape(weight, index.shape()));
            int padding = samples.below(6) - 1;
            Tensor result = samples.signed(dtype, weight);
            Indexing.embeddingAdjoint(cotangent, index, padding, result);
            Tensor expected = Tensor.zeros(dtype, weight);
            Indices.forEach(cotangent.shape(), at -> {
                int row = (int) index.at(Arrays.copyOf(at, at.length - 1));
                int place = row * weight.size(1) + at[at.length - 1];
                if (row != padding) {
                    Samples.put(expected, place, expected.at(row, at[at.length - 1]) + cotangent.at(at));
                }
            });
            assertThat(result.toDoubles()).containsExactly(expected.toDoubles());
        }
    }

    private Shape full(int rank) {
        int[] sizes = new int[rank];
        Arrays.setAll(sizes, i -> 1 + samples.below(5));
        return Shape.of(sizes);
    }

    /// A shape that is no longer than another but along one axis.
    private Shape shrunk(Shape shape, int axis) {
        int[] sizes = shape.sizes();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = i == axis ? samples.below(8) : 1 + samples.below(sizes[i]);
        }
        return Shape.of(sizes);
    }

    private Tensor laidOut(DType dtype, Shape shape) {
        return samples.below(2) == 0 ? samples.signed(dtype, shape) : samples.strided(dtype, shape);
    }

    private Tensor indices(DType dtype, Shape shape, int bound) {
        Tensor index = samples.below(2) == 0 ? Tensor.zeros(dtype, shape) : samples.strided(dtype, shape);
        double[] values = new double[shape.elements()];
        Arrays.setAll(values, i -> samples.below(bound));
        Elementwise.copy(tensor(dtype, shape, values), index, new Workspace());
        return index;
    }

    private static Tensor tensor(DType dtype, Shape shape, double... values) {
        Tensor exact = Tensor.of(shape, values);
        return dtype == DType.FLOAT64 ? exact : Tensor.of(shape, exact.toFloats());
    }

    private static void plus(Tensor tensor, int[] at, double addend) {
        int position = tensor.offset();
        for (int axis = 0; axis < at.length; axis++) {
            position += at[axis] * tensor.stride(axis);
        }
        switch (tensor.dtype()) {
            case FLOAT32 -> tensor.floats()[position] += (float) addend;
            case FLOAT64 -> tensor.doubles()[position] += addend;
        }
    }

    @Test
    void anIndexOutsideIsRefusedBeforeAnythingIsWritten() {
        Tensor weight = Tensor.zeros(DType.FLOAT32, Shape.of(5, 2));
        Tensor result = samples.signed(DType.FLOAT32, Shape.of(3, 2));
        double[] before = result.toDoubles();
        for (float wrong : new float[] {5, -1, 0.5f, Float.NaN, Float.POSITIVE_INFINITY}) {
            Tensor index = Tensor.of(Shape.of(3), 1f, 2f, wrong);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Indexing.embedding(weight, index, result))
                    .withMessage("embedding: index 2 is " + (double) wrong
                            + ", the axis has size 5; indices must be whole numbers in 0..4");
            assertThatIllegalArgumentException().isThrownBy(() -> Indexing.indexSelect(weight, index, 0, result));
            assertThatIllegalArgumentException().isThrownBy(() -> Indexing.indexAdd(weight, index, result, 0));
            Tensor column = index.reshape(Shape.of(3, 1)).broadcastTo(Shape.of(3, 2));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Indexing.gather(weight, column, 0, result))
                    .withMessageStartingWith("gather: index 4 is " + (double) wrong);
            assertThatIllegalArgumentException().isThrownBy(() -> Indexing.scatterAdd(weight, column, result, 0));
        }
        assertThat(result.toDoubles()).containsExactly(before);
        assertThat(weight.toDoubles()).containsOnly(0);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Tensor x = Tensor.zeros(DType.FLOAT32, Shape.of(4, 3));
        Tensor index = Tensor.zeros(DType.FLOAT32, Shape.of(6));
        Tensor wide = Tensor.zeros(DType.FLOAT32, Shape.of(6, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Indexing.gather(x, wide, 1, wide))
                .withMessage("gather: input is 4×3, index is 6×3; ranks must be equal, and no axis of the index but 1"
                        + " longer than that of the input");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Indexing.gather(x, wide, 0, x))
                .withMessage("gather: the result is 4×3, needed is 6×3; a dense result of that shape is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Indexing.indexSelect(x, index, 0, x))
                .withMessage("indexSelect: the result is 4×3, needed is 6×3; a dense result of that shape is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Indexing.indexSelect(x, wide, 0, x))
                .withMessage("indexSelect: index is 6×3, whose rank is 2; a vector is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Indexing.indexAdd(x, index, x, 0))
                .withMessage("indexAdd: target is 4×3, index is [6], source is 4×3; the source must be 6×3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Indexing.embedding(index, index, wide))
                .withMessage("embedding: weight is [6], whose rank is 1; v×d is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Indexing.embeddingAdjoint(wide, index, 4, x))
                .withMessage("embedding: padding is row 4, weight is 4×3; it must be in 0..3, or -1 for none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Indexing.embeddingAdjoint(x, index, -1, wide))
                .withMessage("embedding: cotangent is 4×3, index is [6], result is 6×3; the cotangent must be 6×3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Indexing.embeddingAdjoint(wide, index, -1, index))
                .withMessage("embedding: result is [6], whose rank is 1; a dense v×d is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Indexing.embedding(x, Tensor.zeros(DType.FLOAT64, Shape.of(6)), wide))
                .withMessage(
                        "embedding: input is float32, index is float64, result is float32; all must have one element type");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Indexing.scatterAdd(index.reshape(Shape.of(6, 1)).broadcastTo(Shape.of(6, 3)), wide, wide, 0))
                .withMessage(
                        "scatterAdd: target is 6×3 and repeats its elements along axis 1; it must have one place for"
                                + " each");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Indexing.scatterAdd(wide, Tensor.zeros(DType.FLOAT32, Shape.of(6, 3)), wide, 0))
                .withMessageStartingWith("scatterAdd: the result from element 0 lies over an operand from element 0");
    }
}
