package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Preset;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// AdaMax: Adam with the largest gradient of late, in place of a root of squares.
///
/// > m ← β₁ m + (1 − β₁) g
/// >
/// > u ← max(β₂ u, |g| + ε)
/// >
/// > w ← w − η / (1 − β₁ᵗ) · m / u
///
/// Source: Kingma and Ba 2015, *Adam: A Method for Stochastic Optimization*, Algorithm 2, which has no ε.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 2e-3 |
/// | `beta1` | β₁ | 0.9 |
/// | `beta2` | β₂ | 0.999 |
/// | `epsilon` | ε | 1e-8 |
/// | `epsilonInside` | | true |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `firstMoment` | m | 0 |
/// | `norm` | u | 0 |
/// | `beta1Product` | β₁ᵗ | 1 |
///
/// | preset | form |
/// |---|---|
/// | `pytorch` | the equations above, with PyTorch's defaults: η = 0.002, ε = 1e-8 |
/// | `optax` | the equations above, with optax's defaults: ε = 1e-8, none for η |
/// | `keras` | ε in the division only, with Keras's defaults: η = 0.001, ε = 1e-7 |
///
/// With `epsilonInside` off: u ← max(β₂ u, |g|), w ← w − η / (1 − β₁ᵗ) · m / (u + ε).
public final class Adamax implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(2e-3);
    static final Hyperparameter BETA1 = MomentNumbers.BETA1;
    static final Hyperparameter BETA2 = MomentNumbers.BETA2;
    static final Hyperparameter EPSILON = MomentNumbers.EPSILON;
    static final Hyperparameter EPSILON_INSIDE =
            Hyperparameter.flag("epsilonInside", true, "whether ε stands inside the maximum: |g| + ε, not u + ε");
    static final Slot FIRST_MOMENT = Slot.perElement("firstMoment");
    static final Slot NORM = Slot.perElement("norm");
    static final Slot BETA1_PRODUCT = Slot.scalar("beta1Product").startingAt(1);

    private static final Preset PYTORCH = new Preset(
            "pytorch",
            "PyTorch's defaults",
            Map.of("learningRate", 2e-3, "beta1", 0.9, "beta2", 0.999, "epsilon", 1e-8, "epsilonInside", 1.0));
    private static final Preset OPTAX = new Preset(
            "optax", "optax's defaults", Map.of("beta1", 0.9, "beta2", 0.999, "epsilon", 1e-8, "epsilonInside", 1.0));
    private static final Preset KERAS = new Preset(
            "keras",
            "ε in the division only, with Keras's defaults",
            Map.of("learningRate", 1e-3, "beta1", 0.9, "beta2", 0.999, "epsilon", 1e-7, "epsilonInside", 0.0));

    /// Called when the optimizer is looked up.
    public Adamax() {}

    @Override
    public String name() {
        return "adamax";
    }

    @Override
    public String summary() {
        return "AdaMax: u ← max(β₂ u, |g|+ε), w ← w − η m̂/u (Kingma and Ba 2015)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, BETA1, BETA2, EPSILON, EPSILON_INSIDE);
    }

    @Override
    public List<Slot> slots() {
        return List.of(FIRST_MOMENT, NORM, BETA1_PRODUCT);
    }

    @Override
    public List<Preset> presets() {
        return List.of(PYTORCH, OPTAX, KERAS);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatAdamaxRule(chosen.flag(EPSILON_INSIDE));
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleAdamaxRule(chosen.flag(EPSILON_INSIDE)));
    }
}
