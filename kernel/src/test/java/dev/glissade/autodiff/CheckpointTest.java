package dev.glissade.autodiff;

import static java.util.regex.Pattern.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Parts whose intermediate values are computed again.
class CheckpointTest {
    private final Samples samples = new Samples(5, 1);
    private final Tensor x = samples.signed(DType.FLOAT64, Shape.of(3, 3));
    private final Tensor w = samples.signed(DType.FLOAT64, Shape.of(3, 3));

    private static Variable layer(List<Variable> in) {
        return in.get(0).matmul(in.get(1)).tanh().times(in.get(0).sin());
    }

    private static Variable layers(Variable x, Variable w, boolean checkpointed) {
        Variable h = x;
        for (int i = 0; i < 4; i++) {
            h = checkpointed ? x.tape().checkpoint(CheckpointTest::layer, h, w) : layer(List.of(h, w));
        }
        return h.square().sum();
    }

    @Test
    void valuesAndGradientsHaveTheSameBits() {
        Tape open = new Tape();
        Tape short_ = new Tape();
        for (int recording = 0; recording < 3; recording++) {
            open.restart();
            short_.restart();
            Variable a = open.input(x);
            Variable b = open.input(w);
            Variable c = short_.input(x);
            Variable d = short_.input(w);
            Variable expected = layers(a, b, false);
            Variable actual = layers(c, d, true);
            assertThat(actual.value()).isEqualTo(expected.value());
            List<Variable> gradients = open.grad(expected, a, b);
            List<Variable> recomputed = short_.grad(actual, c, d);
            for (int i = 0; i < 2; i++) {
                assertThat(recomputed.get(i).tensor().toDoubles())
                        .containsExactly(gradients.get(i).tensor().toDoubles());
            }
        }
    }

    @Test
    void fewerInstructionsAreKept() {
        Tape open = new Tape();
        Tape short_ = new Tape();
        layers(open.input(x), open.input(w), false);
        layers(short_.input(x), short_.input(w), true);
        assertThat(open.instructions()).isEqualTo(2 + 4 * 4 + 2 + 1);
        assertThat(short_.instructions()).isEqualTo(2 + 4 + 2 + 1);
    }

    @Test
    void partsMayBeNestedAndDifferentiatedTwice() {
        Function<List<Variable>, Variable> inner = in -> in.getFirst().sin();
        Function<List<Variable>, Variable> outer = in -> {
            Variable v = in.getFirst();
            return v.tape().checkpoint(inner, v.square()).exp();
        };
        Function<Variable, Variable> f = v -> v.tape().checkpoint(outer, v);
        Function<Variable, Variable> plain = v -> v.square().sin().exp();
        assertThat(Derivatives.upTo(3, f, 0.7)).containsExactly(Derivatives.upTo(3, plain, 0.7), within(1e-11));
        Tensor point = Tensor.of(Shape.SCALAR, 0.7);
        Tensor direction = Tensor.of(Shape.SCALAR, 1.0);
        assertThat(Derivatives.at(Derivatives.hvp(f, direction), point).item())
                .isCloseTo(
                        Derivatives.at(Derivatives.hvp(plain, direction), point).item(), within(1e-12));
    }

    @Test
    void aVariableFromOutsideIsRefused() {
        Tape tape = new Tape();
        Variable outside = tape.input(w);
        Function<List<Variable>, Variable> leak = in -> in.getFirst().times(outside);
        assertThatThrownBy(() -> tape.checkpoint(leak, tape.input(x)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("belongs to another tape");
    }

    /// Its gradient would be lost: the reverse pass of the tape does not see what happens in a part.
    @Test
    void aParameterReadInAPartIsRefused() {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("w", Shape.of(3, 3));
        Parameters parameters = Parameters.zeros(DType.FLOAT64, shapes);
        Tape tape = new Tape();
        Function<List<Variable>, Variable> part =
                in -> in.getFirst().matmul(in.getFirst().tape().parameter(parameters, "w"));
        assertThatThrownBy(() -> tape.checkpoint(part, tape.input(x)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("checkpoint: the part reads parameter w; read it outside and hand it in");
    }

    @Test
    void aResultFromOutsideIsRefused() {
        Tape tape = new Tape();
        Variable outside = tape.input(w);
        Function<List<Variable>, Variable> leak = _ -> outside;
        assertThatThrownBy(() -> tape.checkpoint(leak, outside))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("checkpoint: variable 0 (input, 3×3) belongs to another tape");
    }

    @Test
    void aShapeThatDependsOnValuesIsRefused() {
        Function<List<Variable>, Variable> part =
                in -> in.getFirst().value() > 0 ? in.getFirst() : in.getFirst().unsqueeze(0);
        Tape tape = new Tape();
        tape.checkpoint(part, tape.input(-1.0));
        tape.restart();
        Variable positive = tape.input(1.0);
        assertThatThrownBy(() -> tape.checkpoint(part, positive))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        quote("checkpoint: the part gave [1] when it was recorded and scalar now; the shape must follow"
                                        + " from those of the inputs")
                                + TapeErrorsTest.PLACE);
        assertThat(tape.instructions()).isEqualTo(1);
    }

    /// The infinity is gone before the part ends: e^(−∞) is 0.
    @Test
    void theSentinelLooksIntoParts() {
        Function<List<Variable>, Variable> part = in -> in.getFirst().log().exp();
        Tape tape = new Tape();
        tape.checkpoint(part, tape.input(0.0));
        tape.sentinel(Sentinel.EVERY_INSTRUCTION);
        Variable zero = tape.input(0.0);
        assertThatThrownBy(() -> tape.checkpoint(part, zero))
                .isInstanceOf(NotFiniteException.class)
                .hasMessageContaining("(log, scalar) is -Infinity although all operands are finite");
        tape.sentinel(Sentinel.OFF);
        assertThat(tape.checkpoint(part, zero).value()).isZero();
    }

    /// These passes record the part and differentiate it, while what they give is a constant.
    @Test
    void derivativesOfPartsMayBeConstants() {
        Function<List<Variable>, Variable> part = in -> in.getFirst().sin();
        Tape tape = new Tape();
        for (int recording = 0; recording < 2; recording++) {
            tape.restart();
            Variable x = tape.input(0.7);
            Variable y = tape.checkpoint(part, x).square();
            Variable forward = tape.noGrad(() -> tape.pushforward(y, x, tape.input(1.0)));
            assertThat(forward.value()).isEqualTo(StrictMath.sin(1.4), within(1e-14));
            Variable slope = tape.grad(y, x).getFirst();
            Variable curvature = tape.noGrad(() -> tape.grad(slope, x).getFirst());
            assertThat(curvature.value()).isEqualTo(2 * StrictMath.cos(1.4), within(1e-14));
            assertThat(tape.grad(forward.plus(curvature).times(x), x).getFirst().value())
                    .isEqualTo(StrictMath.sin(1.4) + 2 * StrictMath.cos(1.4), within(1e-14));
        }
    }
}
