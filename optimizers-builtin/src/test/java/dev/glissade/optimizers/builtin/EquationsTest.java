package dev.glissade.optimizers.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.Optimizers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The optimizers that the reference vectors lack, beside their papers' equations for one parameter, with the defaults.
class EquationsTest {
    private static final int STEPS = 50;

    /// The parameter after a step, from the one before and its gradient.
    @FunctionalInterface
    interface Equations {
        double next(double w, double g, int t);
    }

    private static final class AdaBeliefEquations implements Equations {
        private double m;
        private double s;

        @Override
        public double next(double w, double g, int t) {
            m = 0.9 * m + 0.1 * g;
            s = 0.999 * s + 0.001 * Math.pow(g - m, 2) + 1e-16;
            double mHat = m / (1 - Math.pow(0.9, t));
            double sHat = s / (1 - Math.pow(0.999, t));
            return w - 1e-3 * mHat / (Math.sqrt(sHat) + 1e-16);
        }
    }

    private static final class YogiEquations implements Equations {
        private double m;
        private double v = 1e-6;

        @Override
        public double next(double w, double g, int t) {
            m = 0.9 * m + 0.1 * g;
            v = v - 0.001 * Math.signum(v - g * g) * g * g;
            return w - 1e-2 * m / (Math.sqrt(v) + 1e-3);
        }
    }

    private static final class LionEquations implements Equations {
        private double m;

        @Override
        public double next(double w, double g, int t) {
            double u = Math.signum(0.9 * m + 0.1 * g);
            m = 0.99 * m + 0.01 * g;
            return w - 1e-4 * u;
        }
    }

    private static final class SignumEquations implements Equations {
        private double m;

        @Override
        public double next(double w, double g, int t) {
            m = 0.9 * m + 0.1 * g;
            return w - 1e-3 * Math.signum(m);
        }
    }

    private static final class QhAdamEquations implements Equations {
        private double m;
        private double v;

        @Override
        public double next(double w, double g, int t) {
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            double mHat = m / (1 - Math.pow(0.9, t));
            double vHat = v / (1 - Math.pow(0.999, t));
            return w - 1e-3 * (0.3 * g + 0.7 * mHat) / (Math.sqrt(vHat) + 1e-8);
        }
    }

    private static final class AdanEquations implements Equations {
        private double before;
        private double m;
        private double v;
        private double n;

        @Override
        public double next(double w, double g, int t) {
            if (t == 1) {
                m = g;
                n = g * g;
            } else {
                m = 0.98 * m + 0.02 * g;
                v = 0.92 * v + 0.08 * (g - before);
                n = 0.99 * n + 0.01 * Math.pow(g + 0.92 * (g - before), 2);
            }
            before = g;
            return w - 1e-3 / (Math.sqrt(n) + 1e-8) * (m + 0.92 * v);
        }
    }

    private static final class AggMoEquations implements Equations {
        private final double[] velocities = new double[3];

        @Override
        public double next(double w, double g, int t) {
            double sum = 0;
            for (int k = 0; k < 3; k++) {
                velocities[k] = (1 - Math.pow(0.1, k)) * velocities[k] - g;
                sum += velocities[k];
            }
            return w + 1e-2 / 3 * sum;
        }
    }

    private static final class FtrlEquations implements Equations {
        private double z;
        private double n;

        @Override
        public double next(double w, double g, int t) {
            double sigma = (Math.sqrt(n + g * g) - Math.sqrt(n)) / 0.1;
            z += g - sigma * w;
            n += g * g;
            return -z / ((1 + Math.sqrt(n)) / 0.1);
        }
    }

    private static final class ScheduleFreeSgdEquations implements Equations {
        private double z;
        private double x;

        @Override
        public double next(double w, double g, int t) {
            z = (t == 1 ? w : z) - g;
            x = (1 - 1.0 / t) * x + 1.0 / t * z;
            return 0.1 * z + 0.9 * x;
        }
    }

    private static final class ScheduleFreeAdamWEquations implements Equations {
        private double z;
        private double x;
        private double v;
        private double sum;

        @Override
        public double next(double w, double g, int t) {
            v = 0.999 * v + 0.001 * g * g;
            double gamma = 0.0025 * Math.sqrt(1 - Math.pow(0.999, t));
            sum += gamma * gamma;
            double c = gamma * gamma / sum;
            z = (t == 1 ? w : z) - gamma * g / (Math.sqrt(v) + 1e-8);
            x = (1 - c) * x + c * z;
            return 0.1 * z + 0.9 * x;
        }
    }

    static Stream<Arguments> optimizers() {
        Map<String, Supplier<Equations>> all = new LinkedHashMap<>();
        all.put("adabelief", AdaBeliefEquations::new);
        all.put("yogi", YogiEquations::new);
        all.put("lion", LionEquations::new);
        all.put("signum", SignumEquations::new);
        all.put("qhadam", QhAdamEquations::new);
        all.put("adan", AdanEquations::new);
        all.put("aggmo", AggMoEquations::new);
        all.put("ftrl", FtrlEquations::new);
        all.put("schedule-free-sgd", ScheduleFreeSgdEquations::new);
        all.put("schedule-free-adamw", ScheduleFreeAdamWEquations::new);
        return all.entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue().get()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("optimizers")
    void trajectoriesAreThoseOfTheEquations(String name, Equations equations) {
        Optimizer optimizer = Optimizers.named(name).over(Layout.flat(ElementType.FLOAT64, 1));
        var random = new SplittableRandom(6);
        double[] w = {0.75};
        double expected = w[0];
        for (int t = 1; t <= STEPS; t++) {
            double g = random.nextDouble(-2, 2);
            expected = equations.next(expected, g, t);
            optimizer.step(w, new double[] {g});
            assertThat(w[0]).as("%s, step %d", name, t).isCloseTo(expected, within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("decoupled")
    void decoupledDecayShrinksParametersAlone(String name, double kept) {
        Optimizer optimizer = Optimizers.named(name)
                .with("learningRate", 0.5)
                .with("weightDecay", 0.25)
                .over(Layout.flat(ElementType.FLOAT64, 1));
        double[] w = {8};
        optimizer.step(w, new double[1]);
        assertThat(w[0]).isCloseTo(8 * kept, within(1e-15));
    }

    static Stream<Arguments> decoupled() {
        return Stream.of(
                Arguments.of("schedule-free-adamw", 1 - 0.125 * Math.sqrt(0.001)),
                Arguments.of("adamw", 1 - 0.125),
                Arguments.of("lion", 1 - 0.125),
                Arguments.of("adan", 1 / 1.125));
    }

    @ParameterizedTest
    @MethodSource("signs")
    void ftrlKeepsUnimportantWeightsAtZero(double gradient, double expected) {
        Optimizer optimizer = Optimizers.named("ftrl")
                .with("learningRate", 1)
                .with("l1", 1)
                .with("l2", 2)
                .over(Layout.flat(ElementType.FLOAT64, 1));
        double[] w = {0};
        optimizer.step(w, new double[] {gradient});
        assertThat(w[0]).isCloseTo(expected, within(1e-15));
    }

    /// z = g, n = g²: beyond λ₁ = 1, −(z − sign z) / ((1 + |g|) + 2).
    static Stream<Arguments> signs() {
        return Stream.of(
                Arguments.of(0.5, 0.0),
                Arguments.of(-1.0, 0.0),
                Arguments.of(3.0, -2 / 6.0),
                Arguments.of(-3.0, 2 / 6.0));
    }
}
