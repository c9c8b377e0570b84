package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [Nesterov] over `float`.
///
/// Both places of η are one loop, as in [FloatMomentumRule]: one of the two scalars is 1.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatNesterovRule implements FloatUpdateRule {
    private final boolean rateInside;

    FloatNesterovRule(boolean rateInside) {
        this.rateInside = rateInside;
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(Nesterov.VELOCITY);
        float taken = rateInside ? step.rate() : 1f;
        float applied = rateInside ? 1f : step.rate();
        float beta = (float) step.value(Nesterov.MOMENTUM);
        for (int i = from; i < to; i++) {
            float gradient = taken * g[i];
            float velocity = beta * m[i] - gradient;
            m[i] = velocity;
            w[i] += applied * (beta * velocity - gradient);
        }
    }
}
