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

/// AdaGrad: each gradient is divided by the root of the sum of all its squares so far.
///
/// > s ← s + g²
/// >
/// > w ← w − η / (1 + (t − 1) d) · g / (√s + ε)
///
/// Source: Duchi, Hazan and Singer 2011, *Adaptive Subgradient Methods for Online Learning and Stochastic Optimization*, Figure 1, with the
/// diagonal matrix. Libraries disagree on where s starts, at 0 or at `initialSum`, and on where ε stands: with
/// `epsilonInside`, √(s + ε) divides.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 1e-2 |
/// | `learningRateDecay` | d | 0 |
/// | `epsilon` | ε | 1e-10 |
/// | `epsilonInside` |  | false |
/// | `initialSum` | s₀ | 0 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `squareSum` | s | `initialSum` |
///
/// | preset | form |
/// |---|---|
/// | `pytorch` | √s + ε, with PyTorch's defaults: η = 0.01, d = 0, s₀ = 0, ε = 1e-10 |
/// | `optax` | √(s + ε), with optax's defaults: s₀ = 0.1, ε = 1e-7 |
/// | `keras` | √(s + ε), with Keras's defaults: η = 0.001, s₀ = 0.1, ε = 1e-7 |
///
/// optax has no default for η.
public final class Adagrad implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-2);
    static final Hyperparameter LEARNING_RATE_DECAY = Hyperparameter.real(
            "learningRateDecay", 0, Range.atLeast(0), "decay d of the learning rate: η / (1 + (t − 1) d)");
    static final Hyperparameter EPSILON =
            Hyperparameter.real("epsilon", 1e-10, Range.above(0), "smoothing term ε, keeps the divisor from 0");
    static final Hyperparameter EPSILON_INSIDE =
            Hyperparameter.flag("epsilonInside", false, "whether ε stands inside the root: √(s + ε), not √s + ε");
    static final Hyperparameter INITIAL_SUM =
            Hyperparameter.real("initialSum", 0, Range.atLeast(0), "s₀, the sum before the first step");
    static final Slot SQUARE_SUM = Slot.perElement("squareSum").startingAt(INITIAL_SUM);

    private static final Preset PYTORCH = new Preset(
            "pytorch",
            "√s + ε, with PyTorch's defaults: s₀ = 0, ε = 1e-10",
            Map.of(
                    "learningRate", 1e-2,
                    "learningRateDecay", 0.0,
                    "initialSum", 0.0,
                    "epsilon", 1e-10,
                    "epsilonInside", 0.0));
    private static final Preset OPTAX = new Preset(
            "optax",
            "√(s + ε), with optax's defaults: s₀ = 0.1, ε = 1e-7",
            Map.of("learningRateDecay", 0.0, "initialSum", 0.1, "epsilon", 1e-7, "epsilonInside", 1.0));
    private static final Preset KERAS = new Preset(
            "keras",
            "√(s + ε), with Keras's defaults: η = 0.001, s₀ = 0.1, ε = 1e-7",
            Map.of(
                    "learningRate", 1e-3,
                    "learningRateDecay", 0.0,
                    "initialSum", 0.1,
                    "epsilon", 1e-7,
                    "epsilonInside", 1.0));

    /// Called when the optimizer is looked up.
    public Adagrad() {}

    @Override
    public String name() {
        return "adagrad";
    }

    @Override
    public String summary() {
        return "AdaGrad: s ← s + g², w ← w − η g/(√s+ε) (Duchi et al. 2011)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, LEARNING_RATE_DECAY, EPSILON, EPSILON_INSIDE, INITIAL_SUM);
    }

    @Override
    public List<Slot> slots() {
        return List.of(SQUARE_SUM);
    }

    @Override
    public List<Preset> presets() {
        return List.of(PYTORCH, OPTAX, KERAS);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatAdagradRule(chosen.flag(EPSILON_INSIDE));
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleAdagradRule(chosen.flag(EPSILON_INSIDE)));
    }

    @Override
    public boolean updatesRows() {
        return true;
    }
}
