package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private final Tape tape = new Tape();
    private Parameters parameters;

    @BeforeEach
    void someParameters() {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("weight", Shape.of(2, 2));
        shapes.put("unused", Shape.of(3));
        shapes.put("bias", Shape.of(2));
        parameters = Parameters.zeros(DType.FLOAT64, shapes);
        double[] values = parameters.values().doubles();
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 1;
        }
        parameters.changed();
    }

    /// Σ bias² + Σ weight, whose gradient is 2 · bias and ones.
    private Variable loss() {
        return tape.parameter(parameters, "bias")
                .square()
                .sum()
                .plus(tape.parameter(parameters, "weight").sum());
    }

    @Test
    void segmentsLieOneAfterTheOther() {
        assertThat(parameters.elements()).isEqualTo(9);
        assertThat(parameters.segments()).extracting(Parameters.Segment::offset).containsExactly(0, 4, 7);
        assertThat(parameters.value("bias").toDoubles()).containsExactly(8, 9);
        assertThat(parameters.value("weight").doubles())
                .isSameAs(parameters.values().doubles());
        assertThat(parameters.gradients().toDoubles()).containsOnly(0);
    }

    @Test
    void gradientsAccumulateOverTwoPasses() {
        tape.backward(loss());
        assertThat(parameters.gradients().toDoubles()).containsExactly(1, 1, 1, 1, 0, 0, 0, 16, 18);
        tape.restart();
        tape.backward(loss());
        assertThat(parameters.gradients().toDoubles()).containsExactly(2, 2, 2, 2, 0, 0, 0, 32, 36);
    }

    @Test
    void gradientsAccumulateOverTwoPassesOfOneRecording() {
        Variable loss = loss();
        tape.backward(loss);
        tape.backward(loss);
        assertThat(parameters.gradient("bias").toDoubles()).containsExactly(32, 36);
    }

    @Test
    void zeroingOnlyMarksAndTheNextWriteOverwrites() {
        tape.backward(loss());
        double[] storage = parameters.gradients().doubles();
        parameters.zeroGradients();
        assertThat(storage).containsExactly(1, 1, 1, 1, 0, 0, 0, 16, 18);
        tape.restart();
        tape.backward(loss());
        assertThat(storage).containsExactly(1, 1, 1, 1, 0, 0, 0, 16, 18);
        parameters.zeroGradients();
        assertThat(parameters.gradient("bias").toDoubles()).containsExactly(0, 0);
        assertThat(storage).containsExactly(1, 1, 1, 1, 0, 0, 0, 0, 0);
        assertThat(parameters.gradients().toDoubles()).containsOnly(0);
    }

    @Test
    void aNotANumberDoesNotSurviveZeroing() {
        parameters.gradients().doubles()[8] = Double.NaN;
        parameters.zeroGradients();
        tape.backward(loss());
        assertThat(parameters.gradient("bias").toDoubles()).containsExactly(16, 18);
    }

    @Test
    void aParameterUsedTwiceGetsBothContributions() {
        Variable once = tape.parameter(parameters, "bias");
        Variable again = tape.parameter(parameters, "bias");
        tape.backward(once.times(again).sum().plus(once.sum()));
        assertThat(parameters.gradient("bias").toDoubles()).containsExactly(17, 19);
    }

    @Test
    void aParameterMayBeTheLoss() {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("x", Shape.SCALAR);
        Parameters one = Parameters.zeros(DType.FLOAT32, shapes);
        tape.backward(tape.parameter(one, "x"));
        assertThat(one.gradients().toDoubles()).containsExactly(1);
    }

    @Test
    void parametersThatChangedSinceTheyWereReadAreRefused() {
        Variable loss = loss();
        long version = parameters.version();
        parameters.changed();
        assertThatThrownBy(() -> tape.backward(loss))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("backward: parameter weight was read at version " + version + ", but the parameters are at "
                        + (version + 1) + "; they must not change between forward and backward");
        Variable x = tape.input(1.0);
        Variable y = loss.times(x);
        assertThatThrownBy(() -> tape.grad(y, x)).hasMessageStartingWith("grad: parameter weight was read at version");
        assertThatThrownBy(() -> tape.pushforward(y, x, x))
                .hasMessageStartingWith("pushforward: parameter weight was read at version");
        assertThat(parameters.gradients().toDoubles()).containsOnly(0);
        tape.restart();
        tape.backward(loss());
        assertThat(parameters.gradient("bias").toDoubles()).containsExactly(16, 18);
    }

    /// As where two models in one recording are stepped one after the other.
    @Test
    void parametersThatTheLossDoesNotDependOnMayChange() {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("x", Shape.SCALAR);
        Parameters other = Parameters.zeros(DType.FLOAT64, shapes);
        Variable otherLoss = tape.parameter(other, "x").plus(1).square();
        Variable loss = loss();
        Variable both = loss.plus(otherLoss.detach());
        tape.backward(otherLoss);
        assertThat(other.gradients().toDoubles()).containsExactly(2);
        other.changed();
        tape.backward(loss);
        assertThat(parameters.gradient("bias").toDoubles()).containsExactly(16, 18);
        assertThatThrownBy(() -> tape.backward(both)).hasMessageStartingWith("backward: parameter x was read");
    }

    @Test
    void theSignOfAZeroGradientIsKeptOnTheFirstPassToo() {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("x", Shape.of(1));
        Parameters one = Parameters.zeros(DType.FLOAT64, shapes);
        for (int pass = 0; pass < 2; pass++) {
            tape.restart();
            Variable x = tape.parameter(one, "x");
            tape.backward(x.times(tape.input(Tensor.of(Shape.of(1), -0.0))).sum());
            assertThat(1 / one.gradients().doubles()[0]).isEqualTo(Double.NEGATIVE_INFINITY);
            one.zeroGradients();
        }
    }

    @Test
    void anUnknownSegmentIsRefusedByName() {
        assertThatThrownBy(() -> parameters.gradient("wieght"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameters: there is no segment 'wieght'; there are [weight, unused, bias]");
    }

    @Test
    void tooManyParametersAreRefused() {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("a", Shape.of(1 << 30));
        shapes.put("b", Shape.of(1 << 30));
        assertThatThrownBy(() -> Parameters.zeros(DType.FLOAT32, shapes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameters: segment b ends at element 2147483648; all segments lie in one array of at most"
                        + " 2147483647");
    }
}
