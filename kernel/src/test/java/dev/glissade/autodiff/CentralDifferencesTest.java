package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Numerical derivatives against those of calculus.
class CentralDifferencesTest {
    private static final double E = StrictMath.E;

    /// A function with its first two derivatives and a point.
    enum Smooth {
        SINE(StrictMath::sin, StrictMath::cos, x -> -StrictMath.sin(x), 1.2),
        EXPONENTIAL(StrictMath::exp, StrictMath::exp, StrictMath::exp, 3),
        CUBE(x -> x * x * x, x -> 3 * x * x, x -> 6 * x, -2.5),
        CUBE_AT_0(x -> x * x * x, x -> 3 * x * x, x -> 6 * x, 0),
        LINE(x -> 3 * x + 1, x -> 3, x -> 0, 7),
        CONSTANT(x -> 5, x -> 0, x -> 0, 7),
        LOGARITHM(StrictMath::log, x -> 1 / x, x -> -1 / (x * x), 0.3),
        LOGARITHM_NEAR_0(StrictMath::log, x -> 1 / x, x -> -1 / (x * x), 1e-5),
        ROOT_OF_LARGE(StrictMath::sqrt, x -> 0.5 / StrictMath.sqrt(x), x -> -0.25 / (x * StrictMath.sqrt(x)), 1e6),
        FAST(
                x -> StrictMath.sin(1000 * x),
                x -> 1000 * StrictMath.cos(1000 * x),
                x -> -1e6 * StrictMath.sin(1000 * x),
                0.1),
        PERIODIC(
                x -> StrictMath.sin(16 * StrictMath.PI * x),
                x -> 16 * StrictMath.PI * StrictMath.cos(16 * StrictMath.PI * x),
                x -> -256 * StrictMath.PI * StrictMath.PI * StrictMath.sin(16 * StrictMath.PI * x),
                0),
        LARGE_POINT(StrictMath::sin, StrictMath::cos, x -> -StrictMath.sin(x), 1e6),
        NEAR_OVERFLOW(StrictMath::exp, StrictMath::exp, StrictMath::exp, 700);

        private final DoubleUnaryOperator f;
        private final DoubleUnaryOperator first;
        private final DoubleUnaryOperator second;
        private final double x;

