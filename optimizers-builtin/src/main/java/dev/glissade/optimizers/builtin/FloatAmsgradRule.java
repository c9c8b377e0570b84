package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [Amsgrad] over `float`.
///
/// The moment is multiplied by 1 before it is compared, or by 1 / (1 − β₂ᵗ) for the largest of the corrected moments; what is left of
/// the correction is done by scalars. As in [FloatAdamRule], η m̂ / (√v̂ + ε) is η √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε √(1 − β₂ᵗ)).
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatAmsgradRule implements FloatUpdateRule {
    private final boolean epsilonCorrected;
    private final boolean correctedMaximum;

    FloatAmsgradRule(boolean epsilonCorrected, boolean correctedMaximum) {
        this.epsilonCorrected = epsilonCorrected;
        this.correctedMaximum = correctedMaximum;
    }

    @Override
    public void begin(FloatStep step) {
        step.setScalar(Amsgrad.BETA1_PRODUCT, step.scalar(Amsgrad.BETA1_PRODUCT) * step.value(Amsgrad.BETA1));
        step.setScalar(Amsgrad.BETA2_PRODUCT, step.scalar(Amsgrad.BETA2_PRODUCT) * step.value(Amsgrad.BETA2));
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(Amsgrad.FIRST_MOMENT);
        float[] v = step.slot(Amsgrad.SECOND_MOMENT);
        float[] x = step.slot(Amsgrad.LARGEST_MOMENT);
        double beta1 = step.value(Amsgrad.BETA1);
        float kept1 = (float) beta1;
        float added1 = (float) (1 - beta1);
        double beta2 = step.value(Amsgrad.BETA2);
        float kept2 = (float) beta2;
        float added2 = (float) (1 - beta2);
        double correction = 1 - step.scalar(Amsgrad.BETA2_PRODUCT);
        float compared = (float) (correctedMaximum ? 1 / correction : 1);
        double root = correctedMaximum ? 1 : Math.sqrt(correction);
        double corrected = epsilonCorrected ? root : 1;
        float epsilon = (float) (step.value(Amsgrad.EPSILON) * corrected);
        float inside = (float) (step.value(Amsgrad.EPSILON_ROOT) * (corrected * corrected));
        float rate = (float) (step.value(Amsgrad.LEARNING_RATE) * root / (1 - step.scalar(Amsgrad.BETA1_PRODUCT)));
        for (int i = from; i < to; i++) {
            float first = kept1 * m[i] + added1 * g[i];
            float second = kept2 * v[i] + added2 * (g[i] * g[i]);
            float largest = Math.max(x[i], compared * second);
            m[i] = first;
            v[i] = second;
            x[i] = largest;
            w[i] -= rate * (first / ((float) Math.sqrt(largest + inside) + epsilon));
        }
    }
}
