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

/// AMSGrad: Adam with the largest second moment so far, so that steps never grow again.
///
/// > m, v as in [Adam],  x ← max(x, v)
/// >
/// > w ← w − η m / (1 − β₁ᵗ) / (√(x / (1 − β₂ᵗ) + ε̄) + ε)
///
/// Source: Reddi, Kale and Kumar 2018, *On the Convergence of Adam and Beyond*, Algorithm 2, which has no corrections.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 1e-3 |
/// | `beta1` | β₁ | 0.9 |
/// | `beta2` | β₂ | 0.999 |
/// | `epsilon` | ε | 1e-8 |
/// | `epsilonRoot` | ε̄ | 0 |
/// | `epsilonCorrected` | | true |
/// | `correctedMaximum` | | false |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `firstMoment` | m | 0 |
/// | `secondMoment` | v | 0 |
/// | `largestMoment` | x | 0 |
/// | `beta1Product` | β₁ᵗ | 1 |
/// | `beta2Product` | β₂ᵗ | 1 |
///
/// | preset | form |
/// |---|---|
/// | `pytorch` | PyTorch's `Adam` with `amsgrad`: the equations above, with its defaults: η = 0.001, ε = 1e-8 |
/// | `optax` | optax's `amsgrad`: the largest of the corrected moments, with its defaults: ε = 1e-8, none for η |
/// | `keras` | Keras's `Adam` with `amsgrad`: ε uncorrected as in [Adam], with its defaults: η = 0.001, ε = 1e-7 |
///
/// With `correctedMaximum`, the moment is corrected before it is compared: x ← max(x, v / (1 − β₂ᵗ)), w ← w − η m / (1 − β₁ᵗ) / (√(x + ε̄) + ε).
/// Then `epsilonCorrected` makes no difference. optax can also switch the corrections off, which is not offered here.
public final class Amsgrad implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-3);
    static final Hyperparameter BETA1 = MomentNumbers.BETA1;
    static final Hyperparameter BETA2 = MomentNumbers.BETA2;
    static final Hyperparameter EPSILON = MomentNumbers.EPSILON;
    static final Hyperparameter EPSILON_ROOT = MomentNumbers.EPSILON_ROOT;
    static final Hyperparameter EPSILON_CORRECTED = MomentNumbers.EPSILON_CORRECTED;
    static final Hyperparameter CORRECTED_MAXIMUM = Hyperparameter.flag(
            "correctedMaximum", false, "whether the largest is sought among corrected moments: x ← max(x, v̂)");
    static final Slot FIRST_MOMENT = Slot.perElement("firstMoment");
    static final Slot SECOND_MOMENT = Slot.perElement("secondMoment");
    static final Slot LARGEST_MOMENT = Slot.perElement("largestMoment");
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
                    "epsilonCorrected", 1.0,
                    "correctedMaximum", 0.0));
    private static final Preset OPTAX = new Preset(
            "optax",
            "the largest of the corrected moments, with optax's defaults",
            Map.of(
                    "beta1", 0.9,
                    "beta2", 0.999,
                    "epsilon", 1e-8,
                    "epsilonRoot", 0.0,
                    "epsilonCorrected", 1.0,
                    "correctedMaximum", 1.0));
    private static final Preset KERAS = new Preset(
            "keras",
            "ε uncorrected, with Keras's defaults",
            Map.of(
                    "learningRate", 1e-3,
                    "beta1", 0.9,
                    "beta2", 0.999,
                    "epsilon", 1e-7,
                    "epsilonRoot", 0.0,
                    "epsilonCorrected", 0.0,
                    "correctedMaximum", 0.0));

    /// Called when the optimizer is looked up.
    public Amsgrad() {}

    @Override
    public String name() {
        return "amsgrad";
    }

    @Override
    public String summary() {
        return "AMSGrad: Adam with the largest v so far (Reddi et al. 2018)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, BETA1, BETA2, EPSILON, EPSILON_ROOT, EPSILON_CORRECTED, CORRECTED_MAXIMUM);
    }

    @Override
    public List<Slot> slots() {
        return List.of(FIRST_MOMENT, SECOND_MOMENT, LARGEST_MOMENT, BETA1_PRODUCT, BETA2_PRODUCT);
    }

    @Override
    public List<Preset> presets() {
        return List.of(PYTORCH, OPTAX, KERAS);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatAmsgradRule(chosen.flag(EPSILON_CORRECTED), chosen.flag(CORRECTED_MAXIMUM));
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleAmsgradRule(chosen.flag(EPSILON_CORRECTED), chosen.flag(CORRECTED_MAXIMUM)));
    }
}
