package dev.glissade.optimizers.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Preset;
import dev.glissade.optimizers.spi.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each form that a preset or a flag selects, beside the equations that the library or the paper states for one parameter,
/// with a learning rate that changes in every step.
///
/// The equations follow PyTorch 2 `torch/optim`, optax `_src/transform.py` and Keras 3 `src/optimizers`, as of August 2026.
class PresetEquationsTest {
    private static final int STEPS = 50;

    /// What a library or a paper states.
    @FunctionalInterface
    interface Equations {

        /// The parameter after a step.
        ///
        /// @param w the parameter before the step
        /// @param g its gradient
        /// @param t the number of the step
        /// @param s numbers that are kept from step to step, 0 at first
        /// @param r the learning rate of the step
        double next(double w, double g, int t, double[] s, double r);
    }

    private static double rate(double base, long step) {
        return base * (1 + 0.5 / step);
    }

    private static Recipe preset(String name, String preset) {
        return Optimizers.named(name).preset(preset);
    }

    /// Recipe, learning rate before its schedule, what is kept at first, equations.
    static Stream<Arguments> forms() {
        var all = new ArrayList<Arguments>();
        descent(all);
        rmsprop(all);
        adaptive(all);
        decoupled(all);
        others(all);
        return all.stream();
    }

    private static void add(List<Arguments> all, Recipe recipe, double rate, Equations equations) {
        add(all, recipe, rate, new double[6], equations);
    }

    private static void add(List<Arguments> all, Recipe recipe, double rate, double[] start, Equations equations) {
        all.add(Arguments.of(recipe, rate, start, equations));
    }

    private static void descent(List<Arguments> all) {
        for (String preset : List.of("lecture", "pytorch", "optax", "keras")) {
            add(all, preset("sgd", preset), 0.1, (w, g, t, s, r) -> w - r * g);
        }
        add(all, preset("momentum", "lecture"), 0.1, (w, g, t, s, r) -> {
            s[0] = 0.9 * s[0] - g;
            return w + r * s[0];
        });
        for (String preset : List.of("pytorch", "optax")) {
            add(all, preset("momentum", preset), 0.1, (w, g, t, s, r) -> {
                s[0] = t == 1 ? g : 0.9 * s[0] + g;
                return w - r * s[0];
            });
            add(all, preset("nesterov", preset), 0.1, (w, g, t, s, r) -> {
                s[0] = t == 1 ? g : 0.9 * s[0] + g;
                return w - r * (g + 0.9 * s[0]);
            });
        }
        add(all, preset("momentum", "pytorch").with("dampening", 0.3), 0.1, (w, g, t, s, r) -> {
            s[0] = t == 1 ? g : 0.9 * s[0] + (1 - 0.3) * g;
            return w - r * s[0];
        });
        add(all, preset("momentum", "keras"), 0.1, (w, g, t, s, r) -> {
            s[0] = 0.9 * s[0] - r * g;
            return w + s[0];
        });
        add(all, preset("momentum", "keras").with("dampening", 0.3), 0.1, (w, g, t, s, r) -> {
            s[0] = 0.9 * s[0] - r * (t == 1 ? 1 : 0.7) * g;
            return w + s[0];
        });
        add(all, preset("nesterov", "keras"), 0.1, (w, g, t, s, r) -> {
            s[0] = 0.9 * s[0] - r * g;
            return w + 0.9 * s[0] - r * g;
        });
    }

