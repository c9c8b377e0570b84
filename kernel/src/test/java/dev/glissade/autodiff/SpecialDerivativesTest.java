package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Derivatives where a formula would lose its digits or divide by 0.
class SpecialDerivativesTest {
    private final Tape tape = new Tape();

    /// As PyTorch has it.
    @Test
    void theStandardDeviationOfEqualNumbersHasDerivativeZero() {
        Variable x = tape.input(Tensor.of(Shape.of(2, 3), 4f, 4, 4, 1, 2, 3));
        Variable deviation = x.standardDeviation(1);
        assertThat(deviation.tensor().toDoubles()).containsExactly(0, 1);
        double[] gradient = tape.grad(deviation.sum(), x).getFirst().tensor().toDoubles();
        assertThat(gradient).containsExactly(0, 0, 0, -0.5, 0, 0.5);
        Variable forward = tape.pushforward(deviation.sum(), x, x);
        assertThat(forward.value()).isEqualTo(1);
    }

    /// 1/√(1 − x²) in float64, for the float32 nearest to a number.
    @ParameterizedTest
    @ValueSource(floats = {0, 0.5f, -0.9f, 0.99f, 0.9999f, 0.999999f, 0.99999994f, -0.99999994f})
    void arcSineAndCosineKeepTheDigitsOfTheirDerivativesNearOne(float at) {
        double exact = 1 / Math.sqrt((1 - (double) at) * (1 + (double) at));
        Variable x = tape.input(at);
        assertThat(tape.grad(x.asin(), x).getFirst().value()).isEqualTo(exact, within(3e-7 * exact));
        assertThat(tape.grad(x.acos(), x).getFirst().value()).isEqualTo(-exact, within(3e-7 * exact));
    }

    @Test
    void arcSineAtAndBeyondOne() {
        Variable one = tape.input(1.0);
        assertThat(tape.grad(one.asin(), one).getFirst().value()).isEqualTo(Double.POSITIVE_INFINITY);
        Variable more = tape.input(1.5);
        assertThat(tape.grad(more.acos(), more).getFirst().value()).isNaN();
    }
}
