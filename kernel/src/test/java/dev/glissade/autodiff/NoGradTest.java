package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

/// Parts of a program that are constants to derivatives.
class NoGradTest {
    private final Tape tape = new Tape();

    @Test
    void noDerivativePassesThroughAPart() {
        for (int recording = 0; recording < 3; recording++) {
            tape.restart();
            Variable x = tape.input(3.0);
            Variable y = x.square();
            Variable still = tape.noGrad(() -> y.times(x));
            Variable z = still.times(x);
            assertThat(z.value()).isEqualTo(81);
            assertThat(tape.grad(z, x).getFirst().value()).isEqualTo(27);
            assertThat(tape.pushforward(z, x, tape.input(1.0)).value()).isEqualTo(27);
        }
    }

    @Test
    void whatWasRecordedWithDerivativesBeforeHasNoneLater() {
        for (boolean still : new boolean[] {false, true, false}) {
            tape.restart();
            Variable x = tape.input(3.0);
            Variable y = still ? tape.noGrad(x::square) : x.square();
            assertThat(tape.grad(y.times(x), x).getFirst().value()).isEqualTo(still ? 9 : 27);
        }
    }

    @Test
    void aPartThatFailsEndsIt() {
        Variable x = tape.input(3.0);
        try {
            tape.noGrad(() -> x.sum(4));
        } catch (IllegalArgumentException expected) {
            assertThat(tape.grad(x.square(), x).getFirst().value()).isEqualTo(6);
            return;
        }
        assertThat(true).as("an axis that does not exist is refused").isFalse();
    }

    @Test
    void severalLossesAddUpAndACotangentWeighs() {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("w", Shape.of(2));
        Parameters parameters = Parameters.zeros(DType.FLOAT64, shapes);
        parameters.values().doubles()[0] = 2;
        parameters.values().doubles()[1] = 5;
        parameters.changed();
        Variable w = tape.parameter(parameters, "w");
        tape.backward(w.square().sum());
        tape.backward(w.sum());
        assertThat(parameters.gradients().toDoubles()).containsExactly(5, 11);
        parameters.zeroGradients();
        tape.backward(w.square(), tape.input(Tensor.of(Shape.of(2), 10.0, -1.0)));
        assertThat(parameters.gradients().toDoubles()).containsExactly(40, -10);
    }

    @Test
    void aParameterReadInAPartIsFrozen() {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("frozen", Shape.SCALAR);
        shapes.put("free", Shape.SCALAR);
        Parameters parameters = Parameters.zeros(DType.FLOAT64, shapes);
        parameters.values().doubles()[0] = 2;
        parameters.values().doubles()[1] = 3;
        parameters.changed();
        for (int recording = 0; recording < 2; recording++) {
            tape.restart();
            Variable frozen = tape.noGrad(() -> tape.parameter(parameters, "frozen"));
            Variable free = tape.parameter(parameters, "free");
            parameters.zeroGradients();
            tape.backward(frozen.times(free));
            assertThat(parameters.gradients().toDoubles()).containsExactly(0, 2);
            // Whoever asks for its derivative gets it.
            assertThat(tape.grad(frozen.times(free), frozen).getFirst().value()).isEqualTo(3);
        }
    }

    @Test
    void derivativesTakenInAPartAreConstants() {
        Variable x = tape.input(3.0);
        Variable y = x.square().times(x);
        Variable slope = tape.noGrad(() -> tape.grad(y, x).getFirst());
        assertThat(slope.value()).isEqualTo(27);
        assertThat(tape.grad(slope.times(x), x).getFirst().value()).isEqualTo(27);
    }
}
