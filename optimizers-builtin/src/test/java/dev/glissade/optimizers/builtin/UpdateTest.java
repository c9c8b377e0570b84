package dev.glissade.optimizers.builtin;

import static dev.glissade.optimizers.spi.ElementType.FLOAT32;
import static dev.glissade.optimizers.spi.ElementType.FLOAT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.Optimizers;
import org.junit.jupiter.api.Test;

/// The equations, step by step, on one parameter.
class UpdateTest {

    @Test
    void momentumFollowsSchedulesOfBothItsNumbers() {
        Optimizer optimizer = Optimizers.named("momentum")
                .with("learningRate", step -> 1.0 / step)
                .with("momentum", step -> 0.25 * step)
                .over(Layout.flat(FLOAT64, 1));
        double[] w = {8};
        optimizer.step(w, new double[] {2}); // m = −2, w = 8 − 2
        assertThat(w[0]).isEqualTo(6);
        optimizer.step(w, new double[] {1}); // m = 0.5 · −2 − 1 = −2, w = 6 − 2/2
        assertThat(w[0]).isEqualTo(5);
        optimizer.step(w, new double[] {0}); // m = 0.75 · −2 = −1.5, w = 5 − 1.5/3
        assertThat(w[0]).isEqualTo(4.5);
        assertThat(optimizer.doubleSlot("velocity")).containsExactly(-1.5);
    }

    @Test
    void aMomentumScheduleOutOfRangeIsNamedAndChangesNothing() {
        Optimizer optimizer = Optimizers.named("momentum")
                .with("momentum", step -> 0.75 * step)
                .over(Layout.flat(FLOAT32, 1));
        float[] w = {1};
        optimizer.step(w, new float[] {1});
        float after = w[0];
        assertThatThrownBy(() -> optimizer.step(w, new float[] {1}))
                .hasMessage("momentum: momentum is 1.5 in step 2; it must be in [0, 1]");
        assertThat(w).containsExactly(after);
        assertThat(optimizer.stepCount()).isEqualTo(1);
    }

    @Test
    void rmspropFirstStepInEachForm() {
        // v' = 0.1 · 9
        assertThat(firstStep("", 0.25)).isCloseTo(-0.5 * 3 / Math.sqrt(0.9 + 0.25), within(1e-15));
        // v' = 0.01 · 9, ε outside
        assertThat(firstStep("pytorch", 0.25)).isCloseTo(-0.5 * 3 / (Math.sqrt(0.09) + 0.25), within(1e-15));
        // the old v is 1
        assertThat(firstStep("lecture", 0.25)).isCloseTo(-0.5 * 3 / Math.sqrt(1.25), within(1e-15));
    }

    @Test
    void theOldAverageFromZeroLeapsByTheGradientOverTheRootOfEpsilon() {
        Optimizer optimizer = Optimizers.named("rmsprop")
                .preset("lecture")
                .with("initialAverage", 0)
                .with("learningRate", 1)
                .over(Layout.flat(FLOAT64, 1));
        double[] w = {0};
        optimizer.step(w, new double[] {3});
        assertThat(w[0]).isCloseTo(-3e5, within(1e-6));
    }

    @Test
    void adamsFirstStepIsTheLearningRateWhateverTheGradient() {
        for (double gradient : new double[] {1e-3, 1, 1e6}) {
            double[] w = {0};
            Optimizer optimizer = Optimizers.named("adam").over(Layout.flat(FLOAT64, 1));
            optimizer.step(w, new double[] {gradient});
            assertThat(w[0]).isCloseTo(-1e-3, within(1.1e-8 / gradient * 1e-3 + 1e-16));
        }
    }

    @Test
    void adamCorrectsBetasThatFollowSchedules() {
        // With a constant gradient the corrected moments are g and g² in every step, whatever the betas.
        Optimizer optimizer = Optimizers.named("adam")
                .with("beta1", step -> 0.9 - 0.2 / step)
                .with("beta2", step -> 1 - 1 / (1.0 + step))
                .over(Layout.flat(FLOAT64, 1));
        double[] w = {0};
        for (int step = 1; step <= 50; step++) {
            optimizer.step(w, new double[] {2});
            assertThat(w[0]).isCloseTo(-1e-3 * step, within(1e-9 * step));
        }
        assertThat(optimizer.scalarSlot("beta2Product")).isCloseTo(1.0 / 51, within(1e-15));
    }

    @Test
    void nanAndZeroGradientsGoThroughTheArithmetic() {
        for (String name : new String[] {"sgd", "momentum", "rmsprop", "adam"}) {
            Optimizer optimizer = Optimizers.named(name).over(Layout.flat(FLOAT32, 3));
            float[] w = {1, 1, 1};
            optimizer.step(w, new float[] {0, Float.NaN, 1});
            assertThat(w[0]).as(name).isEqualTo(1);
            assertThat(w[1]).as(name).isNaN();
            assertThat(w[2]).as(name).isLessThan(1);
        }
    }

    private static double firstStep(String preset, double epsilon) {
        var recipe = Optimizers.named("rmsprop");
        Optimizer optimizer = (preset.isEmpty() ? recipe : recipe.preset(preset))
                .with("learningRate", 0.5)
                .with("epsilon", epsilon)
                .over(Layout.flat(FLOAT64, 1));
        double[] w = {0};
        optimizer.step(w, new double[] {3});
        return w[0];
    }
}
