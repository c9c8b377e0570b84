package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Schedule;
import dev.glissade.optimizers.spi.ScheduleProvider;
import dev.glissade.optimizers.spi.Schedules;
import java.util.List;

/// Up on a straight line to a value, which stays.
///
/// > v min(t ÷ n, 1); t is the number of the step, 1 for the first
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `value` | v | 0.001 |
/// | `steps` | n | 100 |
///
/// [Schedules#warmUp] goes up to any other schedule.
public final class WarmUpSchedule implements ScheduleProvider {
    static final Hyperparameter VALUE =
            Hyperparameter.real("value", 1e-3, ScheduleNumbers.ANY, "value v that is reached");
    static final Hyperparameter STEPS = Counts.of("steps", 100, 1, "whole number n of steps up");

    /// Called when it is looked up.
    public WarmUpSchedule() {}

    @Override
    public String name() {
        return "warm-up";
    }

    @Override
    public String summary() {
        return "v min(t ÷ n, 1) in step t";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(VALUE, STEPS);
    }

    @Override
    public Schedule schedule(Hyperparameters chosen) {
        return Schedules.warmUp(Counts.whole(chosen, STEPS), Schedule.constant(chosen.value(VALUE)));
    }
}
