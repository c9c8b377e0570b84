package dev.glissade.optimizers.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Segment;
import dev.glissade.optimizers.spi.StepFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamTest {
    private static final double[] START = {-1.2, 1, 0.5, -0.3};

    private static Recipe recipe(boolean adaptive) {
        return Optimizers.named("sam")
                .with("learningRate", step -> 1e-3 / step)
                .with("momentum", 0.8)
                .with("radius", 0.1)
                .with("weightDecay", 0.02)
                .with("adaptive", adaptive);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void trajectoriesAreThoseOfTheEquations(boolean adaptive) {
        Objective objective = Objective.rosenbrock();
        Descent doubles = Descent.from(START, ElementType.FLOAT64, recipe(adaptive));
        Descent floats = Descent.from(START, ElementType.FLOAT32, recipe(adaptive));
        double[] w = START.clone();
        double[] b = new double[4];
        for (int t = 1; t <= 20; t++) {
            double[] g = objective.gradient(w);
            double[] up = w.clone();
            double square = 0;
            for (int i = 0; i < 4; i++) {
                double scale = adaptive ? Math.abs(w[i]) : 1;
                square += scale * g[i] * scale * g[i];
            }
            for (int i = 0; i < 4; i++) {
                up[i] += 0.1 * (adaptive ? w[i] * w[i] : 1) * g[i] / Math.sqrt(square);
            }
            double[] above = objective.gradient(up);
            for (int i = 0; i < 4; i++) {
                b[i] = 0.8 * b[i] + above[i] + 0.02 * w[i];
                w[i] -= 1e-3 / t * b[i];
            }
            doubles.step(objective);
            floats.step(objective);
            for (int i = 0; i < 4; i++) {
                assertThat(doubles.parameters()[i]).as("step %d", t).isCloseTo(w[i], within(1e-11));
                assertThat(floats.parameters()[i]).as("float, step %d", t).isCloseTo(w[i], within(1e-4));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsFrozenIsNotMovedWhileTheLossIsEvaluated(ElementType type) {
        var layout = Layout.of(type, Segment.of("a", 0, 2), Segment.of("b", 2, 2));
        Optimizer optimizer = Optimizers.named("sam").freeze("b").over(layout);
        if (type == ElementType.FLOAT32) {
            float[] w = {1, 2, 3, 4};
            optimizer.step(w, new float[4], (x, g) -> {
                assertThat(x).endsWith(3, 4);
                g[0] = 3;
                g[1] = 4;
                g[2] = 1e10f;
                return 0;
            });
            assertThat(w).containsExactly(1 - 0.1f * 3, 2 - 0.1f * 4, 3, 4);
        } else {
            double[] w = {1, 2, 3, 4};
            optimizer.step(w, new double[4], (x, g) -> {
                assertThat(x).endsWith(3, 4);
                g[0] = 3;
                g[1] = 4;
                return 0;
            });
            assertThat(w).containsExactly(1 - 0.1 * 3, 2 - 0.1 * 4, 3, 4);
        }
    }

    @Test
    void anObjectiveIsRequired() {
        Optimizer optimizer = Optimizers.named("sam").over(Layout.flat(ElementType.FLOAT32, 1));
        assertThatThrownBy(() -> optimizer.step(new float[1], new float[1]))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("sam evaluates the loss again within a step; it must be given an objective");
        assertThatThrownBy(() -> Optimizers.named("sam").with("maximize", true)).isInstanceOf(OptimizerException.class);
    }

    @Test
    void anObjectiveThatThrowsInTheMiddleClosesTheOptimizer() {
        Optimizer optimizer = Optimizers.named("sam").over(Layout.flat(ElementType.FLOAT32, 1));
        float[] w = {1};
        assertThatThrownBy(() -> optimizer.step(w, new float[1], (x, g) -> {
                    g[0] = 1;
                    if (x[0] != 1) {
                        throw new IllegalStateException("too high");
                    }
                    return 0;
                }))
                .isInstanceOf(StepFailedException.class)
                .hasMessageContaining("too high");
        assertThatThrownBy(() -> optimizer.step(w, new float[1], (x, g) -> 0)).isInstanceOf(StepFailedException.class);
    }

    @Test
    void aNanGradientGoesThroughTheArithmetic() {
        Optimizer optimizer = Optimizers.named("sam").over(Layout.flat(ElementType.FLOAT32, 1));
        float[] w = {1};
        optimizer.step(w, new float[1], (x, g) -> {
            g[0] = Float.NaN;
            return Double.NaN;
        });
        assertThat(w[0]).isNaN();
    }
}
