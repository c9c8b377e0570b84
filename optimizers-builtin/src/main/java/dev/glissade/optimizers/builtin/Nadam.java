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

/// NAdam: Adam with Nesterov momentum, whose β₁ grows during the first steps.
///
/// > μₜ = β₁ (1 − ½ · 0.96^(t ψ)),  Pₜ = μ₁ μ₂ … μₜ
/// >
/// > m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²
/// >
/// > w ← w − η (μₜ₊₁ m / (1 − Pₜ μₜ₊₁) + (1 − μₜ) g / (1 − Pₜ)) / (√(v / (1 − β₂ᵗ)) + ε)
///
/// Source: Dozat 2016, *Incorporating Nesterov Momentum into Adam*, Algorithm 2, with the schedule of β₁ of its experiments, in the form of PyTorch.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 2e-3 |
/// | `beta1` | β₁ | 0.9 |
/// | `beta2` | β₂ | 0.999 |
/// | `epsilon` | ε | 1e-8 |
/// | `momentumDecay` | ψ | 4e-3 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `firstMoment` | m | 0 |
/// | `secondMoment` | v | 0 |
/// | `beta2Product` | β₂ᵗ | 1 |
/// | `momentumProduct` | Pₜ | 1 |
///
/// | preset | form |
/// |---|---|
/// | `pytorch` | the equations above, with PyTorch's defaults: η = 0.002, ε = 1e-8, ψ = 0.004 |
/// | `optax` | μₜ = β₁ from the start (ψ = 1e5), with optax's defaults: ε = 1e-8, none for η |
/// | `keras` | ψ = 1, with Keras's defaults: η = 0.001, ε = 1e-7 |
///
/// optax has no schedule of β₁: with ψ = 1e5, 0.96^(t ψ) underflows to 0 in every step, so that μₜ = β₁ exactly.
public final class Nadam implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(2e-3);
    static final Hyperparameter BETA1 = MomentNumbers.BETA1;
    static final Hyperparameter BETA2 = MomentNumbers.BETA2;
    static final Hyperparameter EPSILON = MomentNumbers.EPSILON;
    static final Hyperparameter MOMENTUM_DECAY =
            Hyperparameter.real("momentumDecay", 4e-3, Range.atLeast(0), "how fast β₁ grows to its value, ψ");
    static final Slot FIRST_MOMENT = Slot.perElement("firstMoment");
    static final Slot SECOND_MOMENT = Slot.perElement("secondMoment");
    static final Slot BETA2_PRODUCT = Slot.scalar("beta2Product").startingAt(1);
    static final Slot MOMENTUM_PRODUCT = Slot.scalar("momentumProduct").startingAt(1);

    private static final Preset PYTORCH = new Preset(
            "pytorch",
            "PyTorch's defaults",
            Map.of("learningRate", 2e-3, "beta1", 0.9, "beta2", 0.999, "epsilon", 1e-8, "momentumDecay", 4e-3));
    private static final Preset OPTAX = new Preset(
            "optax",
            "β₁ without a schedule, with optax's defaults",
            Map.of("beta1", 0.9, "beta2", 0.999, "epsilon", 1e-8, "momentumDecay", 1e5));
    private static final Preset KERAS = new Preset(
            "keras",
            "β₁ grows by 0.96ᵗ, with Keras's defaults",
            Map.of("learningRate", 1e-3, "beta1", 0.9, "beta2", 0.999, "epsilon", 1e-7, "momentumDecay", 1.0));

    /// Called when the optimizer is looked up.
    public Nadam() {}

    @Override
    public String name() {
        return "nadam";
    }

    @Override
    public String summary() {
        return "NAdam: Adam with Nesterov momentum (Dozat 2016)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, BETA1, BETA2, EPSILON, MOMENTUM_DECAY);
    }

    @Override
    public List<Slot> slots() {
        return List.of(FIRST_MOMENT, SECOND_MOMENT, BETA2_PRODUCT, MOMENTUM_PRODUCT);
    }

    @Override
    public List<Preset> presets() {
        return List.of(PYTORCH, OPTAX, KERAS);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatNadamRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleNadamRule());
    }
}
