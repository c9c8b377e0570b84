package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Optional;

/// Schedule-free AdamW: [ScheduleFreeSgd] with gradients divided by the root of a moving average of their squares, and decoupled weight decay.
///
/// > v ← β₂ v + (1 − β₂) g(y)²
/// >
/// > γ = η √(1 − β₂ᵗ)
/// >
/// > z ← z − γ (g(y) / (√v + ε) + λ y)
/// >
/// > c = γ² / Σ γ² over all steps up to this one
/// >
/// > x ← (1 − c) x + c z
/// >
/// > y ← (1 − β₁) z + β₁ x
///
/// Source: Defazio et al. 2024, *The Road Less Scheduled*, Algorithm 1, whose warm-up is left to a schedule of η.
///
/// The parameters are y, where gradients are taken. **Evaluate and keep x, the slot `average`**:
///
/// ```java
/// float[] trained = optimizer.floatSlot("average");
/// ```
///
/// The parameters are made from z and x in every step, so what else changes them in between is lost.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 0.0025 |
/// | `beta1` | β₁ | 0.9 |
/// | `beta2` | β₂ | 0.999 |
/// | `epsilon` | ε | 1e-8 |
/// | `weightDecay` | λ | 0 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `base` | z | the parameters |
/// | `average` | x | the parameters |
/// | `secondMoment` | v | 0 |
/// | `beta2Product` | β₂ᵗ | 1 |
/// | `weightSum` | Σ γ² | 0 |
///
/// The defaults are those of the authors' package and of optax.
///
/// **Elsewhere.** The authors' package keeps z and y only, finds x from them, and so needs β₁ > 0; it weighs with the largest γ so far, which differs where η falls. optax's `schedule_free_adamw` corrects v instead
/// of η, so that ε counts otherwise, weighs with η², so that the first steps count more in x, and decays by η λ.
public final class ScheduleFreeAdamW implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(2.5e-3);
    static final Hyperparameter BETA1 = Hyperparameter.real(
            "beta1", 0.9, Range.closed(0, 1), "share β₁ of the average in the point where gradients are taken");
    static final Hyperparameter BETA2 = MomentNumbers.BETA2;
    static final Hyperparameter EPSILON = MomentNumbers.EPSILON;
    static final Hyperparameter WEIGHT_DECAY =
            Hyperparameter.real("weightDecay", 0, Range.atLeast(0), "decoupled weight decay λ");
    static final Slot BASE = Slot.perElement("base").startingAtParameters();
    static final Slot AVERAGE = Slot.perElement("average").startingAtParameters();
    static final Slot SECOND_MOMENT = Slot.perElement("secondMoment");
    static final Slot BETA2_PRODUCT = Slot.scalar("beta2Product").startingAt(1);
    static final Slot WEIGHT_SUM = Slot.scalar("weightSum");

    /// Called when the optimizer is looked up.
    public ScheduleFreeAdamW() {}

    @Override
    public String name() {
        return "schedule-free-adamw";
    }

    @Override
    public String summary() {
        return "schedule-free AdamW: x averages z, w = (1−β₁) z + β₁ x; use x (Defazio et al. 2024)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, BETA1, BETA2, EPSILON, WEIGHT_DECAY);
    }

    @Override
    public List<Slot> slots() {
        return List.of(BASE, AVERAGE, SECOND_MOMENT, BETA2_PRODUCT, WEIGHT_SUM);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatScheduleFreeAdamWRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleScheduleFreeAdamWRule());
    }
}
