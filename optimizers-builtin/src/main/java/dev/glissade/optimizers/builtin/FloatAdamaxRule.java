package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [Adamax] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatAdamaxRule implements FloatUpdateRule {
    private final boolean epsilonInside;

    FloatAdamaxRule(boolean epsilonInside) {
        this.epsilonInside = epsilonInside;
    }

    @Override
    public void begin(FloatStep step) {
        step.setScalar(Adamax.BETA1_PRODUCT, step.scalar(Adamax.BETA1_PRODUCT) * step.value(Adamax.BETA1));
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(Adamax.FIRST_MOMENT);
        float[] u = step.slot(Adamax.NORM);
        double beta1 = step.value(Adamax.BETA1);
        float kept1 = (float) beta1;
        float added1 = (float) (1 - beta1);
        float kept2 = (float) step.value(Adamax.BETA2);
        float epsilon = (float) step.value(Adamax.EPSILON);
        float inside = epsilonInside ? epsilon : 0f;
        float outside = epsilonInside ? 0f : epsilon;
        float rate = (float) (step.value(Adamax.LEARNING_RATE) / (1 - step.scalar(Adamax.BETA1_PRODUCT)));
        for (int i = from; i < to; i++) {
            float first = kept1 * m[i] + added1 * g[i];
            float norm = Math.max(kept2 * u[i], Math.abs(g[i]) + inside);
            m[i] = first;
            u[i] = norm;
            w[i] -= rate * (first / (norm + outside));
        }
    }
}
