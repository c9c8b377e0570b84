package dev.glissade.optimizers.builtin;

import static dev.glissade.optimizers.builtin.Shapes.LENGTH;
import static dev.glissade.optimizers.builtin.Shapes.norm;
import static dev.glissade.optimizers.builtin.Shapes.numbers;
import static dev.glissade.optimizers.builtin.Shapes.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glissade.optimizers.spi.Choice;
import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Clipping and centralisation beside their equations, over all shapes.
class TransformsTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /// What becomes of the gradients g at the parameters w.
    @FunctionalInterface
    interface Equation {
        void apply(double[] w, double[] g);
    }

    private static Choice<GradientTransformProvider> transform(String name) {
        return Optimizers.transform(name);
    }

    /// Steps with random gradients, small and large, and one with gradients of 0.
    private static void expect(Choice<GradientTransformProvider> transform, Equation equation) {
        for (ElementType type : ElementType.values()) {
            var descent = Descent.over(Shapes.layout(type), numbers(1, LENGTH), Seen.behind(transform));
            for (int step = 1; step <= 6; step++) {
                double[] g = numbers(10 + step, LENGTH);
                for (int i = 0; i < LENGTH; i++) {
                    g[i] *= step == 3 ? 0 : Math.scalb(1.0, step - 5);
                }
                expectStep(descent, g, equation, Shapes.tolerance(type), transform + ", " + type + ", step " + step);
            }
        }
    }

    /// One step in which the given elements have special gradients.
    private static void expect(
            Choice<GradientTransformProvider> transform, Equation equation, double special, int... elements) {
        for (ElementType type : ElementType.values()) {
            var descent = Descent.over(Shapes.layout(type), numbers(1, LENGTH), Seen.behind(transform));
            double[] g = numbers(2, LENGTH);
            for (int i : elements) {
                g[i] = special;
            }
            expectStep(descent, g, equation, Shapes.tolerance(type), transform + ", " + type + ", " + special);
        }
    }

    private static void expectStep(Descent descent, double[] g, Equation equation, double tolerance, String what) {
        double[] before = descent.parameters();
        double[] expected = g.clone();
        equation.apply(before, expected);
        double[] given = g.clone();
        assertThat(descent.step(given)).isTrue();
        assertThat(given).as("%s: the caller's gradients", what).containsExactly(g);
        double[] after = before.clone();
        for (int i = 0; i < LENGTH; i++) {
            if (Shapes.isParameter(i)) {
                after[i] -= 0.125 * expected[i];
            } else {
                expected[i] = 0;
            }
        }
        Shapes.expect(descent.slot("seen"), expected, tolerance, what + ", gradients");
        Shapes.expect(descent.parameters(), after, tolerance, what + ", parameters");
    }

    private static void scale(double[] g, int[] indices, double factor) {
        for (int i : indices) {
            g[i] *= factor;
        }
    }

    /// The indices of all parameters.
    private static int[] all() {
        return Arrays.stream(range(0, LENGTH)).filter(Shapes::isParameter).toArray();
    }

    private static List<int[]> segments() {
        var segments = new ArrayList<int[]>();
        for (Segment segment : Shapes.layout(ElementType.FLOAT64).segments()) {
            segments.add(range(segment));
        }
        return segments;
    }

    private static Equation clipByValue(double limit) {
        return (_, g) -> {
            for (int i = 0; i < LENGTH; i++) {
                g[i] = g[i] > limit ? limit : g[i] < -limit ? -limit : g[i];
            }
        };
    }

    @Test
    void clipByValueBringsEachElementIntoTheInterval() {
        expect(transform("clip-by-value"), clipByValue(1));
        expect(ClipByValue.at(0.25), clipByValue(0.25));
        expect(ClipByValue.at(0), clipByValue(0));
        expect(transform("clip-by-value"), clipByValue(1), INFINITY, 2, 20, 73);
        expect(transform("clip-by-value"), clipByValue(1), -INFINITY, 2, 20, 73);
        expect(transform("clip-by-value"), clipByValue(1), Double.NaN, 2, 20, 73);
    }

    @Test
    void aLimitMayFollowASchedule() {
        var descent = Descent.from(
                new double[1],
                ElementType.FLOAT64,
                Seen.behind(transform("clip-by-value").with("limit", step -> 0.5 * step)));
        for (int step = 1; step <= 3; step++) {
            descent.step(new double[] {9});
            assertThat(descent.slot("seen")).containsExactly(0.5 * step);
        }
    }

    private static Equation clipByNorm(double limit, double epsilon) {
        return (_, g) -> {
            for (int[] segment : segments()) {
                double length = norm(g, segment);
                scale(g, segment, Double.isNaN(length) ? length : Math.min(1, limit / (length + epsilon)));
            }
        };
    }

    @Test
    void clipByNormShortensTheGradientOfEachSegment() {
        expect(transform("clip-by-norm"), clipByNorm(1, 1e-6));
        expect(ClipByNorm.at(0.5).with("epsilon", 0.25), clipByNorm(0.5, 0.25));
        expect(transform("clip-by-norm"), clipByNorm(1, 1e-6), INFINITY, 2, 73);
        expect(transform("clip-by-norm"), clipByNorm(1, 1e-6), Double.NaN, 20);
    }

    private static Equation clipByGlobalNorm(double limit, double epsilon) {
        return (_, g) -> {
            double length = norm(g, all());
            scale(g, all(), Double.isNaN(length) ? length : Math.min(1, limit / (length + epsilon)));
        };
    }

    @Test
    void clipByGlobalNormShortensAllTogether() {
        expect(transform("clip-by-global-norm"), clipByGlobalNorm(1, 1e-6));
        expect(ClipByGlobalNorm.at(0.5).with("epsilon", 0.25), clipByGlobalNorm(0.5, 0.25));
        expect(transform("clip-by-global-norm"), clipByGlobalNorm(1, 1e-6), INFINITY, 2, 73);
        expect(transform("clip-by-global-norm"), clipByGlobalNorm(1, 1e-6), Double.NaN, 20);
    }

    @Test
    void otherNormsAreTheSumAndTheLargestOfMagnitudes() {
        expect(ClipByGlobalNorm.at(0.5).with("order", 1), (_, g) -> {
            double sum = 0;
            for (int i : all()) {
                sum += Math.abs(g[i]);
            }
            scale(g, all(), Math.min(1, 0.5 / (sum + 1e-6)));
        });
        expect(ClipByGlobalNorm.at(0.5).with("largest", true), (_, g) -> {
            double largest = 0;
            for (int i : all()) {
                largest = Math.max(largest, Math.abs(g[i]));
            }
            scale(g, all(), Math.min(1, 0.5 / (largest + 1e-6)));
        });
        assertThatThrownBy(() ->
                        Seen.behind(ClipByGlobalNorm.at(1).with("order", 1.5)).over(Shapes.layout(ElementType.FLOAT32)))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("clip-by-global-norm refuses its hyperparameters: order is 1.5; it must be 1 or 2");
    }

    @ParameterizedTest
    @EnumSource
    void frozenGradientsAreNotInTheGlobalNorm(ElementType type) {
        var recipe = Seen.behind(ClipByGlobalNorm.at(0.5)).freeze("matrix").freeze("empty.*");
        var descent = Descent.over(Shapes.layout(type), numbers(1, LENGTH), recipe);
        double[] g = numbers(2, LENGTH);
        Arrays.fill(g, 1, 16, Double.NaN);
        int[] moving = Arrays.stream(all()).filter(i -> i >= 16).toArray();
        double factor = 0.5 / (norm(g, moving) + 1e-6);
        var expected = new double[LENGTH];
        for (int i : moving) {
            expected[i] = factor * g[i];
        }
        descent.step(g);
        Shapes.expect(descent.slot("seen"), expected, Shapes.tolerance(type), "gradients");
    }

    private static Equation adaptiveClip(double limit, double epsilon) {
        return (w, g) -> {
            var units = new ArrayList<>(Shapes.UNITS);
            units.addAll(List.of(range(Shapes.VECTOR), range(Shapes.NUMBER), range(Shapes.OTHER)));
            for (int[] unit : units) {
                double most = limit * Math.max(norm(w, unit), epsilon);
                double length = norm(g, unit);
                scale(g, unit, length > most ? most / length : Double.isNaN(length) ? length : 1);
            }
        };
    }

    @Test
    void adaptiveClipShortensEachUnitToAShareOfItsWeights() {
        expect(transform("adaptive-clip"), adaptiveClip(0.01, 1e-3));
        expect(AdaptiveClip.at(0.5).with("epsilon", 0.25), adaptiveClip(0.5, 0.25));
        expect(AdaptiveClip.at(1).with("epsilon", 100), adaptiveClip(1, 100));
        expect(AdaptiveClip.at(0), adaptiveClip(0, 1e-3));
        expect(transform("adaptive-clip"), adaptiveClip(0.01, 1e-3), INFINITY, 2, 20);
        expect(transform("adaptive-clip"), adaptiveClip(0.01, 1e-3), Double.NaN, 5, 73);
    }

    @ParameterizedTest
    @EnumSource
    void weightsOfZeroCountAsEpsilon(ElementType type) {
        var descent = Descent.over(
                Layout.of(type, Segment.of("matrix", 0, 2, 1)),
                new double[2],
                Seen.behind(AdaptiveClip.at(0.5).with("epsilon", 0.25)));
        descent.step(new double[] {3, -4});
        Shapes.expect(descent.slot("seen"), new double[] {0.075, -0.1}, Shapes.tolerance(type), "gradients");
    }

    @Test
    void aSquareThatOverflowsMakesTheNormInfinite() {
        for (var clip : List.of(ClipByNorm.at(1), ClipByGlobalNorm.at(1), AdaptiveClip.at(1))) {
            for (double third : new double[] {0, INFINITY}) {
                var descent = Descent.from(new double[3], ElementType.FLOAT32, Seen.behind(clip));
                descent.step(new double[] {1e25, 1, third});
                assertThat(descent.slot("seen")).containsExactly(0, 0, 0 * third);
            }
        }
        // The other norms have no squares.
        var largest = Descent.from(
                new double[2],
                ElementType.FLOAT32,
                Seen.behind(ClipByGlobalNorm.at(1).with("largest", true)));
        largest.step(new double[] {1e25, -1e25});
        Shapes.expect(largest.slot("seen"), new double[] {1, -1}, 1e-6, "gradients");
    }

    private static final Equation CENTRALISATION = (_, g) -> {
        for (int[] unit : Shapes.UNITS) {
            double sum = 0;
            for (int i : unit) {
                sum += g[i];
            }
            for (int i : unit) {
                g[i] -= sum / unit.length;
            }
        }
    };

    @Test
    void centralisationTakesTheMeanOfEachUnitAway() {
        expect(transform("centralisation"), CENTRALISATION);
        expect(transform("centralisation"), CENTRALISATION, INFINITY, 2, 20, 73);
        expect(transform("centralisation"), CENTRALISATION, Double.NaN, 2, 20, 73);
    }

    @ParameterizedTest
    @EnumSource
    void theMeanOfAColumnWithoutRowsIsNoNumberThatIsKept(ElementType type) {
        var descent = Descent.over(
                Shapes.layout(type), numbers(1, LENGTH), Seen.behind(transform("centralisation"), AdaptiveClip.at(1)));
        descent.step(numbers(2, LENGTH));
        descent.optimizer()
                .save()
                .entries()
                .forEach(entry ->
                        assertThat(descent.saved(entry.name())).as(entry.name()).doesNotContain(Double.NaN));
    }

    @ParameterizedTest
    @EnumSource
    void threeAxesHaveUnitsAlongTheFirst(ElementType type) {
        var layout = Layout.of(type, Segment.of("kernel", 0, 2, 1, 2));
        var centred = Descent.over(layout, new double[4], Seen.behind(transform("centralisation")));
        centred.step(new double[] {1, 3, 10, 30});
        assertThat(centred.slot("seen")).containsExactly(-1, 1, -10, 10);
        var clipped = Descent.over(layout, new double[] {3, 4, 0, 0}, Seen.behind(AdaptiveClip.at(1)));
        clipped.step(new double[] {3, 4, 3e3, -4e3});
        Shapes.expect(clipped.slot("seen"), new double[] {3, 4, 6e-4, -8e-4}, Shapes.tolerance(type), "gradients");
    }

    @Test
    void clippingAfterNoiseIsNotNoiseAfterClipping() {
        var noise = transform("gradient-noise").with("variance", 100);
        var start = new double[1000];
        var clippedLast = Descent.from(start, ElementType.FLOAT32, Seen.behind(noise, transform("clip-by-value")));
        var noisyLast = Descent.from(start, ElementType.FLOAT32, Seen.behind(transform("clip-by-value"), noise));
        clippedLast.step(new double[1000]);
        noisyLast.step(new double[1000]);
        assertThat(Arrays.stream(clippedLast.slot("seen")).map(Math::abs).max().orElseThrow())
                .isEqualTo(1);
        assertThat(Arrays.stream(noisyLast.slot("seen")).map(Math::abs).max().orElseThrow())
                .isGreaterThan(10);
    }

    @Test
    void rulesThatMeasureDifferentlyAllocateNothing() throws ReflectiveOperationException {
        Optimizer optimizer = Optimizers.named("prodigy")
                .transform(Optimizers.transform("clip-by-global-norm"))
                .over(Layout.flat(ElementType.FLOAT64, 100));
        double[] w = new double[100];
        double[] g = new double[100];
        Arrays.fill(g, 0.5);
        AllocationMeter.expectNone(() -> optimizer.step(w, g));
    }
}
