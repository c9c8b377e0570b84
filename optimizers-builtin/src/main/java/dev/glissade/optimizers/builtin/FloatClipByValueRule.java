package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// [ClipByValue] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatClipByValueRule implements FloatUpdateRule {

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] g = step.gradients();
        float limit = (float) step.value(ClipByValue.LIMIT);
        for (int i = from; i < to; i++) {
            g[i] = Math.max(-limit, Math.min(limit, g[i]));
        }
    }
}
