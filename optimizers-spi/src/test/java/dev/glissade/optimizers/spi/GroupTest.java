package dev.glissade.optimizers.spi;

import static dev.glissade.optimizers.spi.ElementType.FLOAT32;
import static dev.glissade.optimizers.spi.ElementType.FLOAT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupTest {
    private static final Layout LAYOUT = Layout.of(
            FLOAT64,
            Segment.of("a.weight", 0, 2),
            Segment.of("a.bias", 2, 1),
            Segment.of("b.weight", 4, 2),
            Segment.of("b.bias", 6, 1));

    private final Probe descent = new Probe();

    GroupTest() {
        descent.doubleRule = Optional.of((step, from, to) -> {
            for (int i = from; i < to; i++) {
                step.parameters()[i] -= step.rate() * step.gradients()[i];
            }
        });
    }

    private static double[] ones() {
        return new double[] {1, 1, 1, 1, 1, 1, 1};
    }

    @Test
    void eachGroupHasHyperparametersOfItsOwn() {
        Optimizer optimizer = Recipe.of(descent)
                .with("learningRate", 0.5)
                .group("*.bias", own -> own.with("learningRate", 0.25))
                .group("b.*", own -> own.with("learningRate", step -> 0.125 * step))
                .over(LAYOUT);
        double[] w = new double[7];
        optimizer.step(w, ones());
        assertThat(w).containsExactly(-0.5, -0.5, -0.25, 0, -0.125, -0.125, -0.25);
        optimizer.step(w, ones());
        assertThat(w).containsExactly(-1, -1, -0.5, 0, -0.375, -0.375, -0.5);
        assertThat(optimizer.value("learningRate")).isEqualTo(0.5);
    }

    @Test
    void decayAndMaximizeAreOfAGroupToo() {
        Optimizer optimizer = Recipe.of(descent)
                .with("learningRate", 1)
                .with("weightDecay", 0.5)
                .group("*.bias", own -> own.with("weightDecay", 0))
                .group("b.*", own -> own.with("weightDecay", 0.25).with("maximize", true))
                .over(LAYOUT);
        double[] w = {2, 2, 2, 7, 2, 2, 2};
        double[] g = {1, 1, 1, 7, 1, 1, 1};
        optimizer.step(w, g);
        assertThat(w).containsExactly(0, 0, 1, 7, 2.5, 2.5, 1);
        assertThat(g).containsExactly(1, 1, 1, 7, 1, 1, 1);
    }

    @Test
    void frozenParametersStayAndTheirGradientsAreNotLookedAt() {
        Optimizer optimizer =
                Recipe.of(descent).with("learningRate", 1).freeze("a.*").over(LAYOUT);
        double[] w = ones();
        double[] g = {Double.NaN, Double.NaN, Double.NaN, 1, 1, 1, 1};
        optimizer.step(w, g);
        assertThat(w).containsExactly(1, 1, 1, 1, 0, 0, 0);
    }

    @Test
    void theFirstPatternThatFitsDecidesAndAGroupMayNotBeEmpty() {
        assertThatThrownBy(() -> Recipe.of(descent)
                        .group("*.bais", own -> own.with("learningRate", 1))
                        .over(LAYOUT))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("probe: no segment is left for the group '*.bais'; a segment is in the first group whose"
                        + " pattern fits its name: a.weight, a.bias, b.weight, b.bias");
        assertThatThrownBy(() -> Recipe.of(descent)
                        .freeze("*")
                        .group("a.?ias", own -> own.with("learningRate", 1))
                        .over(LAYOUT))
                .hasMessageStartingWith("probe: no segment is left for the group 'a.?ias'; ");
    }

    @Test
    void aPatternIsNoExpression() {
        Layout layout = Layout.of(FLOAT64, Segment.of("a.b", 0, 1), Segment.of("axb", 1, 1));
        Optimizer optimizer = Recipe.of(descent)
                .with("learningRate", 1)
                .group("a.b", own -> own.with("learningRate", 2))
                .over(layout);
        double[] w = new double[2];
        optimizer.step(w, new double[] {1, 1});
        assertThat(w).containsExactly(-2, -1);
    }

    @Test
    void aGroupSetsNothingButValues() {
        assertThatThrownBy(() -> Recipe.of(descent).group("*", own -> own.freeze("a")))
                .hasMessageStartingWith("group '*' sets more than hyperparameters; ");
    }

    @Test
    void aScheduleOfAGroupIsCheckedBeforeAnyWrite() {
        Optimizer optimizer = Recipe.of(descent)
                .group("b.*", own -> own.with("learningRate", step -> step == 2 ? -1 : 1))
                .over(LAYOUT);
        double[] w = new double[7];
        optimizer.step(w, ones());
        double[] before = w.clone();
        assertThatThrownBy(() -> optimizer.step(w, ones()))
                .hasMessage("probe: learningRate is -1.0 in step 2; it must be in [0, ∞)");
        assertThat(w).containsExactly(before);
    }

    @Test
    void scalarSlotsAreOfAGroup() {
        Slot counted = Slot.scalar("counted");
        Probe probe = new Probe();
        probe.slots.add(counted);
        probe.floatRule = new FloatUpdateRule() {
            @Override
            public void begin(FloatStep step) {
                step.setScalar(counted, step.scalar(counted) + step.rate());
            }

            @Override
            public void update(FloatStep step, int from, int to) {
                for (int i = from; i < to; i++) {
                    step.parameters()[i] = (float) step.scalar(counted);
                }
            }
        };
        Layout layout = Layout.of(FLOAT32, Segment.of("a", 0, 1), Segment.of("b", 1, 1));
        Optimizer optimizer = Recipe.of(probe)
                .with("learningRate", 1)
                .group("b", own -> own.with("learningRate", 2))
                .over(layout);
        float[] w = new float[2];
        optimizer.step(w, new float[2]);
        optimizer.step(w, new float[2]);
        assertThat(w).containsExactly(2, 4);
    }
}
