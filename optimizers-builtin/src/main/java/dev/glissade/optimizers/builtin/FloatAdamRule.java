package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [Adam] over `float`.
///
/// The corrections are moved out of the loop: η m̂ / (√v̂ + ε) is η √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε √(1 − β₂ᵗ)), so that an element
/// costs one root and one division.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatAdamRule implements FloatUpdateRule {
    private final boolean epsilonCorrected;

    FloatAdamRule(boolean epsilonCorrected) {
        this.epsilonCorrected = epsilonCorrected;
    }

    @Override
    public void begin(FloatStep step) {
        step.setScalar(Adam.BETA1_PRODUCT, step.scalar(Adam.BETA1_PRODUCT) * step.value(Adam.BETA1));
        step.setScalar(Adam.BETA2_PRODUCT, step.scalar(Adam.BETA2_PRODUCT) * step.value(Adam.BETA2));
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(Adam.FIRST_MOMENT);
        float[] v = step.slot(Adam.SECOND_MOMENT);
        double beta1 = step.value(Adam.BETA1);
        double beta2 = step.value(Adam.BETA2);
        float kept1 = (float) beta1;
        float added1 = (float) (1 - beta1);
        float kept2 = (float) beta2;
        float added2 = (float) (1 - beta2);
        double root = Math.sqrt(1 - step.scalar(Adam.BETA2_PRODUCT));
        double corrected = epsilonCorrected ? root : 1;
        float epsilon = (float) (step.value(Adam.EPSILON) * corrected);
        float inside = (float) (step.value(Adam.EPSILON_ROOT) * (corrected * corrected));
        float rate = (float) (step.value(Adam.LEARNING_RATE) * root / (1 - step.scalar(Adam.BETA1_PRODUCT)));
        FloatAdamLoop.run(w, g, m, v, from, to, kept1, added1, kept2, added2, inside, epsilon, rate, 1);
    }
}
