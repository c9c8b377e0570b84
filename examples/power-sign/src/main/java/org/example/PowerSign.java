package org.example;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Optional;

/// PowerSign: a step is e times as long where gradient and momentum agree, and 1/e times where they do not.
///
/// > m ← β m + (1 − β) g
/// >
/// > w ← w − η e^(sign(g) sign(m)) g
///
/// Source: Bello, Zoph, Vasudevan and Le 2017, *Neural Optimizer Search with Reinforcement Learning*, section 4.
public final class PowerSign implements OptimizerProvider {
    private static final Hyperparameter RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-2);
    private static final Hyperparameter BETA =
            Hyperparameter.real("beta", 0.9, Range.closedOpen(0, 1), "decay β of the momentum");
    private static final Slot MOMENTUM = Slot.perElement("momentum");

    @Override
    public String name() {
        return "power-sign";
    }

    @Override
    public String summary() {
        return "PowerSign: w ← w − η e^(sign(g) sign(m)) g (Bello et al. 2017)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(RATE, BETA);
    }

    @Override
    public List<Slot> slots() {
        return List.of(MOMENTUM);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return (step, from, to) -> {
            float[] w = step.parameters();
            float[] g = step.gradients();
            float[] m = step.slot(MOMENTUM);
            float rate = step.rate();
            float kept = (float) step.value(BETA);
            float added = (float) (1 - step.value(BETA));
            float longer = (float) Math.E - 1;
            float shorter = (float) (1 - 1 / Math.E);
            for (int i = from; i < to; i++) {
                m[i] = kept * m[i] + added * g[i];
                // 1 + (e − 1) where they agree, 1 − (1 − 1/e) where they do not, 1 where one is 0.
                float agree = Math.signum(g[i]) * Math.signum(m[i]);
                w[i] -= rate * (1 + longer * Math.max(agree, 0) + shorter * Math.min(agree, 0)) * g[i];
            }
        };
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of((step, from, to) -> {
            double[] w = step.parameters();
            double[] g = step.gradients();
            double[] m = step.slot(MOMENTUM);
            double rate = step.rate();
            double beta = step.value(BETA);
            double longer = Math.E - 1;
            double shorter = 1 - 1 / Math.E;
            for (int i = from; i < to; i++) {
                m[i] = beta * m[i] + (1 - beta) * g[i];
                double agree = Math.signum(g[i]) * Math.signum(m[i]);
                w[i] -= rate * (1 + longer * Math.max(agree, 0) + shorter * Math.min(agree, 0)) * g[i];
            }
        });
    }
}
