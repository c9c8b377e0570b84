package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.tensor.Samples;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Dual numbers against the tape's forward pass, bit for bit, and in plain Java.
class DualTest {
    private static final double[] AWKWARD = {
        0, -0.0, 1, -1, 0.5, -0.5, 2, 2.5, -3, 1e-300, 1e300, -800, 800, 40, Double.NaN, Double.POSITIVE_INFINITY
    };

    enum Unary {
        NEGATE(Variable::negate, Dual::negate),
        ABS(Variable::abs, Dual::abs),
        SQUARE(Variable::square, Dual::square),
        SQRT(Variable::sqrt, Dual::sqrt),
        RECIPROCAL(Variable::reciprocal, Dual::reciprocal),
        RECIPROCAL_SQRT(Variable::reciprocalSqrt, Dual::reciprocalSqrt),
        SIGN(Variable::sign, Dual::sign),
        FLOOR(Variable::floor, Dual::floor),
        CEIL(Variable::ceil, Dual::ceil),
        ROUND(Variable::round, Dual::round),
        EXP(Variable::exp, Dual::exp),
        EXPM1(Variable::expm1, Dual::expm1),
        LOG(Variable::log, Dual::log),
        LOG1P(Variable::log1p, Dual::log1p),
        LOG2(Variable::log2, Dual::log2),
        LOG10(Variable::log10, Dual::log10),
        SIN(Variable::sin, Dual::sin),
        COS(Variable::cos, Dual::cos),
        TAN(Variable::tan, Dual::tan),
        ASIN(Variable::asin, Dual::asin),
        ACOS(Variable::acos, Dual::acos),
        ATAN(Variable::atan, Dual::atan),
        SINH(Variable::sinh, Dual::sinh),
        COSH(Variable::cosh, Dual::cosh),
        TANH(Variable::tanh, Dual::tanh),
        ERF(Variable::erf, Dual::erf),
        RELU(Variable::relu, Dual::relu),
        SIGMOID(Variable::sigmoid, Dual::sigmoid),
        LOG_SIGMOID(Variable::logSigmoid, Dual::logSigmoid),
        SOFTSIGN(Variable::softsign, Dual::softsign),
        SILU(Variable::silu, Dual::silu),
        GELU(Variable::gelu, Dual::gelu),
        GELU_TANH(Variable::geluTanh, Dual::geluTanh),
        SOFTPLUS(Variable::softplus, Dual::softplus),
        BOUNDED_SOFTPLUS(x -> x.softplus(2, 3), x -> x.softplus(2, 3)),
        LEAKY_RELU(x -> x.leakyRelu(0.2), x -> x.leakyRelu(0.2)),
        ELU(x -> x.elu(1.5), x -> x.elu(1.5)),
        CLAMP(x -> x.clamp(-0.5, 2), x -> x.clamp(-0.5, 2)),
        PLUS(x -> x.plus(3), x -> x.plus(3)),
        MINUS(x -> x.minus(3), x -> x.minus(3)),
        TIMES(x -> x.times(-3), x -> x.times(-3)),
        DIVIDED_BY(x -> x.dividedBy(-3), x -> x.dividedBy(-3)),
        POW(x -> x.pow(2.5), x -> x.pow(2.5)),
        POW_0(x -> x.pow(0), x -> x.pow(0)),
        POW_INTEGER(x -> x.pow(-3), x -> x.pow(-3));

        private final UnaryOperator<Variable> recorded;
        private final UnaryOperator<Dual> dual;

        Unary(UnaryOperator<Variable> recorded, UnaryOperator<Dual> dual) {
            this.recorded = recorded;
            this.dual = dual;
        }
    }

    enum Binary {
        PLUS(Variable::plus, Dual::plus),
        MINUS(Variable::minus, Dual::minus),
        TIMES(Variable::times, Dual::times),
        DIVIDED_BY(Variable::dividedBy, Dual::dividedBy),
        MAX(Variable::max, Dual::max),
        MIN(Variable::min, Dual::min),
        POW(Variable::pow, Dual::pow),
        ATAN2(Variable::atan2, Dual::atan2),
        PLUS_SCALED((x, y) -> x.plusScaled(-0.7, y), (x, y) -> x.plusScaled(-0.7, y)),
        FMA((x, y) -> x.fma(y, x), (x, y) -> x.fma(y, x));

        private final BinaryOperator<Variable> recorded;
        private final BinaryOperator<Dual> dual;

        Binary(BinaryOperator<Variable> recorded, BinaryOperator<Dual> dual) {
            this.recorded = recorded;
            this.dual = dual;
        }
    }

    @ParameterizedTest
    @EnumSource
    void functionsOfOneHaveTheBitsOfTheTape(Unary function) {
        var samples = new Samples(62, function.ordinal());
        for (int i = 0; i < AWKWARD.length + 100; i++) {
            double x = i < AWKWARD.length ? AWKWARD[i] : samples.uniform(-4, 4);
            double t = samples.uniform(-2, 2);
            Tape tape = new Tape();
            Variable in = tape.input(x);
            Variable out = function.recorded.apply(in);
            Dual dual = function.dual.apply(new Dual(x, t));
            same(dual.value(), out.value(), function + " of " + x);
            same(
                    dual.tangent(),
                    tape.pushforward(out, in, tape.input(t)).value(),
                    "derivative of " + function + " at " + x);
        }
    }

