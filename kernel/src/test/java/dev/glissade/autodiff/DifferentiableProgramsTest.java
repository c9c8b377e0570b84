package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Programs whose course depends on their data: each derivative against differences, forward mode and a fresh tape,
/// while one tape records all of them one after the other.
class DifferentiableProgramsTest {
    private final Samples samples = new Samples(77, 0);
    private final Tape tape = new Tape();

    private void check(Function<List<Variable>, Variable> program, Tensor... at) {
        GradientCheck numerical = GradientCheck.of(program, at);
        assertThat(numerical.passes(1e-7)).as(numerical.toString()).isTrue();
        tape.restart();
        List<Variable> again = gradients(tape, program, at);
        List<Variable> fresh = gradients(new Tape(), program, at);
        for (int i = 0; i < at.length; i++) {
            assertThat(again.get(i).tensor().toDoubles())
                    .as("the tape that is used again, input " + i)
                    .containsExactly(fresh.get(i).tensor().toDoubles());
            Tensor direction = samples.signed(DType.FLOAT64, at[i].shape());
            double reverse = inner(fresh.get(i).tensor(), direction);
            double forward = slope(program, i, direction, at);
            assertThat(forward)
                    .as("forward mode, input " + i)
                    .isEqualTo(reverse, within(1e-12 * Math.max(1, Math.abs(reverse))));
        }
    }

    private static Variable[] inputs(Tape tape, Tensor[] at) {
        var inputs = new Variable[at.length];
        for (int i = 0; i < at.length; i++) {
            inputs[i] = tape.input(at[i]);
        }
        return inputs;
    }

    private static List<Variable> gradients(Tape tape, Function<List<Variable>, Variable> program, Tensor[] at) {
        Variable[] inputs = inputs(tape, at);
        return tape.grad(program.apply(List.of(inputs)), inputs);
    }

    private static double slope(Function<List<Variable>, Variable> program, int input, Tensor direction, Tensor[] at) {
        Tape tape = new Tape();
        Variable[] inputs = inputs(tape, at);
        Variable result = program.apply(List.of(inputs));
        return tape.pushforward(result, inputs[input], tape.input(direction)).value();
    }

    private static double inner(Tensor left, Tensor right) {
        double[] l = left.toDoubles();
        double[] r = right.toDoubles();
        double sum = 0;
        for (int i = 0; i < l.length; i++) {
            sum += l[i] * r[i];
        }
        return sum;
    }

    private static Tensor number(double value) {
        return Tensor.of(Shape.SCALAR, value);
    }

    // ---- a network along trees

    private sealed interface Tree {}

    private record Word(int number) implements Tree {}

    private record Pair(Tree left, Tree right) implements Tree {}

    /// A vector for each tree: that of a word, or tanh(W·(left, right) + b) (R. Socher et al., Parsing natural scenes and
    /// natural language with recursive neural networks, ICML 2011).
    private static Variable vector(Tree tree, List<Variable> model) {
        return switch (tree) {
            case Word(int number) -> model.get(0).select(0, number);
            case Pair(Tree left, Tree right) -> {
                Variable both = Variable.concatenate(List.of(vector(left, model), vector(right, model)), 0);
                yield model.get(1).matmul(both).plus(model.get(2)).tanh();
            }
        };
    }

    private Tree tree(int words) {
        if (words == 1) {
            return new Word(samples.below(4));
        }
        int left = 1 + samples.below(words - 1);
        return new Pair(tree(left), tree(words - left));
    }

    @Test
    void aNetworkAlongTrees() {
        Tensor words = samples.signed(DType.FLOAT64, Shape.of(4, 3));
        Tensor weight = samples.signed(DType.FLOAT64, Shape.of(3, 6));
        Tensor bias = samples.signed(DType.FLOAT64, Shape.of(3));
        for (int size : new int[] {1, 2, 5, 9, 3, 9}) {
            Tree tree = tree(size);
            check(model -> vector(tree, model).square().sum(), words, weight, bias);
        }
    }

    // ---- a differential equation

    /// A pendulum with friction c: angle″ = −sin(angle) − c·angle′, by the steps of Runge and Kutta of order 4.
    private static Variable pendulum(Variable angle, Variable speed, Variable friction, double step, int steps) {
        Variable a = angle;
        Variable s = speed;
        for (int i = 0; i < steps; i++) {
            Variable a1 = s;
            Variable s1 = acceleration(a, s, friction);
            Variable a2 = s.plusScaled(step / 2, s1);
            Variable s2 = acceleration(a.plusScaled(step / 2, a1), a2, friction);
            Variable a3 = s.plusScaled(step / 2, s2);
            Variable s3 = acceleration(a.plusScaled(step / 2, a2), a3, friction);
            Variable a4 = s.plusScaled(step, s3);
            Variable s4 = acceleration(a.plusScaled(step, a3), a4, friction);
            a = a.plusScaled(step / 6, a1.plusScaled(2, a2).plusScaled(2, a3).plus(a4));
            s = s.plusScaled(step / 6, s1.plusScaled(2, s2).plusScaled(2, s3).plus(s4));
        }
        return a.square().plus(s.square()).times(0.5);
    }

