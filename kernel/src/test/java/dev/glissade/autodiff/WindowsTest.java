package dev.glissade.autodiff;

import static java.util.regex.Pattern.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.glissade.kernel.Window;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Convolution, pooling, normalisation and embedding on a tape: what is reused, what is refused, and where a derivative
/// does not pass.
class WindowsTest {
    private static final Window SAME = Window.square(3, 1, 1);
    private static final Window HALF = Window.square(2, 2, 0);

    private final Samples samples = new Samples(92, 0);
    private final Tape tape = new Tape();

    @Test
    void theSameOperationsGetTheSameVariablesInDerivativesOfSecondOrderToo() {
        Tensor images = samples.signed(DType.FLOAT64, Shape.of(2, 2, 4, 4));
        Tensor filter = samples.signed(DType.FLOAT64, Shape.of(4, 1, 3, 3));
        Tensor bias = samples.signed(DType.FLOAT64, Shape.of(4));
        Tensor rows = samples.signed(DType.FLOAT64, Shape.of(5, 2));
        Tensor index = Tensor.of(Shape.of(3), 4.0, 1.0, 4.0);
        var statistics = RunningStatistics.of(DType.FLOAT64, 4, 0.5);
        List<Variable> first = program(images, filter, bias, rows, index, statistics);
        int instructions = tape.instructions();
        tape.restart();
        List<Variable> second = program(images, filter, bias, rows, index, statistics);
        assertThat(tape.instructions()).isEqualTo(instructions);
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i)).isSameAs(first.get(i));
        }
    }

    private List<Variable> program(
            Tensor images, Tensor filter, Tensor bias, Tensor rows, Tensor index, RunningStatistics statistics) {
        Variable x = tape.input(images);
        Variable w = tape.input(filter);
        Variable b = tape.input(bias);
        Variable e = tape.input(rows);
        Variable h = x.convolution(w, b, SAME, 2)
                .batchNormalisation(b, b, statistics, 1e-3)
                .batchNormalisationInference(b, null, statistics, 1e-3)
                .convolution(w.reshape(Shape.of(1, 4, 3, 3)), SAME, 1);
        Variable pooled = h.maxPooling(HALF).plus(h.meanPooling(HALF, false));
        Variable picked = e.embedding(index, 1).layerNormalisation(1, null, null, 1e-3);
        Variable loss = pooled.square().sum().plus(picked.square().times(picked).sum());
        List<Variable> gradients = tape.grad(loss, x, w, b, e);
        var all = new ArrayList<>(gradients);
        Variable sum = null;
        for (Variable gradient : gradients) {
            Variable squares = gradient.square().sum();
            sum = sum == null ? squares : sum.plus(squares);
        }
        all.addAll(tape.grad(sum, x, w, b, e));
        all.add(tape.pushforward(loss, w, w));
        return all;
    }

    @Test
    void theCotangentOfAPlaceGoesToItsFirstLargestElement() {
        Variable x = tape.input(Tensor.of(Shape.of(2, 4), 1.0, 2.0, 0.0, -1.0, 2.0, 2.0, 0.0, 0.0));
        Variable y = x.maxPooling(HALF);
        assertThat(y.tensor().toDoubles()).containsExactly(2, 0);
        Variable cotangent = tape.input(Tensor.of(Shape.of(1, 2), 3.0, 5.0));
        assertThat(tape.pullback(y, cotangent, x).getFirst().tensor().toDoubles())
                .containsExactly(0, 3, 5, 0, 0, 0, 0, 0);
        Variable tangent = tape.input(Tensor.of(Shape.of(2, 4), 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0));
        assertThat(tape.pushforward(y, x, tangent).tensor().toDoubles()).containsExactly(2, 3);
    }

    @Test
    void noDerivativePassesToTheRowOfPadding() {
        Variable weight = tape.input(Tensor.of(Shape.of(3, 2), 1.0, 2.0, 3.0, 4.0, 5.0, 6.0));
        Tensor index = Tensor.of(Shape.of(4), 2.0, 1.0, 0.0, 2.0);
        Variable y = weight.embedding(index, 1);
        assertThat(y.tensor().toDoubles()).containsExactly(5, 6, 3, 4, 1, 2, 5, 6);
        Variable cotangent = tape.input(Tensor.of(Shape.of(4, 2), 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0));
        assertThat(tape.pullback(y, cotangent, weight).getFirst().tensor().toDoubles())
                .containsExactly(5, 6, 0, 0, 8, 10);
        assertThat(tape.pushforward(y, weight, weight).tensor().toDoubles()).containsExactly(5, 6, 0, 0, 1, 2, 5, 6);
    }

    @Test
    void anIndexMayBeAnInputOfAProgram() {
        Tensor rows = Tensor.of(Shape.of(3, 2), 1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
        Program program = Program.plan(
                (t, in) -> {
                    Variable weight = t.input(rows);
                    Variable picked = weight.embedding(in.getFirst(), 1).plus(weight.embedding(in.getFirst()));
                    return Map.of(
                            "rows",
                            picked,
                            "gradient",
                            t.grad(picked.sum(), weight).getFirst());
                },
                new Program.Input(DType.FLOAT64, Shape.of(2)));
        program.run(Tensor.of(Shape.of(2), 2.0, 1.0));
        assertThat(program.output("rows").toDoubles()).containsExactly(10, 12, 6, 8);
        assertThat(program.output("gradient").toDoubles()).containsExactly(0, 0, 1, 1, 2, 2);
        program.run(Tensor.of(Shape.of(2), 0.0, 0.0));
        assertThat(program.output("rows").toDoubles()).containsExactly(2, 4, 2, 4);
        assertThat(program.output("gradient").toDoubles()).containsExactly(4, 4, 0, 0, 0, 0);
    }

    /// An operation that is refused, and the message.
    private record Refusal(String message, ThrowingCallable operation) {}

    @Test
    void whatDoesNotFitIsRefusedAndLeavesTheTapeAsItWas() {
        Variable x = tape.input(Tensor.zeros(DType.FLOAT64, Shape.of(2, 4, 5, 5)));
        Variable weight = tape.input(Tensor.zeros(DType.FLOAT64, Shape.of(6, 2, 3, 3)));
        Variable vector = tape.input(Tensor.zeros(DType.FLOAT64, Shape.of(5)));
        Variable matrix = tape.input(Tensor.zeros(DType.FLOAT64, Shape.of(3, 2)));
        Variable single = tape.input(Tensor.zeros(DType.FLOAT32, Shape.of(6)));
        int instructions = tape.instructions();
        List<Refusal> refusals = List.of(
                new Refusal(
                        "convolution: weight is 6×2×3×3, input has 4 channels in 1 groups; axis 1 of the weight must be"
                                + " 4",
                        () -> x.convolution(weight, SAME, 1)),
                new Refusal(
                        "convolution: input is 2×4×5×5, weight is 6×2×3×3, groups are 4; groups must divide the 4"
                                + " channels and the 6 outputs",
                        () -> x.convolution(weight, SAME, 4)),
                new Refusal(
                        "convolution: weight is 6×2×3×3, window has 2×2 taps; the kernels must be equal",
                        () -> x.convolution(weight, HALF, 2)),
                new Refusal(
                        "convolution: bias is [5], outputs are 6; one bias for each output is needed",
                        () -> x.convolution(weight, vector, SAME, 2)),
                new Refusal(
                        "convolution: operands are float64 and float32; all must have one element type",
                        () -> x.convolution(weight, single, SAME, 2)),
                new Refusal(
                        "pooling: input is [5]; at least 2 axes are needed, the last are rows and columns",
                        () -> vector.maxPooling(HALF)),
                new Refusal(
                        "pooling: padding is 2×2, kernel is 3×3; padding must be at most half the kernel",
                        () -> x.meanPooling(Window.square(3, 1, 2), true)),
                new Refusal(
                        "layerNormalisation: axes are 2, input is [5] of rank 1; from 1 to all of its axes are needed",
                        () -> vector.layerNormalisation(2, null, null, 1e-5)),
                new Refusal(
                        "layerNormalisation: input is 3×2, weight is [5]; it must be dense, of the sizes of axes 1 to 1"
                                + " of the input",
                        () -> matrix.layerNormalisation(1, vector, null, 1e-5)),
                new Refusal(
                        "batchNormalisation: input is [5] of rank 1; at least 2 axes are needed, the second of channels",
                        () -> vector.batchNormalisation(null, null, null, 1e-5)),
                new Refusal(
                        "batchNormalisation: input is 2×4×5×5, bias is [5]; it must be dense, of the sizes of axes 1 to"
                                + " 1 of the input",
                        () -> x.batchNormalisation(null, vector, null, 1e-5)),
                new Refusal(
                        "batchNormalisation: input is 3×2, mean is [3]; it must be dense, of the sizes of axes 1 to 1 of"
                                + " the input",
                        () -> matrix.batchNormalisationInference(
                                null, null, RunningStatistics.of(DType.FLOAT64, 3, 0.1), 1e-5)),
                new Refusal(
                        "batchNormalisation: input is float64, mean is float32; all must have one element type",
                        () -> matrix.batchNormalisation(null, null, RunningStatistics.of(DType.FLOAT32, 2, 0.1), 1e-5)),
                new Refusal(
                        "embedding: weight is [5], whose rank is 1; v×d is needed",
                        () -> vector.embedding(Tensor.of(Shape.of(1), 0.0))),
                new Refusal(
                        "embedding: index 1 is 3.0, the axis has size 3; indices must be whole numbers in 0..2",
                        () -> matrix.embedding(Tensor.of(Shape.of(2), 0.0, 3.0))),
                new Refusal(
                        "embedding: padding is row 3, weight is 3×2; it must be in 0..2, or -1 for none",
                        () -> matrix.embedding(Tensor.of(Shape.of(1), 0.0), 3)));
        for (Refusal refusal : refusals) {
            assertThatIllegalArgumentException()
                    .isThrownBy(refusal.operation())
                    .withMessageMatching(quote(refusal.message()) + "(" + TapeErrorsTest.PLACE + ")?");
            assertThat(tape.instructions()).as(refusal.message()).isEqualTo(instructions);
        }
    }
}
