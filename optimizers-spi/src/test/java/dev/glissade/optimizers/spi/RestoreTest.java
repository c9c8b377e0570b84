package dev.glissade.optimizers.spi;

import static dev.glissade.optimizers.spi.ElementType.FLOAT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where an optimizer stands after a state was restored.
class RestoreTest {
    private static final Layout LAYOUT = Layout.of(FLOAT64, Segment.of("a", 0, 2), Segment.of("b", 2, 1));

    private final Probe descent = new Probe();

    RestoreTest() {
        descent.doubleRule = Optional.of((step, from, to) -> {
            for (int i = from; i < to; i++) {
                step.parameters()[i] -= step.rate() * step.gradients()[i];
            }
        });
    }

    @Test
    void aScheduledWeightDecayGoesOnWhereItWas() {
        Recipe recipe = Recipe.of(descent).with("weightDecay", step -> 0.1 * step);
        Optimizer first = recipe.over(LAYOUT);
        double[] w = {1, 2, 3};
        double[] g = {1, 1, 1};
        first.step(w, g);
        first.step(w, g);
        Optimizer second = recipe.over(LAYOUT);
        second.restore(first.save());
        double[] resumed = w.clone();
        first.step(w, g);
        second.step(resumed, g);
        assertThat(resumed).containsExactly(w);
    }

    @Test
    void theValuesAreThoseOfTheLastStep() {
        Recipe recipe = Recipe.of(descent).with("learningRate", step -> 0.5 * step);
        Optimizer first = recipe.over(LAYOUT);
        for (int i = 0; i < 3; i++) {
            first.step(new double[3], new double[3]);
        }
        Optimizer second = recipe.over(LAYOUT);
        second.restore(first.save());
        assertThat(second.value("learningRate")).isEqualTo(1.5);
    }

    @Test
    void aStateWhoseStepTheSchedulesRefuseChangesNothing() {
        Optimizer first = Recipe.of(descent).over(LAYOUT);
        first.step(new double[3], new double[3]);
        Optimizer second =
                Recipe.of(descent).with("learningRate", step -> 2.5 - step).over(LAYOUT);
        for (int i = 0; i < 2; i++) {
            second.step(new double[3], new double[3]);
        }
        OptimizerState later = new OptimizerState("probe", FLOAT64, Map.of("probe", 3L), List.of());
        assertThatThrownBy(() -> second.restore(later))
                .hasMessage("probe: learningRate is -0.5 in step 3; it must be in [0, ∞)");
        assertThat(second.stepCount()).isEqualTo(2);
        assertThat(second.value("learningRate")).isEqualTo(0.5);
        second.restore(first.save());
        assertThat(second.value("learningRate")).isEqualTo(1.5);
    }

    @Test
    void segmentsMayBeFrozenOtherwiseBehindATransformThatCounts() {
        Slot calls = Slot.scalar("calls");
        Choice<GradientTransformProvider> counts = ProbeTransform.of(
                "counts",
                Scope.ELEMENTWISE,
                new DoubleUpdateRule() {
                    @Override
                    public void begin(DoubleStep step) {
                        step.setScalar(calls, step.scalar(calls) + 1);
                    }

                    @Override
                    public void update(DoubleStep step, int from, int to) {}
                },
                calls);
        Recipe thawed = Recipe.of(descent).transform(counts);
        Optimizer first = thawed.freeze("a").over(LAYOUT);
        first.step(new double[3], new double[3]);
        Optimizer second = thawed.over(LAYOUT);
        second.restore(first.save());
        second.step(new double[3], new double[3]);
        first.restore(second.save());
        first.step(new double[3], new double[3]);
        assertThat(first.save().entries())
                .filteredOn(entry -> entry.name().equals("counts/calls/b"))
                .allSatisfy(entry ->
                        assertThat(((OptimizerState.Doubles) entry).values()).containsExactly(3))
                .hasSize(1);
    }

    @Test
    void aNumberOfStepsThatCannotBeIsRefused() {
        Optimizer optimizer = Recipe.of(descent).over(LAYOUT);
        for (long steps : new long[] {-1, Long.MAX_VALUE}) {
            var state = new OptimizerState("probe", FLOAT64, Map.of("probe", steps), List.of());
            assertThatThrownBy(() -> optimizer.restore(state))
                    .isInstanceOf(OptimizerException.class)
                    .hasMessageContaining(Long.toString(steps));
        }
    }

    @Test
    void theNumbersOfStepsComeInAlphabeticalOrder() {
        var steps = Map.of("delta", 1L, "alpha", 1L, "echo", 1L, "bravo", 1L, "charlie", 1L);
        assertThat(new OptimizerState("probe", FLOAT64, steps, List.of())
                        .steps()
                        .keySet())
                .containsExactly("alpha", "bravo", "charlie", "delta", "echo");
    }
}
