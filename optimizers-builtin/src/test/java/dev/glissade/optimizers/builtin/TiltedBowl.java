package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.DoubleObjective;
import dev.glissade.optimizers.spi.FloatObjective;
import dev.glissade.optimizers.spi.Optimizer;

/// A convex objective that evaluates without allocation: Σ ½ c w² + ¼ w⁴ + h w, with c from 1 to 7. The tilt h changes
/// sides or values from step to step, so that the descent does not come to rest.
final class TiltedBowl implements FloatObjective, DoubleObjective {
    private final double[] tilt;

    TiltedBowl(double[] tilt) {
        this.tilt = tilt;
    }

    void turn() {
        for (int i = 0; i < tilt.length; i++) {
            tilt[i] = -tilt[i];
        }
    }

    @Override
    public double evaluate(float[] w, float[] g) {
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            g[i] = (float) slope(i, w[i]);
            sum += value(i, w[i]);
        }
        return sum;
    }

    @Override
    public double evaluate(double[] w, double[] g) {
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            g[i] = slope(i, w[i]);
            sum += value(i, w[i]);
        }
        return sum;
    }

    private double value(int i, double w) {
        return (0.5 * (1 + i % 7) + 0.25 * w * w) * w * w + tilt[i] * w;
    }

    private double slope(int i, double w) {
        return (1 + i % 7 + w * w) * w + tilt[i];
    }

    /// Steps along gradients, or down a bowl with that tilt where the optimizer evaluates the loss.
    static void step(Optimizer optimizer, float[] w, float[] g) {
        if (Builtins.evaluatesLoss(optimizer)) {
            optimizer.step(w, new float[w.length], new TiltedBowl(Descent.widen(g)));
        } else {
            optimizer.step(w, g);
        }
    }

    /// As for `float[]`.
    static void step(Optimizer optimizer, double[] w, double[] g) {
        if (Builtins.evaluatesLoss(optimizer)) {
            optimizer.step(w, new double[w.length], new TiltedBowl(g));
        } else {
            optimizer.step(w, g);
        }
    }
}
