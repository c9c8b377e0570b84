package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Arithmetic;
import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [Lamb] over `float`.
///
/// As in [FloatAdamRule], m̂ / (√v̂ + ε) is √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε √(1 − β₂ᵗ)).
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatLambRule implements FloatUpdateRule {

    @Override
    public void begin(FloatStep step) {
        step.setScalar(Lamb.BETA1_PRODUCT, step.scalar(Lamb.BETA1_PRODUCT) * step.value(Lamb.BETA1));
        step.setScalar(Lamb.BETA2_PRODUCT, step.scalar(Lamb.BETA2_PRODUCT) * step.value(Lamb.BETA2));
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] u = step.slot(Lamb.DIRECTION);
        direction(step, from, to);
        float rate = (float) (step.value(Lamb.LEARNING_RATE) * trustRatio(step.arithmetic(), w, u, from, to));
        for (int i = from; i < to; i++) {
            w[i] -= rate * u[i];
        }
    }

    /// u = m̂ / (√v̂ + ε) + λ w
    private static void direction(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(Lamb.FIRST_MOMENT);
        float[] v = step.slot(Lamb.SECOND_MOMENT);
        float[] u = step.slot(Lamb.DIRECTION);
        double beta1 = step.value(Lamb.BETA1);
        float kept1 = (float) beta1;
        float added1 = (float) (1 - beta1);
        double beta2 = step.value(Lamb.BETA2);
        float kept2 = (float) beta2;
        float added2 = (float) (1 - beta2);
        double root = Math.sqrt(1 - step.scalar(Lamb.BETA2_PRODUCT));
        float epsilon = (float) (step.value(Lamb.EPSILON) * root);
        float scale = (float) (root / (1 - step.scalar(Lamb.BETA1_PRODUCT)));
        float decay = (float) step.value(Lamb.WEIGHT_DECAY);
        for (int i = from; i < to; i++) {
            float first = kept1 * m[i] + added1 * g[i];
            float second = kept2 * v[i] + added2 * (g[i] * g[i]);
            m[i] = first;
            v[i] = second;
            u[i] = scale * (first / ((float) Math.sqrt(second) + epsilon)) + decay * w[i];
        }
    }

    private static double trustRatio(Arithmetic arithmetic, float[] w, float[] u, int from, int to) {
        double parameters = Math.sqrt(arithmetic.dot(w, w, from, to));
        double direction = Math.sqrt(arithmetic.dot(u, u, from, to));
        return parameters == 0 || direction == 0 ? 1 : parameters / direction;
    }
}
