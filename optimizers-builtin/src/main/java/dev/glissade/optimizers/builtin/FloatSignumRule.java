package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [Signum] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatSignumRule implements FloatUpdateRule {

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(Signum.AVERAGE);
        float rate = step.rate();
        double beta = step.value(Signum.MOMENTUM);
        float kept = (float) beta;
        float added = (float) (1 - beta);
        for (int i = from; i < to; i++) {
            float average = kept * m[i] + added * g[i];
            m[i] = average;
            w[i] -= rate * Math.signum(average);
        }
    }
}
