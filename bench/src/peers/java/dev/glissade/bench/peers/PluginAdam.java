package dev.glissade.bench.peers;

import dev.glissade.optimizers.spi.FloatStep;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;

/// Adam as somebody else writes it, who has read its equations and the page of the provider, and nothing of how the
/// built-in one is made: a plain loop.
final class PluginAdam implements OptimizerProvider {

    /// Where the moments are corrected for their start at 0.
    enum Form {
        /// In each element, as the equations have it: m̂, v̂ and their quotient are a division each.
        THREE_DIVISIONS,
        /// In the rate and ε, before the loop.
        ONE_DIVISION
    }

    private static final Hyperparameter RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-3);
    private static final Hyperparameter BETA1 =
            Hyperparameter.real("beta1", 0.9, Range.closedOpen(0, 1), "decay of the first moment");
    private static final Hyperparameter BETA2 =
            Hyperparameter.real("beta2", 0.999, Range.closedOpen(0, 1), "decay of the second moment");
    private static final Hyperparameter EPSILON =
            Hyperparameter.real("epsilon", 1e-8, Range.above(0), "keeps the divisor from 0");
    private static final Slot M = Slot.perElement("m");
    private static final Slot V = Slot.perElement("v");

    private final Form form;

    PluginAdam(Form form) {
        this.form = form;
    }

    @Override
    public String name() {
        return "plugin-adam";
    }

    @Override
    public String summary() {
        return "w ← w − η m̂/(√v̂+ε)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(RATE, BETA1, BETA2, EPSILON);
    }

    @Override
    public List<Slot> slots() {
        return List.of(M, V);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return switch (form) {
            case THREE_DIVISIONS -> PluginAdam::updateAsWritten;
            case ONE_DIVISION -> PluginAdam::updateCorrectedBefore;
        };
    }

    private static void updateAsWritten(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(M);
        float[] v = step.slot(V);
        float rate = step.rate();
        float beta1 = (float) step.value(BETA1);
        float beta2 = (float) step.value(BETA2);
        float epsilon = (float) step.value(EPSILON);
        float correction1 = (float) correction(step, BETA1);
        float correction2 = (float) correction(step, BETA2);
        for (int i = from; i < to; i++) {
            m[i] = beta1 * m[i] + (1 - beta1) * g[i];
            v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
            float mHat = m[i] / correction1;
            float vHat = v[i] / correction2;
            w[i] -= rate * mHat / ((float) Math.sqrt(vHat) + epsilon);
        }
    }

    private static void updateCorrectedBefore(FloatStep step, int from, int to) {
        float[] w = step.parameters();
        float[] g = step.gradients();
        float[] m = step.slot(M);
        float[] v = step.slot(V);
        float beta1 = (float) step.value(BETA1);
        float beta2 = (float) step.value(BETA2);
        double root = Math.sqrt(correction(step, BETA2));
        float epsilon = (float) (step.value(EPSILON) * root);
        float rate = (float) (step.value(RATE) * root / correction(step, BETA1));
        for (int i = from; i < to; i++) {
            m[i] = beta1 * m[i] + (1 - beta1) * g[i];
            v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
            w[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
        }
    }

    /// 1 − βᵗ.
    private static double correction(FloatStep step, Hyperparameter beta) {
        double t = step.number();
        return 1 - Math.pow(step.value(beta), t);
    }
}
