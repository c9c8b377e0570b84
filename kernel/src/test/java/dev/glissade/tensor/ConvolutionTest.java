package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.kernel.Window;
import dev.glissade.kernel.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Convolution of views gives the bits of convolution of copies, and what does not fit is refused before any write.
class ConvolutionTest {
    private static final long SEED = 311;
    private static final Window FILTER = Window.square(3, 1, 1);

    private final Samples samples = new Samples(SEED, 0);
    private final Workspace workspace = new Workspace();

    @ParameterizedTest
    @EnumSource
    void viewsAreConvolvedAsTheirCopies(DType dtype) {
        for (int trial = 0; trial < 40; trial++) {
            var window = new Window(
                    1 + samples.below(3),
                    1 + samples.below(3),
                    1 + samples.below(2),
                    1 + samples.below(2),
                    samples.below(3),
                    samples.below(3),
                    1,
                    1);
            int groups = 1 + samples.below(2);
            Shape shape = Shape.of(
                    1 + samples.below(3), groups * (1 + samples.below(3)), 3 + samples.below(5), 3 + samples.below(5));
            Tensor x = laidOut(dtype, shape);
            Tensor weight = laidOut(
                    dtype,
                    Shape.of(
                            groups * (1 + samples.below(3)),
                            shape.size(1) / groups,
                            window.kernelRows(),
                            window.kernelColumns()));
            Tensor bias = laidOut(dtype, Shape.of(weight.shape().size(0)));
            Shape output = Convolution.shape(shape, weight.shape(), window, groups);
            Tensor y = laidOut(dtype, output);

            Tensor forward = Tensor.zeros(dtype, output);
            Tensor expected = Tensor.zeros(dtype, output);
            Convolution.forward(x, weight, bias, window, groups, forward, workspace);
            Convolution.forward(x.copy(), weight.copy(), bias.copy(), window, groups, expected, new Workspace());
            same(forward, expected, trial);
            Convolution.forward(x, weight, window, groups, forward, workspace);
            Convolution.forward(x.copy(), weight.copy(), window, groups, expected, new Workspace());
            same(forward, expected, trial);

            Tensor input = Tensor.zeros(dtype, shape);
            Tensor expectedInput = Tensor.zeros(dtype, shape);
            Convolution.inputAdjoint(y, weight, window, groups, input, workspace);
            Convolution.inputAdjoint(y.copy(), weight.copy(), window, groups, expectedInput, new Workspace());
            same(input, expectedInput, trial);

            Tensor byWeight = Tensor.zeros(dtype, weight.shape());
            Tensor expectedWeight = Tensor.zeros(dtype, weight.shape());
            Convolution.weightAdjoint(x, y, window, groups, byWeight, workspace);
            Convolution.weightAdjoint(x.copy(), y.copy(), window, groups, expectedWeight, new Workspace());
            same(byWeight, expectedWeight, trial);

            Tensor sums = Tensor.zeros(dtype, bias.shape());
            Convolution.biasAdjoint(y, sums, workspace);
            for (int output0 = 0; output0 < output.size(1); output0++) {
                double sum = 0;
                for (double value : y.slice(1, output0, output0 + 1, 1).toDoubles()) {
                    sum += value;
                }
                assertThat(sums.at(output0)).isEqualTo(sum, within(1e-4));
            }
        }
    }

    private Tensor laidOut(DType dtype, Shape shape) {
        return switch (samples.below(3)) {
            case 0 -> samples.signed(dtype, shape);
            case 1 -> samples.strided(dtype, shape);
            default -> samples.repeated(dtype, shape);
        };
    }

    private static void same(Tensor actual, Tensor expected, int trial) {
        assertThat(actual.toDoubles()).as("seed %d, trial %d", SEED, trial).containsExactly(expected.toDoubles());
    }

