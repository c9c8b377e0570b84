package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;

/// The update of [Ftrl] over `float`.
// The build derives the twin for double from this file, where the narrowing of scalars has nothing left to do.
@SuppressWarnings("cast")
final class FloatFtrlRule implements FloatUpdateRule {

    @Override
    public void update(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] z = step.slot(Ftrl.LINEAR);
        float[] n = step.slot(Ftrl.SQUARE_SUM);
        float rate = step.rate();
        float beta = (float) step.value(Ftrl.BETA);
        float l1 = (float) step.value(Ftrl.L1);
        float l2 = (float) step.value(Ftrl.L2);
        for (int i = from; i < to; i++) {
            float sum = n[i] + g[i] * g[i];
            float root = (float) Math.sqrt(sum);
            float sigma = (root - (float) Math.sqrt(n[i])) / rate;
            float linear = z[i] + g[i] - sigma * w[i];
            z[i] = linear;
            n[i] = sum;
            float shrunk = Math.max(Math.abs(linear) - l1, 0f);
            float divisor = (beta + root) / rate + l2;
            w[i] = shrunk == 0 ? 0f : -Math.signum(linear) * shrunk / divisor;
        }
    }
}
