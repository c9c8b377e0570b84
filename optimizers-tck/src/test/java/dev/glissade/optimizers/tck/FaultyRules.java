package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Fold;
import dev.glissade.optimizers.spi.Slot;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Rules with one fault each.
final class FaultyRules {
    private FaultyRules() {}

    /// Without a fault.
    static void descend(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float rate = step.rate();
        for (int i = from; i < to; i++) {
            w[i] -= rate * g[i];
        }
    }

    /// Counts steps in a field.
    static final class HiddenField implements FloatUpdateRule {
        private long steps;

        @Override
        public void begin(FloatStep step) {
            steps++;
        }

        @Override
        public void update(FloatStep step, int from, int to) {
            float[] w = step.parameters();
            float[] g = step.gradients();
            float rate = step.rate() / steps;
            for (int i = from; i < to; i++) {
                w[i] -= rate * g[i];
            }
        }
    }

    /// Keeps its momentum in a map of its own, by the index.
    static final class HiddenMap implements FloatUpdateRule {
        private final Map<Integer, Float> velocities = new HashMap<>();

        @Override
        public void update(FloatStep step, int from, int to) {
            float[] w = step.parameters();
            float[] g = step.gradients();
            float rate = step.rate();
            for (int i = from; i < to; i++) {
                float velocity = 0.5f * velocities.getOrDefault(i, 0f) + g[i];
                velocities.put(i, velocity);
                w[i] -= 0.5f * rate * velocity;
            }
        }
    }

    /// Counts the steps of all optimizers together.
    static final class StaticState implements FloatUpdateRule {
        private static final AtomicLong STEPS = new AtomicLong();

        @Override
        public void begin(FloatStep step) {
            STEPS.incrementAndGet();
        }

        @Override
        public void update(FloatStep step, int from, int to) {
            float[] w = step.parameters();
            float[] g = step.gradients();
            float rate = step.rate() / (1 + STEPS.get() % 3);
            for (int i = from; i < to; i++) {
                w[i] -= rate * g[i];
            }
        }
    }

    /// Takes the norm of all gradients, though elementwise.
    static final class NormInBegin implements FloatUpdateRule {
        private static final Slot NORM = Slot.scalar("norm");

        @Override
        public void begin(FloatStep step) {
            float[] g = step.gradients();
            step.setScalar(NORM, step.arithmetic().largestMagnitude(g, 0, g.length));
        }

        @Override
        public void update(FloatStep step, int from, int to) {
            float[] w = step.parameters();
            float[] g = step.gradients();
            float rate = (float) (step.rate() / (1 + step.scalar(NORM)));
            for (int i = from; i < to; i++) {
                w[i] -= rate * g[i];
            }
        }
    }

    /// Clears the array of gradients, gaps and all, to evaluate the loss.
    static final class ClearsAll implements FloatUpdateRule {
        @Override
        public void begin(FloatStep step) {
            Arrays.fill(step.gradients(), 0);
            step.evaluate();
        }

        @Override
        public void update(FloatStep step, int from, int to) {
            descend(step, from, to);
        }
    }

    /// Measures where the elements lie.
    static final class MeasuresIndex implements FloatUpdateRule {
        @Override
        public List<Fold> measures() {
            return List.of(Fold.LARGEST);
        }

        @Override
        public void measure(FloatStep step, int from, int to, double[] results) {
            results[0] = from;
        }

        @Override
        public void update(FloatStep step, int from, int to) {
            float[] w = step.parameters();
            float[] g = step.gradients();
            float rate = (float) (step.rate() / (1 + step.measured(0)));
            for (int i = from; i < to; i++) {
                w[i] -= rate * g[i];
            }
        }
    }

    /// Zeroes the element after its range, as the start of the next.
    static void writePastTheRange(FloatStep step, int from, int to) {
        descend(step, from, to);
        float[] w = step.parameters();
        if (to < w.length) {
            w[to] = 0;
        }
    }

    /// Writes a slot past its range.
    static void writeSlotPastTheRange(FloatStep step, int from, int to) {
        descend(step, from, to);
        float[] velocity = step.slot(Faulty.VELOCITY);
        for (int i = 0; i < velocity.length; i++) {
            velocity[i] += 1;
        }
    }

    /// Divides by the number of elements at hand.
    static void dependOnLength(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float rate = step.rate() * (1 + 0.5f / (to - from));
        for (int i = from; i < to; i++) {
            w[i] -= rate * g[i];
        }
    }

    /// Clips by the norm of the gradients at hand, and says that it is elementwise.
    static void takeTheNorm(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float squares = step.arithmetic().dot(g, g, from, to);
        float rate = step.rate() * (squares > 1 ? 1 / (float) Math.sqrt(squares) : 1);
        for (int i = from; i < to; i++) {
            w[i] -= rate * g[i];
        }
    }

    /// Starts at the first element of the array, not of the range.
    static void forgetTheOffset(FloatStep step, int from, int to) {
        descend(step, 0, to - from);
    }

    /// Makes an array for each range.
    static void allocate(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        var moves = new float[to - from];
        for (int i = from; i < to; i++) {
            moves[i - from] = step.rate() * g[i];
        }
        for (int i = from; i < to; i++) {
            w[i] -= moves[i - from];
        }
    }

    /// Leaves out gradients that are NaN.
    static void ignoreNan(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        for (int i = from; i < to; i++) {
            if (!Float.isNaN(g[i])) {
                w[i] -= step.rate() * g[i];
            }
        }
    }

    /// Smooths with the next gradient.
    static void readPastTheRange(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        for (int i = from; i < to; i++) {
            float next = i + 1 < g.length && !Float.isNaN(g[i + 1]) ? g[i + 1] : 0;
            w[i] -= step.rate() * (0.9f * g[i] + 0.1f * next);
        }
    }

    /// Adds weight decay to the gradients themselves.
    static void changeGradients(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        for (int i = from; i < to; i++) {
            g[i] += 0.001f * w[i];
        }
        descend(step, from, to);
    }

    /// Goes up.
    static void ascend(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float rate = step.rate();
        for (int i = from; i < to; i++) {
            w[i] += rate * g[i];
        }
    }

    /// Looks at no gradient.
    static void shrink(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        for (int i = from; i < to; i++) {
            w[i] *= 1 - step.rate();
        }
    }

    /// Divides by the size of the gradient.
    static void normalize(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float rate = step.rate();
        for (int i = from; i < to; i++) {
            w[i] -= rate * (g[i] / Math.abs(g[i]));
        }
    }

    /// Stops at what is not finite.
    static void stopAtInfinity(FloatStep step, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Float.isFinite(step.gradients()[i])) {
                throw new ArithmeticException("gradient " + i + " is " + step.gradients()[i]);
            }
        }
        descend(step, from, to);
    }

    /// Peeks at the first element.
    static void lookAtTheFirst(FloatStep step, int from, int to) {
        if (step.parameters()[from] > 1e9f) {
            return;
        }
        descend(step, from, to);
    }
}
