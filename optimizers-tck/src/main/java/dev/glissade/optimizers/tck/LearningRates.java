package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.OptimizerProvider;

/// The learning rate with which an optimizer descends a problem best, of a few.
final class LearningRates {
    private static final double[] GRID = {1, 0.3, 0.1, 0.03, 0.01, 3e-3, 1e-3, 3e-4, 1e-4, 10, 100};

    private LearningRates() {}

    /// NaN if the optimizer has no learning rate, or none is any good: the default is as good as any.
    static double best(OptimizerProvider provider, Problem problem) {
        double best = Double.NaN;
        if (!Descent.hasRate(provider)) {
            return best;
        }
        double least = Descent.end(provider, problem, best, ElementType.FLOAT32);
        for (double rate : GRID) {
            double end = Descent.end(provider, problem, rate, ElementType.FLOAT32);
            if (end < least || Double.isNaN(least)) {
                least = end;
                best = rate;
            }
        }
        return best;
    }
}
