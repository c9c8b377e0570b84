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

/// Descent with momentum, the heavy ball: earlier gradients carry on, slowed down by a friction factor.
///
/// > m ← β m − g
/// >
/// > w ← w + η m
///
/// Source: Polyak 1964, *Some methods of speeding up the convergence of iteration methods*, eq. (9). Both β and η may
/// follow schedules; η stands outside m, so a change of η acts on the whole of m at once. With
/// `rateInside` it acts on later gradients only: m ← β m − η g, w ← w + m. With `dampening` δ, (1 − δ) g stands for g from
/// the second step on.
///
/// | hyperparameter | symbol | default | meaning |
/// |---|---|---|---|
/// | `learningRate` | η | 0.01 | |
/// | `momentum` | β | 0.9 | |
/// | `dampening` | δ | 0 | from the second step on, (1 − δ) g stands for g |
/// | `rateInside` | | false | true: m ← β m − η g, w ← w + m; false: as above |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `velocity` | m | 0 |
///
/// | preset | form |
/// |---|---|
/// | `lecture` | the equations above, with β = 0.9 |
/// | `pytorch` | PyTorch's `SGD` with `momentum`, which keeps b = −m: the equations above; η = 0.001 |
/// | `optax` | optax's `sgd` with `momentum`, which keeps −m: the equations above |
/// | `keras` | m ← β m − η g, w ← w + m, with Keras's default η = 0.01 |
///
/// The libraries' own β is 0 or none, which is [Sgd], so their presets leave `momentum` as it is; optax's has no default
/// for η either. η inside is also the form of Sutskever et al. 2013, *On the importance of initialization and momentum in
/// deep learning*, eq. (1)–(2): the same path as long as η is constant.
public final class Momentum implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-2);
    static final Hyperparameter MOMENTUM =
            Hyperparameter.real("momentum", 0.9, Range.closed(0, 1), "friction factor β: the part of m that is kept");
    static final Hyperparameter DAMPENING = Hyperparameter.real(
            "dampening", 0, Range.closed(0, 1), "the part δ of each gradient that is left out after the first step");
    static final Hyperparameter RATE_INSIDE =
            Hyperparameter.flag("rateInside", false, "whether η stands inside the velocity: m ← β m − η g, w ← w + m");
    static final Slot VELOCITY = Slot.perElement("velocity");

    private static final Preset LECTURE = new Preset(
            "lecture",
            "m ← β m − g, w ← w + η m, with β = 0.9",
            Map.of("momentum", 0.9, "dampening", 0.0, "rateInside", 0.0));
    private static final Preset PYTORCH = new Preset(
            "pytorch",
            "η outside m, with PyTorch's defaults: η = 0.001, no dampening",
            Map.of("learningRate", 1e-3, "dampening", 0.0, "rateInside", 0.0));
    private static final Preset OPTAX =
            new Preset("optax", "η outside m, no dampening", Map.of("dampening", 0.0, "rateInside", 0.0));
    private static final Preset KERAS = new Preset(
            "keras",
            "m ← β m − η g, w ← w + m, with Keras's default η = 0.01",
            Map.of("learningRate", 1e-2, "dampening", 0.0, "rateInside", 1.0));

    /// Called when the optimizer is looked up.
    public Momentum() {}

    @Override
    public String name() {
        return "momentum";
    }

    @Override
    public String summary() {
        return "heavy ball: m ← β m − g, w ← w + η m (Polyak 1964)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LEARNING_RATE, MOMENTUM, DAMPENING, RATE_INSIDE);
    }

    @Override
    public List<Slot> slots() {
        return List.of(VELOCITY);
    }

    @Override
    public List<Preset> presets() {
        return List.of(LECTURE, PYTORCH, OPTAX, KERAS);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatMomentumRule(chosen.flag(RATE_INSIDE));
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleMomentumRule(chosen.flag(RATE_INSIDE)));
    }
}