        Smooth(DoubleUnaryOperator f, DoubleUnaryOperator first, DoubleUnaryOperator second, double x) {
            this.f = f;
            this.first = first;
            this.second = second;
            this.x = x;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDerivativeHasTenDigitsAndKnowsItsError(Smooth function) {
        Estimate estimate = CentralDifferences.derivative(function.f, function.x);
        expect(estimate, function.first.applyAsDouble(function.x), function.f.applyAsDouble(function.x), 1e-10);
    }

    @ParameterizedTest
    @EnumSource
    void aSecondDerivativeHasSevenDigitsAndKnowsItsError(Smooth function) {
        Estimate estimate = CentralDifferences.secondDerivative(function.f, function.x);
        double size = Math.max(
                Math.abs(function.f.applyAsDouble(function.x)), Math.abs(function.first.applyAsDouble(function.x)));
        expect(estimate, function.second.applyAsDouble(function.x), size, 1e-7);
    }

    /// @param size what a relative tolerance is of, beside the derivative itself
    private static void expect(Estimate estimate, double derivative, double size, double tolerance) {
        double error = Math.abs(estimate.value() - derivative);
        assertThat(error)
                .as("%s, true value %s", estimate, derivative)
                .isLessThanOrEqualTo(tolerance * Math.max(size, Math.abs(derivative)))
                .isLessThanOrEqualTo(10 * estimate.error() + 1e-14 * Math.abs(derivative));
    }

    @Test
    void atTheEdgeOfTheDomainOneSideIsTaken() {
        Estimate right = CentralDifferences.derivative(x -> x < 0 ? Double.NaN : StrictMath.sin(x), 0);
        assertThat(right.value()).isCloseTo(1, within(1e-9));
        Estimate left = CentralDifferences.derivative(x -> x > 2 ? Double.POSITIVE_INFINITY : x * x, 2);
        assertThat(left.value()).isCloseTo(4, within(1e-9));
        Estimate second = CentralDifferences.secondDerivative(x -> x < 0 ? Double.NaN : StrictMath.exp(x), 0);
        assertThat(second.value()).isCloseTo(1, within(1e-5));
        Estimates corner = CentralDifferences.hessian(
                x -> x[0] < 0 || x[1] > 1 ? Double.NaN : x[0] * x[0] * x[1] + StrictMath.exp(x[0] * x[1]), 0, 1);
        assertThat(corner.at(0, 1).value()).isCloseTo(1, within(1e-5));
    }

    @Test
    void withoutAValueThereIsNoDerivative() {
        Estimate none = CentralDifferences.derivative(x -> Double.NaN, 1);
        assertThat(none.value()).isNaN();
        assertThat(none.error()).isInfinite();
        Estimate steep = CentralDifferences.derivative(x -> x < 0 ? Double.NaN : StrictMath.sqrt(x), 0);
        assertThat(steep.error()).isGreaterThan(0.1);
    }

    @Test
    void aKinkGivesTheMeanOfBothSides() {
        assertThat(CentralDifferences.derivative(x -> Math.max(3 * x, -x), 0).value())
                .isCloseTo(1, within(1e-12));
        assertThat(CentralDifferences.derivative(Math::abs, 1e-3).value()).isCloseTo(1, within(1e-10));
    }

    /// The tape is not there to tell how much rounding there is; the values do.
    @ParameterizedTest
    @ValueSource(doubles = {1e2, 1e4, 1e6, 1e8, 1e10, 1e12, 1e14})
    void digitsThatAreLostShowAsAnError(double large) {
        expectLost(CentralDifferences.derivative(x -> x * x + large - large, 0.7), 1.4, large);
        expectLost(
                CentralDifferences.derivative(x -> StrictMath.sin(x) + large - large, 0.7), StrictMath.cos(0.7), large);
    }

    private static void expectLost(Estimate estimate, double derivative, double large) {
        assertThat(Math.abs(estimate.value() - derivative))
                .as("%s, true value %s, %s added", estimate, derivative, large)
                .isLessThanOrEqualTo(3 * estimate.error());
        assertThat(estimate.error()).isBetween(1e-17 * large, 1e-13 * large);
    }

    @Test
    void aGradientIsThatOfCalculusAndThePointIsNotModified() {
        double[] at = {-1.5, 0.5, 2e3};
        Estimates gradient = CentralDifferences.gradient(x -> x[0] * x[0] * StrictMath.exp(x[1]) + x[2] * x[0], at);
        double exp = StrictMath.exp(0.5);
        assertThat(gradient.values().shape()).isEqualTo(Shape.of(3));
        assertThat(gradient.values().toDoubles())
                .containsExactly(new double[] {-3 * exp + 2e3, 2.25 * exp, -1.5}, within(1e-8));
        assertThat(gradient.largestError()).isLessThan(1e-8);
        assertThat(at).containsExactly(-1.5, 0.5, 2e3);
    }

    @Test
    void aJacobianHasARowPerResult() {
        Estimates jacobian = CentralDifferences.jacobian(
                x -> new double[] {x[0] * x[1], StrictMath.sin(x[2]), x[0] + 2 * x[2], 4}, 2, 3, 0.5);
        double[] expected = {3, 2, 0, 0, 0, StrictMath.cos(0.5), 1, 0, 2, 0, 0, 0};
        assertThat(jacobian.values().shape()).isEqualTo(Shape.of(4, 3));
        assertThat(jacobian.values().toDoubles()).containsExactly(expected, within(1e-11));
    }

    /// Components are independent: one that is not finite on the left does not disturb the other.
    @Test
    void aJacobianMayBeOneSidedInSomeRows() {
        Estimates jacobian = CentralDifferences.jacobian(
                x -> new double[] {x[0] < 0 ? Double.NaN : StrictMath.exp(x[0]), StrictMath.sin(x[0])}, 0);
        assertThat(jacobian.values().toDoubles()).containsExactly(new double[] {1, 1}, within(1e-9));
        assertThat(jacobian.errors().at(1, 0)).isLessThan(1e-11);
    }

    /// Rosenbrock's function (1960): the second derivatives are 1200x² − 400y + 2, −400x and 200.
    @Test
    void aHessianIsThatOfCalculus() {
        Estimates hessian = CentralDifferences.hessian(
                x -> 100 * (x[1] - x[0] * x[0]) * (x[1] - x[0] * x[0]) + (1 - x[0]) * (1 - x[0]), -1.2, 1);
        double[] expected = {1330, 480, 480, 200};
        assertThat(hessian.values().toDoubles()).containsExactly(expected, within(1e-7));
        assertThat(hessian.largestError()).isLessThan(1e-6);
    }

    @Test
    void aDirectionalDerivativeIsTheProductWithTheGradient() {
        double[] at = {0.5, 2, -1};
        Estimate along =
                CentralDifferences.along(x -> x[0] * StrictMath.sin(x[1]) + x[2] * x[2], at, new double[] {2, -3, 0.5});
        assertThat(along.value()).isCloseTo(2 * StrictMath.sin(2) - 1.5 * StrictMath.cos(2) - 1, within(1e-11));
        assertThatThrownBy(() -> CentralDifferences.along(x -> 0, at, new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("along: the point has 3 coordinates, the direction 2; both must have as many");
    }

    @Test
    void tensorsKeepTheirAxes() {
        Tensor x = new Samples(61, 0).strided(DType.FLOAT64, Shape.of(2, 3));
        double[] before = x.toDoubles();
        Estimates gradient = CentralDifferences.gradient(t -> squares(t), x);
        assertThat(gradient.values().shape()).isEqualTo(Shape.of(2, 3));
        for (int i = 0; i < before.length; i++) {
            assertThat(gradient.at(i / 3, i % 3).value()).isCloseTo(2 * before[i], within(1e-11));
        }
        Estimates jacobian = CentralDifferences.jacobian(t -> t.copy().reshape(Shape.of(6)), x);
        assertThat(jacobian.values().shape()).isEqualTo(Shape.of(6, 2, 3));
        assertThat(jacobian.at(4, 1, 1).value()).isCloseTo(1, within(1e-12));
        assertThat(jacobian.at(4, 1, 2).value()).isZero();
        Estimates hessian = CentralDifferences.hessian(t -> squares(t), x);
        assertThat(hessian.values().shape()).isEqualTo(Shape.of(2, 3, 2, 3));
        assertThat(hessian.at(1, 2, 1, 2).value()).isCloseTo(2, within(1e-8));
        assertThat(hessian.at(1, 2, 0, 2).value()).isCloseTo(0, within(1e-8));
        assertThat(x.toDoubles()).containsExactly(before);
    }

    private static double squares(Tensor tensor) {
        double sum = 0;
        for (double number : tensor.toDoubles()) {
            sum += number * number;
        }
        return sum;
    }

    @Test
    void otherTypesAreRefused() {
        Tensor x = Tensor.of(Shape.of(1), 1f);
        assertThatThrownBy(() -> CentralDifferences.gradient(Tensor::item, x))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gradient: a tensor is float32; central differences need float64");
    }

    @Test
    void aSmoothFunctionTakesFewEvaluations() {
        var evaluations = new AtomicInteger();
        CentralDifferences.derivative(
                x -> {
                    evaluations.incrementAndGet();
                    return StrictMath.sin(x) + E;
                },
                1);
        assertThat(evaluations.get()).isLessThanOrEqualTo(20);
    }
}