    private static void rmsprop(List<Arguments> all) {
        add(all, preset("rmsprop", "optax"), 1e-2, (w, g, t, s, r) -> {
            s[0] = 0.9 * s[0] + 0.1 * g * g;
            return w - r * g / Math.sqrt(s[0] + 1e-8);
        });
        add(all, preset("rmsprop", "keras"), 1e-2, (w, g, t, s, r) -> {
            s[0] = 0.9 * s[0] + 0.1 * g * g;
            return w - r * g / Math.sqrt(s[0] + 1e-7);
        });
        add(all, preset("rmsprop", "pytorch").with("momentum", 0.5), 1e-2, (w, g, t, s, r) -> {
            s[0] = 0.99 * s[0] + 0.01 * g * g;
            s[1] = 0.5 * s[1] + g / (Math.sqrt(s[0]) + 1e-8);
            return w - r * s[1];
        });
        add(all, preset("rmsprop", "keras").with("momentum", 0.5), 1e-2, (w, g, t, s, r) -> {
            s[0] = 0.9 * s[0] + 0.1 * g * g;
            s[1] = 0.5 * s[1] + r * g / Math.sqrt(s[0] + 1e-7);
            return w - s[1];
        });
        add(all, preset("rmsprop", "pytorch").with("centered", true), 1e-2, (w, g, t, s, r) -> {
            s[0] = 0.99 * s[0] + 0.01 * g * g;
            s[1] = 0.99 * s[1] + 0.01 * g;
            return w - r * g / (Math.sqrt(s[0] - s[1] * s[1]) + 1e-8);
        });
        // Graves 2013, eq. (38)–(45)
        Recipe graves = Optimizers.named("rmsprop")
                .with("beta", 0.95)
                .with("momentum", 0.9)
                .with("epsilon", 1e-4)
                .with("centered", true)
                .with("rateInside", true);
        add(all, graves, 1e-4, (w, g, t, s, r) -> {
            s[0] = 0.95 * s[0] + 0.05 * g * g;
            s[1] = 0.95 * s[1] + 0.05 * g;
            s[2] = 0.9 * s[2] - r * g / Math.sqrt(s[0] - s[1] * s[1] + 1e-4);
            return w + s[2];
        });
        Recipe old = preset("rmsprop", "lecture").with("momentum", 0.5);
        add(all, old, 1e-2, new double[] {1, 0}, (w, g, t, s, r) -> {
            s[1] = 0.5 * s[1] + g / Math.sqrt(s[0] + 1e-10);
            s[0] = 0.9 * s[0] + 0.1 * g * g;
            return w - r * s[1];
        });
        add(all, old.with("centered", true), 1e-2, new double[] {1, 0, 0}, (w, g, t, s, r) -> {
            s[1] = 0.5 * s[1] + g / Math.sqrt(s[0] - s[2] * s[2] + 1e-10);
            s[0] = 0.9 * s[0] + 0.1 * g * g;
            s[2] = 0.9 * s[2] + 0.1 * g;
            return w - r * s[1];
        });
    }

    private static void moments(double[] s, double g) {
        s[0] = 0.9 * s[0] + 0.1 * g;
        s[1] = 0.999 * s[1] + 0.001 * g * g;
    }

    private static double one(int t) {
        return 1 - Math.pow(0.9, t);
    }

    private static double two(int t) {
        return 1 - Math.pow(0.999, t);
    }

    private static double adam(double g, int t, double[] s, double epsilonRoot) {
        moments(s, g);
        return s[0] / one(t) / (Math.sqrt(s[1] / two(t) + epsilonRoot) + 1e-8);
    }

    /// Keras: alpha = lr sqrt(1 − β₂ᵗ) / (1 − β₁ᵗ).
    private static double adamOfKeras(double g, int t, double[] s, double r) {
        moments(s, g);
        return r * Math.sqrt(two(t)) / one(t) * s[0] / (Math.sqrt(s[1]) + 1e-7);
    }

