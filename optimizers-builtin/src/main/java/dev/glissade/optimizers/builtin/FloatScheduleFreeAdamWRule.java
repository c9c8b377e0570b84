package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [ScheduleFreeAdamW] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatScheduleFreeAdamWRule implements FloatUpdateRule {

    @Override
    public void begin(FloatStep step) {
        step.setScalar(
                ScheduleFreeAdamW.BETA2_PRODUCT,
                step.scalar(ScheduleFreeAdamW.BETA2_PRODUCT) * step.value(ScheduleFreeAdamW.BETA2));
        double rate = correctedRate(step);
        step.setScalar(ScheduleFreeAdamW.WEIGHT_SUM, step.scalar(ScheduleFreeAdamW.WEIGHT_SUM) + rate * rate);
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] y = step.parameters();
        float[] g = step.gradients();
        float[] z = step.slot(ScheduleFreeAdamW.BASE);
        float[] x = step.slot(ScheduleFreeAdamW.AVERAGE);
        float[] v = step.slot(ScheduleFreeAdamW.SECOND_MOMENT);
        double exact = correctedRate(step);
        double sum = step.scalar(ScheduleFreeAdamW.WEIGHT_SUM);
        double beta2 = step.value(ScheduleFreeAdamW.BETA2);
        float kept = (float) beta2;
        float added = (float) (1 - beta2);
        float rate = (float) exact;
        float joining = (float) (sum > 0 ? exact * exact / sum : 0);
        float beta = (float) step.value(ScheduleFreeAdamW.BETA1);
        float epsilon = (float) step.value(ScheduleFreeAdamW.EPSILON);
        float decay = (float) step.value(ScheduleFreeAdamW.WEIGHT_DECAY);
        for (int i = from; i < to; i++) {
            float second = kept * v[i] + added * (g[i] * g[i]);
            float base = z[i] - rate * (g[i] / ((float) Math.sqrt(second) + epsilon) + decay * y[i]);
            float average = x[i] + joining * (base - x[i]);
            v[i] = second;
            z[i] = base;
            x[i] = average;
            y[i] = base + beta * (average - base);
        }
    }

    /// γ = η √(1 − β₂ᵗ).
    private static double correctedRate(FloatStep step) {
        return step.value(ScheduleFreeAdamW.LEARNING_RATE)
                * Math.sqrt(1 - step.scalar(ScheduleFreeAdamW.BETA2_PRODUCT));
    }
}
