package dev.glissade.optimizers.builtin;

import static dev.glissade.optimizers.spi.ElementType.FLOAT32;
import static dev.glissade.optimizers.spi.ElementType.FLOAT64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.optimizers.spi.DoubleStep;
import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Fold;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Slot;
import dev.glissade.optimizers.spi.Workers;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every built-in rule in each of its forms: the same bits again, nothing allocated; and, where the scope is
/// ELEMENTWISE, the same bits however a step is split.
class StepInvariantsTest {
    private static final int LENGTH = 1021;

    static Stream<OptimizerProvider> providers() {
        return Stream.concat(Builtins.all(), Builtins.forms());
    }

    static Stream<OptimizerProvider> elementwise() {
        return providers().filter(provider -> provider.scope() == Scope.ELEMENTWISE);
    }

    @ParameterizedTest
    @MethodSource("elementwise")
    void aStepMayBeSplitAnywhere(OptimizerProvider provider) {
        assertThat(floatBits(Recipe.of(new Split(provider)))).isEqualTo(floatBits(Recipe.of(provider)));
        assertThat(doubleBits(Recipe.of(new Split(provider)))).isEqualTo(doubleBits(Recipe.of(provider)));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aRunIsRepeatable(OptimizerProvider provider) {
        assertThat(floatBits(Recipe.of(provider))).isEqualTo(floatBits(Recipe.of(provider)));
        assertThat(doubleBits(Recipe.of(provider))).isEqualTo(doubleBits(Recipe.of(provider)));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aWarmStepAllocatesNothing(OptimizerProvider provider) throws ReflectiveOperationException {
        Recipe recipe = Recipe.of(provider).with("learningRate", step -> 1e-3 / (1 + 1e-3 * step));
        Optimizer floats = recipe.over(Layout.flat(FLOAT32, 64));
        float[] w = new float[64];
        float[] g = Descent.narrow(random(1, 64));
        var bowl = new TiltedBowl(random(1, 64));
        AllocationMeter.expectNone(
                provider.evaluatesLoss()
                        ? () -> {
                            bowl.turn();
                            floats.step(w, g, bowl);
                        }
                        : () -> floats.step(w, g));
        Optimizer doubles = recipe.over(Layout.flat(FLOAT64, 64));
        double[] x = new double[64];
        double[] h = random(1, 64);
        AllocationMeter.expectNone(
                provider.evaluatesLoss()
                        ? () -> {
                            bowl.turn();
                            doubles.step(x, h, bowl);
                        }
                        : () -> doubles.step(x, h));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void theNumberOfThreadsDoesNotShow(OptimizerProvider provider) {
        int length = 70_001;
        try (var executor = Executors.newFixedThreadPool(2)) {
            Optimizer one = Recipe.of(provider).over(Layout.flat(FLOAT32, length));
            Optimizer three = Recipe.of(provider).on(Workers.on(executor, 3)).over(Layout.flat(FLOAT32, length));
            float[] w = Descent.narrow(random(1, length));
            float[] x = w.clone();
            for (int step = 0; step < 3; step++) {
                float[] g = Descent.narrow(random(100 + step, length));
                TiltedBowl.step(one, w, g);
                TiltedBowl.step(three, x, g);
            }
            assertThat(x).isEqualTo(w);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aRestoredRunGoesOnWithTheSameBits(OptimizerProvider provider) {
        Recipe recipe = Recipe.of(provider);
        Optimizer first = recipe.over(Layout.flat(FLOAT32, LENGTH));
        float[] w = Descent.narrow(random(1, LENGTH));
        for (int step = 0; step < 7; step++) {
            TiltedBowl.step(first, w, Descent.narrow(random(100 + step, LENGTH)));
        }
        Optimizer second = recipe.over(Layout.flat(FLOAT32, LENGTH));
        second.restore(first.save());
        float[] x = w.clone();
        for (int step = 7; step < 14; step++) {
            float[] g = Descent.narrow(random(100 + step, LENGTH));
            TiltedBowl.step(first, w, g);
            TiltedBowl.step(second, x, g);
        }
        assertThat(x).isEqualTo(w);
    }

    private static float[] floatBits(Recipe recipe) {
        Optimizer optimizer = recipe.over(Layout.flat(FLOAT32, LENGTH));
        float[] w = Descent.narrow(random(1, LENGTH));
        for (int step = 0; step < 20; step++) {
            TiltedBowl.step(optimizer, w, Descent.narrow(random(100 + step, LENGTH)));
        }
        return w;
    }

    private static double[] doubleBits(Recipe recipe) {
        Optimizer optimizer = recipe.over(Layout.flat(FLOAT64, LENGTH));
        double[] w = random(1, LENGTH);
        for (int step = 0; step < 20; step++) {
            TiltedBowl.step(optimizer, w, random(100 + step, LENGTH));
        }
        return w;
    }

    private static double[] random(long seed, int length) {
        var random = new SplittableRandom(seed);
        var numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = random.nextDouble() * 2 - 1;
        }
        return numbers;
    }

    /// A provider whose rules do each range in three pieces, the last one first, one of them empty.
    private record Split(OptimizerProvider whole) implements OptimizerProvider {

        @Override
        public String name() {
            return whole.name();
        }

        @Override
        public String summary() {
            return whole.summary();
        }

        @Override
        public List<Hyperparameter> hyperparameters() {
            return whole.hyperparameters();
        }

        @Override
        public List<Slot> slots() {
            return whole.slots();
        }

        @Override
        public List<Slot> slots(Hyperparameters chosen) {
            return whole.slots(chosen);
        }

        @Override
        public Scope scope() {
            return whole.scope();
        }

        @Override
        public boolean evaluatesLoss() {
            return whole.evaluatesLoss();
        }

        @Override
        public FloatUpdateRule floatRule(Hyperparameters chosen) {
            FloatUpdateRule rule = whole.floatRule(chosen);
            return new FloatUpdateRule() {
                @Override
                public void begin(FloatStep step) {
                    rule.begin(step);
                }

                @Override
                public List<Fold> measures() {
                    return rule.measures();
                }

                @Override
                public void measure(FloatStep step, int from, int to, double[] results) {
                    rule.measure(step, from, to, results);
                }

                @Override
                public void settle(FloatStep step) {
                    rule.settle(step);
                }

                @Override
                public void update(FloatStep step, int from, int to) {
                    rule.update(step, from + 13, to);
                    rule.update(step, from + 13, from + 13);
                    rule.update(step, from, from + 13);
                }
            };
        }

        @Override
        public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
            DoubleUpdateRule rule = whole.doubleRule(chosen).orElseThrow();
            return Optional.of(new DoubleUpdateRule() {
                @Override
                public void begin(DoubleStep step) {
                    rule.begin(step);
                }

                @Override
                public List<Fold> measures() {
                    return rule.measures();
                }

                @Override
                public void measure(DoubleStep step, int from, int to, double[] results) {
                    rule.measure(step, from, to, results);
                }

                @Override
                public void settle(DoubleStep step) {
                    rule.settle(step);
                }

                @Override
                public void update(DoubleStep step, int from, int to) {
                    rule.update(step, from + 13, to);
                    rule.update(step, from + 13, from + 13);
                    rule.update(step, from, from + 13);
                }
            });
        }
    }
}
