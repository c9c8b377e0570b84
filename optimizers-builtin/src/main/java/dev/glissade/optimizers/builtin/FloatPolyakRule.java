package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// [Polyak] over `float`.
final class FloatPolyakRule implements FloatUpdateRule {

    @Override
    public void begin(FloatStep step) {
        if (step.number() >= step.value(Polyak.FROM)) {
            step.setScalar(Polyak.AVERAGED, step.scalar(Polyak.AVERAGED) + 1);
        }
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        FloatAverages.add(
                step.parameters(), step.slot(Polyak.AVERAGE), Math.max(1, step.scalar(Polyak.AVERAGED)), from, to);
    }
}
