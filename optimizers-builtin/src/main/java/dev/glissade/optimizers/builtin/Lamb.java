package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Preset;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Scope;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// LAMB, layer-wise adaptive moments: the direction of [AdamW], scaled in each segment to the norm of its parameters.
///
/// > m ← β₁ m + (1 − β₁) g,  m̂ = m / (1 − β₁ᵗ)
/// >
/// > v ← β₂ v + (1 − β₂) g²,  v̂ = v / (1 − β₂ᵗ)
/// >
/// > u = m̂ / (√v̂ + ε) + λ w
/// >
/// > w ← w − η r u,  r = ‖w‖ / ‖u‖, 1 where ‖w‖ or ‖u‖ is 0
///
/// Norms are Euclidean, over a segment of the layout.
///
/// Source: You et al. 2020, *Large Batch Optimization for Deep Learning: Training BERT in 76 minutes*, Algorithm 2, with φ(z) = z.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 0.001 |
/// | `beta1` | β₁ | 0.9 |
/// | `beta2` | β₂ | 0.999 |
/// | `epsilon` | ε | 1e-6 |
/// | `weightDecay` | λ | 0.01 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `firstMoment` | m | 0 |
/// | `secondMoment` | v | 0 |
/// | `direction` | u | within a step |
/// | `beta1Product`, `beta2Product` | β₁ᵗ, β₂ᵗ | 1 |
///
/// | preset | form |
/// |---|---|
/// | `optax` | the equations above, with optax's defaults: ε = 1e-6, λ = 0, none for η |
/// | `keras` | the equations above, with Keras's defaults: η = 0.001, ε = 1e-7, λ = 0 |
///
/// Elsewhere: Keras's weight decay, off by default, is no part of u; it shrinks the parameters beside the step. Some codes cut
/// ‖w‖ off at 10, or leave r at 1 for vectors; here every segment has its r. PyTorch has no LAMB.
public final class Lamb implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-3);
    static final Hyperparameter BETA1 = MomentNumbers.BETA1;
    static final Hyperparameter BETA2 = MomentNumbers.BETA2;
    static final Hyperparameter EPSILON =
            Hyperparameter.real("epsilon", 1e-6, Range.above(0), "smoothing term ε, keeps the divisor from 0");
    static final Hyperparameter WEIGHT_DECAY =
            Hyperparameter.real("weightDecay", 1e-2, Range.atLeast(0), "weight decay λ, a part of the direction");
    static final Slot FIRST_MOMENT = Slot.perElement("firstMoment");
    static final Slot SECOND_MOMENT = Slot.perElement("secondMoment");
    static final Slot DIRECTION = Slot.scratch("direction");
    static final Slot BETA1_PRODUCT = Slot.scalar("beta1Product").startingAt(1);
    static final Slot BETA2_PRODUCT = Slot.scalar("beta2Product").startingAt(1);

    private static final Preset OPTAX = new Preset(
            "optax",
            "optax's defaults: λ = 0, ε = 1e-6",
            Map.of("beta1", 0.9, "beta2", 0.999, "epsilon", 1e-6, "weightDecay", 0.0));
    private static final Preset KERAS = new Preset(
            "keras",
            "Keras's defaults: λ = 0, ε = 1e-7",
            Map.of("learningRate", 1e-3, "beta1", 0.9, "beta2", 0.999, "epsilon", 1e-7, "weightDecay", 0.0));

    /// Called when the optimizer is looked up.
    public Lamb() {}

    @Override
    public String name() {
        return "lamb";
    }

    @Override
    public String summary() {
        return "LAMB: AdamW's direction u, w ← w − η ‖w‖/‖u‖ u for each segment (You et al. 2020)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, BETA1, BETA2, EPSILON, WEIGHT_DECAY);
    }

    @Override
    public List<Slot> slots() {
        return List.of(FIRST_MOMENT, SECOND_MOMENT, DIRECTION, BETA1_PRODUCT, BETA2_PRODUCT);
    }

    @Override
    public Scope scope() {
        return Scope.SEGMENT;
    }

    @Override
    public List<Preset> presets() {
        return List.of(OPTAX, KERAS);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatLambRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleLambRule());
    }
}
