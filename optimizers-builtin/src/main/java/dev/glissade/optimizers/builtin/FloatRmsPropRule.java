package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [RmsProp] over `float`, in the form that two flags select.
///
/// Both places of ε are one formula, √(v + inside) + outside, where the other of the two is 0: adding 0 to a root
/// changes no bit. So only the choice between the old and the new v needs a loop of its own.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatRmsPropRule implements FloatUpdateRule {
    private final boolean epsilonInside;
    private final boolean oldAverage;

    FloatRmsPropRule(boolean epsilonInside, boolean oldAverage) {
        this.epsilonInside = epsilonInside;
        this.oldAverage = oldAverage;
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] v = step.slot(RmsProp.SQUARE_AVERAGE);
        float rate = step.rate();
        double beta = step.value(RmsProp.BETA);
        float kept = (float) beta;
        float added = (float) (1 - beta);
        float epsilon = (float) step.value(RmsProp.EPSILON);
        float inside = epsilonInside ? epsilon : 0f;
        float outside = epsilonInside ? 0f : epsilon;
        if (oldAverage) {
            divideByOld(w, g, v, from, to, rate, kept, added, inside, outside);
        } else {
            divideByNew(w, g, v, from, to, rate, kept, added, inside, outside);
        }
    }

    private static void divideByNew(
            float[] w,
            float[] g,
            float[] v,
            int from,
            int to,
            float rate,
            float kept,
            float added,
            float inside,
            float outside) {
        for (int i = from; i < to; i++) {
            float average = kept * v[i] + added * (g[i] * g[i]);
            v[i] = average;
            w[i] -= rate * (g[i] / ((float) Math.sqrt(average + inside) + outside));
        }
    }

    private static void divideByOld(
            float[] w,
            float[] g,
            float[] v,
            int from,
            int to,
            float rate,
            float kept,
            float added,
            float inside,
            float outside) {
        for (int i = from; i < to; i++) {
            float old = v[i];
            v[i] = kept * old + added * (g[i] * g[i]);
            w[i] -= rate * (g[i] / ((float) Math.sqrt(old + inside) + outside));
        }
    }
}
