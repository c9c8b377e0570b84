package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glissade.kernel.Parallel;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A program does what its recording did, without the code that made it.
class ProgramTest {
    private final Samples samples = new Samples(83, 0);

    private static Program.Input input(DType dtype, int... sizes) {
        return new Program.Input(dtype, Shape.of(sizes));
    }

    static Parameters layers(Samples samples, DType dtype) {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("layer1.weight", Shape.of(12, 8));
        shapes.put("layer1.bias", Shape.of(8));
        shapes.put("layer2.weight", Shape.of(8, 5));
        shapes.put("layer2.bias", Shape.of(5));
        Parameters parameters = Parameters.zeros(dtype, shapes);
        Tensor values = samples.signed(dtype, parameters.values().shape());
        Elementwise.copy(values, parameters.values(), new Workspace());
        return parameters;
    }

    /// A training step of two layers.
    static Map<String, Variable> step(Tape tape, Parameters parameters, Variable features, Variable labels) {
        Variable h = features.linear(
                tape.parameter(parameters, "layer1.weight"),
                tape.parameter(parameters, "layer1.bias"),
                Activation.TANH);
        Variable logits = h.linear(
                tape.parameter(parameters, "layer2.weight"),
                tape.parameter(parameters, "layer2.bias"),
                Activation.IDENTITY);
        Variable loss = logits.softmaxCrossEntropy(labels);
        tape.backward(loss);
        return Map.of("loss", loss, "logits", logits);
    }

    private Tensor labels(DType dtype, int count, int classes) {
        Tensor labels = Tensor.zeros(dtype, Shape.of(count));
        for (int i = 0; i < count; i++) {
            switch (dtype) {
                case FLOAT32 -> labels.floats()[i] = samples.below(classes);
                case FLOAT64 -> labels.doubles()[i] = samples.below(classes);
            }
        }
        return labels;
    }

    private static void descend(Parameters parameters) {
        Tensor values = parameters.values();
        Elementwise.addScaled(values, -0.1, parameters.gradients(), values, new Workspace());
        parameters.changed();
        parameters.zeroGradients();
    }

    @ParameterizedTest
    @EnumSource
    void aTrainingStepHasTheBitsOfTheTape(DType dtype) {
        Parameters onTape = layers(new Samples(1, 0), dtype);
        Parameters planned = layers(new Samples(1, 0), dtype);
        Parameters recorded = layers(new Samples(1, 0), dtype);
        Program plan = Program.plan(
                (tape, in) -> step(tape, planned, in.get(0), in.get(1)), input(dtype, 6, 12), input(dtype, 6));
        Program record = Program.record(
                (tape, in) -> step(tape, recorded, in.get(0), in.get(1)),
                samples.signed(dtype, Shape.of(6, 12)),
                labels(dtype, 6, 5));
        assertThat(record.memoryPlan()).isEqualTo(plan.memoryPlan());
        Tape tape = new Tape();
        for (int i = 0; i < 6; i++) {
            Tensor features = samples.strided(dtype, Shape.of(6, 12));
            Tensor labels = labels(dtype, 6, 5);
            tape.restart();
            Map<String, Variable> expected = step(tape, onTape, tape.input(features), tape.input(labels));
            for (Program program : List.of(plan, record)) {
                program.run(features, labels);
                expected.forEach(
                        (name, variable) -> assertThat(program.output(name).toDoubles())
                                .containsExactly(variable.tensor().toDoubles()));
            }
            // Every second step accumulates two gradients.
            if (i % 2 == 0) {
                descend(onTape);
                descend(planned);
                descend(recorded);
            }
            for (Parameters other : List.of(planned, recorded)) {
                assertThat(other.gradients().toDoubles())
                        .containsExactly(onTape.gradients().toDoubles());
                assertThat(other.values().toDoubles())
                        .containsExactly(onTape.values().toDoubles());
            }
        }
    }

