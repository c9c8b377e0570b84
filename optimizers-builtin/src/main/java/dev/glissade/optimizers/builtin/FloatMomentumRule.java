package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [Momentum] over `float`.
///
/// Both places of η are one loop, m ← β m − taken g, w ← w + applied m, where one of the two scalars is 1: multiplying
/// by 1 changes no bit.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatMomentumRule implements FloatUpdateRule {
    private final boolean rateInside;

    FloatMomentumRule(boolean rateInside) {
        this.rateInside = rateInside;
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(Momentum.VELOCITY);
        float beta = (float) step.value(Momentum.MOMENTUM);
        double undamped = step.number() == 1 ? 1 : 1 - step.value(Momentum.DAMPENING);
        double rate = step.value(Momentum.LEARNING_RATE);
        float taken = (float) (rateInside ? rate * undamped : undamped);
        float applied = rateInside ? 1f : (float) rate;
        for (int i = from; i < to; i++) {
            float velocity = beta * m[i] - taken * g[i];
            m[i] = velocity;
            w[i] += applied * velocity;
        }
    }
}
