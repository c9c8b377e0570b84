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

/// Adam, adaptive moment estimation: momentum, divided by the root of a moving average of squared gradients, both
/// corrected for their start at 0.
///
/// > m ← β₁ m + (1 − β₁) g
/// >
/// > v ← β₂ v + (1 − β₂) g²
/// >
/// > m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ)
/// >
/// > w ← w − η m̂ / (√v̂ + ε)
///
/// Source: Kingma and Ba 2015, *Adam: A Method for Stochastic Optimization*, Algorithm 1. The powers βᵗ are kept as
/// products over the steps in two scalar slots, so that the correction is also right where a β follows a schedule.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 0.001 |
/// | `beta1` | β₁ | 0.9 |
/// | `beta2` | β₂ | 0.999 |
/// | `epsilon` | ε | 1e-8 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `firstMoment` | m | 0 |
/// | `secondMoment` | v | 0 |
/// | `beta1Product`, `beta2Product` | β₁ᵗ, β₂ᵗ | 1 |
///
/// Elsewhere: PyTorch's `Adam` is the same, with the same defaults. The paper's faster form at the end of section 2,
/// which Keras follows, leaves ε uncorrected: w ← w − η √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε).
public final class Adam implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-3);
    static final Hyperparameter BETA1 =
            Hyperparameter.real("beta1", 0.9, Range.closedOpen(0, 1), "decay β₁ of the first moment");
    static final Hyperparameter BETA2 =
            Hyperparameter.real("beta2", 0.999, Range.closedOpen(0, 1), "decay β₂ of the second moment");
    static final Hyperparameter EPSILON =
            Hyperparameter.real("epsilon", 1e-8, Range.above(0), "smoothing term ε, keeps the divisor from 0");
    static final Slot FIRST_MOMENT = Slot.perElement("firstMoment");
    static final Slot SECOND_MOMENT = Slot.perElement("secondMoment");
    static final Slot BETA1_PRODUCT = Slot.scalar("beta1Product").startingAt(1);
    static final Slot BETA2_PRODUCT = Slot.scalar("beta2Product").startingAt(1);

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
        return List.of(LEARNING_RATE, BETA1, BETA2, EPSILON);
    }

    @Override
    public List<Slot> slots() {
        return List.of(FIRST_MOMENT, SECOND_MOMENT, BETA1_PRODUCT, BETA2_PRODUCT);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatAdamRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleAdamRule());
    }
}
