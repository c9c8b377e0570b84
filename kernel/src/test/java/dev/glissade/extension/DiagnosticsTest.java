package dev.glissade.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glissade.autodiff.NotFiniteException;
import dev.glissade.autodiff.Parameters;
import dev.glissade.autodiff.Sentinel;
import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.Variable;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

/// What errors and sentinels say, and where they point.
class DiagnosticsTest {
    private final Tape tape = new Tape();

    @Test
    void aShapeErrorNamesTheLineThatRecorded() {
        Variable left = tape.input(Tensor.zeros(DType.FLOAT32, Shape.of(32, 64)));
        Variable right = tape.input(Tensor.zeros(DType.FLOAT32, Shape.of(32, 10)));
        assertThatThrownBy(() -> left.matmul(right))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("matmul: left is 32×64, right is 32×10; left columns must equal right rows; "
                        + "recorded at DiagnosticsTest\\.java:\\d+ \\(.*aShapeErrorNamesTheLineThatRecorded.*\\)");
    }

    @Test
    void everyInstructionIsWatched() {
        tape.sentinel(Sentinel.EVERY_INSTRUCTION);
        Variable x = tape.input(Tensor.of(Shape.of(3), 1.0, 0.0, -1.0));
        Variable shifted = x.plus(0);
        assertThatThrownBy(() -> shifted.log())
                .isInstanceOf(NotFiniteException.class)
                .hasMessageMatching("sentinel: element 1 of instruction 3 \\(log, \\[3]\\) is -Infinity although all "
                        + "operands are finite; recorded at DiagnosticsTest\\.java:\\d+ .*");
        assertThat(tape.instructions()).isEqualTo(3);
        tape.sentinel(Sentinel.OFF);
        assertThatCode(() -> shifted.log()).doesNotThrowAnyException();
    }

    @Test
    void whatWasNotFiniteBeforeIsNotBlamed() {
        tape.sentinel(Sentinel.EVERY_INSTRUCTION);
        Variable x = tape.input(Double.NaN);
        assertThat(x.sin().exp().value()).isNaN();
    }

    @Test
    void aGradientThatIsNotFiniteIsNotAdded() {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("a", Shape.of(2));
        shapes.put("b", Shape.of(2));
        Parameters parameters = Parameters.zeros(DType.FLOAT32, shapes);
        parameters.values().floats()[2] = 1;
        parameters.changed();
        tape.sentinel(Sentinel.GRADIENTS);
        Variable a = tape.parameter(parameters, "a");
        Variable b = tape.parameter(parameters, "b");
        tape.backward(a.square().sum().plus(b.sum()));
        float[] before = parameters.gradients().toFloats();
        Variable loss = a.sum().plus(b.sqrt().sum());
        int instructions = tape.instructions();
        assertThatThrownBy(() -> tape.backward(loss))
                .isInstanceOf(NotFiniteException.class)
                .hasMessage("sentinel: element 1 of the gradient of parameter b is Infinity; run the step with "
                        + "EVERY_INSTRUCTION to find the first cause");
        assertThat(parameters.gradients().toFloats()).containsExactly(before);
        assertThat(tape.instructions()).isEqualTo(instructions);
    }
}
