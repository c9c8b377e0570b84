package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [RmsProp] with momentum over `float`.
///
/// As in [FloatRmsPropRule], both places of ε are one formula; both places of η are one as in [FloatMomentumRule].
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatRmsPropMomentumRule implements FloatUpdateRule {
    private final boolean epsilonInside;
    private final boolean oldAverage;
    private final boolean rateInside;

    FloatRmsPropMomentumRule(boolean epsilonInside, boolean oldAverage, boolean rateInside) {
        this.epsilonInside = epsilonInside;
        this.oldAverage = oldAverage;
        this.rateInside = rateInside;
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] v = step.slot(RmsProp.SQUARE_AVERAGE);
        float[] m = step.slot(RmsProp.VELOCITY);
        float taken = rateInside ? step.rate() : 1f;
        float applied = rateInside ? 1f : step.rate();
        float friction = (float) step.value(RmsProp.MOMENTUM);
        double beta = step.value(RmsProp.BETA);
        float kept = (float) beta;
        float added = (float) (1 - beta);
        float epsilon = (float) step.value(RmsProp.EPSILON);
        float inside = epsilonInside ? epsilon : 0f;
        float outside = epsilonInside ? 0f : epsilon;
        boolean old = oldAverage;
        for (int i = from; i < to; i++) {
            float square = kept * v[i] + added * (g[i] * g[i]);
            float average = old ? v[i] : square;
            float velocity = friction * m[i] + taken * (g[i] / ((float) Math.sqrt(average + inside) + outside));
            v[i] = square;
            m[i] = velocity;
            w[i] -= applied * velocity;
        }
    }
}
