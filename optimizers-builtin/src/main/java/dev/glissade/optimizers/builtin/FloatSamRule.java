package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Segment;

/// The update of [Sam] over `float`: up, evaluate, back; then momentum.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatSamRule implements FloatUpdateRule {
    private final boolean adaptive;

    FloatSamRule(boolean adaptive) {
        this.adaptive = adaptive;
    }

    @Override
    public void begin(FloatStep step) {
        float[] w = step.parameters();
        float[] before = step.slot(Sam.BEFORE);
        float[] up = direction(step, before);
        double norm = Math.sqrt(FloatSegments.dot(step, up, up));
        double reach = step.value(Sam.RADIUS) / (norm + step.value(Sam.EPSILON));
        FloatSegments.copy(step, w, before);
        climb(step, (float) reach);
        step.evaluate();
        FloatSegments.copy(step, before, w);
    }

    /// The gradient g, or |w| g; its norm is what counts.
    private float[] direction(FloatStep step, float[] spare) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        if (!adaptive) {
            return g;
        }
        for (int k = 0; k < step.segments().size(); k++) {
            Segment segment = step.segments().get(k);
            for (int i = segment.offset(); i < segment.end(); i++) {
                spare[i] = w[i] * g[i];
            }
        }
        return spare;
    }

    private void climb(FloatStep step, float reach) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        if (!adaptive) {
            FloatSegments.addScaled(step, reach, g, w);
            return;
        }
        for (int k = 0; k < step.segments().size(); k++) {
            Segment segment = step.segments().get(k);
            for (int i = segment.offset(); i < segment.end(); i++) {
                w[i] += reach * (w[i] * w[i] * g[i]);
            }
        }
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] b = step.slot(Sam.VELOCITY);
        float beta = (float) step.value(Sam.MOMENTUM);
        float decay = (float) step.value(Sam.WEIGHT_DECAY);
        float rate = (float) step.value(Sam.LEARNING_RATE);
        for (int i = from; i < to; i++) {
            float velocity = beta * b[i] + (g[i] + decay * w[i]);
            b[i] = velocity;
            w[i] -= rate * velocity;
        }
    }
}
