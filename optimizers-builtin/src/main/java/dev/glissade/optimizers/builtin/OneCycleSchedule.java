package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OneCycle;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Schedule;
import dev.glissade.optimizers.spi.ScheduleProvider;
import java.util.List;

/// One rise and fall over a whole run.
///
/// > p ÷ a → p in a share r of the steps, then down to p ÷ (a b); or, in three phases, to p ÷ a as long as up, and then to the end
///
/// Source: Smith and Topin 2018, *Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates*.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `peak` | p | 0.001 |
/// | `steps` | n, the steps of the run | 1000 |
/// | `rising` | r | 0.3 |
/// | `startDivisor` | a | 25 |
/// | `endDivisor` | b | 10000 |
/// | `linear` | straight lines, not half waves of the cosine | false |
/// | `threePhases` |  | false |
///
/// A momentum that goes the other way, from `most` down to `least` and back, has peak = `least`, a = `least` ÷ `most`, b = 1.
///
/// Elsewhere: PyTorch's `OneCycleLR`.
public final class OneCycleSchedule implements ScheduleProvider {
    static final Hyperparameter PEAK = Hyperparameter.real("peak", 1e-3, ScheduleNumbers.ANY, "value p at the top");
    static final Hyperparameter STEPS = Counts.of("steps", 1000, 2, "whole number n of steps of the whole run");
    static final Hyperparameter RISING =
            Hyperparameter.real("rising", 0.3, new Range(0, true, 1, true), "share r of the steps that go up");
    static final Hyperparameter START_DIVISOR =
            Hyperparameter.real("startDivisor", 25, Range.above(0), "the start is p divided by this");
    static final Hyperparameter END_DIVISOR =
            Hyperparameter.real("endDivisor", 1e4, Range.above(0), "the end is the start divided by this");
    static final Hyperparameter LINEAR =
            Hyperparameter.flag("linear", false, "whether the way is straight, not half a wave of the cosine");
    static final Hyperparameter THREE_PHASES = Hyperparameter.flag(
            "threePhases", false, "whether it falls to the start as long as it rose, and then to the end");

    /// Called when it is looked up.
    public OneCycleSchedule() {}

    @Override
    public String name() {
        return "one-cycle";
    }

    @Override
    public String summary() {
        return "one rise and fall over a run (Smith and Topin 2018)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(PEAK, STEPS, RISING, START_DIVISOR, END_DIVISOR, LINEAR, THREE_PHASES);
    }

    @Override
    public Schedule schedule(Hyperparameters chosen) {
        return new OneCycle(
                        chosen.value(PEAK),
                        Counts.whole(chosen, STEPS),
                        chosen.value(RISING),
                        chosen.value(START_DIVISOR),
                        chosen.value(END_DIVISOR),
                        chosen.flag(LINEAR),
                        chosen.flag(THREE_PHASES))
                .rate();
    }
}
