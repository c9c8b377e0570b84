package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [AdamW] over `float`.
///
/// As in [FloatAdamRule], η m̂ / (√v̂ + ε) is η √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε √(1 − β₂ᵗ)).
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatAdamWRule implements FloatUpdateRule {
    private final boolean epsilonCorrected;

    FloatAdamWRule(boolean epsilonCorrected) {
        this.epsilonCorrected = epsilonCorrected;
    }

    @Override
    public void begin(FloatStep step) {
        step.setScalar(AdamW.BETA1_PRODUCT, step.scalar(AdamW.BETA1_PRODUCT) * step.value(AdamW.BETA1));
        step.setScalar(AdamW.BETA2_PRODUCT, step.scalar(AdamW.BETA2_PRODUCT) * step.value(AdamW.BETA2));
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(AdamW.FIRST_MOMENT);
        float[] v = step.slot(AdamW.SECOND_MOMENT);
        double beta1 = step.value(AdamW.BETA1);
        float kept1 = (float) beta1;
        float added1 = (float) (1 - beta1);
        double beta2 = step.value(AdamW.BETA2);
        float kept2 = (float) beta2;
        float added2 = (float) (1 - beta2);
        double root = Math.sqrt(1 - step.scalar(AdamW.BETA2_PRODUCT));
        double corrected = epsilonCorrected ? root : 1;
        float epsilon = (float) (step.value(AdamW.EPSILON) * corrected);
        float inside = (float) (step.value(AdamW.EPSILON_ROOT) * (corrected * corrected));
        float rate = (float) (step.value(AdamW.LEARNING_RATE) * root / (1 - step.scalar(AdamW.BETA1_PRODUCT)));
        float kept = (float) (1 - step.value(AdamW.LEARNING_RATE) * step.value(AdamW.WEIGHT_DECAY));
        FloatAdamLoop.run(w, g, m, v, from, to, kept1, added1, kept2, added2, inside, epsilon, rate, kept);
    }
}
