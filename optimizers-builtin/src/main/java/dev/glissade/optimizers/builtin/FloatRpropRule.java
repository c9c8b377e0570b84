package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [Rprop] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatRpropRule implements FloatUpdateRule {

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] sizes = step.slot(Rprop.STEP_SIZE);
        float[] before = step.slot(Rprop.GRADIENT_BEFORE);
        float shrink = (float) step.value(Rprop.SHRINK);
        float grow = (float) step.value(Rprop.GROW);
        float least = (float) step.value(Rprop.LEAST_STEP);
        float largest = (float) step.value(Rprop.LARGEST_STEP);
        for (int i = from; i < to; i++) {
            float sign = g[i] * before[i];
            float factor = sign > 0 ? grow : sign < 0 ? shrink : 1f;
            float size = Math.min(Math.max(sizes[i] * factor, least), largest);
            float gradient = sign < 0 ? 0f : g[i];
            sizes[i] = size;
            before[i] = gradient;
            w[i] -= Math.signum(gradient) * size;
        }
    }
}
