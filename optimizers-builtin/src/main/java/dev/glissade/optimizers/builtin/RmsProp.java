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

/// RMSprop: each gradient is divided by the root of a moving average of its squares.
///
/// > v′ = β v + (1 − β) g²
/// >
/// > w ← w − η g / √(v′ + ε)
/// >
/// > v ← v′
///
/// Source: Tieleman and Hinton 2012, *Lecture 6.5 – rmsprop*, Coursera, slide 29: v′ in the root, β = 0.9, no ε.
/// Authors disagree on the rest, and hyperparameters select the form:
///
/// | hyperparameter | symbol | default | meaning |
/// |---|---|---|---|
/// | `learningRate` | η | 0.001 | |
/// | `beta` | β | 0.9 | elsewhere called alpha, rho or decay |
/// | `epsilon` | ε | 1e-10 | |
/// | `epsilonInside` | | true | true: √(v + ε); false: √v + ε |
/// | `oldAverage` | | false | false: divides by the root of v′; true: of v, the average before this gradient |
/// | `initialAverage` | v₀ | 0 | v before the first step |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `squareAverage` | v | `initialAverage` |
///
/// | preset | form |
/// |---|---|
/// | `lecture` | w ← w − η g / √(v + ε) with the old v, and v₀ = 1 |
/// | `pytorch` | w ← w − η g / (√v′ + ε) with PyTorch's defaults: η = 0.01, β = 0.99, ε = 1e-8 |
///
/// The old v is what some lectures print. From v₀ = 0 its first step would be η g / √ε, that is 100,000 η g, so the
/// preset starts from 1.
public final class RmsProp implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-3);
    static final Hyperparameter BETA =
            Hyperparameter.real("beta", 0.9, Range.closed(0, 1), "decay β of the moving average of squared gradients");
    static final Hyperparameter EPSILON =
            Hyperparameter.real("epsilon", 1e-10, Range.above(0), "smoothing term ε, keeps the divisor from 0");
    static final Hyperparameter EPSILON_INSIDE =
            Hyperparameter.flag("epsilonInside", true, "whether ε stands inside the root: √(v + ε), not √v + ε");
    static final Hyperparameter OLD_AVERAGE = Hyperparameter.flag(
            "oldAverage", false, "whether the divisor is the average before this gradient, not after");
    static final Hyperparameter INITIAL_AVERAGE =
            Hyperparameter.real("initialAverage", 0, Range.atLeast(0), "v₀, the average before the first step");
    static final Slot SQUARE_AVERAGE = Slot.perElement("squareAverage").startingAt(INITIAL_AVERAGE);

    private static final Preset LECTURE = new Preset(
            "lecture",
            "divides by √(v + ε) with the v before this gradient, starting from v = 1",
            Map.of("beta", 0.9, "epsilon", 1e-10, "epsilonInside", 1.0, "oldAverage", 1.0, "initialAverage", 1.0));
    private static final Preset PYTORCH = new Preset(
            "pytorch",
            "divides by √v + ε, with PyTorch's defaults",
            Map.of(
                    "learningRate", 1e-2,
                    "beta", 0.99,
                    "epsilon", 1e-8,
                    "epsilonInside", 0.0,
                    "oldAverage", 0.0,
                    "initialAverage", 0.0));

    /// Called when the optimizer is looked up.
    public RmsProp() {}

    @Override
    public String name() {
        return "rmsprop";
    }

    @Override
    public String summary() {
        return "RMSprop: v ← β v + (1−β) g², w ← w − η g/√(v+ε) (Tieleman and Hinton 2012)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, BETA, EPSILON, EPSILON_INSIDE, OLD_AVERAGE, INITIAL_AVERAGE);
    }

    @Override
    public List<Slot> slots() {
        return List.of(SQUARE_AVERAGE);
    }

    @Override
    public List<Preset> presets() {
        return List.of(LECTURE, PYTORCH);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatRmsPropRule(chosen.flag(EPSILON_INSIDE), chosen.flag(OLD_AVERAGE));
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleRmsPropRule(chosen.flag(EPSILON_INSIDE), chosen.flag(OLD_AVERAGE)));
    }
}
