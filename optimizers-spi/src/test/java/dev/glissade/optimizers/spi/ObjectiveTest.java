package dev.glissade.optimizers.spi;

import static dev.glissade.optimizers.spi.ElementType.FLOAT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Steps that evaluate the loss.
class ObjectiveTest {
    /// w²/2
    private static final DoubleObjective PARABOLA = (w, g) -> {
        g[0] = w[0];
        return w[0] * w[0] / 2;
    };

    /// Looks at the gradient one step ahead.
    private static final class Ahead implements OptimizerProvider {
        final List<Double> losses = new ArrayList<>();
        Scope scope = Scope.GLOBAL;
        boolean evaluates = true;

        @Override
        public String name() {
            return "ahead";
        }

        @Override
        public String summary() {
            return "w ← w − η g(w − η g(w))";
        }

        @Override
        public List<Hyperparameter> hyperparameters() {
            return List.of(Hyperparameter.LEARNING_RATE.withDefault(0.5));
        }

        @Override
        public Scope scope() {
            return scope;
        }

        @Override
        public boolean evaluatesLoss() {
            return evaluates;
        }

        @Override
        public FloatUpdateRule floatRule(Hyperparameters chosen) {
            return (_, _, _) -> {};
        }

        @Override
        public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
            return Optional.of(new DoubleUpdateRule() {
                @Override
                public void begin(DoubleStep step) {
                    double[] w = step.parameters();
                    double before = w[0];
                    w[0] -= step.rate() * step.gradients()[0];
                    losses.add(step.loss());
                    losses.add(step.evaluate());
                    w[0] = before;
                }

                @Override
                public void update(DoubleStep step, int from, int to) {
                    for (int i = from; i < to; i++) {
                        step.parameters()[i] -= step.rate() * step.gradients()[i];
                    }
                }
            });
        }
    }

    @Test
    void aRuleMayEvaluateTheLossAgain() {
        var ahead = new Ahead();
        Optimizer optimizer = Recipe.of(ahead).over(Layout.flat(FLOAT64, 1));
        double[] w = {4};
        double[] g = {Double.NaN};
        assertThat(optimizer.step(w, g, PARABOLA)).isEqualTo(8);
        assertThat(ahead.losses).containsExactly(8.0, 2.0);
        assertThat(w).containsExactly(3);
        assertThat(g).containsExactly(2);
    }

    @Test
    void everyOptimizerTakesAnObjective() {
        var plain = new Ahead();
        plain.evaluates = false;
        plain.scope = Scope.ELEMENTWISE;
        assertThat(Recipe.of(plain).description().hyperparameters())
                .extracting(Hyperparameter::name)
                .containsExactly("learningRate", "weightDecay", "maximize");
        Probe probe = new Probe();
        probe.doubleRule = Optional.of((step, _, _) -> step.parameters()[0] -= step.gradients()[0] / 2);
        double[] w = {4};
        assertThat(Recipe.of(probe).over(Layout.flat(FLOAT64, 1)).step(w, new double[1], PARABOLA))
                .isEqualTo(8);
        assertThat(w).containsExactly(2);
    }

    @Test
    void withoutAnObjectiveItIsRefused() {
        Optimizer optimizer = Recipe.of(new Ahead()).over(Layout.flat(FLOAT64, 1));
        double[] w = {4};
        assertThatThrownBy(() -> optimizer.step(w, new double[1]))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("ahead evaluates the loss again within a step; it must be given an objective");
        assertThat(w).containsExactly(4);
    }

    @Test
    void anObjectiveThatFailsAtOnceChangesNothing() {
        Optimizer optimizer = Recipe.of(new Ahead()).over(Layout.flat(FLOAT64, 1));
        double[] w = {4};
        assertThatThrownBy(() -> optimizer.step(w, new double[1], (_, _) -> {
                    throw new IllegalStateException("no data");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no data");
        assertThat(optimizer.step(w, new double[1], PARABOLA)).isEqualTo(8);
    }

    @Test
    void whatItCannotGoWithIsRefused() {
        Layout two = Layout.of(FLOAT64, Segment.of("a", 0, 1), Segment.of("b", 1, 1));
        assertThatThrownBy(() -> Recipe.of(new Ahead())
                        .group("a", own -> own.with("learningRate", 1))
                        .over(two))
                .hasMessage("ahead evaluates the loss again within a step; gradient transforms: 0, groups: 2;"
                        + " it takes no transform, and one group beside frozen ones");
        var narrow = new Ahead();
        narrow.scope = Scope.ELEMENTWISE;
        assertThatThrownBy(() -> Recipe.of(narrow))
                .hasMessage("ahead evaluates the loss, its scope is ELEMENTWISE; it must be GLOBAL");
    }
}
