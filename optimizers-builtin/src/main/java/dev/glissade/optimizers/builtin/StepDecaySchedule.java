package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Schedule;
import dev.glissade.optimizers.spi.ScheduleProvider;
import dev.glissade.optimizers.spi.Schedules;
import java.util.List;

/// The value is multiplied by a factor every so many steps.
///
/// > s f^⌊k ÷ n⌋; k is the number of steps done before
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `start` | s | 0.001 |
/// | `factor` | f | 0.1 |
/// | `every` | n | 1000 |
///
/// Elsewhere: PyTorch's `StepLR`.
public final class StepDecaySchedule implements ScheduleProvider {
    static final Hyperparameter FACTOR = Hyperparameter.real("factor", 0.1, Range.atLeast(0), "factor f of each fall");
    static final Hyperparameter EVERY = Counts.of("every", 1000, 1, "whole number n of steps between falls");

    /// Called when it is looked up.
    public StepDecaySchedule() {}

    @Override
    public String name() {
        return "step-decay";
    }

    @Override
    public String summary() {
        return "s f^⌊k ÷ n⌋ after k steps";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(ScheduleNumbers.START, FACTOR, EVERY);
    }

    @Override
    public Schedule schedule(Hyperparameters chosen) {
        return Schedules.stepDecay(
                chosen.value(ScheduleNumbers.START), chosen.value(FACTOR), Counts.whole(chosen, EVERY));
    }
}
