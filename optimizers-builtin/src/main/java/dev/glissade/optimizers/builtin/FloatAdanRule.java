package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [Adan] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatAdanRule implements FloatUpdateRule {

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(Adan.FIRST_MOMENT);
        float[] v = step.slot(Adan.DIFFERENCE);
        float[] n = step.slot(Adan.SQUARE);
        float[] before = step.slot(Adan.GRADIENT_BEFORE);
        boolean first = step.number() == 1;
        double beta2 = step.value(Adan.BETA2);
        // In the first step the averages are what is averaged.
        float added1 = first ? 1f : (float) step.value(Adan.BETA1);
        float kept1 = first ? 0f : (float) (1 - step.value(Adan.BETA1));
        float added2 = (float) beta2;
        float kept2 = (float) (1 - beta2);
        float added3 = first ? 1f : (float) step.value(Adan.BETA3);
        float kept3 = first ? 0f : (float) (1 - step.value(Adan.BETA3));
        float differs = first ? 0f : 1f;
        float rate = step.rate();
        float epsilon = (float) step.value(Adan.EPSILON);
        float decayed = (float) (1 + step.value(Adan.WEIGHT_DECAY) * step.value(Adan.LEARNING_RATE));
        for (int i = from; i < to; i++) {
            float d = differs * (g[i] - before[i]);
            float moment = kept1 * m[i] + added1 * g[i];
            float difference = kept2 * v[i] + added2 * d;
            float ahead = g[i] + kept2 * d;
            float square = kept3 * n[i] + added3 * (ahead * ahead);
            before[i] = g[i];
            m[i] = moment;
            v[i] = difference;
            n[i] = square;
            float direction = (moment + kept2 * difference) / ((float) Math.sqrt(square) + epsilon);
            w[i] = (w[i] - rate * direction) / decayed;
        }
    }
}
