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

/// Lion: steps of one size, in the direction of the sign of a momentum.
///
/// > u = sign(β₁ m + (1 − β₁) g)
/// >
/// > w ← w − η (u + λ w)
/// >
/// > m ← β₂ m + (1 − β₂) g
///
/// Source: Chen et al. 2023, *Symbolic Discovery of Optimization Algorithms*, Algorithm 2.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 1e-4 |
/// | `beta1` | β₁ | 0.9 |
/// | `beta2` | β₂ | 0.99 |
/// | `weightDecay` | λ | 0 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `momentum` | m | 0 |
///
/// | preset | form |
/// |---|---|
/// | `optax` | optax's defaults: β₁ = 0.9, β₂ = 0.99, λ = 0.001, none for η |
/// | `keras` | Keras's defaults: η = 0.001, β₁ = 0.9, β₂ = 0.99, λ = 0 |
public final class Lion implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-4);
    static final Hyperparameter BETA1 =
            Hyperparameter.real("beta1", 0.9, Range.closedOpen(0, 1), "share β₁ of the momentum in the direction");
    static final Hyperparameter BETA2 =
            Hyperparameter.real("beta2", 0.99, Range.closedOpen(0, 1), "decay β₂ of the momentum");
    static final Hyperparameter WEIGHT_DECAY =
            Hyperparameter.real("weightDecay", 0, Range.atLeast(0), "decoupled weight decay λ");
    static final Slot MOMENTUM = Slot.perElement("momentum");

    private static final Preset OPTAX = new Preset(
            "optax", "optax's defaults: λ = 0.001", Map.of("beta1", 0.9, "beta2", 0.99, "weightDecay", 1e-3));
    private static final Preset KERAS = new Preset(
            "keras",
            "Keras's defaults: η = 0.001, no decay",
            Map.of("learningRate", 1e-3, "beta1", 0.9, "beta2", 0.99, "weightDecay", 0.0));

    /// Called when the optimizer is looked up.
    public Lion() {}

    @Override
    public String name() {
        return "lion";
    }

    @Override
    public String summary() {
        return "Lion: w ← w − η (sign(β₁ m + (1−β₁) g) + λ w) (Chen et al. 2023)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, BETA1, BETA2, WEIGHT_DECAY);
    }

    @Override
    public List<Slot> slots() {
        return List.of(MOMENTUM);
    }

    @Override
    public List<Preset> presets() {
        return List.of(OPTAX, KERAS);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatLionRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleLionRule());
    }
}
