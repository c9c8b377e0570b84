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
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Programs of random operations give the bits of the tape, whatever makes room for what.
class RandomProgramTest {
    private static final int PROGRAMS = 150;

    static LongStream seeds() {
        return LongStream.range(0, PROGRAMS);
    }

    /// A random program over matrices of n×n, with views, guards, dead ends, parameters and gradients.
    private static Map<String, Variable> body(long seed, Tape tape, List<Variable> in, Parameters parameters) {
        Samples random = new Samples(seed, 70);
        int n = in.getFirst().shape().size(0);
        Shape square = Shape.of(n, n);
        List<Variable> known = new ArrayList<>(in);
        known.add(tape.parameter(parameters, "a"));
        known.add(tape.parameter(parameters, "b"));
        int length = 5 + random.below(40);
        for (int i = 0; i < length; i++) {
            // Mostly recent ones, so that others die.
            Variable x = known.get(known.size() - 1 - random.below(Math.min(4, known.size())));
            Variable y = known.get(random.below(known.size()));
            known.add(
                    switch (random.below(16)) {
                        case 0 -> x.plus(y).times(0.5);
                        case 1 -> x.times(y).tanh();
                        case 2 -> x.matmul(y).times(0.25).sin();
                        case 3 -> x.transpose(0, 1);
                        case 4 -> x.plus(x.transpose(0, 1)).tanh();
                        case 5 -> x.reshape(Shape.of(n * n)).reshape(square);
                        case 6 -> x.softmax(random.below(2));
                        case 7 -> x.minus(y.sum(0).times(0.1)).tanh();
                        case 8 -> x.fma(y, x).tanh();
                        case 9 ->
                            x.slice(0, 1, 2, 1).broadcastTo(square).plus(y).tanh();
                        case 10 -> Variable.concatenate(List.of(x.slice(1, 0, 1, 1), y.slice(1, 1, n, 1)), 1);
                        case 11 -> x.greater(y).where(x, y);
                        case 12 -> x.max(y).sigmoid();
                        case 13 -> x.sum().greater(0).value() == 1 ? x.negate() : x.cos();
                        case 14 -> x.detach().times(x).tanh();
                        default -> x.plusScaled(-0.5, y).tanh();
                    });
        }
        Variable last = known.getLast();
        Variable loss =
                last.plus(known.get(random.below(known.size()))).square().mean();
        var outputs = new LinkedHashMap<String, Variable>();
        outputs.put("loss", loss);
        outputs.put("some", known.get(random.below(known.size())));
        outputs.put("last", last);
        if (random.below(2) == 0) {
            outputs.put("gradient", tape.grad(loss, in.getFirst()).getFirst());
        }
        tape.backward(loss);
        if (random.below(3) == 0) {
            tape.backward(last.sin().sum());
        }
        return outputs;
    }

    private static Parameters parameters(Samples samples, DType dtype, Shape square) {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("a", square);
        shapes.put("b", square);
        Parameters parameters = Parameters.zeros(dtype, shapes);
        Elementwise.copy(samples.signed(dtype, parameters.values().shape()), parameters.values(), new Workspace());
        return parameters;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theBitsAreThoseOfTheTape(long seed) {
        Samples samples = new Samples(seed, 71);
        DType dtype = seed % 2 == 0 ? DType.FLOAT32 : DType.FLOAT64;
        Shape square = square(samples);
        Parameters onTape = parameters(new Samples(seed, 72), dtype, square);
        Parameters ofProgram = parameters(new Samples(seed, 72), dtype, square);
        Tensor[] in = {samples.signed(dtype, square), samples.strided(dtype, square)};
        Program program = Program.record((tape, variables) -> body(seed, tape, variables, ofProgram), in);
        assertThat(program.memoryPlan().bytes()).isPositive();
        Tape tape = new Tape();
        int held = 0;
        for (int run = 0; run < 4; run++) {
            Tensor[] given =
                    run % 2 == 0 ? in : new Tensor[] {samples.signed(dtype, square), samples.strided(dtype, square)};
            onTape.zeroGradients();
            ofProgram.zeroGradients();
            try {
                program.run(given);
            } catch (GuardException e) {
                // Another branch; only other inputs may lead there.
                assertThat(run % 2).as("seed %d", seed).isEqualTo(1);
                continue;
            }
            held++;
            tape.restart();
            body(seed, tape, List.of(tape.input(given[0]), tape.input(given[1])), onTape)
                    .forEach((name, variable) -> assertThat(program.output(name).toDoubles())
                            .as("seed %d: %s", seed, name)
                            .containsExactly(variable.tensor().toDoubles()));
            assertThat(ofProgram.gradients().toDoubles())
                    .as("seed %d: gradients", seed)
                    .containsExactly(onTape.gradients().toDoubles());
        }
        assertThat(held).isGreaterThanOrEqualTo(2);
    }

    private static Shape square(Samples samples) {
        int n = 2 + samples.below(6);
        return Shape.of(n, n);
    }
}
