package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A value that the function has read must be the same in each run.
class ProgramGuardTest {
    private static Tensor vector(double... values) {
        return Tensor.of(Shape.of(values.length), values);
    }

    /// Branches on the side of 1 that the sum is on.
    private static Map<String, Variable> branch(Variable x) {
        return Map.of("y", x.sum().greater(1).value() == 1 ? x.times(10) : x.times(-10));
    }

    @Test
    void aComparisonHoldsForAllNumbersOnItsSide() {
        Program large = Program.record((tape, in) -> branch(in.getFirst()), vector(1, 2));
        Program small = Program.record((tape, in) -> branch(in.getFirst()), vector(-1, -2));
        assertThat(large.run(vector(5, 6)).output("y").toDoubles()).containsExactly(50, 60);
        assertThat(small.run(vector(-5, -6)).output("y").toDoubles()).containsExactly(50, 60);
        assertThatThrownBy(() -> large.run(vector(-5, -6)))
                .isInstanceOf(GuardException.class)
                .hasMessageMatching(
                        "program: element 0 of instruction 4 \\(greater, scalar\\) was 1\\.0 when the function"
                                + " read it at \\w+\\.java:\\d+ \\(\\w+\\), and is 0\\.0 now; a value that is read"
                                + " must be the same in each run, so read a comparison instead of a number, or record a program"
                                + " for each branch")
                .asInstanceOf(InstanceOfAssertFactories.type(GuardException.class))
                .extracting(GuardException::instruction)
                .isEqualTo(4);
        assertThatThrownBy(() -> large.output("y"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the last one failed");
        assertThat(large.run(vector(7, 8)).output("y").toDoubles()).containsExactly(70, 80);
    }

    @Test
    void aNumberHoldsForItselfOnly() {
        Program program = Program.record(
                (tape, in) -> {
                    Variable r = in.getFirst();
                    while (r.value() > 1) {
                        r = r.times(0.5).sin();
                    }
                    return Map.of("r", r);
                },
                Tensor.of(Shape.SCALAR, 7.0));
        assertThat(program.run(Tensor.of(Shape.SCALAR, 7.0)).output("r").item()).isLessThan(1);
        assertThatThrownBy(() -> program.run(Tensor.of(Shape.SCALAR, StrictMath.nextUp(7.0))))
                .isInstanceOf(GuardException.class)
                .hasMessageContaining("instruction 0 (input, scalar) was 7.0");
    }

    @ParameterizedTest
    @EnumSource
    void everyElementOfAViewIsCompared(DType dtype) {
        Samples samples = new Samples(4, 0);
        Tensor x = samples.signed(dtype, Shape.of(3, 4));
        int[] sum = {0};
        Program program = Program.record(
                (tape, in) -> {
                    Variable h = in.getFirst().exp();
                    for (double value :
                            h.transpose(0, 1).slice(0, 0, 4, 2).tensor().toDoubles()) {
                        sum[0] += (int) value;
                    }
                    // Its storage is free for another result after the guard.
                    return Map.of("y", h.sin().cos());
                },
                x);
        program.run(x);
        Tensor unread = x.copy();
        put(unread, 1);
        program.run(unread);
        Tensor read = x.copy();
        put(read, 10);
        assertThatThrownBy(() -> program.run(read))
                .isInstanceOf(GuardException.class)
                .hasMessageContaining("element 5 of instruction 3 (slice, 2×3) was ");
    }

    private static void put(Tensor tensor, int i) {
        switch (tensor.dtype()) {
            case FLOAT32 -> tensor.floats()[i] = 0.125f;
            case FLOAT64 -> tensor.doubles()[i] = 0.125;
        }
    }

    @Test
    void zerosOfBothSignsDifferAndNaNsDoNot() {
        Program program = Program.record(
                (tape, in) -> {
                    in.getFirst().tensor();
                    return Map.of("y", in.getFirst());
                },
                vector(Double.NaN, 0));
        program.run(vector(Double.longBitsToDouble(0xfff8000000000001L), 0));
        assertThatThrownBy(() -> program.run(vector(Double.NaN, -0.0)))
                .isInstanceOf(GuardException.class)
                .hasMessageContaining("element 1 of instruction 0 (input, [2]) was 0.0")
                .hasMessageContaining("is -0.0 now");
    }

    @Test
    void constantsAreNotGuarded() {
        Program program = Program.plan(
                (tape, in) -> {
                    double three = tape.constant(3, DType.FLOAT64, Shape.SCALAR).value();
                    return Map.of("y", in.getFirst().times(three));
                },
                new Program.Input(DType.FLOAT64, Shape.of(1)));
        assertThat(program.run(vector(2)).output("y").item()).isEqualTo(6);
    }

    @Test
    void aRefusedRunAccumulatesNothing() {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("w", Shape.of(2));
        Parameters parameters = Parameters.zeros(DType.FLOAT64, shapes);
        Program program = Program.record(
                (tape, in) -> {
                    Variable y = in.getFirst().times(tape.parameter(parameters, "w"));
                    tape.backward(y.sum());
                    // Read after the gradients are known.
                    return y.exp().mean().greater(1).value() == 0 ? Map.of("y", y) : Map.of("y", y.negate());
                },
                vector(1, 2));
        program.run(vector(3, 4));
        assertThat(parameters.gradients().toDoubles()).containsExactly(3, 4);
        parameters.values().doubles()[0] = 1;
        parameters.changed();
        assertThatThrownBy(() -> program.run(vector(3, 4))).isInstanceOf(GuardException.class);
        assertThat(parameters.gradients().toDoubles()).containsExactly(3, 4);
    }
}
