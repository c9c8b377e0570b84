package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [ScheduleFreeSgd] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatScheduleFreeSgdRule implements FloatUpdateRule {

    @Override
    public void begin(FloatStep step) {
        double rate = step.value(ScheduleFreeSgd.LEARNING_RATE);
        step.setScalar(ScheduleFreeSgd.WEIGHT_SUM, step.scalar(ScheduleFreeSgd.WEIGHT_SUM) + rate * rate);
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] y = step.parameters();
        float[] g = step.gradients();
        float[] z = step.slot(ScheduleFreeSgd.BASE);
        float[] x = step.slot(ScheduleFreeSgd.AVERAGE);
        double exact = step.value(ScheduleFreeSgd.LEARNING_RATE);
        double sum = step.scalar(ScheduleFreeSgd.WEIGHT_SUM);
        float rate = (float) exact;
        float joining = (float) (sum > 0 ? exact * exact / sum : 0);
        float beta = (float) step.value(ScheduleFreeSgd.BETA);
        for (int i = from; i < to; i++) {
            float base = z[i] - rate * g[i];
            float average = x[i] + joining * (base - x[i]);
            z[i] = base;
            x[i] = average;
            y[i] = base + beta * (average - base);
        }
    }
}
