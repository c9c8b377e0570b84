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

/// Descent with momentum, the heavy ball: earlier gradients carry on, slowed down by a friction factor.
///
/// > m ← β m − g
/// >
/// > w ← w + η m
///
/// Source: Polyak 1964, *Some methods of speeding up the convergence of iteration methods*, eq. (9). Both β and η may
/// follow schedules; η stands outside m, so a change of η acts on the whole of m at once.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 0.01 |
/// | `momentum` | β | 0.9 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `velocity` | m | 0 |
///
/// Elsewhere: PyTorch's `SGD` with `momentum` keeps b = −m: b ← β b + g, w ← w − η b, the same numbers. Keras and
/// Sutskever et al. 2013, eq. (1)–(2), have η inside: v ← β v − η g, w ← w + v; the same path as long as η is
/// constant.
public final class Momentum implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-2);
    static final Hyperparameter MOMENTUM =
            Hyperparameter.real("momentum", 0.9, Range.closed(0, 1), "friction factor β: the part of m that is kept");
    static final Slot VELOCITY = Slot.perElement("velocity");

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
        return List.of(LEARNING_RATE, MOMENTUM);
    }

    @Override
    public List<Slot> slots() {
        return List.of(VELOCITY);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatMomentumRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleMomentumRule());
    }
}
