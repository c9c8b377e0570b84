package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Gradients that are computed where they lie are those that are computed elsewhere and copied.
class GradientPlaceTest {
    private final Samples samples = new Samples(3, 0);

    private static Parameters parameters(DType dtype) {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("w", Shape.of(4, 4));
        shapes.put("b", Shape.of(4));
        shapes.put("c", Shape.of(4));
        Parameters parameters = Parameters.zeros(dtype, shapes);
        Samples samples = new Samples(8, 0);
        Tensor values = samples.signed(dtype, parameters.values().shape());
        Elementwise.copy(values, parameters.values(), new Workspace());
        return parameters;
    }

    private static Variable layer(Tape tape, Parameters parameters, Tensor x) {
        return tape.input(x).linear(tape.parameter(parameters, "w"), tape.parameter(parameters, "b"), Activation.TANH);
    }

    private static List<Instruction> inPlace(Tape tape, Parameters parameters) {
        var found = new ArrayList<Instruction>();
        for (int i = 0; i < tape.instructions(); i++) {
            Instruction instruction = tape.instruction(i);
            if (instruction.value().dtype() == DType.FLOAT32
                    && instruction.value().floats() == parameters.gradients().floats()) {
                found.add(instruction);
            }
        }
        return found;
    }

    @Test
    void fromTheSecondRecordingOnNothingIsCopied() {
        Parameters parameters = parameters(DType.FLOAT32);
        Tensor x = samples.signed(DType.FLOAT32, Shape.of(3, 4));
        Tape tape = new Tape();
        tape.backward(layer(tape, parameters, x).square().sum());
        float[] first = parameters.gradients().toFloats();
        assertThat(inPlace(tape, parameters)).isEmpty();
        tape.restart();
        parameters.zeroGradients();
        tape.backward(layer(tape, parameters, x).square().sum());
        // That of the bias is a view of a sum.
        assertThat(inPlace(tape, parameters)).hasSize(1);
        assertThat(parameters.gradients().toFloats()).containsExactly(first);
    }

    @Test
    void theNextLossOfARecordingLeavesWhatTheFirstComputed() {
        Parameters parameters = parameters(DType.FLOAT32);
        Tensor x = samples.signed(DType.FLOAT32, Shape.of(3, 4));
        Tape tape = new Tape();
        float[][] kept = new float[2][];
        for (int round = 0; round < 3; round++) {
            tape.restart();
            parameters.zeroGradients();
            Variable y = layer(tape, parameters, x);
            tape.backward(y.square().sum());
            List<Instruction> written = inPlace(tape, parameters);
            for (int i = 0; i < written.size(); i++) {
                kept[i] = written.get(i).value().toFloats();
            }
            tape.backward(y.sum());
            for (int i = 0; i < written.size(); i++) {
                assertThat(written.get(i).value().toFloats()).containsExactly(kept[i]);
            }
            assertThat(written).hasSize(round == 0 ? 0 : 1);
        }
    }

    @Test
    void whatGradReturnsStaysAsItIs() {
        Parameters parameters = parameters(DType.FLOAT32);
        Tensor x = samples.signed(DType.FLOAT32, Shape.of(3, 4));
        Tape tape = new Tape();
        for (int round = 0; round < 2; round++) {
            tape.restart();
            parameters.zeroGradients();
            tape.backward(layer(tape, parameters, x).square().sum());
        }
        // The instructions are those of the recording before, but now the caller has their results.
        tape.restart();
        parameters.zeroGradients();
        Variable y = layer(tape, parameters, x);
        List<Variable> gradients =
                tape.grad(y.square().sum(), tape.parameter(parameters, "w"), tape.parameter(parameters, "b"));
        Tensor held = gradients.getFirst().tensor();
        float[] before = held.toFloats();
        tape.backward(y.sum());
        assertThat(held.toFloats()).containsExactly(before);
    }

    /// The same operation at the same place, which was the cotangent of a parameter before and is the program's own now.
    @Test
    void whatTheProgramItselfComputesStaysAsItIs() {
        Parameters parameters = parameters(DType.FLOAT32);
        Tensor x = samples.signed(DType.FLOAT32, Shape.of(4, 4));
        Tape tape = new Tape();
        for (int round = 0; round < 2; round++) {
            tape.restart();
            parameters.zeroGradients();
            Variable w = tape.parameter(parameters, "w");
            Variable in = tape.input(x);
            Variable ones = tape.constant(1, DType.FLOAT32, Shape.of(4, 4));
            Variable y = w.times(in);
            if (round == 0) {
                tape.backward(y, ones);
            } else {
                Variable product = ones.times(in);
                assertThat(tape.recordedAnew()).isZero();
                tape.backward(w, product);
                Tensor gradient = parameters.gradient("w");
                Elementwise.scale(-1, gradient, gradient, new Workspace());
                assertThat(product.tensor().toFloats()).containsExactly(x.toFloats());
            }
        }
    }

    /// Only backward writes gradients; grad may be called while another thread does that.
    @Test
    void gradComputesNothingWhereGradientsLie() {
        Parameters parameters = parameters(DType.FLOAT32);
        Tape tape = new Tape();
        tape.backward(layer(tape, parameters, samples.signed(DType.FLOAT32, Shape.of(3, 4)))
                .square()
                .sum());
        Tensor gradients = parameters.gradients();
        float[] before = gradients.toFloats();
        tape.restart();
        parameters.zeroGradients();
        Variable loss = layer(tape, parameters, samples.signed(DType.FLOAT32, Shape.of(3, 4)))
                .square()
                .sum();
        tape.grad(loss, tape.instruction(1).result(), tape.instruction(2).result());
        assertThat(tape.recordedAnew()).isZero();
        assertThat(gradients.toFloats()).containsExactly(before);
    }

