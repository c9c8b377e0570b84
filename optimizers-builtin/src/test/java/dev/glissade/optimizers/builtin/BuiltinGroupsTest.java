package dev.glissade.optimizers.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Segment;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Groups beside optimizers of their own.
class BuiltinGroupsTest {
    private static final int LENGTH = 22;

    private static Layout layout(ElementType type) {
        return Layout.of(
                type,
                Segment.of("first.weight", 0, 4, 3),
                Segment.of("first.bias", 12, 3),
                Segment.of("second.weight", 15, 3, 2),
                Segment.of("second.bias", 21, 1));
    }

    private static boolean isBias(int index) {
        return index >= 12 && index < 15 || index == 21;
    }

    /// The biases go the way of one recipe, the weights that of another.
    private static void expect(Recipe grouped, Recipe ofBiases, Recipe ofWeights) {
        for (ElementType type : ElementType.values()) {
            double[] start = Shapes.numbers(1, LENGTH);
            Descent together = Descent.over(layout(type), start, grouped);
            Descent biases = Descent.over(layout(type), start, ofBiases);
            Descent weights = Descent.over(layout(type), start, ofWeights);
            for (int step = 0; step < 20; step++) {
                double[] g = Shapes.numbers(10 + step, LENGTH);
                together.step(g);
                biases.step(g);
                weights.step(g);
                for (int i = 0; i < LENGTH; i++) {
                    Descent own = isBias(i) ? biases : weights;
                    assertThat(together.parameters()[i])
                            .as("%s, step %d, element %d", type, step, i)
                            .isEqualTo(own.parameters()[i]);
                    assertThat(together.slot("secondMoment")[i]).isEqualTo(own.slot("secondMoment")[i]);
                }
            }
            assertThat(biases.parameters()[0]).isNotEqualTo(weights.parameters()[0]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void adamwWithoutDecayOfBiases(ElementType type) {
        Recipe adamw = Optimizers.named("adamw").with("learningRate", 0.05).with("weightDecay", 0.25);
        Recipe without = adamw.with("weightDecay", 0);
        expect(adamw.group("*.bias", own -> own.with("weightDecay", 0)), without, adamw);
        // A bias whose gradient is 0 stays where it is.
        Descent descent = Descent.over(
                layout(type), Shapes.numbers(1, LENGTH), adamw.group("*.bias", own -> own.with("weightDecay", 0)));
        double[] before = descent.parameters();
        descent.step(new double[LENGTH]);
        for (int i = 0; i < LENGTH; i++) {
            assertThat(descent.parameters()[i] == before[i]).as("element %d", i).isEqualTo(isBias(i));
        }
    }

    @ParameterizedTest
    @EnumSource
    void adamWithCoupledDecayOfOneGroup(ElementType type) {
        Recipe adam = Optimizers.named("adam").with("learningRate", step -> 0.1 / step);
        expect(adam.group("*.bias", own -> own.with("weightDecay", 0.25)), adam.with("weightDecay", 0.25), adam);
        double[] g = Shapes.numbers(2, LENGTH);
        Descent descent = Descent.over(
                layout(type), new double[LENGTH], adam.group("*.bias", own -> own.with("weightDecay", 0.25)));
        descent.step(g);
        assertThat(g).as("the caller's gradients").containsExactly(Shapes.numbers(2, LENGTH));
    }

    @ParameterizedTest
    @EnumSource
    void groupsHaveBetasAndRatesOfTheirOwn(ElementType type) {
        Recipe adam = Optimizers.named("adam");
        Recipe fast = adam.with("learningRate", 0.5).with("beta1", 0.5).with("beta2", step -> 1 - 1.0 / (step + 1));
        expect(
                adam.group(
                        "*.bias",
                        own -> own.with("learningRate", 0.5)
                                .with("beta1", 0.5)
                                .with("beta2", step -> 1 - 1.0 / (step + 1))),
                fast,
                adam);
        Descent frozen = Descent.over(layout(type), Shapes.numbers(1, LENGTH), adam.freeze("*.weight"));
        frozen.step(Shapes.numbers(2, LENGTH));
        assertThat(Arrays.copyOf(frozen.parameters(), 12))
                .containsExactly(Arrays.copyOf(Shapes.numbers(1, LENGTH), 12));
    }
}
