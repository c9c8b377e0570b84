package dev.glissade.autodiff;

import static java.util.regex.Pattern.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Reduction;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What is refused, with which words, and that nothing has changed then.
class TapeErrorsTest {
    /// What an operation that is refused while it is recorded adds.
    static final String PLACE = "; recorded at \\S+\\.java:\\d+ \\(\\S+\\)";

    private final Tape tape = new Tape();

    @Test
    void aStaleVariableIsRefused() {
        Variable x = tape.input(1.0);
        Variable y = x.sin();
        tape.restart();
        String rule = " belongs to an earlier recording; after restart() it must be recorded again";
        assertThatThrownBy(y::cos)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cos: variable 1 (sin, scalar)" + rule);
        assertThatThrownBy(() -> tape.grad(y, x)).hasMessage("grad: variable 1 (sin, scalar)" + rule);
        assertThatThrownBy(() -> tape.backward(y)).hasMessage("backward: variable 1 (sin, scalar)" + rule);
        assertThatThrownBy(() -> tape.pushforward(y, x, x)).hasMessage("pushforward: variable 1 (sin, scalar)" + rule);
        assertThatThrownBy(y::value)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "value: variable 1 (sin, scalar) belongs to an earlier recording; read it before restart()");
        assertThat(y).hasToString("variable 1 (sin, scalar) that is not of this recording");
        tape.input(2.0);
        assertThatThrownBy(() -> x.plus(y)).hasMessage("add: variable 1 (sin, scalar)" + rule);
        assertThat(tape.instructions()).isEqualTo(1);
    }

    @Test
    void aVariableOfAnotherTapeIsRefused() {
        Variable x = tape.input(1.0);
        Variable other = new Tape().input(Tensor.zeros(DType.FLOAT64, Shape.of(2)));
        String rule = " belongs to another tape; all operands must be of one tape";
        assertThatThrownBy(() -> x.times(other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("multiply: variable 0 (input, [2])" + rule);
        assertThatThrownBy(() -> tape.grad(x, other)).hasMessage("grad: variable 0 (input, [2])" + rule);
        assertThat(tape.instructions()).isEqualTo(1);
    }

    @Test
    void anotherThreadIsRefusedAndChangesNothing() throws InterruptedException {
        Tensor before = Tensor.of(Shape.of(2), 1.0, 2.0);
        Variable x = tape.input(before);
        tape.restart();
        assertThat(tape.input(before)).isSameAs(x);
        tape.restart();
        List<ThrowingCallable> uses = List.of(
                () -> tape.input(Tensor.of(Shape.of(2), 8.0, 9.0)),
                () -> tape.input(1f),
                () -> tape.input(1.0),
                () -> tape.constant(1, DType.FLOAT64, Shape.SCALAR),
                () -> tape.record(Unary.SIN, x),
                () -> tape.backward(x),
                () -> tape.instruction(0),
                tape::instructions,
                tape::expected,
                tape::restart,
                x::value,
                x::tensor,
                x::sin);
        for (ThrowingCallable use : uses) {
            var thrown = new AtomicReference<Throwable>();
            Thread thread = new Thread(() -> thrown.set(catchThrowable(use)), "stranger");
            thread.start();
            thread.join();
            assertThat(thrown.get())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("tape: used by thread 'stranger', but it belongs to '"
                            + Thread.currentThread().getName() + "'; give each thread a tape of its own");
        }
        assertThat(tape.instructions()).isZero();
        tape.input(before);
        assertThat(x.tensor()).isSameAs(before);
    }

    @Test
    void mixedElementTypesAreRefused() {
        Variable f = tape.input(1f);
        Variable d = tape.input(1.0);
        assertThatThrownBy(() -> f.plus(d))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        quote("add: operands are float32 and float64; all must have one element type") + PLACE);
        assertThat(tape.instructions()).isEqualTo(2);
    }

    /// An operation that is refused, and the message.
    private record Refusal(String message, ThrowingCallable operation) {}

    @Test
    void anOperationThatFailsLeavesTheTapeAsItWas() {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("w", Shape.of(2));
        Parameters parameters = Parameters.zeros(DType.FLOAT64, shapes);
        Variable changed = tape.parameter(parameters, "w").square().sum();
        parameters.changed();
        Variable x = tape.input(Tensor.zeros(DType.FLOAT64, Shape.of(2, 3)));
        Variable y = tape.input(Tensor.zeros(DType.FLOAT64, Shape.of(4)));
        Variable sine = x.sin();
        Variable turned = x.transpose(0, 1);
        Variable single = tape.input(Tensor.zeros(DType.FLOAT32, Shape.of(2, 3)));
        int instructions = tape.instructions();

        List<Refusal> refusals = List.of(
                new Refusal(
                        "add: left is 2×3, right is [4]; sizes must be equal or 1, counted from the last axis",
                        () -> x.plus(y)),
                new Refusal("matmul: left is 2×3, right is 2×3; left columns must equal right rows", () -> x.matmul(x)),
                new Refusal("matmul: left is 2×3, right is [4]; left columns must equal right rows", () -> x.matmul(y)),
                new Refusal(
                        "linear: input is 2×3, weight is 2×3; input columns must equal weight rows",
                        () -> x.linear(x, y, Activation.RELU)),
                new Refusal(
                        "linear: weight is 3×2, bias is [4]; the bias needs one number per weight column",
                        () -> x.linear(turned, y, Activation.RELU)),
                new Refusal(
                        "softmaxCrossEntropy: logits are 2×3, labels are [3]; n×c logits need n labels",
                        () -> x.softmaxCrossEntropy(Tensor.of(Shape.of(3), 0.0, 1.0, 2.0))),
                new Refusal(
                        "softmaxCrossEntropy: label 3.0 in row 1; labels must be whole numbers in 0..2",
                        () -> x.softmaxCrossEntropy(Tensor.of(Shape.of(2), 0.0, 3.0))),
                new Refusal(
                        "softmaxCrossEntropy: operands are float64 and float32; all must have one element type",
                        () -> x.softmaxCrossEntropy(Tensor.of(Shape.of(2), 0f, 1f))),
                new Refusal(
                        "reshape: operand is 2×3 with 6 elements, target is [5] with 5; the numbers must be equal",
                        () -> x.reshape(Shape.of(5))),
                new Refusal(
                        "broadcastTo: shape is 2×3, target is 3×3; sizes must be equal or 1, counted from the last axis",
                        () -> x.broadcastTo(Shape.of(3, 3))),
                new Refusal(
                        "sumTo: shape is 2×3, target is [2]; the target must broadcast to the shape",
                        () -> x.sumTo(Shape.of(2))),
                new Refusal("sum: axis 2 of 2×3, whose rank is 2; there is no such axis", () -> x.sum(2)),
                new Refusal(
                        "transpose: axis -3 of 2×3, whose rank is 2; there is no such axis", () -> x.transpose(0, -3)),
                new Refusal(
                        "sum: correction is 1; only variance and standardDeviation take one",
                        () -> x.reduce(Reduction.SUM, 1, Axes.all(x.shape()))),
                new Refusal(
                        "grad: result is 2×3 with 6 elements; a gradient needs exactly 1, or a cotangent",
                        () -> tape.grad(x, y)),
                new Refusal(
                        "backward: result is 2×3 with 6 elements; a gradient needs exactly 1, or a cotangent",
                        () -> tape.backward(sine)),
                new Refusal(
                        "pullback: result is 2×3, cotangent is [4]; both must have one shape",
                        () -> tape.pullback(sine, y, x)),
                new Refusal(
                        "pushforward: input is 2×3, tangent is [4]; both must have one shape",
                        () -> tape.pushforward(sine, x, y)),
                new Refusal(
                        "pullback: result is float64, cotangent is float32; both must have one element type",
                        () -> tape.pullback(x, single, x)),
                new Refusal(
                        "pushforward: input is float64, tangent is float32; both must have one element type",
                        () -> tape.pushforward(x, x, single)),
                new Refusal(
                        "fma: operand 2 is given, operand 1 is not; absent operands are the last",
                        () -> tape.record(Fma.INSTANCE, x, null, x)),
                new Refusal(
                        "backward: parameter w was read at version 0, but the parameters are at 1; they must not change"
                                + " between forward and backward",
                        () -> tape.backward(changed)),
                new Refusal(
                        "parameters: there is no segment 'v'; there are [w]", () -> tape.parameter(parameters, "v")));
        for (Refusal refusal : refusals) {
            assertThatThrownBy(refusal.operation())
                    .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class)
                    .hasMessageMatching(quote(refusal.message()) + "(" + PLACE + ")?");
            assertThat(tape.instructions()).as(refusal.message()).isEqualTo(instructions);
        }
        Variable cosine = sine.cos();
        assertThat(cosine.tensor().toDoubles()).containsOnly(1);
        assertThat(tape.instruction(instructions).result()).isSameAs(cosine);
    }

    @Test
    void whatALoopRefusesHasTheLineToo() {
        for (int i = 0; i < 2; i++) {
            tape.restart();
            double last = i == 0 ? 1 : 7;
            Variable x = tape.input(Tensor.of(Shape.of(2, 3), 1.0, 2.0, 3.0, 4.0, 5.0, 6.0));
            Variable numbers = tape.input(Tensor.of(Shape.of(2), 0.0, last));
            if (i == 0) {
                x.indexSelect(numbers, 0);
                continue;
            }
            assertThatThrownBy(() -> x.indexSelect(numbers, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching(quote(
                                    "indexSelect: index 1 is 7.0, the axis has size 2; indices must be whole numbers in 0..1")
                            + PLACE);
            assertThatThrownBy(() -> x.softmaxCrossEntropy(numbers))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching(
                            quote("softmaxCrossEntropy: label 7.0 in row 1; labels must be whole numbers in 0..2")
                                    + PLACE);
            assertThat(tape.instructions()).isEqualTo(2);
        }
    }

    @Test
    void anAxisThatIsMissingIsRefusedWithTheOperationAndTheLine() {
        Variable x = tape.input(Tensor.zeros(DType.FLOAT64, Shape.of(2, 3)));
        Variable index = tape.input(Tensor.zeros(DType.FLOAT64, Shape.of(2, 3)));
        Variable places = tape.input(Tensor.zeros(DType.FLOAT64, Shape.of(2)));
        Map<String, ThrowingCallable> refused = Map.ofEntries(
                Map.entry("sum", () -> x.sum(4)),
                Map.entry("mean", () -> x.mean(4)),
                Map.entry("argMax", () -> x.argMax(4)),
                Map.entry("softmax", () -> x.softmax(4)),
                Map.entry("logSoftmax", () -> x.logSoftmax(4)),
                Map.entry("cumulativeSum", () -> x.cumulativeSum(4)),
                Map.entry("slice", () -> x.slice(4, 0, 1, 1)),
                Map.entry("squeeze", () -> x.squeeze(4)),
                Map.entry("flip", () -> x.flip(0, 4)),
                Map.entry("transpose", () -> x.transpose(0, 4)),
                Map.entry("permute", () -> x.permute(0, 4)),
                Map.entry("concatenate", () -> Variable.concatenate(List.of(x, x), 4)),
                Map.entry("gather", () -> x.gather(index, 4)),
                Map.entry("indexSelect", () -> x.indexSelect(places, 4)));
        refused.forEach((operation, use) -> assertThatThrownBy(use)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        quote(operation + ": axis 4 of 2×3, whose rank is 2; there is no such axis") + PLACE));
    }

    /// An operation that reads an operand which is not there.
    private record Unfinished(RuntimeException failure) implements Primitive {
        @Override
        public String operation() {
            return "unfinished";
        }

        @Override
        public Shape shape(Instruction at) {
            return at.shape(0);
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            throw failure;
        }

        @Override
        public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {}

        @Override
        public Variable pushforward(Instruction at, Tangents tangents) {
            return null;
        }
    }

    @Test
    void anOperationOfTheUserThatFailsKeepsTheTypeOfItsException() {
        Variable x = tape.input(1.0);
        assertThatThrownBy(() -> tape.record(new Unfinished(new ArrayIndexOutOfBoundsException("element 3 of 2")), x))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageMatching("element 3 of 2" + PLACE);
        var own = new NumberFormatException("of its own");
        assertThatThrownBy(() -> tape.record(new Unfinished(own), x)).isSameAs(own);
        assertThat(tape.instructions()).isEqualTo(1);
    }

    /// A sum with derivatives of the wrong shapes.
    private record WrongSum() implements Primitive {
        @Override
        public String operation() {
            return "wrongSum";
        }

        @Override
        public Shape shape(Instruction at) {
            return Shape.SCALAR;
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {}

        @Override
        public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
            cotangents.add(0, cotangent);
        }

        @Override
        public Variable pushforward(Instruction at, Tangents tangents) {
            return tangents.of(0);
        }
    }

    @Test
    void aPrimitiveWithDerivativesOfWrongShapesIsRefused() {
        Variable x = tape.input(Tensor.zeros(DType.FLOAT64, Shape.of(3)));
        Variable sum = tape.record(new WrongSum(), x);
        assertThatThrownBy(() -> tape.grad(sum, x))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "wrongSum: operand 0 is float64 [3], its cotangent is float64 scalar; a pullback must keep type"
                                + " and shape of the operand");
        assertThatThrownBy(() -> tape.pushforward(sum, x, x))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "wrongSum: result is float64 scalar, its tangent is float64 [3]; a pushforward must keep type"
                                + " and shape of the result");
        assertThat(tape.instructions()).isEqualTo(2);
    }

    /// The number is an instruction too, recorded before the operation that is refused.
    @Test
    void aNumberGoesWithTheOperationThatFails() {
        Variable stale = tape.input(1.0);
        tape.restart();
        Variable x = tape.input(Tensor.of(Shape.of(2), 0.0, 1.0));
        Variable y = tape.input(Tensor.zeros(DType.FLOAT64, Shape.of(3)));
        tape.sentinel(Sentinel.EVERY_INSTRUCTION);
        List<ThrowingCallable> refused = List.of(
                () -> stale.plus(1),
                () -> stale.minus(1),
                () -> stale.pow(2),
                () -> stale.notEqual(0),
                () -> x.where(y, 0),
                () -> x.where(0, y),
                () -> stale.where(x, 0),
                () -> x.dividedBy(0));
        for (ThrowingCallable operation : refused) {
            assertThat(catchThrowable(operation)).isNotNull();
            assertThat(tape.instructions()).isEqualTo(2);
        }
    }
}
