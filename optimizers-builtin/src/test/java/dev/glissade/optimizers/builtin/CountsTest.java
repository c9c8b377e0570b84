package dev.glissade.optimizers.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Schedules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Numbers of steps, iterations and the like are whole.
class CountsTest {

    @ParameterizedTest
    @CsvSource({
        "l-bfgs, maxIterations",
        "l-bfgs, maxEvaluations",
        "muon, iterations",
    })
    void ofOptimizers(String optimizer, String count) {
        refuses(Optimizers.named(optimizer).with(count, 2.5), optimizer, count);
    }

    @Test
    void ofArraysInAHistory() {
        assertThatThrownBy(() ->
                        Optimizers.named("l-bfgs").with("historySize", 2.5).over(Layout.flat(ElementType.FLOAT32, 3)))
                .isInstanceOf(OptimizerException.class)
                .hasMessage(
                        "l-bfgs: historySize is 2.5; it must be a whole number, since history steps has so many arrays");
    }

    @ParameterizedTest
    @CsvSource({"lookahead, every", "polyak, from", "swa, from", "swa, every"})
    void ofAveragings(String averaging, String count) {
        Recipe recipe =
                Optimizers.named("sgd").average(Optimizers.averaging(averaging).with(count, 2.5));

        refuses(recipe, averaging, count);
    }

    @Test
    void ofTransforms() {
        Recipe recipe = Optimizers.named("sgd")
                .transform(Optimizers.transform("accumulation").with("steps", 2.5));

        refuses(recipe, "accumulation", "steps");
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void mayFollowASchedule(ElementType type) {
        Recipe recipe = Optimizers.named("sgd")
                .transform(Optimizers.transform("accumulation").with("steps", Schedules.linear(1, 4, 2)));

        assertThat(recipe.over(Layout.flat(type, 1))).isNotNull();
    }

    private static void refuses(Recipe recipe, String name, String count) {
        for (ElementType type : ElementType.values()) {
            assertThatThrownBy(() -> recipe.over(Layout.flat(type, 3)))
                    .isInstanceOf(OptimizerException.class)
                    .hasMessage(name + " refuses its hyperparameters: " + count + " is 2.5; it must be a whole number");
        }
    }
}
