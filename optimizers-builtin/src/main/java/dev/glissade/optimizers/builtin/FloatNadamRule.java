package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [Nadam] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatNadamRule implements FloatUpdateRule {
    private static final double LN_0_96 = StrictMath.log(0.96);

    @Override
    public void begin(FloatStep step) {
        step.setScalar(Nadam.BETA2_PRODUCT, step.scalar(Nadam.BETA2_PRODUCT) * step.value(Nadam.BETA2));
        step.setScalar(Nadam.MOMENTUM_PRODUCT, step.scalar(Nadam.MOMENTUM_PRODUCT) * momentum(step, step.number()));
    }

    private static double momentum(FloatStep step, long number) {
        return step.value(Nadam.BETA1)
                * (1 - 0.5 * StrictMath.exp(LN_0_96 * number * step.value(Nadam.MOMENTUM_DECAY)));
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(Nadam.FIRST_MOMENT);
        float[] v = step.slot(Nadam.SECOND_MOMENT);
        double beta1 = step.value(Nadam.BETA1);
        float kept1 = (float) beta1;
        float added1 = (float) (1 - beta1);
        double beta2 = step.value(Nadam.BETA2);
        float kept2 = (float) beta2;
        float added2 = (float) (1 - beta2);
        double rate = step.value(Nadam.LEARNING_RATE);
        double product = step.scalar(Nadam.MOMENTUM_PRODUCT);
        double next = momentum(step, step.number() + 1);
        float ofMoment = (float) (rate * next / (1 - product * next));
        float ofGradient = (float) (rate * (1 - momentum(step, step.number())) / (1 - product));
        float correction = (float) (1 - step.scalar(Nadam.BETA2_PRODUCT));
        float epsilon = (float) step.value(Nadam.EPSILON);
        for (int i = from; i < to; i++) {
            float first = kept1 * m[i] + added1 * g[i];
            float second = kept2 * v[i] + added2 * (g[i] * g[i]);
            m[i] = first;
            v[i] = second;
            w[i] -= (ofMoment * first + ofGradient * g[i]) / ((float) Math.sqrt(second / correction) + epsilon);
        }
    }
}