    private static Variable acceleration(Variable angle, Variable speed, Variable friction) {
        return angle.sin().plus(friction.times(speed)).negate();
    }

    @Test
    void aDifferentialEquation() {
        for (double friction : new double[] {0, 0.3, 2}) {
            int steps = 20 + (int) (10 * friction);
            check(
                    in -> pendulum(in.get(0), in.get(1), in.get(2), 0.05, steps),
                    number(1.2),
                    number(-0.4),
                    number(friction));
        }
    }

    /// The derivatives of the steps approach those of the equation, which its adjoint equation gives: with λ(T) the state
    /// at the end, λ′ = −Jᵀ·λ back to 0, and the derivative by friction is −∫ speed·λ₂ dt (L. S. Pontryagin et al., The
    /// Mathematical Theory of Optimal Processes, 1962).
    @Test
    void aDifferentialEquationAgainstItsAdjoint() {
        double step = 0.01;
        int steps = 200;
        double friction = 0.3;
        List<Variable> found =
                gradients(tape, in -> pendulum(in.get(0), in.get(1), in.get(2), step, steps), new Tensor[] {
                    number(1.2), number(-0.4), number(friction)
                });
        double[] state = {1.2, -0.4, 0, 0, 0};
        for (int i = 0; i < steps; i++) {
            state = rungeKutta(state, friction, step);
        }
        state[2] = state[0];
        state[3] = state[1];
        for (int i = 0; i < steps; i++) {
            state = rungeKutta(state, friction, -step);
        }
        assertThat(state[0]).isEqualTo(1.2, within(1e-8));
        assertThat(found.get(0).value()).isEqualTo(state[2], within(1e-8));
        assertThat(found.get(1).value()).isEqualTo(state[3], within(1e-8));
        assertThat(found.get(2).value()).isEqualTo(state[4], within(1e-8));
    }

    /// One step of angle, speed, both adjoints and the derivative by friction.
    private static double[] rungeKutta(double[] z, double friction, double step) {
        double[] k1 = slopes(z, friction);
        double[] k2 = slopes(moved(z, step / 2, k1), friction);
        double[] k3 = slopes(moved(z, step / 2, k2), friction);
        double[] k4 = slopes(moved(z, step, k3), friction);
        return moved(moved(moved(moved(z, step / 6, k1), step / 3, k2), step / 3, k3), step / 6, k4);
    }

    private static double[] moved(double[] z, double step, double[] slopes) {
        double[] moved = z.clone();
        for (int i = 0; i < z.length; i++) {
            moved[i] += step * slopes[i];
        }
        return moved;
    }

    private static double[] slopes(double[] z, double friction) {
        return new double[] {
            z[1],
            -StrictMath.sin(z[0]) - friction * z[1],
            StrictMath.cos(z[0]) * z[3],
            -z[2] + friction * z[3],
            z[1] * z[3]
        };
    }

    // ---- loops, branches and recursion on numbers

    @Test
    void newtonsSquareRootUntilItStandsStill() {
        for (double at : new double[] {2, 0.25, 50, 1, 3.7, 2}) {
            check(
                    in -> {
                        Variable x = in.getFirst();
                        Variable root = x;
                        for (int i = 0; i < 60 && Math.abs(root.value() * root.value() - x.value()) > 4e-16 * at; i++) {
                            root = root.plus(x.dividedBy(root)).times(0.5);
                        }
                        // One step more: the derivative is a step behind the value.
                        return root.plus(x.dividedBy(root)).times(0.5);
                    },
                    number(at));
        }
    }

    @Test
    void aBranchByValue() {
        for (double at : new double[] {0.5, -0.5, 3, -2, 0.1}) {
            check(
                    in -> {
                        Variable x = in.get(0);
                        Variable y = in.get(1);
                        return x.value() > 0
                                ? x.times(y).sin()
                                : y.value() > 1 ? x.exp() : x.square().minus(y);
                    },
                    number(at),
                    number(2 - at));
        }
    }

    @Test
    void aContinuedFractionOfAnyDepth() {
        for (int depth : new int[] {0, 1, 7, 30, 7}) {
            check(in -> continued(in.getFirst(), depth), number(0.5 + depth));
        }
    }

    private static Variable continued(Variable x, int depth) {
        return depth == 0 ? x : x.plus(continued(x, depth - 1).reciprocal());
    }
}
