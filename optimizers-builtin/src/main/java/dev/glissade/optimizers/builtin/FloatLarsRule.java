package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Arithmetic;
import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [Lars] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatLarsRule implements FloatUpdateRule {
    private final boolean jointNorm;

    FloatLarsRule(boolean jointNorm) {
        this.jointNorm = jointNorm;
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] v = step.slot(Lars.VELOCITY);
        float kept = (float) step.value(Lars.MOMENTUM);
        float decay = (float) step.value(Lars.WEIGHT_DECAY);
        float rate = (float) (step.value(Lars.LEARNING_RATE) * trustRatio(step, from, to));
        for (int i = from; i < to; i++) {
            float velocity = kept * v[i] + rate * (g[i] + decay * w[i]);
            v[i] = velocity;
            w[i] -= velocity;
        }
    }

    private double trustRatio(FloatStep step, int from, int to) {
        Arithmetic arithmetic = step.arithmetic();
        float[] w = step.parameters();
        float[] g = jointNorm ? decayed(step, from, to) : step.gradients();
        double parameters = Math.sqrt(arithmetic.dot(w, w, from, to));
        double gradients = Math.sqrt(arithmetic.dot(g, g, from, to));
        if (parameters == 0 || gradients == 0) {
            return 1;
        }
        double decay = jointNorm ? 0 : step.value(Lars.WEIGHT_DECAY);
        double divisor = gradients + decay * parameters + step.value(Lars.EPSILON);
        return step.value(Lars.TRUST_COEFFICIENT) * parameters / divisor;
    }

    /// g + λ w
    private static float[] decayed(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] decayed = step.slot(Lars.DECAYED_GRADIENT);
        float decay = (float) step.value(Lars.WEIGHT_DECAY);
        for (int i = from; i < to; i++) {
            decayed[i] = g[i] + decay * w[i];
        }
        return decayed;
    }
}
