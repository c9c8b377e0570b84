package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
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
}
