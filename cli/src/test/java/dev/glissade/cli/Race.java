package dev.glissade.cli;

import dev.glissade.optimizers.spi.DoubleObjective;
import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Segment;
import java.util.Arrays;

/// A descent of two parameters by an optimizer, at the learning rate of a few that leads it lowest.
///
/// The parameters are a matrix of one row: vectors would leave Muon to its AdamW, whose learning rate is another.
///
/// @param optimizer its name
/// @param learningRate the rate
/// @param losses the loss before each step, and at the end
record Race(String optimizer, double learningRate, double[] losses) {
    static final int STEPS = 300;
    private static final double[] RATES = {
        1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 5e-3, 2e-3, 1e-3, 5e-4, 2e-4, 1e-4, 5e-5, 2e-5, 1e-5
    };

    /// Where descents take place.
    enum Ground {
        /// (x² + 100 y²) / 2: a valley a hundred times as steep across as along.
        VALLEY(-1.5, 1) {
            @Override
            double evaluate(double[] w, double[] g) {
                g[0] = w[0];
                g[1] = 100 * w[1];
                return (w[0] * w[0] + 100 * w[1] * w[1]) / 2;
            }
        },
        /// (1 − x)² + 100 (y − x²)²: a valley that bends (Rosenbrock 1960).
        BANANA(-1.5, 2) {
            @Override
            double evaluate(double[] w, double[] g) {
                double across = w[1] - w[0] * w[0];
                g[0] = -2 * (1 - w[0]) - 400 * w[0] * across;
                g[1] = 200 * across;
                return (1 - w[0]) * (1 - w[0]) + 100 * across * across;
            }
        };

        private final double[] start;

        Ground(double... start) {
            this.start = start;
        }

        abstract double evaluate(double[] w, double[] g);
    }

    /// The best of the rates.
    static Race on(Ground ground, String optimizer) {
        Race best = new Race(optimizer, Double.NaN, new double[] {Double.POSITIVE_INFINITY});
        for (double rate : RATES) {
            Race race = at(rate, ground, optimizer);
            if (race.end() < best.end()) {
                best = race;
            }
        }
        return best;
    }

    private static Race at(double rate, Ground ground, String name) {
        Optimizer optimizer = Optimizers.named(name)
                .with("learningRate", rate)
                .over(Layout.of(ElementType.FLOAT64, Segment.of("w", 0, 1, 2)));
        double[] w = ground.start.clone();
        double[] g = new double[2];
        var losses = new double[STEPS + 1];
        Arrays.fill(losses, Double.POSITIVE_INFINITY);
        DoubleObjective objective = ground::evaluate;
        for (int i = 0; i < STEPS; i++) {
            losses[i] = optimizer.step(w, g, objective);
            if (!Double.isFinite(losses[i])) {
                return new Race(name, rate, losses);
            }
        }
        losses[STEPS] = ground.evaluate(w, g);
        return new Race(name, rate, losses);
    }

    double end() {
        double end = losses[losses.length - 1];
        return Double.isNaN(end) ? Double.POSITIVE_INFINITY : end;
    }

    double after(int steps) {
        return losses[steps];
    }
}
