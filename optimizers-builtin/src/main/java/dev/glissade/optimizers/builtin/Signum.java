package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Preset;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Signum: steps of one size, in the direction of the sign of an average of gradients.
///
/// > m ← β m + (1 − β) g
/// >
/// > w ← w − η sign(m)
///
/// Source: Bernstein et al. 2018, *signSGD: Compressed Optimisation for Non-Convex Problems*, Algorithm 2. With β = 0 it is signSGD, Algorithm 1.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 1e-3 |
/// | `momentum` | β | 0.9 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `average` | m | 0 |
///
/// | preset | form |
/// |---|---|
/// | `signsgd` | signSGD: no average, β = 0; optax's `sign_sgd` |
/// | `optax` | optax's `signum`, with its default β = 0.9, none for η |
public final class Signum implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-3);
    static final Hyperparameter MOMENTUM =
            Hyperparameter.real("momentum", 0.9, Range.closedOpen(0, 1), "decay β of the average of gradients");
    static final Slot AVERAGE = Slot.perElement("average");

    private static final Preset SIGNSGD = new Preset("signsgd", "signSGD: no average, β = 0", Map.of("momentum", 0.0));
    private static final Preset OPTAX = new Preset("optax", "optax's default β = 0.9", Map.of("momentum", 0.9));

    /// Called when the optimizer is looked up.
    public Signum() {}

    @Override
    public String name() {
        return "signum";
    }

    @Override
    public String summary() {
        return "Signum: m ← β m + (1−β) g, w ← w − η sign(m); β = 0 is signSGD (Bernstein et al. 2018)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, MOMENTUM);
    }

    @Override
    public List<Slot> slots() {
        return List.of(AVERAGE);
    }

    @Override
    public List<Preset> presets() {
        return List.of(SIGNSGD, OPTAX);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatSignumRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleSignumRule());
    }
}
