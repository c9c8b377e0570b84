package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [QhAdam] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatQhAdamRule implements FloatUpdateRule {
    @Override
    public void begin(FloatStep step) {
        step.setScalar(QhAdam.BETA1_PRODUCT, step.scalar(QhAdam.BETA1_PRODUCT) * step.value(QhAdam.BETA1));
        step.setScalar(QhAdam.BETA2_PRODUCT, step.scalar(QhAdam.BETA2_PRODUCT) * step.value(QhAdam.BETA2));
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(QhAdam.FIRST_MOMENT);
        float[] v = step.slot(QhAdam.SECOND_MOMENT);
        double beta1 = step.value(QhAdam.BETA1);
        float kept1 = (float) beta1;
        float added1 = (float) (1 - beta1);
        double beta2 = step.value(QhAdam.BETA2);
        float kept2 = (float) beta2;
        float added2 = (float) (1 - beta2);
        double nu1 = step.value(QhAdam.NU1);
        double nu2 = step.value(QhAdam.NU2);
        float plain1 = (float) (1 - nu1);
        float plain2 = (float) (1 - nu2);
        float share1 = (float) (nu1 / (1 - step.scalar(QhAdam.BETA1_PRODUCT)));
        float share2 = (float) (nu2 / (1 - step.scalar(QhAdam.BETA2_PRODUCT)));
        float rate = step.rate();
        float epsilon = (float) step.value(QhAdam.EPSILON);
        for (int i = from; i < to; i++) {
            float square = g[i] * g[i];
            float first = kept1 * m[i] + added1 * g[i];
            float second = kept2 * v[i] + added2 * square;
            m[i] = first;
            v[i] = second;
            float divisor = (float) Math.sqrt(plain2 * square + share2 * second) + epsilon;
            w[i] -= rate * ((plain1 * g[i] + share1 * first) / divisor);
        }
    }
}
