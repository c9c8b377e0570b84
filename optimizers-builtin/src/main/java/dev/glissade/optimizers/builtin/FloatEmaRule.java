package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// [Ema] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatEmaRule implements FloatUpdateRule {

    @Override
    public void update(FloatStep step, int from, int to) {
        double share = step.number() == 1 ? 1 : 1 - step.value(Ema.DECAY);
        FloatAverages.approach(step.parameters(), step.slot(Ema.AVERAGE), (float) share, from, to);
    }
}
