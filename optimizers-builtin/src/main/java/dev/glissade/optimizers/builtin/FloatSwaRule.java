package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// [Swa] over `float`.
final class FloatSwaRule implements FloatUpdateRule {

    @Override
    public void begin(FloatStep step) {
        if (step.number() >= step.value(Swa.FROM) && isEndOfCycle(step)) {
            step.setScalar(Swa.AVERAGED, step.scalar(Swa.AVERAGED) + 1);
        }
    }

    private static boolean isEndOfCycle(FloatStep step) {
        return (step.number() - step.value(Swa.FROM)) % step.value(Swa.EVERY) == 0;
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        boolean before = step.number() < step.value(Swa.FROM);
        if (before || isEndOfCycle(step)) {
            FloatAverages.add(
                    step.parameters(), step.slot(Swa.AVERAGE), Math.max(1, step.scalar(Swa.AVERAGED)), from, to);
        }
    }
}