    private static void adaptive(List<Arguments> all) {
        for (String preset : List.of("pytorch", "optax")) {
            add(all, preset("adam", preset), 1e-2, (w, g, t, s, r) -> w - r * adam(g, t, s, 0));
        }
        add(
                all,
                preset("adam", "optax").with("epsilonRoot", 0.01),
                1e-2,
                (w, g, t, s, r) -> w - r * adam(g, t, s, 0.01));
        add(all, preset("adam", "keras"), 1e-2, (w, g, t, s, r) -> w - adamOfKeras(g, t, s, r));
        add(all, preset("amsgrad", "pytorch"), 1e-2, (w, g, t, s, r) -> {
            moments(s, g);
            s[2] = Math.max(s[2], s[1]);
            return w - r * s[0] / one(t) / (Math.sqrt(s[2] / two(t)) + 1e-8);
        });
        for (double root : new double[] {0, 0.01}) {
            add(all, preset("amsgrad", "optax").with("epsilonRoot", root), 1e-2, (w, g, t, s, r) -> {
                moments(s, g);
                s[2] = Math.max(s[2], s[1] / two(t));
                return w - r * s[0] / one(t) / (Math.sqrt(s[2] + root) + 1e-8);
            });
        }
        add(all, preset("amsgrad", "keras"), 1e-2, (w, g, t, s, r) -> {
            moments(s, g);
            s[2] = Math.max(s[2], s[1]);
            return w - r * Math.sqrt(two(t)) / one(t) * s[0] / (Math.sqrt(s[2]) + 1e-7);
        });
        for (String preset : List.of("pytorch", "optax")) {
            add(all, preset("adamax", preset), 1e-2, (w, g, t, s, r) -> {
                s[0] = 0.9 * s[0] + 0.1 * g;
                s[1] = Math.max(0.999 * s[1], Math.abs(g) + 1e-8);
                return w - r * s[0] / one(t) / s[1];
            });
        }
        add(all, preset("adamax", "keras").with("epsilon", 0.01), 1e-2, (w, g, t, s, r) -> {
            s[0] = 0.9 * s[0] + 0.1 * g;
            s[1] = Math.max(0.999 * s[1], Math.abs(g));
            return w - r * s[0] / (one(t) * (s[1] + 0.01));
        });
        add(all, preset("nadam", "optax"), 1e-2, (w, g, t, s, r) -> {
            moments(s, g);
            double mean = 0.9 * s[0] / one(t + 1) + 0.1 * g / one(t);
            return w - r * mean / (Math.sqrt(s[1] / two(t)) + 1e-8);
        });
        add(all, preset("nadam", "pytorch"), 1e-2, (w, g, t, s, r) -> w - r * nadam(g, t, s, 4e-3, 1e-8));
        add(all, preset("nadam", "keras"), 1e-2, (w, g, t, s, r) -> w - r * nadam(g, t, s, 1, 1e-7));
        add(all, preset("radam", "pytorch").with("epsilon", 0.01), 1e-2, (w, g, t, s, r) -> {
            moments(s, g);
            double scale = rectified(t);
            return w - r * s[0] / one(t) * (scale < 0 ? 1 : scale * Math.sqrt(two(t)) / (Math.sqrt(s[1]) + 0.01));
        });
        add(all, preset("radam", "optax").with("epsilon", 0.01), 1e-2, (w, g, t, s, r) -> {
            moments(s, g);
            double scale = rectified(t);
            return w - r * s[0] / one(t) * (scale < 0 ? 1 : scale / (Math.sqrt(s[1] / two(t)) + 0.01));
        });
    }

    /// Keeps 1 less the product of all μ in s[2].
    private static double nadam(double g, int t, double[] s, double decay, double epsilon) {
        moments(s, g);
        double now = 0.9 * (1 - 0.5 * Math.pow(0.96, t * decay));
        double next = 0.9 * (1 - 0.5 * Math.pow(0.96, (t + 1) * decay));
        double product = (1 - s[2]) * now;
        s[2] = 1 - product;
        double mean = next * s[0] / (1 - product * next) + (1 - now) * g / (1 - product);
        return mean / (Math.sqrt(s[1] / two(t)) + epsilon);
    }

    /// The factor of RAdam with β₂ = 0.999, or −1 as long as it does not divide.
    private static double rectified(int t) {
        double most = 2 / (1 - 0.999) - 1;
        double length = most - 2 * t * Math.pow(0.999, t) / two(t);
        return length <= 5 ? -1 : Math.sqrt((length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length));
    }

