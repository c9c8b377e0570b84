package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What [Tape#restart] keeps and what it replaces.
class TapeReuseTest {
    private final Samples samples = new Samples(21, 0);
    private final Tape tape = new Tape();

    @Test
    void theSameOperationsGetTheSameVariablesAndStorage() {
        Tensor x = samples.signed(DType.FLOAT32, Shape.of(3, 4));
        Tensor y = samples.signed(DType.FLOAT32, Shape.of(4));
        List<Variable> first = program(x, y);
        var storage = new ArrayList<float[]>();
        first.forEach(variable -> storage.add(variable.tensor().floats()));
        int instructions = tape.instructions();

        tape.restart();
        assertThat(tape.instructions()).isZero();
        List<Variable> second = program(x, y);

        assertThat(tape.instructions()).isEqualTo(instructions);
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i)).isSameAs(first.get(i));
            assertThat(second.get(i).tensor().floats()).isSameAs(storage.get(i));
        }
    }

    private List<Variable> program(Tensor x, Tensor y) {
        Variable a = tape.input(x);
        Variable b = tape.input(y);
        Variable c = tape.input(0.5f);
        Variable product = a.times(b).plus(c).times(2).plusScaled(0.1, b);
        Variable shaped = product.transpose(0, 1).reshape(Shape.of(6, 2)).broadcastTo(Shape.of(2, 6, 2));
        Variable loss = shaped.softmax(-1).square().mean().plus(product.max(0).sum());
        List<Variable> gradient = tape.grad(loss, a, b, c);
        var all = new ArrayList<>(List.of(a, b, c, product, shaped, loss));
        all.addAll(gradient);
        return all;
    }

    @Test
    void aReusedProgramComputesFromTheNewInputs() {
        Variable x = tape.input(3.0);
        Variable y = x.square().plus(1);
        assertThat(y.value()).isEqualTo(10);
        tape.restart();
        assertThat(tape.input(-2.0)).isSameAs(x);
        assertThat(x.square().plus(1)).isSameAs(y);
        assertThat(y.value()).isEqualTo(5);
    }

    @Test
    void aDifferentBranchRecordsOnlyTheTailAnew() {
        Variable x = tape.input(1.0);
        Variable head = x.exp();
        Variable left = head.sin();
        Variable after = left.square();

        tape.restart();
        tape.input(1.0);
        assertThat(x.exp()).isSameAs(head);
        Variable right = head.cos();
        Variable end = right.square();
        assertThat(right).isNotSameAs(left);
        assertThat(end).isNotSameAs(after);
        assertThat(tape.instructions()).isEqualTo(4);

        tape.restart();
        tape.input(1.0);
        x.exp();
        assertThat(head.cos()).isSameAs(right);
        assertThat(right.square()).isSameAs(end);
    }

    @Test
    void aShorterRecordingKeepsTheRestForTheNextOne() {
        Variable x = tape.input(1.0);
        Variable sine = x.sin();
        Variable square = sine.square();
        tape.restart();
        tape.input(1.0);
        assertThat(x.sin()).isSameAs(sine);
        assertThat(tape.instructions()).isEqualTo(2);
        tape.restart();
        tape.input(1.0);
        x.sin();
        assertThat(sine.square()).isSameAs(square);
    }

    @Test
    void otherAttributesOperandsTypesAndShapesAreRecordedAnew() {
        Variable x = tape.input(2.0);
        Variable scaled = x.times(3);
        tape.restart();
        tape.input(2.0);
        Variable other = x.times(4);
        assertThat(other).isNotSameAs(scaled);
        assertThat(other.value()).isEqualTo(8);

        tape.restart();
        Variable f = tape.input(2f);
        assertThat(f).isNotSameAs(x);
        assertThat(f.dtype()).isEqualTo(DType.FLOAT32);

        tape.restart();
        Variable matrix = tape.input(Tensor.zeros(DType.FLOAT32, Shape.of(2, 3)));
        tape.restart();
        assertThat(tape.input(Tensor.zeros(DType.FLOAT32, Shape.of(3, 2)))).isNotSameAs(matrix);

        tape.restart();
        Variable a = tape.input(1.0);
        Variable b = tape.input(2.0);
        Variable difference = a.minus(b);
        tape.restart();
        tape.input(1.0);
        tape.input(2.0);
        Variable swapped = b.minus(a);
        assertThat(swapped).isNotSameAs(difference);
        assertThat(swapped.value()).isEqualTo(1);
    }

    @Test
    void minusZeroIsAnotherFactorThanZero() {
        Variable x = tape.input(1.0);
        Variable zero = x.times(0.0);
        tape.restart();
        tape.input(1.0);
        assertThat(x.times(-0.0)).isNotSameAs(zero);
        tape.restart();
        Variable constant = tape.constant(0.0, DType.FLOAT64, Shape.SCALAR);
        tape.restart();
        assertThat(tape.constant(-0.0, DType.FLOAT64, Shape.SCALAR)).isNotSameAs(constant);
    }

    @Test
    void viewsFollowAnInputWhoseTensorIsExchanged() {
        Shape shape = Shape.of(3, 4);
        List<Tensor> batches = List.of(
                samples.signed(DType.FLOAT64, shape),
                samples.signed(DType.FLOAT64, shape),
                samples.strided(DType.FLOAT64, shape),
                samples.repeated(DType.FLOAT64, shape),
                samples.signed(DType.FLOAT64, Shape.of(4, 3)).transpose(0, 1),
                samples.signed(DType.FLOAT64, shape));
        for (Tensor batch : batches) {
            tape.restart();
            List<double[]> reused = views(tape, batch);
            List<double[]> fresh = views(new Tape(), batch);
            for (int i = 0; i < fresh.size(); i++) {
                assertThat(reused.get(i)).as("view " + i).containsExactly(fresh.get(i));
            }
        }
    }

    private static List<double[]> views(Tape tape, Tensor batch) {
        Variable x = tape.input(batch);
        Variable flat = x.reshape(Shape.of(12));
        Variable turned = x.transpose(0, 1);
        Variable turnedFlat = turned.reshape(Shape.of(2, 6));
        Variable repeated = turned.broadcastTo(Shape.of(2, 4, 3));
        Variable detached = repeated.detach().transpose(0, 2).reshape(Shape.of(24));
        Variable gradient =
                tape.grad(flat.square().sum().plus(turnedFlat.exp().sum()), x).getFirst();
        var values = new ArrayList<double[]>();
        for (Variable variable : List.of(flat, turned, turnedFlat, repeated, detached, gradient)) {
            values.add(variable.tensor().toDoubles());
        }
        return values;
    }

    @Test
    void whatIsRecordedAnewIsCounted() {
        Tape tape = new Tape();
        Variable x = tape.input(2.0);
        x.sin().exp();
        assertThat(tape.recordedAnew()).isEqualTo(3);
        tape.restart();
        assertThat(tape.recordedAnew()).isZero();
        tape.input(3.0).sin().exp();
        assertThat(tape.recordedAnew()).isZero();
        tape.restart();
        tape.input(3.0).sin().cos().sin();
        assertThat(tape.recordedAnew()).isEqualTo(2);
    }
}
