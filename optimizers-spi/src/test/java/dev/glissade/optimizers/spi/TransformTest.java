package dev.glissade.optimizers.spi;

import static dev.glissade.optimizers.spi.ElementType.FLOAT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/// What the host does around a rule: transforms in their order, skipped steps, segments, measures, several threads.
class TransformTest {
    /// More than some blocks, and more than the shares of three threads.
    private static final int LARGE = 200_001;

    private final Probe descent = new Probe();

    TransformTest() {
        descent.doubleRule = Optional.of((step, from, to) -> {
            double[] w = step.parameters();
            double[] g = step.gradients();
            for (int i = from; i < to; i++) {
                w[i] -= step.rate() * g[i];
            }
        });
    }

    private static Choice<GradientTransformProvider> each(String name, DoubleUnaryOperator change) {
        return ProbeTransform.of(name, Scope.ELEMENTWISE, (step, from, to) -> {
            double[] g = step.gradients();
            for (int i = from; i < to; i++) {
                g[i] = change.applyAsDouble(g[i]);
            }
        });
    }

    /// g ← g / Σ g of each segment.
    private static final DoubleUpdateRule BY_SEGMENT = (step, from, to) -> {
        double sum = step.arithmetic().sum(step.gradients(), from, to);
        assertThat(from).isEqualTo(step.segment().offset());
        assertThat(to).isEqualTo(step.segment().end());
        for (int i = from; i < to; i++) {
            step.gradients()[i] /= sum;
        }
    };

    /// g ← g / Σ g of everything.
    private static final DoubleUpdateRule BY_ALL = new DoubleUpdateRule() {
        @Override
        public List<Fold> measures() {
            return List.of(Fold.SUM, Fold.LARGEST);
        }

        @Override
        public void measure(DoubleStep step, int from, int to, double[] results) {
            results[0] = step.arithmetic().sum(step.gradients(), from, to);
            results[1] = step.arithmetic().largestMagnitude(step.gradients(), from, to);
        }

        @Override
        public void update(DoubleStep step, int from, int to) {
            for (int i = from; i < to; i++) {
                step.gradients()[i] /= step.measured(0);
            }
        }
    };

    @Test
    void transformsAreAppliedInTheirOrderAndTheCallersGradientsStay() {
        Optimizer optimizer = Recipe.of(descent)
                .with("learningRate", 1)
                .transform(each("add", g -> g + 1))
                .transform(each("double", g -> 2 * g))
                .over(Layout.flat(FLOAT64, LARGE));
        double[] w = new double[LARGE];
        double[] g = new double[LARGE];
        g[LARGE - 1] = 3;
        assertThat(optimizer.step(w, g)).isTrue();
        assertThat(w[0]).isEqualTo(-2);
        assertThat(w[LARGE - 1]).isEqualTo(-8);
        assertThat(g[0]).isZero();
        assertThat(g[LARGE - 1]).isEqualTo(3);
    }

    @Test
    void wideTransformsSeeWhatNarrowOnesLeft() {
        Layout layout = Layout.of(FLOAT64, Segment.of("a", 0, 2), Segment.of("b", 3, 2));
        double[] w = new double[5];
        double[] g = {0, 1, Double.NaN, 2, 4};
        Recipe.of(descent)
                .with("learningRate", 1)
                .transform(each("add", x -> x + 1))
                .transform(ProbeTransform.of("segments", Scope.SEGMENT, BY_SEGMENT))
                .transform(each("triple", x -> 3 * x))
                .transform(ProbeTransform.of("all", Scope.GLOBAL, BY_ALL))
                .over(layout)
                .step(w, g);
        // 1 2 3 5 → 1/3 2/3 3/8 5/8 → 1 2 9/8 15/8 → each over their sum, 6
        assertThat(w).containsExactly(-1 / 6.0, -2 / 6.0, 0, -(9 / 8.0) / 6, -(15 / 8.0) / 6);
    }

    @Test
    void aTransformThatEndsTheStepIsAppliedItselfAndNothingBehindIt() {
        Slot calls = Slot.scalar("calls");
        Slot seen = Slot.perElement("seen");
        var second = new ArrayList<Long>();
        DoubleUpdateRule everyOther = new DoubleUpdateRule() {
            @Override
            public void begin(DoubleStep step) {
                step.setScalar(calls, step.scalar(calls) + 1);
                if (step.scalar(calls) % 2 == 1) {
                    step.skip();
                }
            }

            @Override
            public void update(DoubleStep step, int from, int to) {
                step.slot(seen)[0] += step.gradients()[0];
            }
        };
        Optimizer optimizer = Recipe.of(descent)
                .with("learningRate", 1)
                .transform(ProbeTransform.of("every-other", Scope.ELEMENTWISE, everyOther, calls, seen))
                .transform(ProbeTransform.of("behind", Scope.ELEMENTWISE, (step, _, _) -> second.add(step.number())))
                .over(Layout.flat(FLOAT64, 1));
        double[] w = {0};
        assertThat(optimizer.step(w, new double[] {1})).isFalse();
        assertThat(w).containsExactly(0);
        assertThat(optimizer.stepCount()).isZero();
        assertThat(optimizer.step(w, new double[] {2})).isTrue();
        assertThat(w).containsExactly(-2);
        assertThat(optimizer.stepCount()).isEqualTo(1);
        assertThat(second).containsExactly(1L);
        OptimizerState state = optimizer.save();
        assertThat(state.steps()).containsEntry("every-other", 2L).containsEntry("probe", 1L);
        assertThat(state.entries()).anySatisfy(entry -> {
            assertThat(entry.name()).isEqualTo("every-other/seen/parameters");
            assertThat(((OptimizerState.Doubles) entry).values()).containsExactly(3);
        });
    }

