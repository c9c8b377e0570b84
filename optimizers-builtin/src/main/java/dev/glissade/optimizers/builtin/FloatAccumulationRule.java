package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// [Accumulation] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatAccumulationRule implements FloatUpdateRule {

    @Override
    public void begin(FloatStep step) {
        // Where the last step was the k-th, its sum has been handed on.
        boolean complete = isComplete(step);
        double collected = (complete ? 0 : step.scalar(Accumulation.COLLECTED)) + 1;
        step.setScalar(Accumulation.COLLECTED, collected);
        if (!isComplete(step)) {
            step.skip();
        }
    }

    private static boolean isComplete(FloatStep step) {
        return step.scalar(Accumulation.COLLECTED) >= Math.rint(step.value(Accumulation.STEPS));
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] g = step.gradients();
        float[] sum = step.slot(Accumulation.SUM);
        boolean complete = isComplete(step);
        float share = (float) (1 / step.scalar(Accumulation.COLLECTED));
        float kept = complete ? 0 : 1;
        for (int i = from; i < to; i++) {
            float all = sum[i] + g[i];
            g[i] = all * share;
            sum[i] = all * kept;
        }
    }
}
