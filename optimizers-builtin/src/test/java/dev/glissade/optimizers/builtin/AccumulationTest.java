package dev.glissade.optimizers.builtin;

import static dev.glissade.optimizers.builtin.Shapes.LENGTH;
import static dev.glissade.optimizers.builtin.Shapes.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Recipe;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccumulationTest {

    private static Descent descent(ElementType type, Recipe recipe) {
        return Descent.over(Shapes.layout(type), numbers(1, LENGTH), recipe);
    }

    /// The mean of the gradients with k seeds in a row, summed in their order.
    private static double[] mean(int seed, int k) {
        var mean = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            for (int j = 0; j < k; j++) {
                mean[i] += numbers(seed + j, LENGTH)[i];
            }
            mean[i] /= k;
        }
        return mean;
    }

    @ParameterizedTest
    @EnumSource
    void threeStepsAreOneWithTheMean(ElementType type) {
        Recipe recipe = Optimizers.named("adam").with("learningRate", step -> 0.1 / step);
        Descent collecting = descent(type, recipe.transform(Accumulation.over(3)));
        Descent plain = descent(type, recipe);
        for (int round = 0; round < 4; round++) {
            double[] before = collecting.parameters();
            assertThat(collecting.step(numbers(10 * round, LENGTH))).isFalse();
            assertThat(collecting.step(numbers(10 * round + 1, LENGTH))).isFalse();
            assertThat(collecting.parameters()).containsExactly(before);
            assertThat(collecting.optimizer().stepCount()).isEqualTo(round);
            assertThat(collecting.step(numbers(10 * round + 2, LENGTH))).isTrue();
            assertThat(collecting.optimizer().stepCount()).isEqualTo(round + 1);
            // The schedule counts the optimizer's steps.
            assertThat(collecting.optimizer().value("learningRate")).isEqualTo(0.1 / (round + 1));
            plain.step(mean(10 * round, 3));
            Shapes.expect(collecting.parameters(), plain.parameters(), Shapes.tolerance(type), "round " + round);
        }
    }

    @ParameterizedTest
    @EnumSource
    void byDefaultEveryStepIsDone(ElementType type) {
        Descent collecting = descent(type, Seen.behind(Optimizers.transform("accumulation")));
        Descent plain = descent(type, Seen.behind());
        for (int step = 0; step < 5; step++) {
            assertThat(collecting.step(numbers(step, LENGTH))).isTrue();
            plain.step(numbers(step, LENGTH));
            assertThat(collecting.parameters()).containsExactly(plain.parameters());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSumAndTheCountAreThoseOfTheEquation(ElementType type) {
        Descent descent = descent(type, Seen.behind(Accumulation.over(2)));
        descent.step(numbers(1, LENGTH));
        assertThat(descent.saved("accumulation/sum/vector"))
                .containsExactly(Arrays.copyOfRange(numbers(1, LENGTH), 66, 73));
        assertThat(descent.saved("accumulation/collected/vector")).containsExactly(1);
        descent.step(numbers(2, LENGTH));
        assertThat(descent.saved("accumulation/sum/vector")).containsOnly(0);
        assertThat(descent.saved("accumulation/collected/vector")).containsExactly(0);
    }

    @ParameterizedTest
    @EnumSource
    void aGradientThatIsNotFiniteSpoilsItsOwnCollectionOnly(ElementType type) {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            Descent descent = descent(type, Seen.behind(Accumulation.over(2), Optimizers.transform("skip-non-finite")));
            double[] g = numbers(1, LENGTH);
            g[20] = bad;
            assertThat(descent.step(g)).isFalse();
            assertThat(descent.step(numbers(2, LENGTH))).isFalse();
            assertThat(descent.step(numbers(3, LENGTH))).isFalse();
            assertThat(descent.step(numbers(4, LENGTH))).isTrue();
            double[] expected = mean(3, 2);
            for (int i = 0; i < LENGTH; i++) {
                expected[i] = Shapes.isParameter(i) ? expected[i] : 0;
            }
            Shapes.expect(descent.slot("seen"), expected, Shapes.tolerance(type), "after " + bad);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNumberOfStepsMayFollowASchedule(ElementType type) {
        // The schedule counts gradients: 2, then 3, then 1 of them are collected.
        int[] wanted = {2, 2, 3, 3, 3, 1};
        boolean[] done = {false, true, false, false, true, true};
        Descent descent = descent(
                type,
                Seen.behind(Optimizers.transform("accumulation").with("steps", step -> wanted[(int) (step - 1) % 6])));
        for (int step = 0; step < 6; step++) {
            assertThat(descent.step(numbers(step, LENGTH))).as("step %d", step).isEqualTo(done[step]);
        }
        assertThat(descent.slot("seen")[20]).isEqualTo(numbers(5, LENGTH)[20]);
    }

    @ParameterizedTest
    @EnumSource
    void frozenSegmentsAreLeftAlone(ElementType type) {
        Descent descent = descent(type, Seen.behind(Accumulation.over(2)).freeze("kernel"));
        double[] g = numbers(1, LENGTH);
        Arrays.fill(g, 16, 64, Double.NaN);
        descent.step(g);
        descent.step(g);
        assertThat(descent.saved("accumulation/sum/kernel")).containsOnly(0);
        assertThat(Arrays.copyOfRange(descent.parameters(), 16, 64))
                .containsExactly(Arrays.copyOfRange(numbers(1, LENGTH), 16, 64));
        assertThat(descent.slot("seen")[66]).isEqualTo(g[66]);
    }

    @ParameterizedTest
    @EnumSource
    void aCollectionGoesOnAfterARestore(ElementType type) {
        Recipe recipe = Optimizers.named("adam").transform(Accumulation.over(3));
        Descent whole = descent(type, recipe);
        for (int step = 0; step < 5; step++) {
            whole.step(numbers(step, LENGTH));
        }
        Descent resumed = Descent.over(Shapes.layout(type), whole.parameters(), recipe);
        resumed.optimizer().restore(whole.optimizer().save());
        for (int step = 5; step < 12; step++) {
            boolean updated = step % 3 == 2;
            assertThat(whole.step(numbers(step, LENGTH))).isEqualTo(updated);
            assertThat(resumed.step(numbers(step, LENGTH))).isEqualTo(updated);
            assertThat(resumed.parameters()).containsExactly(whole.parameters());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatStandsBeforeSeesEveryGradientAndWhatStandsBehindTheMean(ElementType type) {
        var clip = ClipByValue.at(0.5);
        Descent before = Descent.from(new double[1], type, Seen.behind(clip, Accumulation.over(2)));
        Descent behind = Descent.from(new double[1], type, Seen.behind(Accumulation.over(2), clip));
        for (double g : new double[] {2, -1}) {
            before.step(new double[] {g});
            behind.step(new double[] {g});
        }
        assertThat(before.slot("seen")).containsExactly(0);
        assertThat(behind.slot("seen")).containsExactly(0.5);
    }
}
