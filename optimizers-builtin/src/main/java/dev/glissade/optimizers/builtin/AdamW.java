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
/// | `epsilonRoot` | ε̄ | 0 |
/// | `epsilonCorrected` | | true |
/// | `amsgrad` | | false |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `firstMoment` | m | 0 |
/// | `secondMoment` | v | 0 |
/// | `largestMoment` | x | 0; used if `amsgrad` |
/// | `beta1Product` | β₁ᵗ | 1 |
/// | `beta2Product` | β₂ᵗ | 1 |
///
/// | preset | form |
/// |---|---|
/// | `pytorch` | PyTorch's `AdamW`, with its defaults: η = 0.001, ε = 1e-8, λ = 0.01 |
/// | `optax` | optax's `adamw`, with its defaults: ε = 1e-8, λ = 1e-4, none for η |
/// | `keras` | ε uncorrected as in [Adam], with the defaults of Keras's `AdamW`: η = 0.001, ε = 1e-7, λ = 0.004 |
///
/// With `amsgrad`, the rest is as [Amsgrad] in place of [Adam]: x ← max(x, v), and x stands for v in the root. That is PyTorch's and Keras's
/// `amsgrad`, off in all presets.
public final class AdamW implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-3);
    static final Hyperparameter BETA1 = MomentNumbers.BETA1;
    static final Hyperparameter BETA2 = MomentNumbers.BETA2;
    static final Hyperparameter EPSILON = MomentNumbers.EPSILON;
    static final Hyperparameter WEIGHT_DECAY =
            Hyperparameter.real("weightDecay", 1e-2, Range.atLeast(0), "decoupled weight decay λ");
    static final Hyperparameter EPSILON_ROOT = MomentNumbers.EPSILON_ROOT;
    static final Hyperparameter EPSILON_CORRECTED = MomentNumbers.EPSILON_CORRECTED;
    static final Hyperparameter AMSGRAD =
            Hyperparameter.flag("amsgrad", false, "whether the largest v so far stands for v");
    static final Slot FIRST_MOMENT = Slot.perElement("firstMoment");
    static final Slot SECOND_MOMENT = Slot.perElement("secondMoment");
    static final Slot LARGEST_MOMENT = Slot.perElement("largestMoment");
    static final Slot BETA1_PRODUCT = Slot.scalar("beta1Product").startingAt(1);
    static final Slot BETA2_PRODUCT = Slot.scalar("beta2Product").startingAt(1);

    private static final Preset PYTORCH = new Preset(
            "pytorch",
            "PyTorch's defaults: λ = 0.01",
            Map.of(
                    "learningRate", 1e-3,
                    "beta1", 0.9,
                    "beta2", 0.999,
                    "epsilon", 1e-8,
                    "epsilonRoot", 0.0,
                    "epsilonCorrected", 1.0,
                    "weightDecay", 1e-2,
                    "amsgrad", 0.0));
    private static final Preset OPTAX = new Preset(
            "optax",
            "optax's defaults: λ = 1e-4",
            Map.of(
                    "beta1", 0.9,
                    "beta2", 0.999,
                    "epsilon", 1e-8,
                    "epsilonRoot", 0.0,
                    "epsilonCorrected", 1.0,
                    "weightDecay", 1e-4,
                    "amsgrad", 0.0));
    private static final Preset KERAS = new Preset(
            "keras",
            "ε uncorrected, with Keras's defaults: λ = 0.004",
            Map.of(
                    "learningRate", 1e-3,
                    "beta1", 0.9,
                    "beta2", 0.999,
                    "epsilon", 1e-7,
                    "epsilonRoot", 0.0,
                    "epsilonCorrected", 0.0,
                    "weightDecay", 4e-3,
                    "amsgrad", 0.0));

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
        return List.of(LEARNING_RATE, BETA1, BETA2, EPSILON, WEIGHT_DECAY, EPSILON_ROOT, EPSILON_CORRECTED, AMSGRAD);
    }

    @Override
    public List<Slot> slots() {
        return List.of(FIRST_MOMENT, SECOND_MOMENT, LARGEST_MOMENT, BETA1_PRODUCT, BETA2_PRODUCT);
    }

    @Override
    public List<Slot> slots(Hyperparameters chosen) {
        return chosen.flag(AMSGRAD) ? slots() : List.of(FIRST_MOMENT, SECOND_MOMENT, BETA1_PRODUCT, BETA2_PRODUCT);
    }

    @Override
    public List<Preset> presets() {
        return List.of(PYTORCH, OPTAX, KERAS);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        boolean epsilonCorrected = chosen.flag(EPSILON_CORRECTED);
        return chosen.flag(AMSGRAD)
                ? new FloatAdamWAmsgradRule(epsilonCorrected)
                : new FloatAdamWRule(epsilonCorrected);
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        boolean epsilonCorrected = chosen.flag(EPSILON_CORRECTED);
        return Optional.of(
                chosen.flag(AMSGRAD)
                        ? new DoubleAdamWAmsgradRule(epsilonCorrected)
                        : new DoubleAdamWRule(epsilonCorrected));
    }
}
