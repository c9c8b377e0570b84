package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [Lion] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatLionRule implements FloatUpdateRule {

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(Lion.MOMENTUM);
        double beta1 = step.value(Lion.BETA1);
        float kept1 = (float) beta1;
        float added1 = (float) (1 - beta1);
        double beta2 = step.value(Lion.BETA2);
        float kept2 = (float) beta2;
        float added2 = (float) (1 - beta2);
        float rate = step.rate();
        float kept = (float) (1 - step.value(Lion.LEARNING_RATE) * step.value(Lion.WEIGHT_DECAY));
        for (int i = from; i < to; i++) {
            float direction = Math.signum(kept1 * m[i] + added1 * g[i]);
            m[i] = kept2 * m[i] + added2 * g[i];
            w[i] = w[i] * kept - rate * direction;
        }
    }
}
