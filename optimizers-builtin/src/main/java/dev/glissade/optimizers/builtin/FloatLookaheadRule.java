package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// [Lookahead] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatLookaheadRule implements FloatUpdateRule {

    @Override
    public void update(FloatStep step, int from, int to) {
        if (step.number() % Math.rint(step.value(Lookahead.EVERY)) != 0) {
            return;
        }
        float[] w = step.parameters();
        float[] slow = step.slot(Lookahead.AVERAGE);
        FloatAverages.approach(w, slow, (float) step.value(Lookahead.SHARE), from, to);
        System.arraycopy(slow, from, w, from, to - from);
    }
}
