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

/// LARS, layer-wise adaptive rate scaling: momentum, with a learning rate for each segment that is in proportion to the norm of
/// its parameters and inverse to that of its gradient.
///
/// > r = τ ‖w‖ / (‖g‖ + λ ‖w‖ + ε),  1 where ‖w‖ or ‖g‖ is 0
/// >
/// > v ← μ v + η r (g + λ w)
/// >
/// > w ← w − v
///
/// Norms are Euclidean, over a segment of the layout.
///
/// Source: You, Gitman and Ginsburg 2017, *Large Batch Training of Convolutional Networks*, Algorithm 1, which has no ε.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 0.1 |
/// | `momentum` | μ | 0.9 |
/// | `weightDecay` | λ | 0 |
/// | `trustCoefficient` | τ | 0.001 |
/// | `epsilon` | ε | 0 |
/// | `jointNorm` | | false |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `velocity` | v | 0 |
/// | `decayedGradient` | g + λ w | within a step; used if `jointNorm` |
///
/// | preset | form |
/// |---|---|
/// | `optax` | r = τ ‖w‖ / (‖g + λ w‖ + ε), with optax's defaults: μ = 0.9, λ = 0, τ = 0.001, ε = 0, none for η |
///
/// With `jointNorm`, the divisor has the norm of g + λ w, and r is 1 where that is 0. Without weight decay the two forms are one.
///
/// Elsewhere: many codes leave r at 1, and λ at 0, for vectors and single numbers, such as biases; here every segment has its r. PyTorch and
/// Keras have no LARS.
public final class Lars implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(0.1);
    static final Hyperparameter MOMENTUM =
            Hyperparameter.real("momentum", 0.9, Range.closed(0, 1), "momentum μ, the share of the velocity kept");
    static final Hyperparameter WEIGHT_DECAY =
            Hyperparameter.real("weightDecay", 0, Range.atLeast(0), "weight decay λ, a part of the trust ratio too");
    static final Hyperparameter TRUST_COEFFICIENT = Hyperparameter.real(
            "trustCoefficient", 1e-3, Range.above(0), "trust coefficient τ, a factor of the trust ratio");
    static final Hyperparameter EPSILON = Hyperparameter.real(
            "epsilon", 0, Range.atLeast(0), "smoothing term ε, keeps the trust ratio small where gradients vanish");
    static final Hyperparameter JOINT_NORM = Hyperparameter.flag(
            "jointNorm", false, "whether the trust ratio is divided by ‖g + λ w‖, not by ‖g‖ + λ ‖w‖");
    static final Slot VELOCITY = Slot.perElement("velocity");
    static final Slot DECAYED_GRADIENT = Slot.scratch("decayedGradient");

    private static final Preset OPTAX = new Preset(
            "optax",
            "optax's form and defaults: ‖g + λ w‖, λ = 0",
            Map.of(
                    "momentum", 0.9,
                    "weightDecay", 0.0,
                    "trustCoefficient", 1e-3,
                    "epsilon", 0.0,
                    "jointNorm", 1.0));

    /// Called when the optimizer is looked up.
    public Lars() {}

    @Override
    public String name() {
        return "lars";
    }

    @Override
    public String summary() {
        return "LARS: momentum with η τ‖w‖/(‖g‖+λ‖w‖) for each segment (You et al. 2017)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, MOMENTUM, WEIGHT_DECAY, TRUST_COEFFICIENT, EPSILON, JOINT_NORM);
    }

    @Override
    public List<Slot> slots() {
        return List.of(VELOCITY, DECAYED_GRADIENT);
    }

    @Override
    public List<Slot> slots(Hyperparameters chosen) {
        return chosen.flag(JOINT_NORM) ? slots() : List.of(VELOCITY);
    }

    @Override
    public Scope scope() {
        return Scope.SEGMENT;
    }

    @Override
    public List<Preset> presets() {
        return List.of(OPTAX);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatLarsRule(chosen.flag(JOINT_NORM));
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleLarsRule(chosen.flag(JOINT_NORM)));
    }
}
