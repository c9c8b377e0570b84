package dev.glissade.optimizers.spi;

import static dev.glissade.optimizers.spi.ElementType.FLOAT32;
import static dev.glissade.optimizers.spi.ElementType.FLOAT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Saving and restoring, by name.
class StateTest {
    private static final Hyperparameter COUNT =
            Hyperparameter.real("count", 2, Range.closed(1, 9), "how many arrays the history has");
    private static final Slot MEAN = Slot.perElement("mean");
    private static final Slot PAST = Slot.history("past", COUNT);
    private static final Slot TOTAL = Slot.scalar("total");
    private static final Slot SPARE = Slot.scratch("spare");

    private final Probe probe = new Probe();

    StateTest() {
        probe.hyperparameters.add(COUNT);
        probe.slots.addAll(List.of(MEAN, PAST, TOTAL, SPARE));
        probe.doubleRule = Optional.of(new DoubleUpdateRule() {
            @Override
            public void begin(DoubleStep step) {
                step.setScalar(TOTAL, step.scalar(TOTAL) + step.rate() / step.number());
            }

            @Override
            public void update(DoubleStep step, int from, int to) {
                double[] mean = step.slot(MEAN);
                double[] past = step.history(PAST, (int) (step.number() % 2));
                for (int i = from; i < to; i++) {
                    mean[i] = 0.7 * mean[i] + step.gradients()[i];
                    past[i] += mean[i] * step.scalar(TOTAL);
                    step.slot(SPARE)[i] = mean[i];
                    step.parameters()[i] -= step.rate() * past[i];
                }
            }
        });
    }

    private static Layout layout(int gap, boolean reversed) {
        var segments = new ArrayList<Segment>();
        Segment a = Segment.of("a", 0, 2, 2);
        Segment b = Segment.of("b", 4 + gap, 3);
        segments.add(reversed ? Segment.of("b", 0, 3) : a);
        segments.add(reversed ? Segment.of("a", 3 + gap, 2, 2) : b);
        return Layout.of(FLOAT64, segments.toArray(new Segment[0]));
    }

    private static double[] gradients(int step) {
        var g = new double[7];
        for (int i = 0; i < 7; i++) {
            g[i] = 1.0 / (i + step + 1);
        }
        return g;
    }

    private static void steps(Optimizer optimizer, double[] w, int from, int to) {
        for (int step = from; step < to; step++) {
            optimizer.step(w, gradients(step));
        }
    }

    @Test
    void goesOnWithTheSameBits() {
        Recipe recipe = Recipe.of(probe);
        double[] straight = new double[7];
        steps(recipe.over(layout(0, false)), straight, 0, 9);

        double[] w = new double[7];
        Optimizer first = recipe.over(layout(0, false));
        steps(first, w, 0, 5);
        OptimizerState state = first.save();
        steps(first, w.clone(), 5, 7);
        Optimizer second = recipe.over(layout(0, false));
        second.restore(state);
        assertThat(second.stepCount()).isEqualTo(5);
        steps(second, w, 5, 9);
        assertThat(w).containsExactly(straight);
        assertThat(state.entries())
                .extracting(OptimizerState.Entry::name)
                .containsExactly(
                        "probe/mean/a",
                        "probe/mean/b",
                        "probe/past.0/a",
                        "probe/past.1/a",
                        "probe/past.0/b",
                        "probe/past.1/b",
                        "probe/total/a",
                        "probe/total/b");
    }

    @Test
    void segmentsMayLieElsewhereAndBeGroupedOtherwise() {
        double[] straight = new double[7];
        Optimizer first = Recipe.of(probe).over(layout(0, false));
        steps(first, straight, 0, 5);
        Optimizer other = Recipe.of(probe)
                .group("b", own -> own.with("learningRate", 0.01))
                .over(layout(2, true));
        other.restore(first.save());
        double[] w = reversed(straight);
        for (int step = 5; step < 9; step++) {
            other.step(w, reversed(gradients(step)));
        }
        steps(first, straight, 5, 9);
        assertThat(w).containsExactly(reversed(straight));
        assertThat(other.save().steps()).isEqualTo(first.save().steps());
    }

    private static double[] reversed(double[] values) {
        var turned = new double[9];
        System.arraycopy(values, 4, turned, 0, 3);
        System.arraycopy(values, 0, turned, 5, 4);
        return turned;
    }

