package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.glissade.kernel.DoubleKernels;
import dev.glissade.kernel.FloatKernels;
import dev.glissade.kernel.Parallel;
import dev.glissade.kernel.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The sum of the products of two tensors is that of their row-major sequences.
class DotTest {
    private static final long SEED = 82;

    private final Samples samples = new Samples(SEED, 0);
    private final Workspace workspace = new Workspace();

    @ParameterizedTest
    @EnumSource
    void everyLayoutGivesTheBitsOfTheReference(DType dtype) {
        for (Shape shape : List.of(
                Shape.SCALAR,
                Shape.of(0),
                Shape.of(3, 0, 2),
                Shape.of(16),
                Shape.of(1021),
                Shape.of(5, 33),
                Shape.of(2, 3, 4, 5),
                Shape.of(3, 4200))) {
            for (Tensor left : layouts(dtype, shape)) {
                for (Tensor right : layouts(dtype, shape)) {
                    check(left, right);
                }
                check(left, left);
            }
        }
    }

    private List<Tensor> layouts(DType dtype, Shape shape) {
        List<Tensor> layouts = new ArrayList<>();
        layouts.add(samples.signed(dtype, shape));
        if (shape.rank() > 0 && shape.elements() > 0) {
            layouts.add(samples.strided(dtype, shape));
            layouts.add(samples.repeated(dtype, shape));
        }
        return layouts;
    }

    private void check(Tensor left, Tensor right) {
        double expected = reference(left, right);
        String what = left.dtype() + " " + left.shape() + ", seed " + SEED;
        assertThat(Reductions.dot(left, right, workspace)).as(what).isEqualTo(expected);
        for (Shape shape : List.of(Shape.SCALAR, left.shape().reduced(Axes.all(left.shape()), true))) {
            Tensor around = Tensor.zeros(left.dtype(), Shape.of(3));
            Tensor result = around.slice(0, 1, 2, 1).reshape(shape);
            Reductions.dot(left, right, result, workspace);
            assertThat(around.toDoubles()).as(what).containsExactly(0, expected, 0);
        }
    }

    private static double reference(Tensor left, Tensor right) {
        int length = left.shape().elements();
        return switch (left.dtype()) {
            case FLOAT32 -> FloatKernels.scalar().reductions().dot(left.toFloats(), 0, right.toFloats(), 0, length);
            case FLOAT64 -> DoubleKernels.scalar().reductions().dot(left.toDoubles(), 0, right.toDoubles(), 0, length);
        };
    }

    @ParameterizedTest
    @EnumSource
    void threadsDoNotShow(DType dtype) {
        Shape shape = Shape.of(1301, 701);
        Tensor left = samples.signed(dtype, shape);
        Tensor right = samples.signed(dtype, Shape.of(701, 1301)).transpose(0, 1);
        double expected = Reductions.dot(left, right, workspace);
        try (ExecutorService workers = Executors.newFixedThreadPool(3)) {
            for (int threads = 2; threads <= 3; threads++) {
                var many = new Workspace(Parallel.on(workers, threads));
                assertThat(Reductions.dot(left, right, many))
                        .as(threads + " threads, seed " + SEED)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void itIsTheInnerProduct() {
        Tensor left = Tensor.of(Shape.of(2, 2), 1, 2, 3, 4f);
        Tensor right = Tensor.of(Shape.of(2, 2), 5, 6, 7, Float.NaN);
        assertThat(Reductions.dot(left, left, workspace)).isEqualTo(30);
        assertThat(Reductions.dot(left.slice(0, 0, 1, 1), right.slice(0, 0, 1, 1), workspace))
                .isEqualTo(17);
        assertThat(Reductions.dot(left, right, workspace)).isNaN();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Tensor left = Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6f);
        Tensor other = Tensor.zeros(DType.FLOAT32, Shape.of(3, 2));
        Tensor doubles = Tensor.zeros(DType.FLOAT64, Shape.of(2, 3));
        Tensor one = Tensor.of(Shape.SCALAR, 9f);
        refused(
                () -> Reductions.dot(left, other, workspace),
                "dot: left is 2×3, right is 3×2; the shapes must be equal");
        refused(
                () -> Reductions.dot(left, other, one, workspace),
                "dot: left is 2×3, right is 3×2; the shapes must be equal");
        refused(
                () -> Reductions.dot(left, doubles, workspace),
                "dot: left is float32, right is float64; all must have one element type");
        refused(
                () -> Reductions.dot(left, left, Tensor.zeros(DType.FLOAT64, Shape.SCALAR), workspace),
                "dot: left is float32, result is float64; all must have one element type");
        refused(
                () -> Reductions.dot(left, left, Tensor.zeros(DType.FLOAT32, Shape.of(2)), workspace),
                "dot: left is 2×3, result is [2]; a scalar, or as many axes as left of size 1, is needed");
        refused(
                () -> Reductions.dot(left, left, Tensor.zeros(DType.FLOAT32, Shape.of(1)), workspace),
                "dot: left is 2×3, result is [1]; a scalar, or as many axes as left of size 1, is needed");
        Tensor last = left.slice(0, 1, 2, 1).slice(1, 2, 3, 1);
        refused(
                () -> Reductions.dot(left, left, last, workspace),
                "dot: the result from element 5 lies over an operand from element 0 of the same storage; it must lie"
                        + " elsewhere");
        assertThat(one.item()).isEqualTo(9);
        assertThat(left.toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    private static void refused(Runnable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
    }
}
