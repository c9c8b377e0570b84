package dev.glissade.optimizers.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.optimizers.spi.Choice;
import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.Optimizers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GradientNoiseTest {
    private static final int MANY = 100_000;

    private static Choice<GradientTransformProvider> noise() {
        return Optimizers.transform("gradient-noise");
    }

    private static Descent descent(ElementType type, int length, Choice<GradientTransformProvider> noise) {
        return Descent.from(new double[length], type, Seen.behind(noise));
    }

    /// The noise of the next step.
    private static double[] next(Descent descent) {
        descent.step(new double[descent.parameters().length]);
        return descent.slot("seen");
    }

    /// The standard errors over n numbers are σ/√n of the mean and σ²√(2/n) of the variance.
    private static void expectNormal(double[] numbers, double variance) {
        double sum = 0;
        double squares = 0;
        double beyond = 0;
        for (double number : numbers) {
            sum += number;
            squares += number * number;
            beyond += number * number > variance ? 1 : 0;
        }
        int n = numbers.length;
        assertThat(sum / n).as("mean").isCloseTo(0, within(5 * Math.sqrt(variance / n)));
        assertThat(squares / n).as("variance").isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / n)));
        double share = 0.3173105078629141;
        assertThat(beyond / n)
                .as("share beyond one standard deviation")
                .isCloseTo(share, within(5 * Math.sqrt(share * (1 - share) / n)));
    }

    @ParameterizedTest
    @EnumSource
    void noiseIsNormalAndFadesByItsDefaults(ElementType type) {
        Descent descent = descent(type, MANY, noise());
        for (int t = 0; t < 4; t++) {
            expectNormal(next(descent), 0.01 / Math.pow(1 + t, 0.55));
            assertThat(descent.saved("gradient-noise/deviation/parameters")[0])
                    .isCloseTo(Math.sqrt(0.01 / Math.pow(1 + t, 0.55)), within(1e-15));
        }
    }

    @ParameterizedTest
    @EnumSource
    void noiseIsAddedToTheGradients(ElementType type) {
        Descent alone = descent(type, 100, noise().with("variance", 4).with("decay", 1));
        Descent added = descent(type, 100, noise().with("variance", 4).with("decay", 1));
        for (int t = 0; t < 5; t++) {
            double[] g = Shapes.numbers(t, 100);
            g[3] = Double.NaN;
            g[4] = Double.NEGATIVE_INFINITY;
            added.step(g);
            double[] expected = next(alone);
            for (int i = 0; i < 100; i++) {
                expected[i] += g[i];
            }
            Shapes.expect(added.slot("seen"), expected, Shapes.tolerance(type), "step " + t);
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutVarianceNothingIsAddedAndWithoutDecayItDoesNotFade(ElementType type) {
        assertThat(next(descent(type, 100, noise().with("variance", 0)))).containsOnly(0);
        Descent lasting = descent(type, MANY, noise().with("variance", 1).with("decay", 0));
        next(lasting);
        expectNormal(next(lasting), 1);
    }

    @Test
    void bothTypesHaveTheSameNoise() {
        double[] floats = next(descent(ElementType.FLOAT32, 1000, noise()));
        double[] doubles = next(descent(ElementType.FLOAT64, 1000, noise()));
        Shapes.expect(floats, doubles, 1e-7, "noise");
    }

    @ParameterizedTest
    @EnumSource
    void stepsAndElementsAndSeedsHaveNumbersOfTheirOwn(ElementType type) {
        Descent descent = descent(type, 1000, noise().with("decay", 0));
        double[] first = next(descent);
        double[] second = next(descent);
        double[] otherSeed = next(descent(type, 1000, noise().with("decay", 0).with("seed", 1)));
        assertThat(Arrays.stream(first).distinct().count()).isGreaterThan(990);
        for (double[] other : List.of(second, otherSeed)) {
            double product = 0;
            for (int i = 0; i < 1000; i++) {
                assertThat(other[i]).isNotEqualTo(first[i]);
                product += other[i] * first[i];
            }
            assertThat(product / 1000).as("covariance").isCloseTo(0, within(5 * 0.01 / Math.sqrt(1000)));
        }
        assertThat(next(descent(type, 1000, noise().with("decay", 0)))).containsExactly(first);
    }

    @ParameterizedTest
    @EnumSource
    void noiseGoesOnAfterARestore(ElementType type) {
        Descent whole = descent(type, 1000, noise());
        next(whole);
        next(whole);
        Descent resumed = descent(type, 1000, noise());
        resumed.optimizer().restore(whole.optimizer().save());
        for (int step = 0; step < 3; step++) {
            assertThat(next(resumed)).containsExactly(next(whole));
        }
    }

    @Test
    void aSeedIsAWholeNumber() {
        assertThatThrownBy(() -> Seen.behind(noise().with("seed", 0.5)).over(Layout.flat(ElementType.FLOAT32, 1)))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("gradient-noise refuses its hyperparameters: seed is 0.5; it must be a whole number");
    }
}
