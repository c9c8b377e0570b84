package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Preset;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Schedule;
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
/// Authors disagree on the rest. With `oldAverage` the root is that of v in place of v′; without `epsilonInside`, √v′ + ε
/// divides; with `momentum` μ, m ← μ m + g / √(v′ + ε), w ← w − η m; with `rateInside` too, m ← μ m + η g / √(v′ + ε),
/// w ← w − m; with `centered`, v′ − a′² stands for v′, where a′ = β a + (1 − β) g.
///
/// | hyperparameter | symbol | default | meaning |
/// |---|---|---|---|
/// | `learningRate` | η | 0.001 | |
/// | `beta` | β | 0.9 | elsewhere called alpha, rho or decay |
/// | `epsilon` | ε | 1e-10 | |
/// | `epsilonInside` | | true | true: √(v + ε); false: √v + ε |
/// | `oldAverage` | | false | false: divides by the root of v′; true: of v, the average before this gradient |
/// | `initialAverage` | v₀ | 0 | v before the first step |
/// | `centered` | | false | true: v − a² stands for v in the root, where a′ = β a + (1 − β) g |
/// | `momentum` | μ | 0 | m ← μ m + g / √(v′ + ε), w ← w − η m |
/// | `rateInside` | | false | true: m ← μ m + η g / √(v′ + ε), w ← w − m; false: η outside m |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `squareAverage` | v | `initialAverage` |
/// | `gradientAverage` | a | 0; used if `centered` |
/// | `velocity` | m | 0; used if `centered`, or if `momentum` is not fixed at 0 |
///
/// The centered form divides by the standard deviation of the gradient: Graves 2013, *Generating Sequences With Recurrent
/// Neural Networks*, eq. (38)–(45), which has ε inside, momentum, and η inside m. Where gradients hardly change, rounding
/// can leave v − a² below 0; nothing is done against that, so as in PyTorch, optax and Keras the step is NaN if ε is
/// outside the root, or inside but smaller than the rounding error.
///
/// | preset | form |
/// |---|---|
/// | `lecture` | w ← w − η g / √(v + ε) with the old v, and v₀ = 1 |
/// | `pytorch` | √v′ + ε, η outside m, with PyTorch's defaults: η = 0.01, β = 0.99, ε = 1e-8 |
/// | `optax` | √(v′ + ε), η inside m, with optax's defaults: β = 0.9, ε = 1e-8 |
/// | `keras` | √(v′ + ε), η inside m, with Keras's defaults: η = 0.001, β = 0.9, ε = 1e-7 |
///
/// No preset is centered or has momentum; a caller may add both. The old v, in the preset `lecture`, is what some lectures
/// print. From v₀ = 0 its first step would be η g / √ε, that is 100,000 η g, so the preset starts from 1. optax has no default
/// for η; its `nesterov` and `bias_correction`, off by default, have no counterpart here.
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
    static final Hyperparameter CENTERED = Hyperparameter.flag(
            "centered", false, "whether the square of the average gradient is subtracted: v − a² in place of v");
    static final Hyperparameter MOMENTUM = Hyperparameter.real(
            "momentum", 0, Range.closed(0, 1), "friction factor μ: the part of earlier steps that is kept");
    static final Hyperparameter RATE_INSIDE =
            Hyperparameter.flag("rateInside", false, "whether η stands inside the momentum: m ← μ m + η g/√(v+ε)");
    static final Slot SQUARE_AVERAGE = Slot.perElement("squareAverage").startingAt(INITIAL_AVERAGE);
    static final Slot GRADIENT_AVERAGE = Slot.perElement("gradientAverage");
    static final Slot VELOCITY = Slot.perElement("velocity");

    private static final Preset LECTURE = new Preset(
            "lecture",
            "divides by √(v + ε) with the v before this gradient, starting from v = 1",
            Map.of(
                    "beta", 0.9,
                    "epsilon", 1e-10,
                    "epsilonInside", 1.0,
                    "oldAverage", 1.0,
                    "initialAverage", 1.0,
                    "centered", 0.0,
                    "momentum", 0.0,
                    "rateInside", 0.0));
    private static final Preset PYTORCH = new Preset(
            "pytorch",
            "divides by √v + ε, with PyTorch's defaults",
            Map.of(
                    "learningRate", 1e-2,
                    "beta", 0.99,
                    "epsilon", 1e-8,
                    "epsilonInside", 0.0,
                    "oldAverage", 0.0,
                    "initialAverage", 0.0,
                    "centered", 0.0,
                    "momentum", 0.0,
                    "rateInside", 0.0));
    private static final Preset OPTAX = new Preset(
            "optax",
            "divides by √(v + ε), with optax's defaults",
            Map.of(
                    "beta", 0.9,
                    "epsilon", 1e-8,
                    "epsilonInside", 1.0,
                    "oldAverage", 0.0,
                    "initialAverage", 0.0,
                    "centered", 0.0,
                    "momentum", 0.0,
                    "rateInside", 1.0));
    private static final Preset KERAS = new Preset(
            "keras",
            "divides by √(v + ε), with Keras's defaults",
            Map.of(
                    "learningRate", 1e-3,
                    "beta", 0.9,
                    "epsilon", 1e-7,
                    "epsilonInside", 1.0,
                    "oldAverage", 0.0,
                    "initialAverage", 0.0,
                    "centered", 0.0,
                    "momentum", 0.0,
                    "rateInside", 1.0));

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
        return List.of(
                LEARNING_RATE,
                BETA,
                EPSILON,
                EPSILON_INSIDE,
                OLD_AVERAGE,
                INITIAL_AVERAGE,
                CENTERED,
                MOMENTUM,
                RATE_INSIDE);
    }

    @Override
    public List<Slot> slots() {
        return List.of(SQUARE_AVERAGE, GRADIENT_AVERAGE, VELOCITY);
    }

    @Override
    public List<Slot> slots(Hyperparameters chosen) {
        if (chosen.flag(CENTERED)) {
            return slots();
        }
        return hasMomentum(chosen) ? List.of(SQUARE_AVERAGE, VELOCITY) : List.of(SQUARE_AVERAGE);
    }

    @Override
    public List<Preset> presets() {
        return List.of(LECTURE, PYTORCH, OPTAX, KERAS);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        boolean epsilonInside = chosen.flag(EPSILON_INSIDE);
        boolean oldAverage = chosen.flag(OLD_AVERAGE);
        if (chosen.flag(CENTERED)) {
            return new FloatCenteredRmsPropRule(epsilonInside, oldAverage, chosen.flag(RATE_INSIDE));
        }
        return hasMomentum(chosen)
                ? new FloatRmsPropMomentumRule(epsilonInside, oldAverage, chosen.flag(RATE_INSIDE))
                : new FloatRmsPropRule(epsilonInside, oldAverage);
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        boolean epsilonInside = chosen.flag(EPSILON_INSIDE);
        boolean oldAverage = chosen.flag(OLD_AVERAGE);
        if (chosen.flag(CENTERED)) {
            return Optional.of(new DoubleCenteredRmsPropRule(epsilonInside, oldAverage, chosen.flag(RATE_INSIDE)));
        }
        return Optional.of(
                hasMomentum(chosen)
                        ? new DoubleRmsPropMomentumRule(epsilonInside, oldAverage, chosen.flag(RATE_INSIDE))
                        : new DoubleRmsPropRule(epsilonInside, oldAverage));
    }

    /// Whether some step may have momentum: only a momentum fixed at 0 needs no velocity.
    private static boolean hasMomentum(Hyperparameters chosen) {
        return !chosen.schedule(MOMENTUM).equals(Schedule.constant(0));
    }
}