    @Test
    void whatDoesNotMatchIsRefusedAndNothingChanges() {
        Recipe recipe = Recipe.of(probe);
        Optimizer optimizer = recipe.over(layout(0, false));
        double[] w = new double[7];
        steps(optimizer, w, 0, 3);
        OptimizerState good = optimizer.save();
        OptimizerState other = Recipe.of(probe)
                .over(Layout.of(FLOAT64, Segment.of("a", 0, 2, 2), Segment.of("c", 4, 3)))
                .save();
        refuses(optimizer, other, "restore: the state has no entry 'probe/mean/b'; names must match");
        OptimizerState more = Recipe.of(probe)
                .over(Layout.of(FLOAT64, Segment.of("a", 0, 2, 2), Segment.of("b", 4, 3), Segment.of("c", 7, 1)))
                .save();
        refuses(
                optimizer,
                more,
                "restore: the state has entries that this optimizer has not, the first is 'probe/mean/c'; names must match");
        OptimizerState shape = Recipe.of(probe)
                .over(Layout.of(FLOAT64, Segment.of("a", 0, 4), Segment.of("b", 4, 3)))
                .save();
        refuses(
                optimizer,
                shape,
                "restore: 'probe/mean/a' has shape [4] and 4 numbers, the optimizer's has shape [2, 2] and 4; they must be"
                        + " equal");
        refuses(
                optimizer,
                new OptimizerState("adam", FLOAT64, good.steps(), good.entries()),
                "restore: the state is of adam over FLOAT64, the optimizer is probe over FLOAT64; they must be the same");
        refuses(
                optimizer,
                new OptimizerState("probe", FLOAT32, good.steps(), good.entries()),
                "restore: the state is of probe over FLOAT32, the optimizer is probe over FLOAT64; they must be the same");
        refuses(
                optimizer,
                new OptimizerState("probe", FLOAT64, Map.of(), good.entries()),
                "restore: the state has no number of steps of probe; it has those of ");
        var twice = new ArrayList<>(good.entries());
        twice.add(good.entries().getFirst());
        refuses(
                optimizer,
                new OptimizerState("probe", FLOAT64, good.steps(), twice),
                "restore: the state has two entries 'probe/mean/a'");
        var floats = new ArrayList<>(good.entries());
        floats.set(0, new OptimizerState.Floats("probe/mean/a", List.of(2, 2), new float[4]));
        refuses(
                optimizer,
                new OptimizerState("probe", FLOAT64, good.steps(), floats),
                "restore: 'probe/mean/a' is of another type; it must be FLOAT64");
    }

    private static void refuses(Optimizer optimizer, OptimizerState state, String message) {
        OptimizerState before = optimizer.save();
        assertThatThrownBy(() -> optimizer.restore(state))
                .isInstanceOf(OptimizerException.class)
                .hasMessage(message);
        assertThat(optimizer.save()).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void segmentsOfDifferentGroupsStayApart() {
        Optimizer apart = Recipe.of(probe)
                .group("b", own -> own.with("learningRate", 0.5))
                .over(layout(0, false));
        steps(apart, new double[7], 0, 2);
        Optimizer together = Recipe.of(probe).over(layout(0, false));
        refuses(
                together,
                apart.save(),
                "restore: probe/total: a has 0.015, b has 0.75; what was in different groups must stay in different"
                        + " groups");
    }

    @Test
    void aRestoredOptimizerGoesOnAfterAFailure() {
        Optimizer optimizer = Recipe.of(probe).over(layout(0, false));
        double[] w = new double[7];
        steps(optimizer, w, 0, 2);
        OptimizerState state = optimizer.save();
        DoubleUpdateRule rule = probe.doubleRule.orElseThrow();
        probe.doubleRule = Optional.of((step, from, to) -> {
            if (step.number() == 3) {
                throw new IllegalStateException("once");
            }
            rule.update(step, from, to);
        });
        Optimizer failing = Recipe.of(probe).over(layout(0, false));
        failing.restore(state);
        assertThatThrownBy(() -> failing.step(w, gradients(3))).isInstanceOf(StepFailedException.class);
        assertThatThrownBy(() -> failing.step(w, gradients(3))).hasMessageContaining("must not go on");
        assertThatThrownBy(failing::save).hasMessageEndingWith("so that it must not be saved");
        failing.restore(new OptimizerState("probe", FLOAT64, Map.of("probe", 10L), state.entries()));
        assertThat(failing.step(w, gradients(3))).isTrue();
        assertThat(failing.stepCount()).isEqualTo(11);
    }
}
