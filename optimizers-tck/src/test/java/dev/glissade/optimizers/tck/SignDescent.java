package dev.glissade.optimizers.tck;

import static dev.glissade.optimizers.spi.Hyperparameter.LEARNING_RATE;

import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerProvider;
import java.util.List;

/// Somebody else's optimizer, as short as one can be.
public final class SignDescent implements OptimizerProvider {
    public SignDescent() {}

    @Override
    public String name() {
        return "sign-descent";
    }

    @Override
    public String summary() {
        return "w ← w − η sign(g)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE.withDefault(1e-3));
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return (step, from, to) -> {
            float[] w = step.parameters();
            float[] g = step.gradients();
            float rate = step.rate();
            for (int i = from; i < to; i++) {
                w[i] -= rate * Math.signum(g[i]);
            }
        };
    }
}
