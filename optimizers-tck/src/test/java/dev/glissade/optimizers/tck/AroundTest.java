package dev.glissade.optimizers.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.optimizers.spi.AveragingProvider;
import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The contracts of what stands around an optimizer.
class AroundTest {
    private static final Slot AVERAGE = Slot.perElement("average").startingAtParameters();

    /// Brings gradients within bounds, or does it with a fault.
    private record Clip(FloatUpdateRule rule) implements GradientTransformProvider {
        private static final Hyperparameter LIMIT =
                Hyperparameter.real("limit", 0.25, Range.above(0), "the largest magnitude c of an element");

        @Override
        public String name() {
            return "clip";
        }

        @Override
        public String summary() {
            return "g ← clamp(g, −c, c)";
        }

        @Override
        public List<Hyperparameter> hyperparameters() {
            return List.of(LIMIT);
        }

        @Override
        public FloatUpdateRule floatRule(Hyperparameters chosen) {
            return rule;
        }

        static void clip(FloatStep step, int from, int to) {
            float[] g = step.gradients();
            float limit = (float) step.value(LIMIT);
            for (int i = from; i < to; i++) {
                g[i] = Math.min(Math.max(g[i], -limit), limit);
            }
        }

        static void clipAndMove(FloatStep step, int from, int to) {
            clip(step, from, to);
            for (int i = from; i < to; i++) {
                step.parameters()[i] *= 0.5f;
            }
        }
    }

    /// Averages parameters, or does it with a fault.
    private record Mean(FloatUpdateRule rule) implements AveragingProvider {

        @Override
        public String name() {
            return "mean";
        }

        @Override
        public String summary() {
            return "a ← (a + w) / 2";
        }

        @Override
        public List<Hyperparameter> hyperparameters() {
            return List.of();
        }

        @Override
        public List<Slot> slots() {
            return List.of(AVERAGE);
        }

        @Override
        public Slot average() {
            return AVERAGE;
        }

        @Override
        public FloatUpdateRule floatRule(Hyperparameters chosen) {
            return rule;
        }

        static void average(FloatStep step, int from, int to) {
            float[] w = step.parameters();
            float[] a = step.slot(AVERAGE);
            for (int i = from; i < to; i++) {
                a[i] = 0.5f * (a[i] + w[i]);
            }
        }

        static void averageByGradient(FloatStep step, int from, int to) {
            float[] g = step.gradients();
            float[] a = step.slot(AVERAGE);
            for (int i = from; i < to; i++) {
                a[i] = 0.5f * (a[i] + g[i]);
            }
        }
    }

    @Nested
    class ClipTest extends GradientTransformContract {
        ClipTest() {
            super(new Clip(Clip::clip));
        }
    }

    @Nested
    class MeanTest extends AveragingContract {
        MeanTest() {
            super(new Mean(Mean::average));
        }
    }

    @Test
    void aTransformThatMovesParametersIsFound() {
        Verdict verdict = Verdict.of(GradientTransformContract.checks(new Clip(Clip::clipAndMove)));
        assertThat(verdict.failures().get("writes nothing but its range"))
                .contains("clip: update over", "changed parameters[", "parameters are to be read only there");
    }

    @Test
    void anAveragingThatReadsGradientsIsFound() {
        Verdict verdict = Verdict.of(AveragingContract.checks(new Mean(Mean::averageByGradient)));
        assertThat(verdict.failures().get("reads nothing but its range")).contains("average[", "7777.25");
    }
}
