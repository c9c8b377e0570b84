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

/// Adam, adaptive moment estimation: momentum, divided by the root of a moving average of squared gradients, both
/// corrected for their start at 0.
///
/// > m ← β₁ m + (1 − β₁) g
/// >
/// > v ← β₂ v + (1 − β₂) g²
/// >
/// > m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ)
/// >
/// > w ← w − η m̂ / (√(v̂ + ε̄) + ε)
///
/// Source: Kingma and Ba 2015, *Adam: A Method for Stochastic Optimization*, Algorithm 1, which has no ε̄. The powers βᵗ
/// are kept as products over the steps in two scalar slots, so that the correction is also right where a β follows a
/// schedule.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 0.001 |
/// | `beta1` | β₁ | 0.9 |
/// | `beta2` | β₂ | 0.999 |
/// | `epsilon` | ε | 1e-8 |
/// | `epsilonRoot` | ε̄ | 0 |
/// | `epsilonCorrected` | | true |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `firstMoment` | m | 0 |
/// | `secondMoment` | v | 0 |
/// | `beta1Product`, `beta2Product` | β₁ᵗ, β₂ᵗ | 1 |
///
/// | preset | form |
/// |---|---|
/// | `pytorch` | the equations above, with PyTorch's defaults: η = 0.001, ε = 1e-8, no ε̄ |
/// | `optax` | the equations above, with optax's defaults: ε = 1e-8, no ε̄ (its `eps_root`), none for η |
/// | `keras` | ε uncorrected, with Keras's defaults: η = 0.001, ε = 1e-7 |
///
/// With `epsilonCorrected` off, the form is the faster one at the end of section 2 of the paper, and Keras's:
/// w ← w − η √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√(v + ε̄) + ε). Beside √v̂, ε is then divided by
/// √(1 − β₂ᵗ): with β₂ = 0.999 it counts 32 times in the first step, and once in the long run.
public final class Adam implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-3);
    static final Hyperparameter BETA1 = MomentNumbers.BETA1;
    static final Hyperparameter BETA2 = MomentNumbers.BETA2;
    static final Hyperparameter EPSILON = MomentNumbers.EPSILON;
    static final Hyperparameter EPSILON_ROOT = MomentNumbers.EPSILON_ROOT;
    static final Hyperparameter EPSILON_CORRECTED = MomentNumbers.EPSILON_CORRECTED;
    static final Slot FIRST_MOMENT = Slot.perElement("firstMoment");
    static final Slot SECOND_MOMENT = Slot.perElement("secondMoment");
    static final Slot BETA1_PRODUCT = Slot.scalar("beta1Product").startingAt(1);
    static final Slot BETA2_PRODUCT = Slot.scalar("beta2Product").startingAt(1);

    private static final Preset PYTORCH = new Preset(
            "pytorch",
            "PyTorch's defaults",
            Map.of(
                    "learningRate", 1e-3,
                    "beta1", 0.9,
                    "beta2", 0.999,
                    "epsilon", 1e-8,
                    "epsilonRoot", 0.0,
                    "epsilonCorrected", 1.0));
    private static final Preset OPTAX = new Preset(
            "optax",
            "optax's defaults",
            Map.of("beta1", 0.9, "beta2", 0.999, "epsilon", 1e-8, "epsilonRoot", 0.0, "epsilonCorrected", 1.0));
    private static final Preset KERAS = new Preset(
            "keras",
            "ε uncorrected, with Keras's defaults",
            Map.of(
                    "learningRate", 1e-3,
                    "beta1", 0.9,
                    "beta2", 0.999,
                    "epsilon", 1e-7,
                    "epsilonRoot", 0.0,
                    "epsilonCorrected", 0.0));

    /// Called when the optimizer is looked up.
    public Adam() {}

    @Override
    public String name() {
        return "adam";
    }

    @Override
    public String summary() {
        return "Adam: w ← w − η m̂/(√v̂+ε) with corrected moments of g and g² (Kingma and Ba 2015)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, BETA1, BETA2, EPSILON, EPSILON_ROOT, EPSILON_CORRECTED);
    }

    @Override
    public List<Slot> slots() {
        return List.of(FIRST_MOMENT, SECOND_MOMENT, BETA1_PRODUCT, BETA2_PRODUCT);
    }

    @Override
    public List<Preset> presets() {
        return List.of(PYTORCH, OPTAX, KERAS);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatAdamRule(chosen.flag(EPSILON_CORRECTED));
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleAdamRule(chosen.flag(EPSILON_CORRECTED)));
    }

    @Override
    public boolean updatesRows() {
        return true;
    }
}