    private static void decoupled(List<Arguments> all) {
        add(all, preset("adamw", "pytorch"), 1e-2, (w, g, t, s, r) -> w * (1 - r * 1e-2) - r * adam(g, t, s, 0));
        add(all, preset("adamw", "optax"), 1e-2, (w, g, t, s, r) -> w - r * (adam(g, t, s, 0) + 1e-4 * w));
        add(
                all,
                preset("adamw", "optax").with("epsilonRoot", 0.01),
                1e-2,
                (w, g, t, s, r) -> w - r * (adam(g, t, s, 0.01) + 1e-4 * w));
        add(all, preset("adamw", "keras"), 1e-2, (w, g, t, s, r) -> w - w * 4e-3 * r - adamOfKeras(g, t, s, r));
        add(all, preset("adamw", "pytorch").with("amsgrad", true), 1e-2, (w, g, t, s, r) -> {
            moments(s, g);
            s[2] = Math.max(s[2], s[1]);
            return w * (1 - r * 1e-2) - r * s[0] / one(t) / (Math.sqrt(s[2] / two(t)) + 1e-8);
        });
        add(all, preset("adamw", "keras").with("amsgrad", true), 1e-2, (w, g, t, s, r) -> {
            moments(s, g);
            s[2] = Math.max(s[2], s[1]);
            return w - w * 4e-3 * r - r * Math.sqrt(two(t)) / one(t) * s[0] / (Math.sqrt(s[2]) + 1e-7);
        });
        add(all, preset("lion", "optax"), 1e-2, (w, g, t, s, r) -> w - r * (lion(g, s) + 1e-3 * w));
        add(all, preset("lion", "keras"), 1e-2, (w, g, t, s, r) -> w - r * lion(g, s));
    }

    private static double lion(double g, double[] s) {
        double sign = Math.signum(0.9 * s[0] + (1 - 0.9) * g);
        s[0] = 0.99 * s[0] + (1 - 0.99) * g;
        return sign;
    }

    private static void others(List<Arguments> all) {
        add(all, preset("adagrad", "pytorch"), 1e-2, (w, g, t, s, r) -> {
            s[0] += g * g;
            return w - r * g / (Math.sqrt(s[0]) + 1e-10);
        });
        for (String preset : List.of("optax", "keras")) {
            add(all, preset("adagrad", preset), 1e-2, new double[] {0.1}, (w, g, t, s, r) -> {
                s[0] += g * g;
                return w - r * g / Math.sqrt(s[0] + 1e-7);
            });
        }
        for (String preset : List.of("pytorch", "optax")) {
            add(all, preset("adadelta", preset), 1, (w, g, t, s, r) -> w - r * adadelta(g, s, 0.9, 1e-6));
        }
        add(all, preset("adadelta", "keras"), 1, (w, g, t, s, r) -> w - r * adadelta(g, s, 0.95, 1e-7));
        add(all, preset("adabelief", "optax"), 1e-2, (w, g, t, s, r) -> {
            s[0] = 0.9 * s[0] + 0.1 * g;
            s[1] = 0.999 * s[1] + 0.001 * (g - s[0]) * (g - s[0]) + 1e-16;
            return w - r * s[0] / one(t) / (Math.sqrt(s[1] / two(t)) + 1e-16);
        });
        add(all, preset("yogi", "optax"), 1e-2, new double[] {1e-6, 1e-6}, (w, g, t, s, r) -> {
            s[0] = 0.9 * s[0] + 0.1 * g;
            s[1] -= 0.001 * Math.signum(s[1] - g * g) * g * g;
            return w - r * s[0] / one(t) / (Math.sqrt(s[1] / two(t)) + 1e-3);
        });
        add(all, preset("ftrl", "keras"), 0.1, new double[] {0.1, 0}, (w, g, t, s, r) -> {
            double sum = s[0] + g * g;
            s[1] += g - (Math.sqrt(sum) - Math.sqrt(s[0])) / r * w;
            s[0] = sum;
            return -s[1] / (Math.sqrt(sum) / r);
        });
        add(all, preset("signum", "optax"), 1e-2, (w, g, t, s, r) -> {
            s[0] = 0.9 * s[0] + 0.1 * g;
            return w - r * Math.signum(s[0]);
        });
        add(all, preset("signum", "signsgd"), 1e-2, (w, g, t, s, r) -> w - r * Math.signum(g));
    }

