package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [Nesterov] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatNesterovRule implements FloatUpdateRule {

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(Nesterov.VELOCITY);
        float rate = step.rate();
        float beta = (float) step.value(Nesterov.MOMENTUM);
        for (int i = from; i < to; i++) {
            float velocity = beta * m[i] - g[i];
            m[i] = velocity;
            w[i] += rate * (beta * velocity - g[i]);
        }
    }
}
