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
        double least = worstEnd(provider, problem, best);
        for (double rate : GRID) {
            double end = worstEnd(provider, problem, rate);
            if (end < least || Double.isNaN(least)) {
                least = end;
                best = rate;
            }
        }
        return best;
    }

    /// The loss in the type in which it ends higher: a rate that suits one by luck is no good.
    private static double worstEnd(OptimizerProvider provider, Problem problem, double rate) {
        double worst = Double.NEGATIVE_INFINITY;
        for (ElementType elementType : new OptimizerSubject(provider).types()) {
            worst = Math.max(worst, Descent.end(provider, problem, rate, elementType));
        }
        return worst;
    }
}
