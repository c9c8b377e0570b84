package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glissade.tensor.DType;
import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Seed;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
    private final Samples samples = new Samples(41, 0);

    @Test
    void aRightGradientPasses() {
        Tensor x = samples.strided(DType.FLOAT64, Shape.of(3, 2));
        double[] before = x.toDoubles();
        var check = GradientCheck.of(
                in -> in.get(0).sin().times(in.get(1)).sum(), x, samples.signed(DType.FLOAT64, Shape.of(2)));
        assertThat(check.passes(1e-9)).as(check.toString()).isTrue();
        assertThat(x.toDoubles()).containsExactly(before);
    }

    /// 3·x₁ through a detached factor: the gradient lacks what the differences see.
    @Test
    void aWrongGradientIsNamedWithItsPlace() {
        Tensor x = Tensor.of(Shape.of(2), 1.0, 3.0);
        Tensor y = Tensor.of(Shape.of(3), 0.1, 0.2, 0.3);
        var check = GradientCheck.of(
                in -> in.get(0).sum().plus(in.get(1).times(in.get(1).detach()).sum()), x, y);
        assertThat(check.passes(1e-3)).isFalse();
        assertThat(check.tensor()).isEqualTo(1);
        assertThat(check.coordinate()).isEqualTo(2);
        assertThat(check.gradient()).isEqualTo(0.3);
        assertThat(check.toString())
                .startsWith("gradient check: largest relative difference 0.3")
                .contains(" in coordinate 2 of tensor 1: gradient 0.3, central differences 0.6");
    }

    @Test
    void aGradientThatIsNoNumberFails() {
        var check = GradientCheck.of(in -> in.get(0).sqrt(), Tensor.of(Shape.SCALAR, -1.0));
        assertThat(check.difference()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(check.passes(1e300)).isFalse();
    }

    @Test
    void nothingToCheckPasses() {
        var check = GradientCheck.of(in -> in.get(0).sum(), Tensor.zeros(DType.FLOAT64, Shape.of(0, 3)));
        assertThat(check.passes(0)).isTrue();
        assertThat(check).hasToString("gradient check: there is no coordinate");
        assertThat(check.report(0).cause()).isEqualTo(GradientReport.Cause.NONE);
    }

    @Test
    void aDirectionTakesTwoEvaluationsWhateverTheSize() {
        for (int n : new int[] {1, 1000}) {
            var evaluations = new AtomicInteger();
            var check = GradientCheck.along(
                    in -> {
                        evaluations.incrementAndGet();
                        return in.get(0).sin().times(in.get(1)).sum();
                    },
                    Seed.of(n),
                    samples.signed(DType.FLOAT64, Shape.of(n)),
                    samples.signed(DType.FLOAT64, Shape.of(n)));
            // The gradient is one more.
            assertThat(evaluations.get()).isEqualTo(3);
            assertThat(check.passes(1e-8)).as(check.toString()).isTrue();
            assertThat(check.toString()).contains(" along a direction: gradient ");
        }
    }

    @Test
    void aDirectionDependsOnTheSeedOnly() {
        Tensor x = samples.signed(DType.FLOAT64, Shape.of(5));
        var one = GradientCheck.along(in -> in.get(0).exp().sum(), Seed.of(1), x);
        var same = GradientCheck.along(in -> in.get(0).exp().sum(), Seed.of(1), x);
        var other = GradientCheck.along(in -> in.get(0).exp().sum(), Seed.of(2), x);
        assertThat(one.gradient()).isEqualTo(same.gradient()).isNotEqualTo(other.gradient());
    }

    /// Of ½xᵀAx the second derivative along u is Au.
    @Test
    void secondOrderComparesTheHessianTimesADirection() {
        Tensor a = samples.signed(DType.FLOAT64, Shape.of(4, 4));
        Tensor x = samples.signed(DType.FLOAT64, Shape.of(4, 1));
        Function<List<Variable>, Variable> f = in -> {
            Variable matrix = in.get(0).tape().input(a);
            return in.get(0).transpose(0, 1).matmul(matrix).matmul(in.get(0)).sum();
        };
        for (var check : List.of(
                GradientCheck.ofSecondOrder(f, Seed.of(9), x), GradientCheck.alongSecondOrder(f, Seed.of(9), x))) {
            assertThat(check.passes(1e-8)).as(check.toString()).isTrue();
            assertThat(Math.abs(check.gradient())).isGreaterThan(1e-3);
        }
    }

    @Test
    void otherTypesAndResultsAreRefused() {
        assertThatThrownBy(() -> GradientCheck.of(in -> in.get(0), Tensor.of(Shape.SCALAR, 1f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gradient check: tensor 0 is float32; central differences need float64");
        assertThatThrownBy(() -> GradientCheck.along(
                        in -> in.get(0).plus(in.get(1)),
                        Seed.of(1),
                        Tensor.of(Shape.SCALAR, 1.0),
                        Tensor.of(Shape.SCALAR, 1f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gradient check: tensor 1 is float32; central differences need float64");
        assertThatThrownBy(() -> GradientCheck.of(in -> in.get(0), Tensor.of(Shape.of(2), 1.0, 2.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("grad: result is [2] with 2 elements");
    }
}
