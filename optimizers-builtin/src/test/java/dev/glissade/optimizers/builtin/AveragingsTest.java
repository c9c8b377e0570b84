package dev.glissade.optimizers.builtin;

import static dev.glissade.optimizers.builtin.Shapes.LENGTH;
import static dev.glissade.optimizers.builtin.Shapes.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glissade.optimizers.spi.AveragingProvider;
import dev.glissade.optimizers.spi.Choice;
import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Recipe;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Averagings beside plain loops in `double`.
class AveragingsTest {
    private static final int STEPS = 12;

    private static Choice<AveragingProvider> averaging(String name) {
        return Optimizers.averaging(name);
    }

    private static Descent descent(ElementType type, Recipe recipe) {
        return Descent.over(Shapes.layout(type), numbers(1, LENGTH), recipe);
    }

    /// The average after a step, from the one before and the parameters.
    @FunctionalInterface
    interface Equation {
        double next(double average, double w, int step);
    }

    /// Steps with Adam; in the gaps an average is 0.
    private static void expect(Choice<AveragingProvider> averaging, Equation equation) {
        String name = averaging.description().name();
        for (ElementType type : ElementType.values()) {
            Descent descent = descent(type, Optimizers.named("adam").average(averaging));
            assertThat(descent.average(name)).containsOnly(0);
            var expected = new double[LENGTH];
            for (int step = 1; step <= STEPS; step++) {
                descent.step(numbers(10 + step, LENGTH));
                double[] w = descent.parameters();
                for (int i = 0; i < LENGTH; i++) {
                    expected[i] = Shapes.isParameter(i) ? equation.next(expected[i], w[i], step) : 0;
                }
                String what = averaging + ", " + type + ", step " + step;
                Shapes.expect(descent.average(name), expected, Shapes.tolerance(type), what);
            }
        }
    }

    @Test
    void emaStartsAtTheFirstParametersAndForgetsByItsDecay() {
        expect(averaging("ema"), (a, w, step) -> step == 1 ? w : 0.999 * a + 0.001 * w);
        expect(averaging("ema").with("decay", 0.75), (a, w, step) -> step == 1 ? w : 0.75 * a + 0.25 * w);
        expect(averaging("ema").with("decay", 0), (_, w, _) -> w);
        expect(averaging("ema").with("decay", 1), (a, w, step) -> step == 1 ? w : a);
        expect(averaging("ema").with("decay", step -> 1 - 1.0 / step), (a, w, step) -> a + (w - a) / step);
    }

    @Test
    void polyakIsTheMeanFromAStepOn() {
        expect(averaging("polyak"), (a, w, step) -> (a * (step - 1) + w) / step);
        expect(averaging("polyak").with("from", 4), (a, w, step) -> step <= 4 ? w : (a * (step - 4) + w) / (step - 3));
    }

    @Test
    void swaIsTheMeanOfTheEndsOfCycles() {
        expect(averaging("swa"), (a, w, step) -> (a * (step - 1) + w) / step);
        expect(averaging("swa").with("from", 3).with("every", 4), (a, w, step) -> {
            if (step <= 3) {
                return w;
            }
            int n = (step - 3) / 4 + 1;
            return (step - 3) % 4 == 0 ? (a * (n - 1) + w) / n : a;
        });
    }

