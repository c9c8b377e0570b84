package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// [Ema] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatEmaRule implements FloatUpdateRule {

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] average = step.slot(Ema.AVERAGE);
        double decay = step.number() == 1 ? 0 : step.value(Ema.DECAY);
        float kept = (float) decay;
        float added = (float) (1 - decay);
        for (int i = from; i < to; i++) {
            average[i] = kept * average[i] + added * w[i];
        }
    }
}