    private static double adadelta(double g, double[] s, double rho, double epsilon) {
        s[0] = rho * s[0] + (1 - rho) * g * g;
        double d = Math.sqrt(s[1] + epsilon) / Math.sqrt(s[0] + epsilon) * g;
        s[1] = rho * s[1] + (1 - rho) * d * d;
        return d;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void trajectoriesAreThoseOfTheEquations(Recipe recipe, double base, double[] kept, Equations equations) {
        Optimizer doubles =
                recipe.with("learningRate", step -> rate(base, step)).over(Layout.flat(ElementType.FLOAT64, 1));
        Optimizer floats =
                recipe.with("learningRate", step -> rate(base, step)).over(Layout.flat(ElementType.FLOAT32, 1));
        var random = new SplittableRandom(6);
        double[] w = {0.75};
        float[] narrow = {0.75f};
        double expected = w[0];
        for (int t = 1; t <= STEPS; t++) {
            float g = (float) random.nextDouble(-2, 2);
            expected = equations.next(expected, g, t, kept, rate(base, t));
            doubles.step(w, new double[] {g});
            floats.step(narrow, new float[] {g});
            assertThat(w[0]).as("step %d", t).isCloseTo(expected, within(1e-12));
            assertThat((double) narrow[0]).as("float, step %d", t).isCloseTo(expected, within(1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.glissade.optimizers.builtin.Builtins#all")
    void aPresetSetsEveryNumberThatAnotherPresetSetsButTheLearningRate(OptimizerProvider provider) {
        List<Preset> presets = provider.presets().stream()
                .filter(preset -> List.of("pytorch", "optax", "keras").contains(preset.name()))
                .toList();
        for (Preset preset : presets) {
            for (Preset other : presets) {
                var missing = new ArrayList<>(other.values().keySet());
                missing.remove("learningRate");
                assertThat(preset.values().keySet())
                        .as("%s after %s", preset.name(), other.name())
                        .containsAll(missing);
            }
        }
    }

    @Test
    void withoutDampeningTheBitsOfMomentumAreThoseOfThePlainLoop() {
        Optimizer optimizer = Optimizers.named("momentum").over(Layout.flat(ElementType.FLOAT32, 1));
        var random = new SplittableRandom(7);
        float[] w = {0.75f};
        float expected = w[0];
        float m = 0;
        for (int t = 1; t <= STEPS; t++) {
            float g = (float) random.nextDouble(-2, 2);
            m = 0.9f * m - g;
            expected += 0.01f * m;
            optimizer.step(w, new float[] {g});
            assertThat(w[0]).isEqualTo(expected);
        }
    }

    @Test
    void momentumOfRmspropMayFollowAScheduleFromZero() {
        Optimizer optimizer = preset("rmsprop", "pytorch")
                .with("learningRate", 0.5)
                .with("momentum", step -> 1 - 1.0 / step)
                .over(Layout.flat(ElementType.FLOAT64, 1));
        double[] w = {0};
        optimizer.step(w, new double[] {2});
        double first = 2 / (Math.sqrt(0.04) + 1e-8);
        assertThat(w[0]).isCloseTo(-0.5 * first, within(1e-14));
        optimizer.step(w, new double[] {1});
        double second = 0.5 * first + 1 / (Math.sqrt(0.99 * 0.04 + 0.01) + 1e-8);
        assertThat(w[0]).isCloseTo(-0.5 * (first + second), within(1e-14));
    }

    /// With β = 0 the averages are the gradient and its square, so that v − a² is 0.
    @Test
    void theCenteredFormDividesByEpsilonWhereGradientsDoNotVary() {
        Optimizer optimizer = preset("rmsprop", "pytorch")
                .with("learningRate", 1)
                .with("beta", 0)
                .with("epsilon", 0.5)
                .with("centered", true)
                .over(Layout.flat(ElementType.FLOAT32, 1));
        float[] w = {0};
        optimizer.step(w, new float[] {3});
        assertThat(w[0]).isEqualTo(-6);
    }

    @Test
    void aFlagCannotFollowASchedule() {
        Recipe recipe = Optimizers.named("rmsprop");
        assertThatThrownBy(() -> recipe.with("centered", step -> 1)).isInstanceOf(OptimizerException.class);
    }
}
