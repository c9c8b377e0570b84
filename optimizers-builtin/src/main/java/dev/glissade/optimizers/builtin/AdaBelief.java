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

/// AdaBelief: Adam divided by how far gradients are from their average, not by how large they are.
///
/// > m ← β₁ m + (1 − β₁) g
/// >
/// > s ← β₂ s + (1 − β₂) (g − m)² + ε
/// >
/// > w ← w − η m / (1 − β₁ᵗ) / (√(s / (1 − β₂ᵗ)) + ε)
///
/// Source: Zhuang et al. 2020, *AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed Gradients*, Algorithm 2.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 1e-3 |
/// | `beta1` | β₁ | 0.9 |
/// | `beta2` | β₂ | 0.999 |
/// | `epsilon` | ε | 1e-16 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `firstMoment` | m | 0 |
/// | `variance` | s | 0 |
/// | `beta1Product` | β₁ᵗ | 1 |
/// | `beta2Product` | β₂ᵗ | 1 |
///
/// | preset | form |
/// |---|---|
/// | `optax` | optax's defaults: ε = 1e-16 at both places, none for η |
///
/// The authors' package has the same η, β and ε, but by default also the rectification of [Radam]. optax has two ε: `eps_root` in the average and `eps` outside the root; here they are one, as they are by
/// default there.
public final class AdaBelief implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-3);
    static final Hyperparameter BETA1 = MomentNumbers.BETA1;
    static final Hyperparameter BETA2 = MomentNumbers.BETA2;
    static final Hyperparameter EPSILON =
            Hyperparameter.real("epsilon", 1e-16, Range.above(0), "smoothing term ε, keeps the divisor from 0");
    static final Slot FIRST_MOMENT = Slot.perElement("firstMoment");
    static final Slot VARIANCE = Slot.perElement("variance");
    static final Slot BETA1_PRODUCT = Slot.scalar("beta1Product").startingAt(1);
    static final Slot BETA2_PRODUCT = Slot.scalar("beta2Product").startingAt(1);

    private static final Preset OPTAX =
            new Preset("optax", "optax's defaults: ε = 1e-16", Map.of("beta1", 0.9, "beta2", 0.999, "epsilon", 1e-16));

    /// Called when the optimizer is looked up.
    public AdaBelief() {}

    @Override
    public String name() {
        return "adabelief";
    }

    @Override
    public String summary() {
        return "AdaBelief: Adam divided by the root of the average of (g−m)² (Zhuang et al. 2020)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, BETA1, BETA2, EPSILON);
    }

    @Override
    public List<Slot> slots() {
        return List.of(FIRST_MOMENT, VARIANCE, BETA1_PRODUCT, BETA2_PRODUCT);
    }

    @Override
    public List<Preset> presets() {
        return List.of(OPTAX);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatAdaBeliefRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleAdaBeliefRule());
    }
}
