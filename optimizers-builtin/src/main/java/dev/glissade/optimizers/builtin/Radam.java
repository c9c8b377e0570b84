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

/// RAdam: Adam whose division begins once the second moment is known well enough; until then, momentum alone.
///
/// > m, v, m̂ as in [Adam]
/// >
/// > r∞ = 2 / (1 − β₂) − 1,  r = r∞ − 2 t β₂ᵗ / (1 − β₂ᵗ)
/// >
/// > w ← w − η m̂ √((r − 4)(r − 2) r∞ / ((r∞ − 4)(r∞ − 2) r)) · √(1 − β₂ᵗ) / (√v + ε)  if r > 5
/// >
/// > w ← w − η m̂  else
///
/// Source: Liu et al. 2020, *On the Variance of the Adaptive Learning Rate and Beyond*, Algorithm 2, which divides from r > 4 on.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 1e-3 |
/// | `beta1` | β₁ | 0.9 |
/// | `beta2` | β₂ | 0.999 |
/// | `epsilon` | ε | 1e-8 |
/// | `epsilonCorrected` | | false |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `firstMoment` | m | 0 |
/// | `secondMoment` | v | 0 |
/// | `beta1Product` | β₁ᵗ | 1 |
///
/// | preset | form |
/// |---|---|
/// | `pytorch` | the equations above, with PyTorch's defaults: η = 0.001, ε = 1e-8 |
/// | `optax` | ε corrected, with optax's defaults: ε = 1e-8, none for η |
///
/// With `epsilonCorrected`, v is corrected before ε is added: √v̂ + ε in place of (√v + ε) / √(1 − β₂ᵗ). optax divides from r ≥ its `threshold` on, which is 5;
/// for r = 5 exactly the two differ.
public final class Radam implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-3);
    static final Hyperparameter BETA1 = MomentNumbers.BETA1;
    static final Hyperparameter BETA2 = MomentNumbers.BETA2;
    static final Hyperparameter EPSILON = MomentNumbers.EPSILON;
    static final Hyperparameter EPSILON_CORRECTED = Hyperparameter.flag(
            "epsilonCorrected", false, "whether v is corrected before ε is added: √v̂ + ε, not (√v + ε) / √(1 − β₂ᵗ)");
    static final Slot FIRST_MOMENT = Slot.perElement("firstMoment");
    static final Slot SECOND_MOMENT = Slot.perElement("secondMoment");
    static final Slot BETA1_PRODUCT = Slot.scalar("beta1Product").startingAt(1);

    private static final Preset PYTORCH = new Preset(
            "pytorch",
            "PyTorch's defaults",
            Map.of("learningRate", 1e-3, "beta1", 0.9, "beta2", 0.999, "epsilon", 1e-8, "epsilonCorrected", 0.0));
    private static final Preset OPTAX = new Preset(
            "optax",
            "ε corrected, with optax's defaults",
            Map.of("beta1", 0.9, "beta2", 0.999, "epsilon", 1e-8, "epsilonCorrected", 1.0));

    /// Called when the optimizer is looked up.
    public Radam() {}

    @Override
    public String name() {
        return "radam";
    }

    @Override
    public String summary() {
        return "RAdam: Adam with a rectified rate, momentum alone at first (Liu et al. 2020)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, BETA1, BETA2, EPSILON, EPSILON_CORRECTED);
    }

    @Override
    public List<Slot> slots() {
        return List.of(FIRST_MOMENT, SECOND_MOMENT, BETA1_PRODUCT);
    }

    @Override
    public List<Preset> presets() {
        return List.of(PYTORCH, OPTAX);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatRadamRule(chosen.flag(EPSILON_CORRECTED));
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleRadamRule(chosen.flag(EPSILON_CORRECTED)));
    }
}
