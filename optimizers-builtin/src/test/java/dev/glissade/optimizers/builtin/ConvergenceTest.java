package dev.glissade.optimizers.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Schedules;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every optimizer, in every published form, reaches the bottom of a parabola and of Rosenbrock's valley, but for FTRL and ADADELTA,
/// which crawl in the valley.
///
/// Rules that divide by the size of the gradient step by about η however flat it is, so their η falls with the steps.
class ConvergenceTest {

    static Stream<Arguments> parabola() {
        return inBothTypes(List.of(
                Optimizers.named("sgd").with("learningRate", 0.1),
                Optimizers.named("momentum").with("learningRate", 0.02),
                falling(Optimizers.named("rmsprop"), 0.1, 100),
                falling(Optimizers.named("rmsprop").preset("pytorch"), 0.1, 100),
                falling(Optimizers.named("rmsprop").preset("lecture"), 0.1, 100),
                falling(Optimizers.named("adam"), 0.1, 100),
                Optimizers.named("nesterov").with("learningRate", 0.02),
                Optimizers.named("aggmo").with("learningRate", 0.01),
                Optimizers.named("adagrad").with("learningRate", 0.5),
                Optimizers.named("adagrad").preset("optax").with("learningRate", 0.5),
                Optimizers.named("adagrad").preset("keras").with("learningRate", 0.5),
                Optimizers.named("adadelta").with("epsilon", 1e-3),
                falling(Optimizers.named("adamax"), 0.1, 100),
                falling(Optimizers.named("nadam"), 0.1, 100),
                falling(Optimizers.named("radam"), 0.1, 100),
                falling(Optimizers.named("adamw").with("weightDecay", 0), 0.1, 100),
                falling(Optimizers.named("amsgrad"), 0.1, 100),
                falling(Optimizers.named("adabelief"), 0.1, 100),
                falling(Optimizers.named("yogi"), 0.1, 100),
                falling(Optimizers.named("qhadam"), 0.1, 100),
                falling(Optimizers.named("adan"), 0.1, 100),
                shrinking(Optimizers.named("lion")),
                shrinking(Optimizers.named("signum")),
                shrinking(Optimizers.named("signum").preset("signsgd")),
                Optimizers.named("rprop"),
                Optimizers.named("asgd").with("learningRate", 0.1).with("decay", 0),
                Optimizers.named("schedule-free-sgd").with("learningRate", 0.4),
                Optimizers.named("schedule-free-adamw").with("learningRate", 0.1),
                Optimizers.named("prodigy"),
                falling(Optimizers.named("sam"), 0.1, 10),
                falling(Optimizers.named("sam").with("adaptive", true), 0.1, 10),
                Optimizers.named("l-bfgs"),
                Optimizers.named("l-bfgs").preset("pytorch"),
                Optimizers.named("ftrl").with("learningRate", 1),
                shrinking(Optimizers.named("lars").with("trustCoefficient", 1)),
                shrinking(Optimizers.named("lamb").with("weightDecay", 0)),
                falling(Optimizers.named("adafactor"), 0.1, 100),
                falling(Optimizers.named("adafactor").preset("pytorch").with("beta1", 0.9), 0.1, 100),
                Optimizers.named("muon").with("adamLearningRate", step -> 0.1 / (1 + step / 100.0))));
    }

