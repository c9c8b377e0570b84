package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [Adagrad] over `float`.
///
/// Both places of ε are one formula, √(s + inside) + outside, as in [FloatRmsPropRule].
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatAdagradRule implements FloatUpdateRule {
    private final boolean epsilonInside;

    FloatAdagradRule(boolean epsilonInside) {
        this.epsilonInside = epsilonInside;
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] s = step.slot(Adagrad.SQUARE_SUM);
        double decayed = 1 + (step.number() - 1) * step.value(Adagrad.LEARNING_RATE_DECAY);
        float rate = (float) (step.value(Adagrad.LEARNING_RATE) / decayed);
        float epsilon = (float) step.value(Adagrad.EPSILON);
        float inside = epsilonInside ? epsilon : 0f;
        float outside = epsilonInside ? 0f : epsilon;
        for (int i = from; i < to; i++) {
            float sum = s[i] + g[i] * g[i];
            s[i] = sum;
            w[i] -= rate * (g[i] / ((float) Math.sqrt(sum + inside) + outside));
        }
    }
}