    /// Self-attention of two heads, and its gradients as outputs.
    private static Map<String, Variable> attention(Tape tape, List<Variable> in) {
        Variable x = in.get(0);
        Shape heads = Shape.of(3, 7, 2, 4);
        Variable q = x.matmul(in.get(1)).reshape(heads).transpose(1, 2);
        Variable k = x.matmul(in.get(2)).reshape(heads).transpose(1, 2);
        Variable v = x.matmul(in.get(3)).reshape(heads).transpose(1, 2);
        Variable weights = q.matmul(k.transpose(2, 3)).times(0.5).softmax(-1);
        Variable mixed =
                weights.matmul(v).transpose(1, 2).reshape(Shape.of(3, 7, 8)).plus(x);
        Variable loss = mixed.gelu().square().mean();
        List<Variable> gradients = tape.grad(loss, in.get(0), in.get(1), in.get(2), in.get(3));
        return Map.of(
                "loss",
                loss,
                "x",
                gradients.get(0),
                "q",
                gradients.get(1),
                "k",
                gradients.get(2),
                "v",
                gradients.get(3));
    }

    @ParameterizedTest
    @EnumSource
    void attentionHasTheBitsOfTheTapeAndNeedsLess(DType dtype) {
        Program program = Program.plan(
                ProgramTest::attention,
                input(dtype, 3, 7, 8),
                input(dtype, 8, 8),
                input(dtype, 8, 8),
                input(dtype, 8, 8));
        assertThat(program.memoryPlan().bytes()).isLessThan(program.memoryPlan().tape() / 2);
        for (int i = 0; i < 3; i++) {
            Tensor[] in = {
                samples.signed(dtype, Shape.of(3, 7, 8)),
                samples.signed(dtype, Shape.of(8, 8)),
                samples.strided(dtype, Shape.of(8, 8)),
                samples.signed(dtype, Shape.of(8, 8))
            };
            assertSame(program.run(in), ProgramTest::attention, in);
        }
    }

    private static void assertSame(Program program, Program.Body body, Tensor... in) {
        Tape tape = new Tape();
        List<Variable> variables = new ArrayList<>();
        for (Tensor tensor : in) {
            variables.add(tape.input(tensor));
        }
        body.record(tape, variables)
                .forEach((name, variable) -> assertThat(program.output(name).toDoubles())
                        .as(name)
                        .containsExactly(variable.tensor().toDoubles()));
    }

    static List<PrimitiveCases.Case> primitives() {
        return PrimitiveCases.all();
    }

    @ParameterizedTest
    @MethodSource("primitives")
    void everyPrimitiveRunsInAProgram(PrimitiveCases.Case each) {
        Program.Body body = (tape, in) -> {
            // Results of instructions, so that their storage may be written over.
            var operands = new ArrayList<Variable>();
            for (Variable variable : in) {
                operands.add(variable.times(1));
            }
            Variable result = tape.record(each.primitive(), operands);
            var outputs = new LinkedHashMap<String, Variable>();
            outputs.put("result", result.times(1));
            Variable cotangent = result.detach();
            List<Variable> gradients = tape.pullback(result, cotangent, in.toArray(new Variable[0]));
            for (int i = 0; i < gradients.size(); i++) {
                outputs.put("gradient " + i, gradients.get(i));
            }
            return outputs;
        };
        Tensor[] in = each.operands().toArray(new Tensor[0]);
        Program.Input[] inputs = each.operands().stream()
                .map(tensor -> new Program.Input(tensor.dtype(), tensor.shape()))
                .toArray(Program.Input[]::new);
        assertSame(Program.plan(body, inputs).run(in), body, in);
        assertSame(Program.record(body, in).run(in), body, in);
    }

    @ParameterizedTest
    @MethodSource("primitives")
    void everyPrimitiveMayFindItsOperandsDying(PrimitiveCases.Case each) {
        Program.Body body = (tape, in) -> {
            var operands = new ArrayList<Variable>();
            for (Variable variable : in) {
                operands.add(variable.times(1));
            }
            return Map.of("result", tape.record(each.primitive(), operands).times(1));
        };
        Tensor[] in = each.operands().toArray(new Tensor[0]);
        assertSame(Program.record(body, in).run(in), body, in);
    }

    @Test
    void severalThreadsGiveTheSameBits() {
        Program.Body body = (tape, in) ->
                Map.of("y", in.get(0).matmul(in.get(1)).tanh().times(3).exp().sum(0));
        Tensor[] in = {
            samples.signed(DType.FLOAT32, Shape.of(300, 200)), samples.signed(DType.FLOAT32, Shape.of(200, 250))
        };
        try (var executor = Executors.newFixedThreadPool(1)) {
            var parallel = Parallel.on(executor, 2);
            assertSame(Program.record(parallel, body, in).run(in), body, in);
            assertSame(
                    Program.plan(parallel, body, input(DType.FLOAT32, 300, 200), input(DType.FLOAT32, 200, 250))
                            .run(in),
                    body,
                    in);
        }
    }

