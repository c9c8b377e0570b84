package dev.glissade.optimizers.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.optimizers.spi.AveragingProvider;
import dev.glissade.optimizers.spi.Choice;
import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.OptimizerState;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Segment;
import dev.glissade.optimizers.spi.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every transform and averaging: the same bits with several threads, nothing allocated.
class RecipeInvariantsTest {
    private static final Layout LARGE = Layout.of(
            ElementType.FLOAT32,
            Segment.of("matrix", 3, 301, 257),
            Segment.of("bias", 77_360, 257),
            Segment.of("kernel", 77_700, 32, 31, 9, 9),
            Segment.of("vector", 158_100, 60_001),
            Segment.of("number", 218_110));

    private static final Layout SMALL = Layout.of(
            ElementType.FLOAT32,
            Segment.of("matrix", 1, 5, 3),
            Segment.of("kernel", 16, 4, 2, 3, 2),
            Segment.of("bias", 64, 3),
            Segment.of("vector", 70, 20));

    static Stream<Choice<GradientTransformProvider>> transforms() {
        return Stream.of(
                ClipByValue.at(0.5),
                ClipByNorm.at(0.5),
                ClipByGlobalNorm.at(0.5),
                ClipByGlobalNorm.at(0.5).with("order", 1),
                ClipByGlobalNorm.at(0.5).with("largest", true),
                AdaptiveClip.at(0.01),
                Optimizers.transform("gradient-noise"),
                Optimizers.transform("centralisation"),
                Accumulation.over(2),
                Optimizers.transform("skip-non-finite"));
    }

    static Stream<Choice<AveragingProvider>> averagings() {
        return Stream.of("ema", "polyak", "swa", "lookahead")
                .map(name -> name.equals("lookahead")
                        ? Optimizers.averaging(name).with("every", 2)
                        : Optimizers.averaging(name));
    }

    static Stream<Recipe> recipes() {
        Recipe adam = Optimizers.named("adam");
        var recipes = new ArrayList<Recipe>();
        transforms().forEach(transform -> recipes.add(adam.transform(transform)));
        averagings().forEach(averaging -> recipes.add(adam.average(averaging)));
        recipes.add(everything());
        recipes.add(everything()
                .group("bias", own -> own.with("weightDecay", 0).with("learningRate", 0.5))
                .freeze("vector"));
        return recipes.stream();
    }

    private static Recipe everything() {
        Recipe recipe = Optimizers.named("adam").with("weightDecay", 0.01).with("learningRate", step -> 1e-2 / step);
        for (Choice<GradientTransformProvider> transform : transforms().toList()) {
            recipe = recipe.transform(transform);
        }
        for (Choice<AveragingProvider> averaging : averagings().toList()) {
            recipe = recipe.average(averaging);
        }
        return recipe;
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void severalThreadsGiveTheBitsOfOne(Recipe recipe) {
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            Recipe threaded = recipe.on(Workers.on(executor, 3));
            for (ElementType type : ElementType.values()) {
                var layout = new Layout(type, LARGE.segments(), LARGE.length());
                double[] start = Shapes.numbers(1, layout.length());
                Descent one = Descent.over(layout, start, recipe);
                Descent three = Descent.over(layout, start, threaded);
                for (int step = 0; step < 4; step++) {
                    double[] g = Shapes.numbers(10 + step, layout.length());
                    assertThat(three.step(g)).isEqualTo(one.step(g));
                }
                assertThat(Arrays.equals(three.parameters(), one.parameters()))
                        .as("parameters")
                        .isTrue();
                List<OptimizerState.Entry> entries = one.optimizer().save().entries();
                List<OptimizerState.Entry> others = three.optimizer().save().entries();
                assertThat(others).hasSameSizeAs(entries);
                for (int i = 0; i < entries.size(); i++) {
                    assertThat(same(others.get(i), entries.get(i)))
                            .as(entries.get(i).name())
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void aGroupOfTheSameValuesChangesNothing(Recipe recipe) {
        for (ElementType type : ElementType.values()) {
            var layout = new Layout(type, SMALL.segments(), SMALL.length());
            double[] start = Shapes.numbers(1, layout.length());
            Descent one = Descent.over(layout, start, recipe);
            Descent grouped = Descent.over(layout, start, recipe.group("kernel", own -> own));
            for (int step = 0; step < 6; step++) {
                double[] g = Shapes.numbers(10 + step, layout.length());
                assertThat(grouped.step(g)).isEqualTo(one.step(g));
                assertThat(grouped.parameters()).containsExactly(one.parameters());
            }
        }
    }

    private static boolean same(OptimizerState.Entry left, OptimizerState.Entry right) {
        return switch (left) {
            case OptimizerState.Floats floats ->
                right instanceof OptimizerState.Floats others && Arrays.equals(floats.values(), others.values());
            case OptimizerState.Doubles doubles ->
                right instanceof OptimizerState.Doubles others && Arrays.equals(doubles.values(), others.values());
        };
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void aWarmStepAllocatesNothing(Recipe recipe) throws ReflectiveOperationException {
        double[] x = Shapes.numbers(1, SMALL.length());
        double[] h = Shapes.numbers(2, SMALL.length());
        float[] w = Descent.narrow(x);
        float[] g = Descent.narrow(h);
        Optimizer floats = recipe.over(SMALL);
        AllocationMeter.expectNone(() -> floats.step(w, g));
        Optimizer doubles = recipe.over(new Layout(ElementType.FLOAT64, SMALL.segments(), SMALL.length()));
        AllocationMeter.expectNone(() -> doubles.step(x, h));
    }
}
