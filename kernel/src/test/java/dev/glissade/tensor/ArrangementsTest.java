package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Joining, padding and reversing, against one element at a time.
class ArrangementsTest {
    private static final long SEED = 59;
    private static final int TRIALS = 80;

    private final Samples samples = new Samples(SEED, 0);

    @ParameterizedTest
    @EnumSource
    void joinedPartsFollowOneAnother(DType dtype) {
        for (int trial = 0; trial < TRIALS; trial++) {
            Shape shape = samples.shape(1 + samples.below(4), 5);
            int axis = samples.below(shape.rank());
            List<Tensor> parts = new ArrayList<>();
            for (int i = 0; i <= samples.below(4); i++) {
                parts.add(laidOut(dtype, Shape.of(Indices.with(shape.sizes(), axis, samples.below(4)))));
            }
            Shape joined = Arrangements.concatenatedShape(
                    parts.stream().map(Tensor::shape).toList(), axis);
            Tensor result = dense(dtype, joined);
            Arrangements.concatenate(parts, axis - (trial % 2) * shape.rank(), result);
            int start = 0;
            for (Tensor part : parts) {
                int first = start;
                Indices.forEach(
                        part.shape(),
                        at -> assertThat(result.at(Indices.with(at, axis, first + at[axis])))
                                .as("seed %d", SEED)
                                .isEqualTo(part.at(at)));
                start += part.shape().size(axis);
            }
            assertThat(joined.size(axis)).isEqualTo(start);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stackedPartsLieSideBySide(DType dtype) {
        for (int trial = 0; trial < TRIALS; trial++) {
            Shape shape = samples.shape(samples.below(4), 5);
            int axis = samples.below(shape.rank() + 1);
            List<Tensor> parts = new ArrayList<>();
            for (int i = 0; i <= samples.below(4); i++) {
                parts.add(laidOut(dtype, shape));
            }
            int named = axis - (trial % 2) * (shape.rank() + 1);
            Tensor result = dense(dtype, Arrangements.stackedShape(shape, parts.size(), named));
            Arrangements.stack(parts, named, result);
            for (int i = 0; i < parts.size(); i++) {
                Tensor slice = result.slice(axis, i, i + 1, 1);
                assertThat(slice.toDoubles()).containsExactly(parts.get(i).toDoubles());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void paddingSurroundsTheInput(DType dtype) {
        for (int trial = 0; trial < TRIALS; trial++) {
            Shape shape = samples.shape(samples.below(4), 5);
            int[] before = new int[shape.rank()];
            int[] after = new int[shape.rank()];
            for (int axis = 0; axis < before.length; axis++) {
                before[axis] = samples.below(3);
                after[axis] = samples.below(3);
            }
            Tensor input = laidOut(dtype, shape);
            Tensor result = dense(dtype, Arrangements.paddedShape(shape, before, after));
            Arrangements.pad(input, before, after, 1.5, result);
            Indices.forEach(result.shape(), at -> {
                int[] own = at.clone();
                boolean inside = true;
                for (int axis = 0; axis < own.length; axis++) {
                    own[axis] -= before[axis];
                    inside &= own[axis] >= 0 && own[axis] < shape.size(axis);
                }
                assertThat(result.at(at)).as("seed %d", SEED).isEqualTo(inside ? input.at(own) : 1.5);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void flippedAxesRunBackwards(DType dtype) {
        for (int trial = 0; trial < TRIALS; trial++) {
            Shape shape = samples.shape(samples.below(4), 5);
            var axes = new Axes(samples.below(1 << shape.rank()));
            Tensor input = laidOut(dtype, shape);
            Tensor result = dense(dtype, shape);
            Arrangements.flip(input, axes, result);
            Indices.forEach(shape, at -> {
                int[] own = at.clone();
                for (int axis = 0; axis < own.length; axis++) {
                    own[axis] = axes.contains(axis) ? shape.size(axis) - 1 - at[axis] : at[axis];
                }
                assertThat(result.at(at)).as("seed %d", SEED).isEqualTo(input.at(own));
            });
        }
    }

    private Tensor laidOut(DType dtype, Shape shape) {
        return switch (samples.below(3)) {
            case 0 -> samples.signed(dtype, shape);
            case 1 -> samples.strided(dtype, shape);
            default -> samples.repeated(dtype, shape);
        };
    }

    /// A dense tensor in the middle of its storage, full of other numbers.
    private Tensor dense(DType dtype, Shape shape) {
        Tensor whole = samples.signed(dtype, Shape.of(shape.elements() + 7));
        return dtype == DType.FLOAT32 ? Tensor.over(whole.floats(), 3, shape) : Tensor.over(whole.doubles(), 3, shape);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Tensor a = Tensor.zeros(DType.FLOAT32, Shape.of(2, 3));
        Tensor b = Tensor.zeros(DType.FLOAT32, Shape.of(2, 4));
        Tensor d = Tensor.zeros(DType.FLOAT64, Shape.of(2, 3));
        Tensor wide = Tensor.zeros(DType.FLOAT32, Shape.of(4, 3));
        refused(
                "concatenate: part 0 is 2×3, part 1 is 2×4; all sizes but that of axis 0 must be equal",
                () -> Arrangements.concatenate(List.of(a, b), 0, wide));
        refused(
                "concatenate: 0 parts are given; at least 1 is needed",
                () -> Arrangements.concatenate(List.of(), 0, wide));
        refused(
                "concatenate: the result is 4×3, needed is 2×7; a dense result of that shape is needed",
                () -> Arrangements.concatenate(List.of(a, b), 1, wide));
        refused(
                "concatenate: part 1 is float64, result is float32; all tensors must have one element type",
                () -> Arrangements.concatenate(List.of(a, d), 0, wide));
        refused(
                "concatenate: the result from element 0 lies over part 1 from element 6 of the same storage; it is written"
                        + " while operands are read",
                () -> Arrangements.concatenate(List.of(a, wide.slice(0, 2, 4, 1)), 0, wide));
        refused(
                "axis 2 of 2×3, whose rank is 2; there is no such axis",
                () -> Arrangements.concatenate(List.of(a, a), 2, wide));
        refused(
                "stack: part 0 is 2×3, part 1 is 2×4; all shapes must be equal",
                () -> Arrangements.stack(List.of(a, b), 0, Tensor.zeros(DType.FLOAT32, Shape.of(2, 2, 3))));
        refused(
                "stack: axis 3 for parts of shape 2×3, whose rank is 2; it must be in −3..2",
                () -> Arrangements.stack(List.of(a, a), 3, Tensor.zeros(DType.FLOAT32, Shape.of(2, 2, 3))));
        refused(
                "pad: input is 2×3, before is [1], after is [0, -1]; each needs one number per axis, not negative, and"
                        + " sizes must stay below 2³¹",
                () -> Arrangements.pad(a, new int[] {1}, new int[] {0, -1}, 0, wide));
        refused(
                "pad: the result is 4×3, needed is 3×3; a dense result of that shape is needed",
                () -> Arrangements.pad(a, new int[] {1, 0}, new int[] {0, 0}, 0, wide));
        refused(
                "flip: axes {0, 3} of 2×3; only axes below its rank 2 exist",
                () -> Arrangements.flip(a, new Axes(0b1001), b));
        refused(
                "flip: the result is 2×3 with gaps, needed is 2×3; a dense result of that shape is needed",
                () -> Arrangements.flip(a, new Axes(1), b.slice(1, 0, 3, 1)));
        refused(
                "flip: the result from element 0 lies over input from element 0 of the same storage; it is written while"
                        + " operands are read",
                () -> Arrangements.flip(a, new Axes(1), a));
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }
}
