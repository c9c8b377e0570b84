package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// [Swa] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatSwaRule implements FloatUpdateRule {

    @Override
    public void begin(FloatStep step) {
        if (step.number() >= Math.rint(step.value(Swa.FROM)) && isEndOfCycle(step)) {
            step.setScalar(Swa.AVERAGED, step.scalar(Swa.AVERAGED) + 1);
        }
    }

    private static boolean isEndOfCycle(FloatStep step) {
        return (step.number() - Math.rint(step.value(Swa.FROM))) % Math.rint(step.value(Swa.EVERY)) == 0;
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        boolean before = step.number() < Math.rint(step.value(Swa.FROM));
        if (before || isEndOfCycle(step)) {
            float share = (float) (1 / Math.max(1, step.scalar(Swa.AVERAGED)));
            FloatAverages.approach(step.parameters(), step.slot(Swa.AVERAGE), share, from, to);
        }
    }
}
