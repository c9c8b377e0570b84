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

/// AdamW: Adam with weight decay that acts on the parameters themselves, not through the gradient.
///
/// > w ← w (1 − η λ), then as [Adam]
///
/// Source: Loshchilov and Hutter 2019, *Decoupled Weight Decay Regularization*, Algorithm 2, with the decay times η as PyTorch has it.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 1e-3 |
/// | `beta1` | β₁ | 0.9 |
/// | `beta2` | β₂ | 0.999 |
/// | `epsilon` | ε | 1e-8 |
/// | `weightDecay` | λ | 1e-2 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `firstMoment` | m | 0 |
/// | `secondMoment` | v | 0 |
/// | `beta1Product` | β₁ᵗ | 1 |
/// | `beta2Product` | β₂ᵗ | 1 |
///
/// Elsewhere: PyTorch's and optax's `adamw` are the same; optax has λ = 1e-4, Keras 0.004.
public final class AdamW implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-3);
    static final Hyperparameter BETA1 =
            Hyperparameter.real("beta1", 0.9, Range.closedOpen(0, 1), "decay β₁ of the first moment");
    static final Hyperparameter BETA2 =
            Hyperparameter.real("beta2", 0.999, Range.closedOpen(0, 1), "decay β₂ of the second moment");
    static final Hyperparameter EPSILON =
            Hyperparameter.real("epsilon", 1e-8, Range.above(0), "smoothing term ε, keeps the divisor from 0");
    static final Hyperparameter WEIGHT_DECAY =
            Hyperparameter.real("weightDecay", 1e-2, Range.atLeast(0), "decoupled weight decay λ");
    static final Slot FIRST_MOMENT = Slot.perElement("firstMoment");
    static final Slot SECOND_MOMENT = Slot.perElement("secondMoment");
    static final Slot BETA1_PRODUCT = Slot.scalar("beta1Product").startingAt(1);
    static final Slot BETA2_PRODUCT = Slot.scalar("beta2Product").startingAt(1);

    /// Called when the optimizer is looked up.
    public AdamW() {}

    @Override
    public String name() {
        return "adamw";
    }

    @Override
    public String summary() {
        return "AdamW: w ← w(1−ηλ), then Adam (Loshchilov and Hutter 2019)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, BETA1, BETA2, EPSILON, WEIGHT_DECAY);
    }

    @Override
    public List<Slot> slots() {
        return List.of(FIRST_MOMENT, SECOND_MOMENT, BETA1_PRODUCT, BETA2_PRODUCT);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatAdamWRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleAdamWRule());
    }
}
