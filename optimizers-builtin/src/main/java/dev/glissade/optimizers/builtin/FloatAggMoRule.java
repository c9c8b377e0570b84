package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [AggMo] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatAggMoRule implements FloatUpdateRule {

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m0 = step.slot(AggMo.VELOCITY0);
        float[] m1 = step.slot(AggMo.VELOCITY1);
        float[] m2 = step.slot(AggMo.VELOCITY2);
        float beta0 = (float) step.value(AggMo.BETA0);
        float beta1 = (float) step.value(AggMo.BETA1);
        float beta2 = (float) step.value(AggMo.BETA2);
        float rate = (float) (step.value(AggMo.LEARNING_RATE) / 3);
        for (int i = from; i < to; i++) {
            float first = beta0 * m0[i] - g[i];
            float second = beta1 * m1[i] - g[i];
            float third = beta2 * m2[i] - g[i];
            m0[i] = first;
            m1[i] = second;
            m2[i] = third;
            w[i] += rate * (first + second + third);
        }
    }
}