    @ParameterizedTest
    @EnumSource
    void functionsOfTwoHaveTheBitsOfTheTape(Binary function) {
        var samples = new Samples(63, function.ordinal());
        for (int i = 0; i < AWKWARD.length * AWKWARD.length + 100; i++) {
            boolean awkward = i < AWKWARD.length * AWKWARD.length;
            double x = awkward ? AWKWARD[i / AWKWARD.length] : samples.uniform(-4, 4);
            double y = awkward ? AWKWARD[i % AWKWARD.length] : samples.uniform(-4, 4);
            Tape tape = new Tape();
            Variable left = tape.input(x);
            Variable right = tape.input(y);
            Variable out = function.recorded.apply(left, right);
            Variable tangent = tape.input(0.75);
            String where = function + " of " + x + " and " + y;
            Dual byLeft = function.dual.apply(new Dual(x, 0.75), Dual.constant(y));
            same(byLeft.value(), out.value(), where);
            same(byLeft.tangent(), tape.pushforward(out, left, tangent).value(), where + " by the first");
            Dual byRight = function.dual.apply(Dual.constant(x), new Dual(y, 0.75));
            same(byRight.tangent(), tape.pushforward(out, right, tangent).value(), where + " by the second");
        }
    }

    /// Equal numbers; zeros of both signs and all NaNs are equal.
    private static void same(double actual, double expected, String where) {
        assertThat(actual == expected || (Double.isNaN(actual) && Double.isNaN(expected)))
                .as("%s: %s, on the tape %s", where, actual, expected)
                .isTrue();
    }

    @Test
    void bothOperandsMayMove() {
        assertThat(Dual.derivative(x -> x.times(x.sin()), 2))
                .isCloseTo(StrictMath.sin(2) + 2 * StrictMath.cos(2), within(1e-15));
        assertThat(Dual.derivative(x -> x.pow(x), 2)).isCloseTo(4 * (1 + StrictMath.log(2)), within(1e-14));
        assertThat(Dual.derivative(x -> x.dividedBy(x), 3)).isZero();
        assertThat(Dual.derivative(x -> x.max(x), 3)).isEqualTo(1);
    }

    @Test
    void branchesAndLoopsAreDifferentiated() {
        UnaryOperator<Dual> halved = x -> {
            Dual r = x;
            while (r.greater(1)) {
                r = r.times(0.5);
            }
            return r;
        };
        assertThat(Dual.derivative(halved, 5)).isEqualTo(0.125);
        assertThat(Dual.derivative(x -> x.less(Dual.constant(0)) ? x.negate() : x.square(), 3))
                .isEqualTo(6);
    }

    @Test
    void comparisonsAreOfValues() {
        Dual two = new Dual(2, 7);
        assertThat(two.less(3) && two.lessOrEqual(2) && two.equal(2) && two.greaterOrEqual(2) && two.greater(1))
                .isTrue();
        assertThat(two.notEqual(2) || two.less(2) || two.greater(2)).isFalse();
        Dual other = new Dual(2, -1);
        assertThat(two.equal(other) && two.lessOrEqual(other) && two.greaterOrEqual(other))
                .isTrue();
        assertThat(two.less(other) || two.greater(other) || two.notEqual(other)).isFalse();
        assertThat(Dual.constant(Double.NaN).equal(Double.NaN)).isFalse();
    }

    @Test
    void whatDoesNotMoveHasNoDerivative() {
        assertThat(Dual.constant(0).sqrt().tangent()).isZero();
        assertThat(Dual.constant(0).log().tangent()).isZero();
        assertThat(Dual.gradient(x -> x.get(0).pow(x.get(1)), -2, 3)[0]).isEqualTo(12);
    }

    @Test
    void aGradientTakesOnePassPerCoordinate() {
        double[] at = {2, 5};
        double[] gradient = Dual.gradient(DualTest::lecture, at);
        assertThat(gradient).containsExactly(new double[] {5.5, 2 - StrictMath.cos(5)}, within(1e-15));
        assertThat(Dual.along(DualTest::lecture, at, new double[] {2, -1}))
                .isCloseTo(11 - 2 + StrictMath.cos(5), within(1e-14));
        assertThatThrownBy(() -> Dual.along(DualTest::lecture, at, new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("along: the point has 2 coordinates, the direction 3; both must have as many");
    }

    /// ln x₁ + x₁x₂ − sin x₂
    private static Dual lecture(List<Dual> x) {
        return x.get(0).log().plus(x.get(0).times(x.get(1))).minus(x.get(1).sin());
    }

    @Test
    void wrongNumbersAreRefused() {
        assertThatThrownBy(() -> Dual.variable(1).clamp(2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clamp: low is 2.0, high is 1.0; low must be ≤ high");
        assertThatThrownBy(() -> Dual.variable(1).softplus(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("softplus: beta is 0.0; it must be finite and not 0");
    }
}
