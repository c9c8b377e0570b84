package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Seed;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random formulas differentiated in four ways: reverse, forward, with dual numbers, and numerically.
class FourWaysTest {
    private static final int FORMULAS = 60;
    private static final int INPUTS = 3;

    /// A formula in terms of variables and in terms of dual numbers.
    private record Formula(String text, Function<List<Variable>, Variable> recorded, Function<List<Dual>, Dual> dual) {

        static Formula input(int i) {
            return new Formula("x" + i, x -> x.get(i), x -> x.get(i));
        }

        Formula then(String name, UnaryOperator<Variable> f, UnaryOperator<Dual> g) {
            return new Formula(name + "(" + text + ")", x -> f.apply(recorded.apply(x)), x -> g.apply(dual.apply(x)));
        }

        Formula with(Formula right, String sign, BinaryOperator<Variable> f, BinaryOperator<Dual> g) {
            return new Formula(
                    "(" + text + " " + sign + " " + right.text + ")",
                    x -> f.apply(recorded.apply(x), right.recorded.apply(x)),
                    x -> g.apply(dual.apply(x), right.dual.apply(x)));
        }
    }

    /// Functions that are smooth and stay small, so that differences have their digits.
    private static Formula random(Samples samples, int depth) {
        if (depth == 0) {
            return Formula.input(samples.below(INPUTS));
        }
        Formula left = random(samples, depth - 1);
        return switch (samples.below(15)) {
            case 0 -> left.then("sin", Variable::sin, Dual::sin);
            case 1 -> left.then("cos", Variable::cos, Dual::cos);
            case 2 -> left.then("tanh", Variable::tanh, Dual::tanh);
            case 3 -> left.then("sigmoid", Variable::sigmoid, Dual::sigmoid);
            case 4 -> left.then("atan", Variable::atan, Dual::atan);
            case 5 -> left.then("erf", Variable::erf, Dual::erf);
            case 6 -> left.then("softplus", Variable::softplus, Dual::softplus);
            case 7 -> left.then("exp∘sin", x -> x.sin().exp(), x -> x.sin().exp());
            case 8 ->
                left.then(
                        "log∘cosh∘tanh",
                        x -> x.tanh().cosh().log(),
                        x -> x.tanh().cosh().log());
            case 9 ->
                left.then(
                        "√(1 + sin²)",
                        x -> x.sin().square().plus(1).sqrt(),
                        x -> x.sin().square().plus(1).sqrt());
            case 10 -> left.then("gelu∘sin", x -> x.sin().gelu(), x -> x.sin().gelu());
            case 11 -> left.with(random(samples, depth - 1), "+", Variable::plus, Dual::plus);
            case 12 -> left.with(random(samples, depth - 1), "·", Variable::times, Dual::times);
            case 13 ->
                left.then("2 + sin", x -> x.sin().plus(2), x -> x.sin().plus(2))
                        .with(
                                random(samples, depth - 1).then("sin", Variable::sin, Dual::sin),
                                "^",
                                Variable::pow,
                                Dual::pow);
            default ->
                left.with(
                        random(samples, depth - 1)
                                .then(
                                        "2 + cos",
                                        x -> x.cos().plus(2),
                                        x -> x.cos().plus(2)),
                        "÷",
                        Variable::dividedBy,
                        Dual::dividedBy);
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theyAgree(long seed) {
        var samples = new Samples(seed, 7);
        for (int k = 0; k < FORMULAS; k++) {
            Formula formula = random(samples, 4);
            double[] at = {samples.uniform(-2, 2), samples.uniform(-2, 2), samples.uniform(-2, 2)};
            Tape tape = new Tape();
            var inputs = new ArrayList<Variable>();
            for (double x : at) {
                inputs.add(tape.input(x));
            }
            Variable result = formula.recorded.apply(inputs);
            List<Variable> reverse = tape.grad(result, inputs.toArray(new Variable[0]));
            double[] dual = Dual.gradient(formula.dual, at);
            Estimates numerical = CentralDifferences.gradient(x -> value(formula, x), at);
            for (int i = 0; i < INPUTS; i++) {
                String where = "seed " + seed + ", formula " + k + ": " + formula.text + " by x" + i;
                double gradient = reverse.get(i).value();
                double size = Math.max(1, Math.abs(gradient));
                double forward =
                        tape.pushforward(result, inputs.get(i), tape.input(1.0)).value();
                assertThat(Math.abs(forward - gradient))
                        .as("forward, %s", where)
                        .isLessThan(1e-12 * size);
                assertThat(Math.abs(dual[i] - gradient)).as("dual, %s", where).isLessThan(1e-12 * size);
                assertThat(Math.abs(numerical.at(i).value() - gradient))
                        .as("numerical %s, %s", numerical.at(i), where)
                        .isLessThan(1e-9 * size);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void gradientChecksPassInAllForms(long seed) {
        var samples = new Samples(seed, 8);
        for (int k = 0; k < 20; k++) {
            Formula formula = random(samples, 3);
            Tensor[] at = new Tensor[INPUTS];
            for (int i = 0; i < INPUTS; i++) {
                at[i] = Tensor.of(Shape.SCALAR, samples.uniform(-2, 2));
            }
            var random = Seed.of(seed);
            String where = "seed " + seed + ", formula " + k + ": " + formula.text;
            GradientReport report = GradientCheck.of(formula.recorded, at).report(1e-8);
            assertThat(report.passes()).as("%s: %s", where, report).isTrue();
            assertThat(report.cause()).as("%s: %s", where, report).isEqualTo(GradientReport.Cause.NONE);
            for (GradientCheck check : List.of(
                    GradientCheck.along(formula.recorded, random, at),
                    GradientCheck.ofSecondOrder(formula.recorded, random, at),
                    GradientCheck.alongSecondOrder(formula.recorded, random, at))) {
                assertThat(check.passes(1e-7)).as("%s: %s", where, check).isTrue();
            }
        }
    }

    private static double value(Formula formula, double[] at) {
        var point = new ArrayList<Dual>();
        for (double x : at) {
            point.add(Dual.constant(x));
        }
        return formula.dual.apply(point).value();
    }
}