    @ParameterizedTest
    @EnumSource
    void theMeanOfManyStepsIsThatOfALoop(ElementType type) {
        Descent descent = Descent.from(
                new double[] {0}, type, Seen.behind().with("learningRate", 1).average(averaging("polyak")));
        double sum = 0;
        for (int n = 1; n <= 20_000; n++) {
            descent.step(numbers(n, 1));
            sum += descent.parameters()[0];
            double tolerance = type == ElementType.FLOAT32 ? 1e-4 : 1e-12;
            Shapes.expect(descent.average("polyak"), new double[] {sum / n}, tolerance, "step " + n);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ema", "polyak", "swa", "lookahead"})
    void theAverageOfFrozenParametersIsTheirValue(String name) {
        for (ElementType type : ElementType.values()) {
            Descent descent =
                    descent(type, Optimizers.named("adam").freeze("matrix").average(averaging(name)));
            double[] frozen = Arrays.copyOfRange(numbers(1, LENGTH), 1, 16);
            for (int step = 0; step < 2000; step++) {
                descent.step(numbers(2, LENGTH));
                assertThat(Arrays.copyOfRange(descent.average(name), 1, 16)).containsExactly(frozen);
                assertThat(Arrays.copyOfRange(descent.parameters(), 1, 16)).containsExactly(frozen);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void parametersThatWereNotFiniteAreForgottenBeforeTheFirstStepThatCounts(ElementType type) {
        for (String name : new String[] {"polyak", "swa"}) {
            Optimizer optimizer = Optimizers.named("sgd")
                    .average(averaging(name).with("from", 3))
                    .over(Layout.flat(type, 1));
            for (double w : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 2}) {
                double average;
                if (type == ElementType.FLOAT32) {
                    optimizer.step(new float[] {(float) w}, new float[1]);
                    average = optimizer.floatAverage(name)[0];
                } else {
                    optimizer.step(new double[] {w}, new double[1]);
                    average = optimizer.doubleAverage(name)[0];
                }
                assertThat(average).as(name).isEqualTo(Double.valueOf(w));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void numbersOfStepsThatFollowAScheduleAreRounded(ElementType type) {
        Recipe sgd = Optimizers.named("sgd");
        for (String name : new String[] {"polyak", "swa", "lookahead"}) {
            var rounded = averaging(name);
            var whole = averaging(name);
            if (!name.equals("polyak")) {
                rounded = rounded.with("every", _ -> 1.75);
                whole = whole.with("every", 2);
            }
            if (!name.equals("lookahead")) {
                rounded = rounded.with("from", _ -> 2.25);
                whole = whole.with("from", 2);
            }
            Descent one = descent(type, sgd.average(rounded));
            Descent other = descent(type, sgd.average(whole));
            for (int step = 0; step < STEPS; step++) {
                one.step(numbers(step, LENGTH));
                other.step(numbers(step, LENGTH));
                assertThat(one.average(name)).containsExactly(other.average(name));
                assertThat(one.parameters()).containsExactly(other.parameters());
            }
        }
    }

    /// Plain Adam, whose parameters are taken back every k steps.
    private static void expectLookahead(Choice<AveragingProvider> lookahead, int every, double share) {
        for (ElementType type : ElementType.values()) {
            Descent descent = descent(type, Optimizers.named("adam").average(lookahead));
            double[] m = new double[LENGTH];
            double[] v = new double[LENGTH];
            double[] w = numbers(1, LENGTH);
            double[] slow = w.clone();
            for (int step = 1; step <= STEPS; step++) {
                double[] g = numbers(10 + step, LENGTH);
                descent.step(g);
                for (int i = 0; i < LENGTH; i++) {
                    if (!Shapes.isParameter(i)) {
                        continue;
                    }
                    m[i] = 0.9 * m[i] + 0.1 * g[i];
                    v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                    double second = v[i] / (1 - Math.pow(0.999, step));
                    w[i] -= 1e-3 * (m[i] / (1 - Math.pow(0.9, step))) / (Math.sqrt(second) + 1e-8);
                    if (step % every == 0) {
                        slow[i] += share * (w[i] - slow[i]);
                        w[i] = slow[i];
                    }
                }
                String what = lookahead + ", " + type + ", step " + step;
                double tolerance = type == ElementType.FLOAT32 ? 2e-6 : 1e-13;
                Shapes.expect(descent.parameters(), w, tolerance, what);
                double[] average = descent.average("lookahead");
                for (int i = 0; i < LENGTH; i++) {
                    average[i] = Shapes.isParameter(i) ? average[i] : slow[i];
                }
                Shapes.expect(average, slow, tolerance, what + ", slow parameters");
            }
        }
    }

    @Test
    void lookaheadTakesAdamBackEveryFewSteps() {
        expectLookahead(averaging("lookahead"), 5, 0.5);
        expectLookahead(averaging("lookahead").with("every", 1).with("share", 0.25), 1, 0.25);
        expectLookahead(averaging("lookahead").with("every", 4).with("share", 0), 4, 0);
    }

    @ParameterizedTest
    @EnumSource
    void lookaheadThatGoesAllTheWayIsTheOptimizerAlone(ElementType type) {
        Recipe adam = Optimizers.named("adam");
        Descent ahead = descent(
                type, adam.average(averaging("lookahead").with("share", 1).with("every", 2)));
        Descent alone = descent(type, adam);
        for (int step = 0; step < STEPS; step++) {
            ahead.step(numbers(step, LENGTH));
            alone.step(numbers(step, LENGTH));
            assertThat(ahead.parameters()).containsExactly(alone.parameters());
        }
    }

    @ParameterizedTest
    @EnumSource
    void averagesSeeWhatThoseBeforeThemLeave(ElementType type) {
        Descent descent = descent(
                type,
                Optimizers.named("adam")
                        .average(averaging("lookahead").with("every", 1))
                        .average(averaging("ema").with("decay", 0)));
        descent.step(numbers(2, LENGTH));
        for (int i : Shapes.range(Shapes.KERNEL)) {
            assertThat(descent.average("ema")[i])
                    .isEqualTo(descent.average("lookahead")[i])
                    .isEqualTo(descent.parameters()[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ema", "polyak", "swa", "lookahead"})
    void averagesGoOnAfterARestore(String name) {
        for (ElementType type : ElementType.values()) {
            var averaging = name.equals("swa") ? averaging(name).with("from", 2).with("every", 3) : averaging(name);
            Recipe recipe = Optimizers.named("adam").average(averaging);
            Descent whole = descent(type, recipe);
            for (int step = 0; step < 7; step++) {
                whole.step(numbers(step, LENGTH));
            }
            Descent resumed = Descent.over(Shapes.layout(type), whole.parameters(), recipe);
            resumed.optimizer().restore(whole.optimizer().save());
            for (int step = 7; step < 15; step++) {
                whole.step(numbers(step, LENGTH));
                resumed.step(numbers(step, LENGTH));
                assertThat(resumed.parameters()).containsExactly(whole.parameters());
                for (int i : Shapes.range(Shapes.KERNEL)) {
                    assertThat(resumed.average(name)[i]).isEqualTo(whole.average(name)[i]);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAverageIsTheLiveArray(ElementType type) {
        Optimizer optimizer = Optimizers.named("sgd").average(averaging("ema")).over(Layout.flat(type, 1));
        Object before = live(optimizer, type);
        if (type == ElementType.FLOAT32) {
            optimizer.step(new float[] {3}, new float[1]);
            assertThat(optimizer.floatAverage("ema")).containsExactly(3);
            assertThatThrownBy(() -> optimizer.doubleAverage("ema")).isInstanceOf(OptimizerException.class);
        } else {
            optimizer.step(new double[] {3}, new double[1]);
            assertThat(optimizer.doubleAverage("ema")).containsExactly(3);
            assertThatThrownBy(() -> optimizer.floatAverage("ema")).isInstanceOf(OptimizerException.class);
        }
        assertThat(live(optimizer, type)).isSameAs(before);
    }

    private static Object live(Optimizer optimizer, ElementType type) {
        return type == ElementType.FLOAT32 ? optimizer.floatAverage("ema") : optimizer.doubleAverage("ema");
    }
}
