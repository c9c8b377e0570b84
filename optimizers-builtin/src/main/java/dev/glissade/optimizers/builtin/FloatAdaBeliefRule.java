package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [AdaBelief] over `float`.
///
/// As in [FloatAdamRule], η m̂ / (√v̂ + ε) is η √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε √(1 − β₂ᵗ)).
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatAdaBeliefRule implements FloatUpdateRule {
    @Override
    public void begin(FloatStep step) {
        step.setScalar(AdaBelief.BETA1_PRODUCT, step.scalar(AdaBelief.BETA1_PRODUCT) * step.value(AdaBelief.BETA1));
        step.setScalar(AdaBelief.BETA2_PRODUCT, step.scalar(AdaBelief.BETA2_PRODUCT) * step.value(AdaBelief.BETA2));
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(AdaBelief.FIRST_MOMENT);
        float[] s = step.slot(AdaBelief.VARIANCE);
        double beta1 = step.value(AdaBelief.BETA1);
        float kept1 = (float) beta1;
        float added1 = (float) (1 - beta1);
        double beta2 = step.value(AdaBelief.BETA2);
        float kept2 = (float) beta2;
        float added2 = (float) (1 - beta2);
        double root = Math.sqrt(1 - step.scalar(AdaBelief.BETA2_PRODUCT));
        float added = (float) step.value(AdaBelief.EPSILON);
        float epsilon = (float) (step.value(AdaBelief.EPSILON) * root);
        float rate = (float) (step.value(AdaBelief.LEARNING_RATE) * root / (1 - step.scalar(AdaBelief.BETA1_PRODUCT)));
        for (int i = from; i < to; i++) {
            float first = kept1 * m[i] + added1 * g[i];
            float difference = g[i] - first;
            float variance = kept2 * s[i] + added2 * (difference * difference) + added;
            m[i] = first;
            s[i] = variance;
            w[i] -= rate * (first / ((float) Math.sqrt(variance) + epsilon));
        }
    }
}
