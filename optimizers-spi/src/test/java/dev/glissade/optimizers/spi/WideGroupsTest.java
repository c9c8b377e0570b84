package dev.glissade.optimizers.spi;

import static dev.glissade.optimizers.spi.ElementType.FLOAT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Rules that see all of a group, and groups that differ in more than numbers.
class WideGroupsTest {
    private static final Hyperparameter COUNT =
            Hyperparameter.real("count", 2, Range.atLeast(0), "how many arrays the history has");
    private static final Slot PAST = Slot.history("past", COUNT);

    /// w ← w − Σ g of the group, which the range asks for.
    private static class Sums implements OptimizerProvider {
        @Override
        public String name() {
            return "sums";
        }

        @Override
        public String summary() {
            return "w ← w − Σ g";
        }

        @Override
        public List<Hyperparameter> hyperparameters() {
            return List.of(Hyperparameter.LEARNING_RATE);
        }

        @Override
        public Scope scope() {
            return Scope.GLOBAL;
        }

        @Override
        public FloatUpdateRule floatRule(Hyperparameters chosen) {
            return (_, _, _) -> {};
        }

        @Override
        public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
            return Optional.of(new DoubleUpdateRule() {
                @Override
                public List<Fold> measures() {
                    return List.of(Fold.SUM);
                }

                @Override
                public void measure(DoubleStep step, int from, int to, double[] results) {
                    results[0] = step.arithmetic().sum(step.gradients(), from, to);
                }

                @Override
                public void update(DoubleStep step, int from, int to) {
                    for (int i = from; i < to; i++) {
                        step.parameters()[i] -= step.measured(0);
                    }
                }
            });
        }
    }

    @Test
    void whatIsMeasuredOfAGroupIsNotThatOfAnother() {
        Optimizer optimizer = Recipe.of(new Sums())
                .group("a", own -> own)
                .over(Layout.of(FLOAT64, Segment.of("a", 0, 2), Segment.of("b", 2, 2)));
        double[] w = new double[4];
        optimizer.step(w, new double[] {1, 2, 30, 40});
        assertThat(w).containsExactly(-3, -3, -70, -70);
    }

    @Test
    void aGroupWithoutParametersEvaluatesNoLoss() {
        var evaluates = new Sums() {
            @Override
            public boolean evaluatesLoss() {
                return true;
            }

            @Override
            public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
                return Optional.of(new DoubleUpdateRule() {
                    @Override
                    public void begin(DoubleStep step) {
                        step.evaluate();
                    }

                    @Override
                    public void update(DoubleStep step, int from, int to) {}
                });
            }
        };
        Optimizer optimizer = Recipe.of(evaluates).group("*", own -> own).over(Layout.flat(FLOAT64, 1));
        var losses = new ArrayList<Double>();
        optimizer.step(new double[1], new double[1], (w, _) -> {
            losses.add(w[0]);
            return 0;
        });
        assertThat(losses).hasSize(2);
        assertThat(optimizer.stepCount()).isEqualTo(1);
    }

    @Test
    void aHistoryIsAsLongAsTheGroupWithTheLongestNeeds() {
        var probe = new Probe();
        probe.hyperparameters.add(COUNT);
        probe.slots.add(PAST);
        probe.doubleRule = Optional.of((step, from, to) -> {
            double[] past = step.history(PAST, (int) step.value(COUNT) - 1);
            for (int i = from; i < to; i++) {
                past[i] = step.value(COUNT);
            }
        });
        Optimizer optimizer = Recipe.of(probe)
                .group("b", own -> own.with("count", 3))
                .over(Layout.of(FLOAT64, Segment.of("a", 0, 1), Segment.of("b", 1, 1)));
        optimizer.step(new double[2], new double[2]);
        assertThat(optimizer.save().entries()).hasSize(6);
    }

    @Test
    void aHistoryHasAWholeNumberOfArrays() {
        var probe = new Probe();
        probe.hyperparameters.add(COUNT);
        probe.slots.add(PAST);
        assertThatThrownBy(() -> Recipe.of(probe).with("count", 2.5).over(Layout.flat(FLOAT64, 1)))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("probe: count is 2.5; it must be a whole number, since history past has so many arrays");
    }

    @Test
    void aNameMayHaveAnyCharacters() {
        var probe = new Probe();
        var ranges = new ArrayList<String>();
        probe.doubleRule = Optional.of((step, from, to) -> ranges.add(from + "-" + to + ":" + step.rate()));
        Layout layout = Layout.of(
                FLOAT64, Segment.of("a\nb", 0, 1), Segment.of("\ud835\udc64", 1, 1), Segment.of("x\\Ey", 2, 1));
        Recipe.of(probe)
                .group("\ud835\udc64", own -> own.with("learningRate", 1))
                .group("x\\E?", own -> own.with("learningRate", 2))
                .group("*a*b*", own -> own.with("learningRate", 3))
                .over(layout)
                .step(new double[3], new double[3]);
        assertThat(ranges).containsExactly("0-1:3.0", "1-2:1.0", "2-3:2.0");
    }

    @Test
    void aPatternOfManyStarsIsDecidedAtOnce() {
        var group = new Group("*a".repeat(30) + "b", Hyperparameters.defaults(List.of()), false);
        assertThat(group.contains("a".repeat(200))).isFalse();
        assertThat(group.contains("a".repeat(200) + "b")).isTrue();
    }

    @Test
    void whereThereIsNoElementThereIsNoRow() {
        assertThat(Segment.of("none", 0, 70_000, 70_000, 0).rows()).isZero();
        assertThat(Segment.of("none", 0, 0).rows()).isZero();
        assertThat(Segment.of("one", 0).rows()).isEqualTo(1);
    }
}
