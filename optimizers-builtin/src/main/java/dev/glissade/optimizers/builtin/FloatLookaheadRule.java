package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// [Lookahead] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatLookaheadRule implements FloatUpdateRule {

    @Override
    public void update(FloatStep step, int from, int to) {
        if (step.number() % step.value(Lookahead.EVERY) != 0) {
            return;
        }
        float[] w = step.parameters();
        float[] slow = step.slot(Lookahead.AVERAGE);
        float share = (float) step.value(Lookahead.SHARE);
        for (int i = from; i < to; i++) {
            float moved = slow[i] + share * (w[i] - slow[i]);
            slow[i] = moved;
            w[i] = moved;
        }
    }
}
