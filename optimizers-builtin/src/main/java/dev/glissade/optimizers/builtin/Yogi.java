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

/// Yogi: Adam whose second moment grows and falls by steps of g² at most, so that it does not collapse.
///
/// > m ← β₁ m + (1 − β₁) g
/// >
/// > v ← v − (1 − β₂) sign(v − g²) g²
/// >
/// > w ← w − η m / (√v + ε)
///
/// Source: Zaheer et al. 2018, *Adaptive Methods for Nonconvex Optimization*, Algorithm 2; v starts as its section 5 says.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 1e-2 |
/// | `beta1` | β₁ | 0.9 |
/// | `beta2` | β₂ | 0.999 |
/// | `epsilon` | ε | 1e-3 |
/// | `initialMoment` | v₀ | 1e-6 |
/// | `initialFirstMoment` | m₀ | 0 |
/// | `corrected` | | false |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `firstMoment` | m | `initialFirstMoment` |
/// | `secondMoment` | v | `initialMoment` |
/// | `beta1Product` | β₁ᵗ | 1 |
/// | `beta2Product` | β₂ᵗ | 1 |
///
/// | preset | form |
/// |---|---|
/// | `optax` | corrected, m₀ = v₀ = 1e-6, with optax's defaults: ε = 0.001, none for η |
///
/// With `corrected`, m and v are corrected as in [Adam]: w ← w − η m / (1 − β₁ᵗ) / (√(v / (1 − β₂ᵗ)) + ε).
public final class Yogi implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-2);
    static final Hyperparameter BETA1 = MomentNumbers.BETA1;
    static final Hyperparameter BETA2 = MomentNumbers.BETA2;
    static final Hyperparameter EPSILON =
            Hyperparameter.real("epsilon", 1e-3, Range.above(0), "smoothing term ε, keeps the divisor from 0");
    static final Hyperparameter INITIAL_MOMENT =
            Hyperparameter.real("initialMoment", 1e-6, Range.atLeast(0), "v₀, the second moment before the first step");
    static final Hyperparameter INITIAL_FIRST_MOMENT = Hyperparameter.real(
            "initialFirstMoment", 0, Range.atLeast(0), "m₀, the first moment before the first step");
    static final Hyperparameter CORRECTED =
            Hyperparameter.flag("corrected", false, "whether the moments are corrected by 1 − βᵗ, as in Adam");
    static final Slot FIRST_MOMENT = Slot.perElement("firstMoment").startingAt(INITIAL_FIRST_MOMENT);
    static final Slot SECOND_MOMENT = Slot.perElement("secondMoment").startingAt(INITIAL_MOMENT);
    static final Slot BETA1_PRODUCT = Slot.scalar("beta1Product").startingAt(1);
    static final Slot BETA2_PRODUCT = Slot.scalar("beta2Product").startingAt(1);

    private static final Preset OPTAX = new Preset(
            "optax",
            "corrected moments that start at 1e-6, with optax's defaults",
            Map.of(
                    "beta1", 0.9,
                    "beta2", 0.999,
                    "epsilon", 1e-3,
                    "initialMoment", 1e-6,
                    "initialFirstMoment", 1e-6,
                    "corrected", 1.0));

    /// Called when the optimizer is looked up.
    public Yogi() {}

    @Override
    public String name() {
        return "yogi";
    }

    @Override
    public String summary() {
        return "Yogi: v ← v − (1−β₂) sign(v−g²) g² (Zaheer et al. 2018)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, BETA1, BETA2, EPSILON, INITIAL_MOMENT, INITIAL_FIRST_MOMENT, CORRECTED);
    }

    @Override
    public List<Slot> slots() {
        return List.of(FIRST_MOMENT, SECOND_MOMENT, BETA1_PRODUCT, BETA2_PRODUCT);
    }

    @Override
    public List<Preset> presets() {
        return List.of(OPTAX);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatYogiRule(chosen.flag(CORRECTED));
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleYogiRule(chosen.flag(CORRECTED)));
    }
}