    /// The operand; its pullback keeps the tensor of the cotangent, as a hook would.
    private record Hook(List<Tensor> seen) implements Primitive {
        @Override
        public String operation() {
            return "hook";
        }

        @Override
        public Shape shape(Instruction at) {
            return at.shape(0);
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            Elementwise.copy(at.tensor(0), result, workspace);
        }

        @Override
        public void pullback(Instruction at, Variable cotangent, Cotangents cotangents) {
            seen.add(cotangent.tensor());
            cotangents.add(0, cotangent);
        }

        @Override
        public Variable pushforward(Instruction at, Tangents tangents) {
            return tangents.of(0);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Test
    void whatAPullbackKeepsStaysAsItIs() {
        Parameters parameters = parameters(DType.FLOAT32);
        Tensor x = samples.signed(DType.FLOAT32, Shape.of(4, 4));
        var hook = new Hook(new ArrayList<>());
        Tape tape = new Tape();
        for (int round = 0; round < 3; round++) {
            tape.restart();
            parameters.zeroGradients();
            hook.seen().clear();
            Variable w = tape.record(hook, tape.parameter(parameters, "w"));
            tape.backward(w.times(tape.input(x)).sum());
            tape.backward(w.square().sum());
            assertThat(hook.seen().getFirst().toFloats()).containsExactly(x.toFloats());
        }
    }

    /// Random sequences of what a training loop may do, on a tape that is reused and on a fresh one each time.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void reusedAndFreshTapesAgree(long seed) {
        var random = new SplittableRandom(seed);
        DType dtype = random.nextBoolean() ? DType.FLOAT32 : DType.FLOAT64;
        Parameters reused = parameters(dtype);
        Parameters fresh = parameters(dtype);
        Tape tape = new Tape();
        for (int recording = 0; recording < 60; recording++) {
            Tensor x = samples.signed(dtype, Shape.of(4, 4));
            long actions = random.nextLong();
            tape.restart();
            double[] with = act(tape, reused, x, actions);
            double[] without = act(new Tape(), fresh, x, actions);
            assertThat(with).as("seed %d, recording %d", seed, recording).containsExactly(without);
        }
    }

    /// Losses of shared, transposed and summed parameters; backward, grad, reading and zeroing in a random order.
    private static double[] act(Tape tape, Parameters parameters, Tensor x, long actions) {
        var random = new SplittableRandom(actions);
        Variable w = tape.parameter(parameters, "w");
        Variable b = tape.parameter(parameters, "b");
        Variable c = tape.parameter(parameters, "c");
        Variable in = tape.input(x);
        Variable loss = switch (random.nextInt(4)) {
            case 0 -> in.linear(w, b, Activation.TANH).square().sum();
            case 1 ->
                in.matmul(w.transpose(0, 1)).matmul(w).plus(b).plus(c).square().sum();
            case 2 -> b.plus(c).square().sum();
            default -> w.reshape(Shape.of(16)).times(in.reshape(Shape.of(16))).sum();
        };
        var numbers = new ArrayList<Double>();
        Variable again = null;
        for (int i = random.nextInt(4); i >= 0; i--) {
            switch (random.nextInt(6)) {
                case 0 -> parameters.zeroGradients();
                case 1 -> add(numbers, parameters.gradients());
                case 2 -> again = tape.grad(loss, w).getFirst();
                case 3 -> tape.backward(tape.parameter(parameters, "w").times(w).sum());
                default -> tape.backward(loss);
            }
        }
        if (again != null) {
            add(numbers, again.tensor());
        }
        if (random.nextInt(3) > 0) {
            add(numbers, parameters.gradients());
            parameters.zeroGradients();
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void add(List<Double> numbers, Tensor tensor) {
        for (double number : tensor.toDoubles()) {
            numbers.add(number);
        }
    }

    @ParameterizedTest
    @EnumSource
    void programsAccumulateAsTapesDo(DType dtype) {
        Parameters taped = parameters(dtype);
        Parameters replayed = parameters(dtype);
        Tensor x = samples.signed(dtype, Shape.of(3, 4));
        Program program = Program.record((tape, in) -> step(tape, replayed, in.getFirst()), x);
        var tape = new Tape();
        for (int run = 0; run < 6; run++) {
            if (run % 3 == 0) {
                taped.zeroGradients();
                replayed.zeroGradients();
            }
            tape.restart();
            step(tape, taped, tape.input(x));
            program.run(x);
            assertThat(replayed.gradients().toDoubles())
                    .as("run %d", run)
                    .containsExactly(taped.gradients().toDoubles());
        }
    }

    /// Two gradients for b, one for w; the cotangent of c is an output, too.
    private static Map<String, Variable> step(Tape tape, Parameters parameters, Variable in) {
        Variable y = in.linear(tape.parameter(parameters, "w"), tape.parameter(parameters, "b"), Activation.TANH);
        Variable c = tape.parameter(parameters, "c");
        Variable loss = y.times(c).sum();
        tape.backward(loss);
        tape.backward(tape.parameter(parameters, "b").square().sum());
        return Map.of("loss", loss, "gradient", tape.grad(loss, c).getFirst());
    }
}
