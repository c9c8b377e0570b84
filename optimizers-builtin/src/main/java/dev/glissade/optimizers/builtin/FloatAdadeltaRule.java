package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [Adadelta] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatAdadeltaRule implements FloatUpdateRule {

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] v = step.slot(Adadelta.SQUARE_AVERAGE);
        float[] u = step.slot(Adadelta.STEP_AVERAGE);
        float rate = step.rate();
        double rho = step.value(Adadelta.RHO);
        float kept = (float) rho;
        float added = (float) (1 - rho);
        float epsilon = (float) step.value(Adadelta.EPSILON);
        for (int i = from; i < to; i++) {
            float average = kept * v[i] + added * (g[i] * g[i]);
            float d = (float) Math.sqrt(u[i] + epsilon) / (float) Math.sqrt(average + epsilon) * g[i];
            v[i] = average;
            u[i] = kept * u[i] + added * (d * d);
            w[i] -= rate * d;
        }
    }
}
