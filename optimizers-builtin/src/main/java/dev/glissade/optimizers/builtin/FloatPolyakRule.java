package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// [Polyak] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatPolyakRule implements FloatUpdateRule {

    @Override
    public void begin(FloatStep step) {
        if (step.number() >= Math.rint(step.value(Polyak.FROM))) {
            step.setScalar(Polyak.AVERAGED, step.scalar(Polyak.AVERAGED) + 1);
        }
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float share = (float) (1 / Math.max(1, step.scalar(Polyak.AVERAGED)));
        FloatAverages.approach(step.parameters(), step.slot(Polyak.AVERAGE), share, from, to);
    }
}
