package dev.glissade.optimizers.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.optimizers.spi.Segment;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Prodigy beside the authors' equations, over two segments with a gap between them.
class ProdigyTest {
    private static final int LENGTH = 5;
    private static final int GAP = 2;
    private static final double D0 = 1e-3;

    /// The equations, written out over all parameters.
    private static final class Equations {
        private final double[] start;
        private final double[] m = new double[LENGTH];
        private final double[] v = new double[LENGTH];
        private final double[] s = new double[LENGTH];
        private final boolean corrected;
        private final boolean safeguard;
        private final double growth;
        private double d = D0;
        private double largest = D0;
        private double r;

        Equations(double[] start, boolean corrected, boolean safeguard, double growth) {
            this.start = start.clone();
            this.corrected = corrected;
            this.safeguard = safeguard;
            this.growth = growth;
        }

        void step(double[] w, double[] g, int t, double rate) {
            double correction = corrected ? Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t)) : 1;
            double size = d * rate * correction;
            double beta3 = Math.sqrt(0.999);
            double product = 0;
            double norm = 0;
            for (int i = 0; i < LENGTH; i++) {
                if (i == GAP) {
                    continue;
                }
                product += g[i] * (start[i] - w[i]);
                m[i] = 0.9 * m[i] + 0.1 * d * g[i];
                v[i] = 0.999 * v[i] + 0.001 * d * d * g[i] * g[i];
                s[i] = beta3 * s[i] + d / D0 * (safeguard ? d : size) * g[i];
                norm += Math.abs(s[i]);
            }
            r = beta3 * r + d / D0 * size * product;
            double estimate = 2 * r / norm;
            double now = d == D0 ? Math.max(d, estimate) : d;
            largest = Math.max(largest, estimate);
            d = Math.min(largest, now * growth);
            for (int i = 0; i < LENGTH; i++) {
                if (i != GAP) {
                    w[i] -= size * 0.01 * w[i];
                    w[i] -= size * m[i] / (Math.sqrt(v[i]) + d * 1e-8);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"false, false, 1e30", "true, false, 1e30", "false, true, 1.02", "true, true, 1.5"})
    void trajectoriesAreThoseOfTheEquations(boolean corrected, boolean safeguard, double growth) {
        Recipe recipe = Optimizers.named("prodigy")
                .with("learningRate", step -> 1 + 1.0 / step)
                .with("initialDistance", D0)
                .with("coefficient", 2)
                .with("growthRate", growth)
                .with("weightDecay", 0.01)
                .with("biasCorrection", corrected)
                .with("safeguardWarmUp", safeguard);
        Optimizer doubles = recipe.over(layout(ElementType.FLOAT64));
        Optimizer floats = recipe.over(layout(ElementType.FLOAT32));
        var random = new SplittableRandom(3);
        double[] w = random.doubles(LENGTH, -1, 1).map(x -> (float) x).toArray();
        float[] narrow = Descent.narrow(w);
        double[] expected = w.clone();
        var equations = new Equations(w, corrected, safeguard, growth);
        for (int t = 1; t <= 40; t++) {
            double[] g = new double[LENGTH];
            for (int i = 0; i < LENGTH; i++) {
                g[i] = (float) (expected[i] - 5 + 0.1 * random.nextDouble());
            }
            equations.step(expected, g, t, 1 + 1.0 / t);
            doubles.step(w, g);
            floats.step(narrow, Descent.narrow(g));
            for (int i = 0; i < LENGTH; i++) {
                assertThat(w[i]).as("step %d, element %d", t, i).isCloseTo(expected[i], within(1e-12));
                assertThat((double) narrow[i]).as("float, step %d", t).isCloseTo(expected[i], within(1e-3));
            }
            assertThat(doubles.scalarSlot("distance")).isCloseTo(equations.d, within(1e-12));
        }
        assertThat(equations.d).isGreaterThan(2 * D0);
    }

    private static Layout layout(ElementType type) {
        return Layout.of(type, Segment.of("a", 0, GAP), Segment.of("b", GAP + 1, LENGTH - GAP - 1));
    }
}
