package dev.glissade.optimizers.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.optimizers.spi.DoubleObjective;
import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.FloatObjective;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Segment;
import dev.glissade.optimizers.spi.StepFailedException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the reference vectors do not say of L-BFGS.
class LbfgsTest {

    /// ½ Σ c (x − 1)² up to a constant, with c from 1 to 10⁴. With 40 pairs, SciPy's L-BFGS-B takes about as many iterations.
    private static Objective illConditioned() {
        var a = new double[400];
        var b = new double[20];
        for (int i = 0; i < 20; i++) {
            a[21 * i] = Math.pow(1e4, i / 19.0);
            b[i] = a[21 * i];
        }
        return Objective.quadratic(a, b);
    }

    @ParameterizedTest
    @EnumSource
    void anIllConditionedQuadraticIsSolved(ElementType type) {
        Descent descent =
                Descent.from(new double[20], type, Optimizers.named("l-bfgs").with("historySize", 40));
        descent.steps(20, illConditioned());
        for (double x : descent.parameters()) {
            assertThat(x).isCloseTo(1, within(type == ElementType.FLOAT32 ? 1e-2 : 1e-3));
        }
    }

    @ParameterizedTest
    @EnumSource
    void rosenbrocksValleyTakesThreeSteps(ElementType type) {
        Descent descent = Descent.from(new double[] {-1.2, 1}, type, Optimizers.named("l-bfgs"));
        descent.steps(3, Objective.rosenbrock());
        assertThat(Objective.rosenbrock().value(descent.parameters())).isLessThan(1e-8);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRestoredRunGoesOnWithTheSameBitsWhileTheHistoryTurnsOver(boolean strongWolfe) {
        var recipe = Optimizers.named("l-bfgs")
                .with("learningRate", strongWolfe ? 1 : 0.1)
                .with("historySize", 3)
                .with("maxIterations", 2)
                .with("strongWolfe", strongWolfe);
        double[] start = {-1.2, 1, 0.3, -0.7};
        Descent whole = Descent.from(start, ElementType.FLOAT64, recipe);
        for (int done = 0; done < 8; done++) {
            Descent rest = Descent.from(whole.parameters(), ElementType.FLOAT64, recipe);
            rest.optimizer().restore(whole.optimizer().save());
            Descent longer = Descent.from(whole.parameters(), ElementType.FLOAT64, recipe);
            longer.optimizer().restore(whole.optimizer().save());
            rest.steps(3, Objective.rosenbrock());
            longer.steps(3, Objective.rosenbrock());
            assertThat(rest.parameters()).isEqualTo(longer.parameters());
            whole.step(Objective.rosenbrock());
        }
        assertThat(whole.optimizer().scalarSlot("pairs")).isEqualTo(3);
        Descent again = Descent.from(start, ElementType.FLOAT64, recipe);
        for (int done = 0; done < 8; done++) {
            again.step(Objective.rosenbrock());
            Descent next = Descent.from(again.parameters(), ElementType.FLOAT64, recipe);
            next.optimizer().restore(again.optimizer().save());
            again = next;
        }
        assertThat(again.parameters()).isEqualTo(whole.parameters());
        assertThat(again.optimizer().scalarSlot("rate"))
                .isEqualTo(whole.optimizer().scalarSlot("rate"));
    }

    /// x − 2 √x, which is not a number below 0; its minimum is at 1.
    @Test
    void theLineSearchTurnsBackBeforeALossThatIsNotFinite() {
        Optimizer optimizer =
                Optimizers.named("l-bfgs").with("learningRate", 100).over(Layout.flat(ElementType.FLOAT64, 1));
        double[] w = {25};
        var below = new AtomicInteger();
        for (int step = 0; step < 3; step++) {
            optimizer.step(w, new double[1], (x, g) -> {
                below.addAndGet(x[0] < 0 ? 1 : 0);
                g[0] = 1 - 1 / Math.sqrt(x[0]);
                return x[0] - 2 * Math.sqrt(x[0]);
            });
            assertThat(w[0]).isPositive();
        }
        assertThat(below.get()).isPositive();
        assertThat(w[0]).isCloseTo(1, within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void surroundedByLossesThatAreNotFiniteItStaysAndEnds(double loss) {
        Optimizer optimizer = Optimizers.named("l-bfgs").over(Layout.flat(ElementType.FLOAT32, 2));
        float[] w = {1, 2};
        float[] gradients = new float[2];
        var evaluations = new AtomicInteger();
        FloatObjective wall = (x, g) -> {
            evaluations.incrementAndGet();
            Arrays.fill(g, 1);
            return x[0] == 1 && x[1] == 2 ? 0 : loss;
        };
        for (int step = 1; step <= 3; step++) {
            optimizer.step(w, gradients, wall);
            assertThat(w).containsExactly(1, 2);
            assertThat(gradients).containsExactly(1, 1);
        }
        assertThat(evaluations.get()).isLessThanOrEqualTo(3 * 27);
        bowlIsDescended(optimizer, w);
    }

    @Test
    void aStepThatBeginsWithoutAFiniteLossOrGradientChangesNothing() {
        Optimizer optimizer = Optimizers.named("l-bfgs").over(Layout.flat(ElementType.FLOAT32, 2));
        float[] w = {1, 2};
        var evaluations = new AtomicInteger();
        double loss = optimizer.step(w, new float[2], (x, g) -> {
            evaluations.incrementAndGet();
            Arrays.fill(g, 1);
            return Double.NaN;
        });
        assertThat(loss).isNaN();
        optimizer.step(w, new float[2], (x, g) -> {
            evaluations.incrementAndGet();
            g[0] = 1;
            g[1] = Float.POSITIVE_INFINITY;
            return 0;
        });
        assertThat(evaluations).hasValue(2);
        assertThat(w).containsExactly(1, 2);
        assertThat(optimizer.scalarSlot("iterations")).isZero();
        bowlIsDescended(optimizer, w);
    }

    private static void bowlIsDescended(Optimizer optimizer, float[] w) {
        FloatObjective bowl = (x, g) -> {
            g[0] = x[0];
            g[1] = 4 * x[1];
            return 0.5 * x[0] * x[0] + 2 * x[1] * x[1];
        };
        for (int step = 0; step < 3; step++) {
            optimizer.step(w, new float[2], bowl);
        }
        assertThat(Math.abs(w[0]) + Math.abs(w[1])).isLessThan(1e-4f);
    }

    @Test
    void withoutALineSearchALossThatIsNotFiniteEndsTheStepAndIsSeen() {
        Optimizer optimizer = Optimizers.named("l-bfgs")
                .preset("pytorch")
                .with("learningRate", 100)
                .over(Layout.flat(ElementType.FLOAT64, 1));
        double[] w = {25};
        DoubleObjective objective = (x, g) -> {
            g[0] = 1 - 1 / Math.sqrt(x[0]);
            return x[0] - 2 * Math.sqrt(x[0]);
        };
        optimizer.step(w, new double[1], objective);
        assertThat(w[0]).isCloseTo(25 - 80, within(1e-12));
        assertThat(optimizer.step(w, new double[1], objective)).isNaN();
        assertThat(w[0]).isCloseTo(25 - 80, within(1e-12));
    }

    @Test
    void aLossWithoutALowerBoundEndsTheStep() {
        Optimizer optimizer = Optimizers.named("l-bfgs").over(Layout.flat(ElementType.FLOAT32, 1));
        float[] w = {0};
        var evaluations = new AtomicInteger();
        for (int step = 0; step < 20; step++) {
            optimizer.step(w, new float[1], (x, g) -> {
                evaluations.incrementAndGet();
                g[0] = 1;
                return x[0];
            });
            assertThat(w[0]).isFinite();
        }
        assertThat(evaluations.get()).isLessThanOrEqualTo(20 * (25 + 27));
    }

    @Test
    void anObjectiveThatThrowsInTheLineSearchClosesTheOptimizer() {
        Optimizer optimizer = Optimizers.named("l-bfgs").over(Layout.flat(ElementType.FLOAT32, 1));
        float[] w = {1};
        assertThatThrownBy(() -> optimizer.step(w, new float[1], (x, g) -> {
                    g[0] = 1;
                    if (x[0] != 1) {
                        throw new IllegalStateException("no further");
                    }
                    return 0;
                }))
                .isInstanceOf(StepFailedException.class)
                .hasMessageContaining("no further");
        assertThatThrownBy(() -> optimizer.step(w, new float[1], (x, g) -> 0)).isInstanceOf(StepFailedException.class);
    }

    /// Neither a gap nor a frozen segment counts in a norm or product, nor moves.
    @Test
    void onlyTheSegmentsOfTheGroupTakePart() {
        var layout = Layout.of(
                ElementType.FLOAT64, Segment.of("a", 0, 1), Segment.of("frozen", 1, 1), Segment.of("b", 4, 1));
        Optimizer split = Optimizers.named("l-bfgs").freeze("frozen").over(layout);
        Descent joined = Descent.from(new double[] {-1.2, 1}, ElementType.FLOAT64, Optimizers.named("l-bfgs"));
        Objective valley = Objective.rosenbrock();
        double[] w = {-1.2, 7, 8, 9, 1};
        for (int step = 0; step < 3; step++) {
            joined.step(valley);
            split.step(w, new double[5], (x, g) -> {
                double[] inner = {x[0], x[4]};
                double[] slopes = valley.gradient(inner);
                g[0] = slopes[0];
                g[4] = slopes[1];
                g[1] = g[2] = g[3] = 1e9;
                return valley.value(inner);
            });
            assertThat(w[0]).isCloseTo(joined.parameters()[0], within(1e-9));
            assertThat(w[4]).isCloseTo(joined.parameters()[1], within(1e-9));
            assertThat(w).contains(7, 8, 9);
        }
    }
}
