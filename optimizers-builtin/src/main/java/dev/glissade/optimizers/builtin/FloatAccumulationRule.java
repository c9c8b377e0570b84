package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// [Accumulation] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatAccumulationRule implements FloatUpdateRule {

    @Override
    public void begin(FloatStep step) {
        double collected = step.scalar(Accumulation.COLLECTED) + 1;
        boolean complete = collected >= Math.rint(step.value(Accumulation.STEPS));
        step.setScalar(Accumulation.COLLECTED, complete ? 0 : collected);
        step.setScalar(Accumulation.SHARE, 1 / collected);
        if (!complete) {
            step.skip();
        }
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] g = step.gradients();
        float[] sum = step.slot(Accumulation.SUM);
        boolean complete = step.scalar(Accumulation.COLLECTED) == 0;
        float share = (float) step.scalar(Accumulation.SHARE);
        for (int i = from; i < to; i++) {
            float all = sum[i] + g[i];
            g[i] = all * share;
            sum[i] = complete ? 0 : all;
        }
    }
}
