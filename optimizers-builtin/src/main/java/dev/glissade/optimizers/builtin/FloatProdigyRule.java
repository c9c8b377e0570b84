package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Fold;
import java.util.List;

/// The update of [Prodigy] over `float`.
///
/// Moments and sums are advanced while they are measured, with the d of the step before; then d is settled, and the
/// parameters follow.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatProdigyRule implements FloatUpdateRule {
    private static final List<Fold> MEASURES = List.of(Fold.SUM, Fold.SUM);

    private final boolean biasCorrection;
    private final boolean safeguardWarmUp;

    FloatProdigyRule(boolean biasCorrection, boolean safeguardWarmUp) {
        this.biasCorrection = biasCorrection;
        this.safeguardWarmUp = safeguardWarmUp;
    }

    @Override
    public void begin(FloatStep step) {
        double product1 = step.scalar(Prodigy.BETA1_PRODUCT) * step.value(Prodigy.BETA1);
        double product2 = step.scalar(Prodigy.BETA2_PRODUCT) * step.value(Prodigy.BETA2);
        step.setScalar(Prodigy.BETA1_PRODUCT, product1);
        step.setScalar(Prodigy.BETA2_PRODUCT, product2);
        double corrected = biasCorrection ? Math.sqrt(1 - product2) / (1 - product1) : 1;
        step.setScalar(
                Prodigy.STEP_SIZE, step.scalar(Prodigy.DISTANCE) * step.value(Prodigy.LEARNING_RATE) * corrected);
    }

    @Override
    public List<Fold> measures() {
        return MEASURES;
    }

    @Override
    public void measure(FloatStep step, int from, int to, double[] results) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(Prodigy.FIRST_MOMENT);
        float[] v = step.slot(Prodigy.SECOND_MOMENT);
        float[] s = step.slot(Prodigy.GRADIENT_SUM);
        float[] start = step.slot(Prodigy.START);
        double d = step.scalar(Prodigy.DISTANCE);
        double beta1 = step.value(Prodigy.BETA1);
        double beta2 = step.value(Prodigy.BETA2);
        float kept1 = (float) beta1;
        float added1 = (float) (d * (1 - beta1));
        float kept2 = (float) beta2;
        float root = (float) d;
        float added2 = (float) (1 - beta2);
        float kept3 = (float) beta3(step);
        float added3 = (float) (weight(step) * (safeguardWarmUp ? d : step.scalar(Prodigy.STEP_SIZE)));
        for (int i = from; i < to; i++) {
            float scaled = root * g[i];
            m[i] = kept1 * m[i] + added1 * g[i];
            v[i] = kept2 * v[i] + added2 * (scaled * scaled);
            s[i] = kept3 * s[i] + added3 * g[i];
        }
        double towardsStart = 0;
        double magnitudes = 0;
        for (int i = from; i < to; i++) {
            towardsStart += (double) g[i] * (start[i] - w[i]);
            magnitudes += Math.abs(s[i]);
        }
        results[0] = towardsStart;
        results[1] = magnitudes;
    }

    @Override
    public void settle(FloatStep step) {
        double size = step.scalar(Prodigy.STEP_SIZE);
        double numerator = beta3(step) * step.scalar(Prodigy.NUMERATOR) + weight(step) * size * step.measured(0);
        step.setScalar(Prodigy.NUMERATOR, numerator);
        double magnitudes = step.measured(1);
        if (!(magnitudes > 0 && size > 0)) {
            return;
        }
        double estimate = step.value(Prodigy.COEFFICIENT) * numerator / magnitudes;
        double d = step.scalar(Prodigy.DISTANCE);
        double grown = d == step.value(Prodigy.INITIAL_DISTANCE) ? Math.max(d, estimate) : d;
        double largest = Math.max(step.scalar(Prodigy.LARGEST_DISTANCE), estimate);
        step.setScalar(Prodigy.LARGEST_DISTANCE, largest);
        step.setScalar(Prodigy.DISTANCE, Math.min(largest, grown * step.value(Prodigy.GROWTH_RATE)));
    }

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] m = step.slot(Prodigy.FIRST_MOMENT);
        float[] v = step.slot(Prodigy.SECOND_MOMENT);
        double size = step.scalar(Prodigy.STEP_SIZE);
        float rate = (float) size;
        float kept = (float) (1 - size * step.value(Prodigy.WEIGHT_DECAY));
        float epsilon = (float) (step.scalar(Prodigy.DISTANCE) * step.value(Prodigy.EPSILON));
        for (int i = from; i < to; i++) {
            w[i] = kept * w[i] - rate * (m[i] / ((float) Math.sqrt(v[i]) + epsilon));
        }
    }

    private static double beta3(FloatStep step) {
        return Math.sqrt(step.value(Prodigy.BETA2));
    }

    /// d / d₀, which keeps the sums from getting too small.
    private static double weight(FloatStep step) {
        return step.scalar(Prodigy.DISTANCE) / step.value(Prodigy.INITIAL_DISTANCE);
    }
}
