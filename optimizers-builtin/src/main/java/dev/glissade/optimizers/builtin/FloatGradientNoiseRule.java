package dev.glissade.optimizers.builtin;

import dev.glissade.kernel.ScalarFunctions;
import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.tensor.RandomNumbers;
import dev.glissade.tensor.Seed;

/// [GradientNoise] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatGradientNoiseRule implements FloatUpdateRule {

    /// What the numbers are for, apart from other uses of the same seed.
    private static final int STREAM = 0x6e6f6973;

    private final Seed seed;

    FloatGradientNoiseRule(Seed seed) {
        this.seed = seed;
    }

    @Override
    public void begin(FloatStep step) {
        double fading = ScalarFunctions.pow((double) step.number(), step.value(GradientNoise.DECAY));
        step.setScalar(GradientNoise.DEVIATION, Math.sqrt(step.value(GradientNoise.VARIANCE) / fading));
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] g = step.gradients();
        int stream = STREAM ^ step.segment().name().hashCode();
        double deviation = step.scalar(GradientNoise.DEVIATION);
        for (int i = from; i < to; i++) {
            g[i] += (float) (deviation * normal(stream, step.number(), i - from));
        }
    }

    /// By the transform of Box and Muller 1958: two uniform numbers give a radius and an angle.
    private double normal(int stream, long step, int index) {
        double first = RandomNumbers.uniform(seed, stream, step, 2L * index);
        double second = RandomNumbers.uniform(seed, stream, step, 2L * index + 1);
        return Math.sqrt(-2 * ScalarFunctions.log(1 - first)) * ScalarFunctions.cos(2 * Math.PI * second);
    }
}
