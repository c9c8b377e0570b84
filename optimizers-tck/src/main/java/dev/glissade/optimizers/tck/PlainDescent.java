package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerProvider;
import java.util.List;
import java.util.Optional;

/// Gradient descent, with which transforms and averagings are tested.
final class PlainDescent implements OptimizerProvider {

    @Override
    public String name() {
        return "plain-descent";
    }

    @Override
    public String summary() {
        return "w ← w − η g";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(Hyperparameter.LEARNING_RATE.withDefault(0.1));
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return (step, from, to) -> {
            float[] w = step.parameters();
            float[] g = step.gradients();
            float rate = step.rate();
            for (int i = from; i < to; i++) {
                w[i] -= rate * g[i];
            }
        };
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of((step, from, to) -> {
            double[] w = step.parameters();
            double[] g = step.gradients();
            double rate = step.rate();
            for (int i = from; i < to; i++) {
                w[i] -= rate * g[i];
            }
        });
    }
}