    @Test
    void anEmptyBatchHasAnEmptyOutputAndZeroWeights() {
        Tensor x = Tensor.zeros(DType.FLOAT32, Shape.of(0, 2, 5, 5));
        Tensor weight = samples.signed(DType.FLOAT32, Shape.of(4, 2, 3, 3));
        Tensor y = Tensor.zeros(DType.FLOAT32, Shape.of(0, 4, 5, 5));
        Convolution.forward(x, weight, FILTER, 1, y, workspace);
        Tensor adjoint = samples.signed(DType.FLOAT32, weight.shape());
        Convolution.weightAdjoint(x, y, FILTER, 1, adjoint, workspace);
        assertThat(adjoint.toFloats()).containsOnly(0);
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        Shape image = Shape.of(2, 6, 5, 4);
        refused(
                "convolution: input is 6×5×4, weight is 3×6×3×3; both need 4 axes: batch, channels, rows and columns,"
                        + " and outputs, channels of a group, kernel rows and kernel columns",
                () -> Convolution.shape(Shape.of(6, 5, 4), Shape.of(3, 6, 3, 3), FILTER, 1));
        refused(
                "convolution: input is 2×6×5×4, weight is 3×6×3×3, groups are 2; groups must divide the 6 channels and"
                        + " the 3 outputs",
                () -> Convolution.shape(image, Shape.of(3, 6, 3, 3), FILTER, 2));
        refused(
                "convolution: weight is 4×6×3×3, input has 6 channels in 2 groups; axis 1 of the weight must be 3",
                () -> Convolution.shape(image, Shape.of(4, 6, 3, 3), FILTER, 2));
        refused(
                "convolution: weight is 4×6×3×2, window has 3×3 taps; the kernels must be equal",
                () -> Convolution.shape(image, Shape.of(4, 6, 3, 2), FILTER, 1));
        refused(
                "convolution: input is 2×6×5×4, 5×4 with padding, window spans 7×7; it must fit at least once, and the"
                        + " padded rows and columns must be fewer than 2³¹ elements",
                () -> Convolution.shape(image, Shape.of(4, 6, 3, 3), new Window(3, 3, 1, 1, 0, 0, 3, 3), 1));
        refused("window: stride is 0×1; at least 1 is needed", () -> new Window(3, 3, 0, 1, 0, 0, 1, 1));
        refused("window: padding is 0×-1; at least 0 is needed", () -> new Window(3, 3, 1, 1, 0, -1, 1, 1));
        assertThat(Convolution.shape(image, Shape.of(4, 3, 3, 3), FILTER, 2)).isEqualTo(Shape.of(2, 4, 5, 4));
    }

    @Test
    void operandsAndResultsThatDoNotFitAreRefusedBeforeAnyWrite() {
        Tensor x = samples.signed(DType.FLOAT32, Shape.of(1, 2, 5, 5));
        Tensor weight = samples.signed(DType.FLOAT32, Shape.of(2, 2, 3, 3));
        Tensor y = samples.signed(DType.FLOAT32, Shape.of(1, 2, 5, 5));
        float[] before = y.toFloats();
        refused(
                "convolution: the output of 1×2×5×5 by 2×2×3×3 is 1×2×5×5, result is 1×2×5×4; the shapes must be equal",
                () -> Convolution.forward(x, weight, FILTER, 1, y.slice(3, 0, 4, 1), workspace));
        refused(
                "convolution: bias is [3], outputs are 2; one bias for each output is needed",
                () -> Convolution.forward(
                        x, weight, Tensor.zeros(DType.FLOAT32, Shape.of(3)), FILTER, 1, y, workspace));
        refused(
                "convolution: result is 1×2×5×5 with gaps, from element 0; a dense result is needed",
                () -> Convolution.forward(
                        x,
                        weight,
                        FILTER,
                        1,
                        Tensor.zeros(DType.FLOAT32, Shape.of(1, 2, 5, 10)).slice(3, 0, 10, 2),
                        workspace));
        refused(
                "convolution: weight is float64, result is float32; all must have one element type",
                () -> Convolution.forward(x, Tensor.zeros(DType.FLOAT64, weight.shape()), FILTER, 1, y, workspace));
        refused(
                "convolution: the result from element 0 lies over the input from element 0 of the same storage; it is"
                        + " written while operands are read",
                () -> Convolution.forward(x, weight, FILTER, 1, x, workspace));
        refused(
                "convolution: the result from element 0 lies over the cotangent from element 0 of the same storage; it"
                        + " is written while operands are read",
                () -> Convolution.inputAdjoint(y, weight, FILTER, 1, y, workspace));
        refused(
                "convolution: the output of 1×2×5×5 by 2×2×3×3 is 1×2×5×5, cotangent is 1×1×5×5; the shapes must be"
                        + " equal",
                () -> Convolution.weightAdjoint(x, y.slice(1, 0, 1, 1), FILTER, 1, weight, workspace));
        assertThat(y.toFloats()).containsExactly(before);
    }

    private static void refused(String message, Runnable call) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
    }
}
