package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [Asgd] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatAsgdRule implements FloatUpdateRule {

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] a = step.slot(Asgd.AVERAGE);
        double decay = step.value(Asgd.DECAY);
        double start = step.value(Asgd.LEARNING_RATE);
        long number = step.number();
        double logarithm = StrictMath.log1p(decay * start * (number - 1));
        double rate = start * StrictMath.exp(-step.value(Asgd.POWER) * logarithm);
        float kept = (float) (1 - decay * rate);
        float narrowed = (float) rate;
        float share = (float) (1 / Math.max(1, number - step.value(Asgd.AVERAGE_FROM)));
        for (int i = from; i < to; i++) {
            float moved = w[i] * kept - narrowed * g[i];
            w[i] = moved;
            a[i] += (moved - a[i]) * share;
        }
    }
}
