package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.glissade.kernel.Window;
import dev.glissade.kernel.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Pooling of views gives the bits of pooling of copies, and what does not fit is refused before any write.
class PoolingTest {
    private static final Window HALF = Window.square(2, 2, 0);

    private final Samples samples = new Samples(312, 0);
    private final Workspace workspace = new Workspace();

    @ParameterizedTest
    @EnumSource
    void viewsArePooledAsTheirCopies(DType dtype) {
        var window = new Window(3, 2, 2, 1, 1, 1, 1, 1);
        for (Shape shape :
                new Shape[] {Shape.of(6, 7), Shape.of(3, 5, 5), Shape.of(2, 3, 6, 7), Shape.of(0, 2, 4, 4)}) {
            Tensor x = samples.strided(dtype, shape);
            Shape output = Pooling.shape(shape, window);
            Tensor y = samples.repeated(dtype, output);
            Tensor actual = Tensor.zeros(dtype, output);
            Tensor expected = Tensor.zeros(dtype, output);
            Pooling.max(x, window, actual, workspace);
            Pooling.max(x.copy(), window, expected, workspace);
            assertThat(actual.toDoubles()).containsExactly(expected.toDoubles());
            Tensor tangent = samples.repeated(dtype, shape);
            Pooling.maxPushforward(x, tangent, window, actual, workspace);
            Pooling.maxPushforward(x.copy(), tangent.copy(), window, expected, workspace);
            assertThat(actual.toDoubles()).containsExactly(expected.toDoubles());
            Pooling.mean(x, window, false, actual, workspace);
            Pooling.mean(x.copy(), window, false, expected, workspace);
            assertThat(actual.toDoubles()).containsExactly(expected.toDoubles());

            Tensor adjoint = Tensor.zeros(dtype, shape);
            Tensor expectedAdjoint = Tensor.zeros(dtype, shape);
            Pooling.maxAdjoint(x, y, window, adjoint, workspace);
            Pooling.maxAdjoint(x.copy(), y.copy(), window, expectedAdjoint, workspace);
            assertThat(adjoint.toDoubles()).containsExactly(expectedAdjoint.toDoubles());
            Pooling.meanAdjoint(y, window, true, adjoint, workspace);
            Pooling.meanAdjoint(y.copy(), window, true, expectedAdjoint, workspace);
            assertThat(adjoint.toDoubles()).containsExactly(expectedAdjoint.toDoubles());
        }
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeAnyWrite() {
        Tensor x = samples.signed(DType.FLOAT32, Shape.of(2, 4, 6));
        Tensor y = samples.signed(DType.FLOAT32, Shape.of(2, 2, 3));
        float[] before = y.toFloats();
        refused(
                "pooling: input is [4]; at least 2 axes are needed, the last are rows and columns",
                () -> Pooling.shape(Shape.of(4), HALF));
        refused(
                "pooling: input is 2×0×4; at least 1 row and 1 column are needed",
                () -> Pooling.shape(Shape.of(2, 0, 4), HALF));
        refused(
                "pooling: padding is 2×2, kernel is 3×3; padding must be at most half the kernel",
                () -> Pooling.max(x, Window.square(3, 1, 2), y, workspace));
        refused(
                "pooling: dilation is 2×1; only 1×1 is known",
                () -> Pooling.max(x, new Window(2, 2, 1, 1, 0, 0, 2, 1), y, workspace));
        refused(
                "pooling: input is 2×4×6, 4×6 with padding, window spans 5×5; it must fit at least once, and the padded"
                        + " rows and columns must be fewer than 2³¹ elements",
                () -> Pooling.shape(x.shape(), Window.square(5, 1, 0)));
        refused(
                "pooling: the output of 2×4×6 is 2×2×3, result is 2×4×6; the shapes must be equal",
                () -> Pooling.mean(x, HALF, true, x, workspace));
        refused(
                "pooling: the output of 2×4×6 is 2×2×3, cotangent is 2×4×6; the shapes must be equal",
                () -> Pooling.meanAdjoint(x, HALF, true, x.copy(), workspace));
        refused(
                "pooling: input is 2×4×6, result is 2×2×3; the adjoint has the shape of the input",
                () -> Pooling.maxAdjoint(x, y, HALF, y, workspace));
        refused(
                "pooling: input is 2×4×6, tangent is 2×2×3; the shapes must be equal",
                () -> Pooling.maxPushforward(x, y, HALF, y, workspace));
        refused(
                "pooling: the result from element 0 lies over the input from element 0 of the same storage; it is"
                        + " written while operands are read",
                () -> Pooling.maxAdjoint(x, y, HALF, x, workspace));
        refused(
                "pooling: input is float64, result is float32; all must have one element type",
                () -> Pooling.max(Tensor.zeros(DType.FLOAT64, x.shape()), HALF, y, workspace));
        assertThat(y.toFloats()).containsExactly(before);
    }

    private static void refused(String message, Runnable call) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
    }
}
