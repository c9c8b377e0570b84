package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// [ClipByNorm] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatClipByNormRule implements FloatUpdateRule {

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] g = step.gradients();
        double norm = Math.sqrt((double) step.arithmetic().dot(g, g, from, to));
        double limit = step.value(ClipByNorm.LIMIT);
        float factor = (float) Math.min(1, limit / (norm + step.value(ClipByNorm.EPSILON)));
        for (int i = from; i < to; i++) {
            g[i] *= factor;
        }
    }
}
