package dev.glissade.optimizers.builtin;

import static dev.glissade.optimizers.builtin.Shapes.LENGTH;
import static dev.glissade.optimizers.builtin.Shapes.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Recipe;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SkipNonFiniteTest {
    private static final Recipe PLAIN = Optimizers.named("adam").with("learningRate", step -> 0.1 / step);
    private static final Recipe SKIPPING = PLAIN.transform(Optimizers.transform("skip-non-finite"));

    private static Descent descent(ElementType type, Recipe recipe) {
        return Descent.over(Shapes.layout(type), numbers(1, LENGTH), recipe);
    }

    private static double[] bad(double value, int index) {
        double[] g = numbers(9, LENGTH);
        g[index] = value;
        return g;
    }

    private static void expectCounts(Descent descent, int skipped, int inARow) {
        assertThat(descent.saved("skip-non-finite/skipped/vector")).containsExactly(skipped);
        assertThat(descent.saved("skip-non-finite/skippedInARow/vector")).containsExactly(inARow);
    }

    @ParameterizedTest
    @EnumSource
    void aBadStepChangesNothingAndTheNextGoodOneGoesOn(ElementType type) {
        Descent skipping = descent(type, SKIPPING);
        Descent plain = descent(type, PLAIN);
        for (int round = 0; round < 3; round++) {
            assertThat(skipping.step(numbers(20 + round, LENGTH))).isTrue();
            plain.step(numbers(20 + round, LENGTH));
            expectCounts(skipping, 3 * round, 0);
            assertThat(skipping.step(bad(Double.NaN, 1))).isFalse();
            assertThat(skipping.step(bad(Double.POSITIVE_INFINITY, 63))).isFalse();
            assertThat(skipping.step(bad(Double.NEGATIVE_INFINITY, 73))).isFalse();
            expectCounts(skipping, 3 * round + 3, 3);
            assertThat(skipping.parameters()).containsExactly(plain.parameters());
            assertThat(skipping.slot("firstMoment")).containsExactly(plain.slot("firstMoment"));
            assertThat(skipping.slot("secondMoment")).containsExactly(plain.slot("secondMoment"));
            assertThat(skipping.optimizer().scalarSlot("beta1Product"))
                    .isEqualTo(plain.optimizer().scalarSlot("beta1Product"));
            assertThat(skipping.optimizer().stepCount()).isEqualTo(round + 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLargestNumbersAreFinite(ElementType type) {
        Descent descent = descent(type, Seen.behind(Optimizers.transform("skip-non-finite")));
        double largest = type == ElementType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
        assertThat(descent.step(bad(-largest, 20))).isTrue();
        assertThat(descent.slot("seen")[20]).isEqualTo(-largest);
        assertThat(descent.step(new double[LENGTH])).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void gapsAndFrozenSegmentsAreNotLookedAt(ElementType type) {
        Descent descent = descent(type, SKIPPING.freeze("kernel"));
        assertThat(descent.step(bad(Double.NaN, 0))).isTrue();
        assertThat(descent.step(bad(Double.NaN, 20))).isTrue();
        assertThat(descent.step(bad(Double.NaN, 2))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void theCountsGoOnAfterARestore(ElementType type) {
        Descent descent = descent(type, SKIPPING);
        descent.step(bad(Double.NaN, 1));
        Descent resumed = descent(type, SKIPPING);
        resumed.optimizer().restore(descent.optimizer().save());
        resumed.step(bad(Double.NaN, 1));
        expectCounts(resumed, 2, 2);
        resumed.step(numbers(2, LENGTH));
        expectCounts(resumed, 2, 0);
    }

    @ParameterizedTest
    @EnumSource
    void averagesDoNotSeeASkippedStep(ElementType type) {
        Descent descent = descent(type, SKIPPING.average(Optimizers.averaging("polyak")));
        descent.step(numbers(2, LENGTH));
        double[] average = descent.average("polyak");
        descent.step(bad(Double.NaN, 1));
        assertThat(descent.average("polyak")).containsExactly(average);
        assertThat(descent.saved("polyak/averaged/vector")).containsExactly(1);
    }
}