    // ---- what is recorded

    @Test
    void recordingLeavesGradientsAsTheyWere() {
        Parameters parameters = layers(samples, DType.FLOAT32);
        parameters.gradients().floats()[3] = 7;
        float[] before = parameters.gradients().toFloats();
        Program.record(
                (tape, in) -> step(tape, parameters, in.get(0), in.get(1)),
                samples.signed(DType.FLOAT32, Shape.of(6, 12)),
                labels(DType.FLOAT32, 6, 5));
        assertThat(parameters.gradients().toFloats()).containsExactly(before);
    }

    @Test
    void whatNothingDependsOnIsLeftOut() {
        Program program = Program.plan(
                (tape, in) -> {
                    Variable x = in.getFirst();
                    x.exp().sin().times(3);
                    return Map.of("y", x.cos());
                },
                input(DType.FLOAT32, 4));
        assertThat(program.memoryPlan().recorded()).isEqualTo(5);
        assertThat(program.memoryPlan().instructions()).isEqualTo(2);
        assertThat(program.memoryPlan().arena()).isZero();
        assertThat(program.memoryPlan().tape()).isEqualTo(4 * 16);
    }

    @Test
    void elementwiseResultsTakeTheStorageOfTheirOperands() {
        Program.Body body = (tape, in) -> {
            Variable h = in.getFirst().exp();
            for (int i = 0; i < 10; i++) {
                h = h.sin().plus(h.reshape(Shape.of(64)).reshape(Shape.of(8, 8)).cos());
            }
            return Map.of("y", h.plus(h.transpose(0, 1)).times(2).sum());
        };
        Program program = Program.plan(body, input(DType.FLOAT32, 8, 8));
        assertThat(program.memoryPlan().arena()).isLessThanOrEqualTo(3 * 256);
        Tensor x = samples.signed(DType.FLOAT32, Shape.of(8, 8));
        assertSame(program.run(x), body, x);
    }

    @Test
    void outputsMayBeInputsParametersAndViews() {
        Parameters parameters = layers(samples, DType.FLOAT64);
        Program swap = Program.plan(
                (tape, in) -> Map.of(
                        "first", in.get(1),
                        "second", in.get(0).transpose(0, 1),
                        "view", in.get(0).exp().transpose(0, 1),
                        "bias", tape.parameter(parameters, "layer1.bias")),
                input(DType.FLOAT64, 2, 2),
                input(DType.FLOAT64, 2, 2));
        Tensor a = samples.signed(DType.FLOAT64, Shape.of(2, 2));
        Tensor b = samples.signed(DType.FLOAT64, Shape.of(2, 2));
        swap.run(a, b);
        double[] bias = swap.output("bias").toDoubles();
        parameters.values().doubles()[0] = 99;
        parameters.values().doubles()[12 * 8] = 99;
        assertThat(swap.output("bias").toDoubles()).containsExactly(bias);
        assertThat(swap.output("first").toDoubles()).containsExactly(b.toDoubles());
        assertThat(swap.output("second").toDoubles())
                .containsExactly(a.transpose(0, 1).toDoubles());
        swap.run(swap.output("first"), swap.output("second"));
        assertThat(swap.output("second").toDoubles())
                .containsExactly(b.transpose(0, 1).toDoubles());
        assertThat(swap.output("bias").toDoubles()[0]).isEqualTo(99);
    }

    @Test
    void tensorsOfTheFunctionAreReadInPlaceAndNumbersAreKept() {
        Tensor mask = Tensor.of(Shape.of(3), 1f, 0f, 1f);
        double[] number = {2};
        Program program = Program.record(
                (tape, in) -> Map.of("y", in.getFirst().times(tape.input(mask)).times(tape.input((float) number[0]))),
                Tensor.of(Shape.of(3), 5f, 6f, 7f));
        number[0] = 100;
        mask.floats()[1] = 1;
        assertThat(program.run(Tensor.of(Shape.of(3), 1f, 2f, 3f)).output("y").toFloats())
                .containsExactly(2, 4, 6);
    }

