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

/// Nesterov momentum: the gradient acts once more after the velocity has taken it up.
///
/// > m ← β m − g
/// >
/// > w ← w + η (β m − g)
///
/// Source: Nesterov 1983, *A method of solving a convex programming problem with convergence rate O(1/k²)*, in the form of Sutskever et al. 2013,
/// *On the importance of initialization and momentum in deep learning*, eq. (3)–(4), rewritten for the point at which the gradient is taken.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `learningRate` | η | 1e-2 |
/// | `momentum` | β | 0.9 |
///
/// | slot | symbol | at first |
/// |---|---|---|
/// | `velocity` | m | 0 |
///
/// Elsewhere: PyTorch's `SGD` with `nesterov` keeps b = −m, the same numbers; Keras has η inside m, the same path as long as η is constant.
public final class Nesterov implements OptimizerProvider {
    static final Hyperparameter LEARNING_RATE = Hyperparameter.LEARNING_RATE.withDefault(1e-2);
    static final Hyperparameter MOMENTUM =
            Hyperparameter.real("momentum", 0.9, Range.closed(0, 1), "friction factor β: the part of m that is kept");
    static final Slot VELOCITY = Slot.perElement("velocity");

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
        return List.of(LEARNING_RATE, MOMENTUM);
    }

    @Override
    public List<Slot> slots() {
        return List.of(VELOCITY);
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatNesterovRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleNesterovRule());
    }
}