    @Test
    void onlyATransformMaySkip() {
        descent.doubleRule = Optional.of(new DoubleUpdateRule() {
            @Override
            public void begin(DoubleStep step) {
                step.skip();
            }

            @Override
            public void update(DoubleStep step, int from, int to) {}
        });
        Optimizer optimizer = Recipe.of(descent).over(Layout.flat(FLOAT64, 1));
        assertThatThrownBy(() -> optimizer.step(new double[1], new double[1]))
                .isInstanceOf(StepFailedException.class)
                .hasMessageEndingWith("probe: skip was called outside begin and settle of a gradient transform; it must"
                        + " be called there");
    }

    @Test
    void severalThreadsGiveTheSameBits() {
        var alone = new double[LARGE];
        var together = new double[LARGE];
        run(Workers.none(), alone);
        run(new Backwards(3), together);
        assertThat(together).containsExactly(alone);
        run(Workers.on(task -> new Thread(task).start(), 3), together);
        assertThat(together).containsExactly(alone);
        run(Workers.on(task -> {}, 4), together);
        assertThat(together).containsExactly(alone);
    }

    private void run(Workers workers, double[] w) {
        var g = new double[LARGE];
        var segments = new ArrayList<Segment>();
        for (int i = 0; i < LARGE; i++) {
            w[i] = 0;
            g[i] = (i * 7919L % 1000) / 1000.0 - 0.3;
        }
        segments.add(Segment.of("first", 0, 5));
        segments.add(Segment.of("large", 7, 150_000));
        segments.add(Segment.of("last", 150_007, LARGE - 150_007));
        Optimizer optimizer = Recipe.of(descent)
                .transform(ProbeTransform.of("all", Scope.GLOBAL, BY_ALL))
                .transform(ProbeTransform.of("segments", Scope.SEGMENT, BY_SEGMENT))
                .group("last", own -> own.with("weightDecay", 0.5))
                .on(workers)
                .over(new Layout(FLOAT64, segments, LARGE));
        for (int i = 0; i < 3; i++) {
            optimizer.step(w, g);
        }
    }

    /// Runs the tasks on the calling thread, last first.
    private record Backwards(int threads) implements Workers {
        @Override
        public void run(int count, IntConsumer task) {
            for (int i = count - 1; i >= 0; i--) {
                task.accept(i);
            }
        }
    }

    @Test
    void theFailureOfAnyThreadIsThrown() {
        descent.doubleRule = Optional.of((_, from, _) -> {
            if (from > 0) {
                throw new IllegalArgumentException("not here");
            }
        });
        Optimizer optimizer = Recipe.of(descent)
                .on(Workers.on(task -> new Thread(task).start(), 2))
                .over(Layout.flat(FLOAT64, LARGE));
        assertThatThrownBy(() -> optimizer.step(new double[LARGE], new double[LARGE]))
                .isInstanceOf(StepFailedException.class)
                .hasMessageContaining("not here");
    }

    @Test
    void measuresAreForRulesThatSeeEverything() {
        assertThatThrownBy(() -> Recipe.of(descent)
                        .transform(ProbeTransform.of("all", Scope.ELEMENTWISE, BY_ALL))
                        .over(Layout.flat(FLOAT64, 1)))
                .hasMessage("all measures, its scope is ELEMENTWISE; it must be GLOBAL");
    }

    @Test
    void nothingToMeasureIsZero() {
        Optimizer optimizer = Recipe.of(descent)
                .transform(ProbeTransform.of("all", Scope.GLOBAL, BY_ALL))
                .over(Layout.of(FLOAT64));
        assertThat(optimizer.step(new double[0], new double[0])).isTrue();
    }

    @Test
    void sumsAreFoldedInTheOrderThatIsStated() {
        // Blocks of 4,096 from the start of each segment, neighbours first; then the segments.
        int length = 3 * 4096 + 5;
        var g = new double[2 * length];
        for (int i = 0; i < g.length; i++) {
            g[i] = 1.0 / (i + 1);
        }
        var measured = new double[1];
        DoubleUpdateRule rule = new DoubleUpdateRule() {
            @Override
            public List<Fold> measures() {
                return List.of(Fold.SUM);
            }

            @Override
            public void measure(DoubleStep step, int from, int to, double[] results) {
                results[0] = sum(step.gradients(), from, to);
            }

            @Override
            public void settle(DoubleStep step) {
                measured[0] = step.measured(0);
            }

            @Override
            public void update(DoubleStep step, int from, int to) {}
        };
        Layout layout = Layout.of(FLOAT64, Segment.of("a", 0, length), Segment.of("b", length, length));
        Recipe.of(descent)
                .transform(ProbeTransform.of("all", Scope.GLOBAL, rule))
                .over(layout)
                .step(new double[g.length], g);
        double expected = segment(g, 0) + segment(g, length);
        assertThat(measured[0]).isEqualTo(expected);
    }

    private static double segment(double[] g, int at) {
        double first = sum(g, at, at + 4096) + sum(g, at + 4096, at + 2 * 4096);
        double second = sum(g, at + 2 * 4096, at + 3 * 4096) + sum(g, at + 3 * 4096, at + 3 * 4096 + 5);
        return first + second;
    }

    private static double sum(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }
}
