package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [Yogi] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatYogiRule implements FloatUpdateRule {
    private final boolean corrected;

    FloatYogiRule(boolean corrected) {
        this.corrected = corrected;
    }

    @Override
    public void begin(FloatStep step) {
        step.setScalar(Yogi.BETA1_PRODUCT, step.scalar(Yogi.BETA1_PRODUCT) * step.value(Yogi.BETA1));
        step.setScalar(Yogi.BETA2_PRODUCT, step.scalar(Yogi.BETA2_PRODUCT) * step.value(Yogi.BETA2));
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(Yogi.FIRST_MOMENT);
        float[] v = step.slot(Yogi.SECOND_MOMENT);
        double beta1 = step.value(Yogi.BETA1);
        float kept1 = (float) beta1;
        float added1 = (float) (1 - beta1);
        double beta2 = step.value(Yogi.BETA2);
        float added2 = (float) (1 - beta2);
        // As in FloatAdamRule, the corrections are done by scalars.
        double correction = corrected ? 1 - step.scalar(Yogi.BETA1_PRODUCT) : 1;
        double root = corrected ? Math.sqrt(1 - step.scalar(Yogi.BETA2_PRODUCT)) : 1;
        float rate = (float) (step.value(Yogi.LEARNING_RATE) * root / correction);
        float epsilon = (float) (step.value(Yogi.EPSILON) * root);
        for (int i = from; i < to; i++) {
            float first = kept1 * m[i] + added1 * g[i];
            float square = g[i] * g[i];
            float second = v[i] - added2 * (Math.signum(v[i] - square) * square);
            m[i] = first;
            v[i] = second;
            w[i] -= rate * (first / ((float) Math.sqrt(second) + epsilon));
        }
    }
}
