package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [Sgd] over `float`.
final class FloatSgdRule implements FloatUpdateRule {

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float rate = step.rate();
        for (int i = from; i < to; i++) {
            w[i] -= rate * g[i];
        }
    }
}