    static Stream<Arguments> rosenbrock() {
        return inBothTypes(List.of(
                Optimizers.named("sgd").with("learningRate", 1e-3),
                Optimizers.named("momentum").with("learningRate", 2e-4),
                falling(Optimizers.named("rmsprop"), 0.002, 1000),
                falling(Optimizers.named("rmsprop").preset("pytorch"), 0.002, 1000),
                falling(Optimizers.named("rmsprop").preset("lecture"), 0.002, 1000),
                falling(Optimizers.named("adam"), 0.02, 3000),
                Optimizers.named("nesterov").with("learningRate", 2e-4),
                Optimizers.named("aggmo").with("learningRate", 2e-4),
                Optimizers.named("adagrad").with("learningRate", 0.5),
                falling(Optimizers.named("adamax"), 0.02, 3000),
                falling(Optimizers.named("nadam"), 0.02, 3000),
                falling(Optimizers.named("radam"), 0.005, 1000),
                falling(Optimizers.named("adamw").with("weightDecay", 0), 0.02, 3000),
                falling(Optimizers.named("amsgrad"), 0.02, 3000),
                falling(Optimizers.named("adabelief"), 0.02, 3000),
                falling(Optimizers.named("yogi"), 0.02, 3000),
                falling(Optimizers.named("qhadam"), 0.005, 1000),
                falling(Optimizers.named("adan"), 0.02, 3000),
                falling(Optimizers.named("lion"), 0.002, 1000),
                falling(Optimizers.named("signum"), 0.002, 1000),
                Optimizers.named("rprop"),
                Optimizers.named("schedule-free-sgd").with("learningRate", 5e-3),
                Optimizers.named("schedule-free-adamw")
                        .with("learningRate", 0.01)
                        .with("beta1", 0.98),
                falling(Optimizers.named("prodigy"), 1, 3000),
                Optimizers.named("sam").with("learningRate", 2e-4).with("radius", step -> 0.05 / step),
                Optimizers.named("l-bfgs"),
                Optimizers.named("l-bfgs").preset("pytorch").with("learningRate", 0.1),
                Optimizers.named("asgd").with("learningRate", 1e-3).with("decay", 0),
                Optimizers.named("lars")
                        .with("trustCoefficient", 1)
                        .with("learningRate", Schedules.exponential(0.003, 0.9995)),
                Optimizers.named("lamb")
                        .with("weightDecay", 0)
                        .with("learningRate", Schedules.exponential(0.03, 0.9995)),
                Optimizers.named("adafactor").with("learningRate", Schedules.exponential(0.02, 0.9995)),
                falling(Optimizers.named("adafactor").with("beta1", 0.9), 0.01, 1000),
                Optimizers.named("muon").with("adamLearningRate", step -> 0.02 / (1 + step / 3000.0))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void parabola(Recipe recipe, ElementType elementType) {
        // ½ (x − 3)² + 2 (y + 1)², up to a constant.
        Objective objective = Objective.quadratic(new double[] {1, 0, 0, 4}, new double[] {3, -4});
        Descent descent = Descent.from(new double[] {-2, 2}, elementType, recipe);
        descent.steps(2000, objective);
        double[] end = descent.parameters();
        assertThat(Math.abs(end[0] - 3)).isLessThan(1e-3);
        assertThat(Math.abs(end[1] + 1)).isLessThan(1e-3);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void rosenbrock(Recipe recipe, ElementType elementType) {
        Objective objective = Objective.rosenbrock();
        Descent descent = Descent.from(new double[] {-1.2, 1}, elementType, recipe);
        assertThat(objective.value(descent.parameters())).isGreaterThan(24);
        descent.steps(20_000, objective);
        assertThat(objective.value(descent.parameters())).isLessThan(1e-4);
    }

    @Test
    void theAverageOfAScheduleFreeDescentIsWhatToEvaluate() {
        Objective objective = Objective.rosenbrock();
        Descent descent = Descent.from(
                new double[] {-1.2, 1},
                ElementType.FLOAT64,
                Optimizers.named("schedule-free-adamw").with("learningRate", 0.01));
        descent.steps(20_000, objective);
        double average = objective.value(descent.optimizer().doubleSlot("average"));
        assertThat(average).isLessThan(1e-6).isLessThan(objective.value(descent.parameters()) / 1000);
    }

    /// For steps of one size.
    private static Recipe shrinking(Recipe recipe) {
        return recipe.with("learningRate", Schedules.exponential(0.1, 0.995));
    }

    private static Recipe falling(Recipe recipe, double rate, double halfLife) {
        return recipe.with("learningRate", step -> rate / (1 + step / halfLife));
    }

    private static Stream<Arguments> inBothTypes(List<Recipe> recipes) {
        return recipes.stream()
                .flatMap(recipe ->
                        Stream.of(ElementType.values()).map(elementType -> Arguments.of(recipe, elementType)));
    }
}
