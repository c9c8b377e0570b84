package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.AveragingProvider;
import dev.glissade.optimizers.spi.DoubleUpdateRule;
import dev.glissade.optimizers.spi.FloatUpdateRule;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Slot;
import java.util.List;
import java.util.Optional;

/// An exponential moving average of the parameters.
///
/// > a ← w after the first step, then a ← β a + (1 − β) w
///
/// Source: Polyak and Juditsky 1992, *Acceleration of Stochastic Approximation by Averaging*, for averaging; with exponential
/// weights as in Tarvainen and Valpola 2017, *Mean teachers are better role models*, section 2.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `decay` | β | 0.999 |
///
/// | slot | symbol |
/// |---|---|
/// | `average` | a |
///
/// Elsewhere: PyTorch's `AveragedModel` with `get_ema_multi_avg_fn` is the same.
public final class Ema implements AveragingProvider {
    static final Hyperparameter DECAY =
            Hyperparameter.real("decay", 0.999, Range.closed(0, 1), "decay β of the average");
    static final Slot AVERAGE = Slot.perElement("average");

    /// Called when it is looked up.
    public Ema() {}

    @Override
    public String name() {
        return "ema";
    }

    @Override
    public String summary() {
        return "exponential moving average of the parameters";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(DECAY);
    }

    @Override
    public List<Slot> slots() {
        return List.of(AVERAGE);
    }

    @Override
    public Slot average() {
        return AVERAGE;
    }

    @Override
    public FloatUpdateRule floatRule(Hyperparameters chosen) {
        return new FloatEmaRule();
    }

    @Override
    public Optional<DoubleUpdateRule> doubleRule(Hyperparameters chosen) {
        return Optional.of(new DoubleEmaRule());
    }
}
