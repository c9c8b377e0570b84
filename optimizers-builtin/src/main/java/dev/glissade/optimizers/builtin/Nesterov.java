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

/// Nesterov momentum: the gradient acts once more after the velocity has taken it up.
///
/// > m ← β m − g
/// >
/// > w ← w + η (β m − g)
///
/// Source: Nesterov 1983, *A method of solving a convex programming problem with convergence rate O(1/k²)*, in the form of Sutskever et al. 2013,
/// *On the importance of initialization and momentum in deep learning*, eq. (3)–(4), rewritten for the point at which the gradient is taken.
///
/// | hyperparameter | symbol | default | meaning |
/// |---|---|---|---|
/// | `learningRate` | η | 1e-2 | |
/// | `momentum` | β | 0.9 | |
/// | `rateInside` | | false | true: m ← β m − η g, w ← w + β m − η g; false: as above |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `velocity` | m | 0 |
///
/// | preset | form |
/// |---|---|
/// | `pytorch` | PyTorch's `SGD` with `nesterov`, which keeps b = −m: the equations above; η = 0.001 |
/// | `optax` | optax's `sgd` with `nesterov`, which keeps −m: the equations above |
/// | `keras` | m ← β m − η g, w ← w + β m − η g, with Keras's default η = 0.01 |
///
/// The libraries' own β is 0 or none, which is [Sgd], so their presets leave `momentum` as it is; optax's has no default for η either.
/// Both places of η give the same path as long as η is constant.
public final class Nesterov implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-2);
    static final Hyperparameter MOMENTUM =
            Hyperparameter.real("momentum", 0.9, Range.closed(0, 1), "friction factor β: the part of m that is kept");
    static final Hyperparameter RATE_INSIDE =
            Hyperparameter.flag("rateInside", false, "whether η stands inside the velocity: m ← β m − η g");
    static final Slot VELOCITY = Slot.perElement("velocity");

    private static final Preset PYTORCH = new Preset(
            "pytorch",
            "η outside m, with PyTorch's default η = 0.001",
            Map.of("learningRate", 1e-3, "rateInside", 0.0));
    private static final Preset OPTAX = new Preset("optax", "η outside m", Map.of("rateInside", 0.0));
    private static final Preset KERAS = new Preset(
            "keras",
            "m ← β m − η g, w ← w + β m − η g, with Keras's default η = 0.01",
            Map.of("learningRate", 1e-2, "rateInside", 1.0));

    /// Called when the optimizer is looked up.
    public Nesterov() {}

    @Override
    public String name() {
        return "nesterov";
    }

    @Override
    public String summary() {
        return "m ← β m − g, w ← w + η (β m − g) (Nesterov 1983)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, MOMENTUM, RATE_INSIDE);
    }

    @Override
    public List<Slot> slots() {
        return List.of(VELOCITY);
    }

    @Override
    public List<Preset> presets() {
        return List.of(PYTORCH, OPTAX, KERAS);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatNesterovRule(chosen.flag(RATE_INSIDE));
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleNesterovRule(chosen.flag(RATE_INSIDE)));
    }
}
