package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.WholePower;

/// The update of [Radam] over `float`.
///
/// Nothing else depends so much on β₂ᵗ as r, the small difference of two large numbers: so it is a power, not a product.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatRadamRule implements FloatUpdateRule {
    private final boolean epsilonCorrected;

    FloatRadamRule(boolean epsilonCorrected) {
        this.epsilonCorrected = epsilonCorrected;
    }

    @Override
    public void begin(FloatStep step) {
        step.setScalar(Radam.BETA1_PRODUCT, step.scalar(Radam.BETA1_PRODUCT) * step.value(Radam.BETA1));
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(Radam.FIRST_MOMENT);
        float[] v = step.slot(Radam.SECOND_MOMENT);
        double beta1 = step.value(Radam.BETA1);
        float kept1 = (float) beta1;
        float added1 = (float) (1 - beta1);
        double beta2 = step.value(Radam.BETA2);
        float kept2 = (float) beta2;
        float added2 = (float) (1 - beta2);
        double product = WholePower.of(beta2, step.number());
        double most = 2 / (1 - beta2) - 1;
        double length = most - 2 * step.number() * product / (1 - product);
        double rate = step.value(Radam.LEARNING_RATE) / (1 - step.scalar(Radam.BETA1_PRODUCT));
        boolean divides = length > 5;
        double rectified = !divides
                ? 0
                : Math.sqrt((length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length))
                        * Math.sqrt(1 - product);
        float scale = (float) (divides ? rate * rectified : rate);
        double corrected = epsilonCorrected ? Math.sqrt(1 - product) : 1;
        float epsilon = (float) (step.value(Radam.EPSILON) * corrected);
        for (int i = from; i < to; i++) {
            float first = kept1 * m[i] + added1 * g[i];
            float second = kept2 * v[i] + added2 * (g[i] * g[i]);
            m[i] = first;
            v[i] = second;
            float divisor = divides ? (float) Math.sqrt(second) + epsilon : 1f;
            w[i] -= scale * (first / divisor);
        }
    }
}
