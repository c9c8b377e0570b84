package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Branches, loops and recursion in plain Java are differentiated as they ran.
class ControlFlowTest {
    private final Tape tape = new Tape();

    /// The example of A. G. Baydin et al., Automatic differentiation in machine learning: a survey, JMLR 18 (2018),
    /// table 2.
    @Test
    void theTextbookExample() {
        Variable x1 = tape.input(2.0);
        Variable x2 = tape.input(5.0);
        Variable y = x1.log().plus(x1.times(x2)).minus(x2.sin());
        assertThat(y.value()).isEqualTo(11.652071455223084, within(1e-14));
        List<Variable> g = tape.grad(y, x1, x2);
        assertThat(g.get(0).value()).isEqualTo(5.5);
        assertThat(g.get(1).value()).isEqualTo(2 - StrictMath.cos(5), within(1e-15));
        assertThat(g.get(1).value()).isEqualTo(1.7163378145367738, within(1e-15));

        List<Variable> first = tape.grad(g.get(0), x1, x2);
        List<Variable> second = tape.grad(g.get(1), x1, x2);
        assertThat(first.get(0).value()).isEqualTo(-0.25, within(1e-15));
        assertThat(first.get(1).value()).isEqualTo(1);
        assertThat(second.get(0).value()).isEqualTo(1);
        assertThat(second.get(1).value()).isEqualTo(StrictMath.sin(5), within(1e-15));

        Variable third = tape.grad(second.get(1), x2).getFirst();
        assertThat(third.value()).isEqualTo(StrictMath.cos(5), within(1e-15));
    }

    @Test
    void theTextbookExampleInSinglePrecision() {
        Variable x1 = tape.input(2f);
        Variable x2 = tape.input(5f);
        Variable y = x1.log().plus(x1.times(x2)).minus(x2.sin());
        assertThat((float) y.value()).isEqualTo(11.652071f, within(1.5f * Math.ulp(11.652071f)));
        List<Variable> g = tape.grad(y, x1, x2);
        assertThat((float) g.get(0).value()).isEqualTo(5.5f);
        assertThat((float) g.get(1).value()).isEqualTo(1.7163378f);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 1.5, 5, 30})
    void aLoopThatEndsByValue(double at) {
        UnaryOperator<Variable> f = x -> {
            Variable r = x;
            while (r.value() > 1) {
                r = r.times(0.5f).sin();
            }
            return r;
        };
        Variable x = tape.input(at);
        Variable slope = tape.grad(f.apply(x), x).getFirst();
        double expected = at <= 1 ? 1 : 0.5 * StrictMath.cos(at / 2);
        assertThat(slope.value()).isEqualTo(expected, within(1e-15));
    }

    @Test
    void aBranchByValueIsFollowedOnEachRecording() {
        UnaryOperator<Variable> f =
                x -> x.value() > 0 ? x.square() : x.times(-3).exp();
        for (double at : new double[] {2, -1, 3, 4, -2}) {
            tape.restart();
            Variable x = tape.input(at);
            double slope = tape.grad(f.apply(x), x).getFirst().value();
            double expected = at > 0 ? 2 * at : -3 * StrictMath.exp(-3 * at);
            assertThat(slope).isEqualTo(expected, within(1e-14 * Math.abs(expected)));
        }
    }

    /// Newton's iteration for r² = x until it stands still: slope 1 / (2√x), curvature −1 / (4 x√x).
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.25, 2, 1e6})
    void newtonsIterationForTheSquareRoot(double at) {
        Variable x = tape.input(at);
        Variable r = x;
        for (double before = Double.NaN; r.value() != before && tape.instructions() < 1000; ) {
            before = r.value();
            r = r.plus(x.dividedBy(r)).times(0.5);
        }
        double root = Math.sqrt(at);
        assertThat(r.value()).isEqualTo(root, within(2 * Math.ulp(root)));
        Variable slope = tape.grad(r, x).getFirst();
        assertThat(slope.value()).isEqualTo(0.5 / root, within(1e-14 / root));
        double curvature = tape.grad(slope, x).getFirst().value();
        assertThat(curvature).isEqualTo(-0.25 / (at * root), within(1e-12 / (at * root)));
    }

    /// f = x + 1/(x + 1/(x + …)): f² = x·f + 1, so f′ = f²/(f² + 1).
    @Test
    void aContinuedFractionByRecursion() {
        Variable x = tape.input(1.0);
        Variable f = continued(x, 60);
        double golden = (1 + Math.sqrt(5)) / 2;
        assertThat(f.value()).isEqualTo(golden, within(1e-15));
        double slope = tape.grad(f, x).getFirst().value();
        assertThat(slope).isEqualTo(golden * golden / (golden * golden + 1), within(1e-15));
    }

    private static Variable continued(Variable x, int depth) {
        return depth == 0 ? x : x.plus(continued(x, depth - 1).reciprocal());
    }

    @Test
    void forwardAndReverseAgreeThroughALoop() {
        Variable x = tape.input(0.3);
        Variable y = x;
        for (int i = 0; i < 25; i++) {
            y = y.value() > 0.5 ? y.square().plus(0.1) : y.sin().plus(x);
        }
        double forward = tape.pushforward(y, x, tape.input(1.0)).value();
        double reverse = tape.grad(y, x).getFirst().value();
        assertThat(forward).isEqualTo(reverse, within(1e-14 * Math.abs(reverse)));
    }

    @Test
    void gradientsOfIntermediateValuesStopThere() {
        Variable x = tape.input(2.0);
        Variable h = x.exp();
        Variable y = h.square();
        int before = tape.instructions();
        assertThat(tape.grad(y, h).getFirst().value()).isEqualTo(2 * h.value());
        for (int i = before; i < tape.instructions(); i++) {
            assertThat(tape.instruction(i).primitive()).isNotEqualTo(Unary.EXP);
        }
        assertThat(tape.grad(y, y).getFirst().value()).isEqualTo(1);
        assertThat(tape.grad(h, y).getFirst().value()).isZero();
        assertThat(tape.grad(y.detach(), x).getFirst().value()).isZero();
    }
}
