package dev.glissade.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.Variable;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedNodesTest {
    private final Expression textbook = Expression.parse("ln(x1) + x1*x2 - sin(x2)");

    /// The numbers of the lecture's computational graph.
    @Test
    void operationsAreNumberedFromTheLeavesUp() {
        assertThat(textbook.sharedNodes()).hasToString("""
                v1 = ln(x1)
                v2 = x1*x2
                v3 = sin(x2)
                v4 = v1 + v2
                v5 = v4 - v3""");
        assertThat(textbook.sharedNodes().results()).containsExactly("v5");
        assertThat(textbook.sharedNodes().size()).isEqualTo(7);
        assertThat(textbook.sharedNodes().operations()).isEqualTo(5);
        assertThat(textbook.nodes()).isEqualTo(9);
    }

    @Test
    void equalPartsAreOneNode() {
        SharedNodes nodes = Expression.parse("exp(x*y)/(1 + exp(x*y))").sharedNodes();
        assertThat(nodes).hasToString("""
                v1 = x*y
                v2 = exp(v1)
                v3 = 1 + v2
                v4 = v2/v3""");
        SharedNodes both =
                SharedNodes.of(List.of(Expression.parse("sin(2x)"), Expression.parse("2x"), Expression.parse("x")));
        assertThat(both.lines()).containsExactly("v1 = 2*x", "v2 = sin(v1)");
        assertThat(both.results()).containsExactly("v2", "v1", "x");
        assertThat(both.values(Map.of("x", 0.0))).containsExactly(0, 0, 0);
        assertThatThrownBy(() -> SharedNodes.of(List.of()))
                .hasMessage("sharedNodes: there are 0 expressions; at least 1 is needed");
    }

    @Test
    void aVariableWithoutAValueIsNamed() {
        assertThatThrownBy(() -> textbook.value(Map.of("x1", 1.0, "x3", 2.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value: x2 is missing, given are [x1, x3]; each variable of the expression needs a value");
        Tape tape = new Tape();
        assertThatThrownBy(() -> textbook.record(tape, Map.of("x2", tape.input(1.0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("record: x1 is missing, given are [x2]; each variable of the expression needs a value");
    }

    @Test
    void aTapeHoldsEqualPartsOnce() {
        Tape tape = new Tape();
        Variable x1 = tape.input(2.0);
        Variable x2 = tape.input(5.0);
        Variable y = textbook.record(tape, Map.of("x1", x1, "x2", x2));
        assertThat(tape.instructions()).isEqualTo(7);
        assertThat(y.value()).isEqualTo(textbook.value(Map.of("x1", 2.0, "x2", 5.0)));
        List<Variable> gradient = tape.grad(y, x1, x2);
        assertThat(gradient.get(0).value()).isEqualTo(5.5);
        assertThat(gradient.get(1).value()).isEqualTo(1.7163378145367738, within(1e-15));

        Tape other = new Tape();
        Variable x = other.input(0.3);
        Expression.parse("exp(x*x)/(1 + exp(x*x)) + exp(x*x)").record(other, Map.of("x", x));
        // x, x*x, exp, the constant 1, sum, quotient, sum
        assertThat(other.instructions()).isEqualTo(7);
    }

    @Test
    void tensorsOfFloatsAreOperandsToo() {
        Tape tape = new Tape();
        Variable x = tape.input(Tensor.of(Shape.of(2, 1), 1f, 2f));
        Variable y = tape.input(Tensor.of(Shape.of(3), 10f, 20f, 30f));
        Variable result = Expression.parse("2x + y/10 - 1").record(tape, Map.of("x", x, "y", y));
        assertThat(result.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(result.tensor().toFloats()).containsExactly(2, 3, 4, 4, 5, 6);
        assertThat(Expression.parse("2*pi").record(tape, Map.of()).value()).isEqualTo(2 * Math.PI);
    }

    @Test
    void aRepeatedRecordingReusesTheTape() {
        SharedNodes nodes = Expression.parse("3*x^3 - sqrt(x)/(2 + x)").sharedNodes();
        Tape tape = new Tape();
        Variable x = tape.input(2.0);
        Variable first = nodes.record(tape, Map.of("x", x));
        tape.restart();
        assertThat(nodes.record(tape, Map.of("x", tape.input(3.0)))).isSameAs(first);
        assertThat(first.value()).isEqualTo(nodes.value(Map.of("x", 3.0)));
    }

    /// Values have the same bits with and without a tape; gradients of the tape are the derivatives by rule.
    @Test
    void theTapeAgrees() {
        long seed = 31;
        var random = new RandomExpressions(seed);
        int compared = 0;
        for (int i = 0; i < 3000; i++) {
            Expression expression = random.next(1 + i % 5);
            Map<String, Double> point = random.point();
            Tape tape = new Tape();
            Map<String, Variable> inputs = new HashMap<>();
            RandomExpressions.VARIABLES.forEach(
                    name -> inputs.put(name, tape.input(point.get(name).doubleValue())));
            Variable y = expression.record(tape, inputs);
            String what = "seed " + seed + ", case " + i + ": " + expression + " at " + point;
            double value = expression.value(point);
            assertThat(Double.doubleToLongBits(y.value())).as(what).isEqualTo(Double.doubleToLongBits(value));

            double expected = expression.derivativeByRule("x").value(point);
            double found = tape.grad(y, inputs.get("x")).getFirst().value();
            if (Double.isFinite(expected) && Double.isFinite(found) && Conditioning.isGood(expression, point)) {
                assertThat(found).as(what).isEqualTo(expected, within(1e-8 * Math.max(1, Math.abs(expected))));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(700);
    }
}
