package dev.glissade.optimizers.tck;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.GradientTransformProvider;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import java.util.List;
import java.util.Optional;

/// A gradient transform that leaves the gradients as they are: the host then copies them, and goes block by block.
final class Untouched implements GradientTransformProvider {

    @Override
    public String name() {
        return "untouched";
    }

    @Override
    public String summary() {
        return "g ← g";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of();
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return (_, _, _) -> {};
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of((_, _, _) -> {});
    }
}