    @Test
    void checkpointedPartsRunAgainInEachRun() {
        Function<List<Variable>, Variable> part =
                in -> in.get(0).matmul(in.get(1)).tanh().times(in.get(0).sin());
        Program.Body body = (tape, in) -> {
            Variable h = in.get(0);
            for (int i = 0; i < 4; i++) {
                h = tape.checkpoint(part, h, in.get(1));
            }
            Variable loss = h.square().sum();
            return Map.of("loss", loss, "gradient", tape.grad(loss, in.get(1)).getFirst());
        };
        Tensor x = samples.signed(DType.FLOAT64, Shape.of(3, 3));
        Tensor w = samples.signed(DType.FLOAT64, Shape.of(3, 3));
        Program program = Program.plan(body, input(DType.FLOAT64, 3, 3), input(DType.FLOAT64, 3, 3));
        assertSame(program.run(x, w), body, x, w);
        try (var other = Executors.newSingleThreadExecutor()) {
            other.submit(() -> program.run(w, x)).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        assertSame(program, body, w, x);
        assertSame(Program.record(body, x, w).run(w, x), body, w, x);
    }

    // ---- what is refused

    @Test
    void aPlanHasNoValuesToRead() {
        assertThatThrownBy(() -> Program.plan(
                        (tape, in) -> in.getFirst().value() > 0 ? Map.of("y", in.getFirst()) : Map.of(),
                        input(DType.FLOAT32)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "value: variable 0 (input, scalar) is read, but the program is planned from shapes"
                                + " alone; read no values, or record it with real inputs by Program.record; read at ");
    }

    @Test
    void theFunctionMayNotRestartItsTape() {
        assertThatThrownBy(() -> Program.plan((tape, in) -> {
                    tape.restart();
                    return Map.of();
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("restart: the tape records a program, which is one recording; restart it outside of the"
                        + " function");
        assertThatThrownBy(() -> Program.plan((tape, in) -> {
                    tape.sentinel(Sentinel.GRADIENTS);
                    return Map.of();
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("sentinel: the tape records a program, which GRADIENTS would not watch");
    }

    @Test
    void somethingMustComeOut() {
        assertThatThrownBy(() -> Program.plan(
                        (tape, in) -> {
                            in.getFirst().exp();
                            return Map.of();
                        },
                        input(DType.FLOAT32)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "program: 2 instructions were recorded, 0 outputs and 0 gradients come out of them; at least 1"
                                + " is needed");
        Variable other = new Tape().input(1f);
        assertThatThrownBy(() -> Program.plan((tape, in) -> Map.of("y", other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "program: output 'y' is variable 0 (input, scalar) of another recording; it must be a variable"
                                + " of the tape that the function was given");
    }

    @Test
    void inputsMustFit() {
        Program program = Program.plan(
                (tape, in) -> Map.of("y", in.get(0).plus(in.get(1))), input(DType.FLOAT32, 2), input(DType.FLOAT32, 2));
        Tensor fits = Tensor.of(Shape.of(2), 1f, 2f);
        program.run(fits, fits);
        assertThatThrownBy(() -> program.run(fits, Tensor.of(Shape.of(3), 1f, 2f, 3f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "program: input 1 is float32 [3], recorded was float32 [2]; type and shape must be those of the"
                                + " recording");
        assertThatThrownBy(() -> program.run(Tensor.of(Shape.of(2), 1.0, 2.0), fits))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("program: input 0 is float64 [2], recorded was float32 [2]");
        assertThatThrownBy(() -> program.run(fits))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "program: 1 inputs are given, it takes 2, [float32 [2], float32 [2]]; one for each is needed");
        assertThatThrownBy(() -> program.run(fits, fits, fits)).isInstanceOf(IllegalArgumentException.class);
        assertThat(program.output("y").toFloats()).containsExactly(2, 4);
    }

    @Test
    void outputsNeedARun() {
        Program program = Program.plan((tape, in) -> Map.of("y", in.getFirst().exp()), input(DType.FLOAT32, 2));
        assertThatThrownBy(() -> program.output("y"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "program: output 'y' is asked for, but there is no run that it is of, or the last one failed;"
                                + " run first");
        assertThatThrownBy(() -> program.output("z"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("program: there is no output 'z'; there are [y]");
    }

    @Test
    void variablesOfTheRecordingAreOfNoUseAfterwards() {
        Variable[] leaked = new Variable[1];
        Program.record(
                (tape, in) -> {
                    leaked[0] = in.getFirst().exp();
                    return Map.of("y", leaked[0]);
                },
                Tensor.of(Shape.of(1), 1f));
        assertThatThrownBy(() -> leaked[0].value())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("belongs to an earlier recording");
    }

    @Test
    void moreThanTheCapIsRefusedBeforeAnythingIsAllocated() {
        Program program = Program.plan(
                (tape, in) -> Map.of(
                        "y",
                        in.getFirst()
                                .broadcastTo(Shape.of(30_000, 40_000))
                                .exp()
                                .sum()),
                input(DType.FLOAT32));
        assertThat(program.memoryPlan().arena()).isEqualTo(4_800_000_000L);
        assertThatThrownBy(() -> program.withCap(1_000_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "program: it needs 4,800,000,008 bytes (arena 4,800,000,000, inputs 4, outputs 4), the cap is"
                                + " 1,000,000; a smaller batch or checkpointed parts need less; the arena's peak is"
                                + " 4,800,000,000 bytes at instruction 2 (exp), most for instruction 2 (exp, float32"
                                + " 30000×40000): 4,800,000,000");
        assertThat(program.withCap(4_800_000_008L)).isSameAs(program);
        assertThat(program.memoryPlan())
                .hasToString("program of 5 instructions, of 5 recorded\n"
                        + "  4,800,000,008 bytes: arena 4,800,000,000, inputs 4, outputs 4\n"
                        + "  a tape keeps 4,800,000,004 bytes; parameters have 0 more\n"
                        + "  peak: 4,800,000,000 bytes at instruction 2 (exp), most for instruction 2 (exp, float32"
                        + " 30000×40000): 4,800,000,000");
    }

    @Test
    void anOperationThatRefusesAValueNamesItsInstruction() {
        Program program = Program.plan(
                (tape, in) -> Map.of("loss", in.get(0).sin().softmaxCrossEntropy(in.get(1))),
                new Program.Input(DType.FLOAT64, Shape.of(2, 3)),
                new Program.Input(DType.FLOAT64, Shape.of(2)));
        Tensor features = Tensor.zeros(DType.FLOAT64, Shape.of(2, 3));
        assertThatThrownBy(() -> program.run(features, Tensor.of(Shape.of(2), 0.0, 7.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "softmaxCrossEntropy: label 7.0 in row 1; labels must be whole numbers in 0..2; instruction 3"
                                + " of the program");
        program.run(features, Tensor.of(Shape.of(2), 0.0, 2.0));
        assertThat(program.output("loss").item()).isEqualTo(Math.log(3));
    }

    @Test
    void aCapOfAProgramWithoutArenaNamesNoPeak() {
        Program program =
                Program.plan((tape, in) -> Map.of("y", in.get(0).sin()), new Program.Input(DType.FLOAT64, Shape.of(2)));
        assertThatThrownBy(() -> program.withCap(31))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "program: it needs 32 bytes (arena 0, inputs 16, outputs 16), the cap is 31; a smaller batch"
                                + " or checkpointed parts need less");
    }

    @Test
    void whatNoArrayHoldsIsRefused() {
        assertThatThrownBy(() -> Program.plan(
                        (tape, in) -> {
                            Variable big = in.getFirst().broadcastTo(Shape.of(30_000, 40_000));
                            return Map.of(
                                    "y",
                                    big.exp().matmul(big.sin().transpose(0, 1)).sum());
                        },
                        input(DType.FLOAT32)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("all lie in one array of at most 2147483647");
    }

    /// Waits in its forward loop.
    private record Waiting(CountDownLatch begun, CountDownLatch go) implements Diagonal {
        @Override
        public String operation() {
            return "waiting";
        }

        @Override
        public void forward(Instruction at, Tensor result, Workspace workspace) {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            Elementwise.copy(at.tensor(0), result, workspace);
        }

        @Override
        public @Nullable Variable derivative(Variable x, Variable y, Variable v) {
            return v;
        }
    }

    @Test
    void oneThreadRunsAtATime() throws Exception {
        var waiting = new Waiting(new CountDownLatch(1), new CountDownLatch(1));
        Program program =
                Program.plan((tape, in) -> Map.of("y", tape.record(waiting, in.getFirst())), input(DType.FLOAT32, 1));
        Tensor x = Tensor.of(Shape.of(1), 4f);
        try (var executor = Executors.newSingleThreadExecutor()) {
            var run = executor.submit(() -> program.run(x).output("y").item());
            waiting.begun().await();
            assertThatThrownBy(() -> program.run(x))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("give each thread a program of its own");
            waiting.go().countDown();
            assertThat(run.get()).isEqualTo(4);
        }
        assertThat(program.run(x).output("y").item()).isEqualTo(4);
    }
}
