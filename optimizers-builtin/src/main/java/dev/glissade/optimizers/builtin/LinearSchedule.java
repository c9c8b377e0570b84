package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Schedule;
import dev.glissade.optimizers.spi.ScheduleProvider;
import dev.glissade.optimizers.spi.Schedules;
import java.util.List;

/// A straight line from one value to another, which stays.
///
/// > s + (e − s) min(k, n) ÷ n; k is the number of steps done before
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `start` | s | 0.001 |
/// | `end` | e | 0 |
/// | `steps` | n | 1000 |
///
/// Elsewhere: PyTorch's `LinearLR`, with factors of a rate in the place of values.
public final class LinearSchedule implements ScheduleProvider {
    /// Called when it is looked up.
    public LinearSchedule() {}

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public String summary() {
        return "s + (e − s) k ÷ n after k of n steps, then e";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(ScheduleNumbers.START, ScheduleNumbers.END, ScheduleNumbers.STEPS);
    }

    @Override
    public Schedule schedule(Hyperparameters chosen) {
        return Schedules.linear(
                chosen.value(ScheduleNumbers.START),
                chosen.value(ScheduleNumbers.END),
                Counts.whole(chosen, ScheduleNumbers.STEPS));
    }
}
