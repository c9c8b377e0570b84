package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Schedule;
import dev.glissade.optimizers.spi.ScheduleProvider;
import dev.glissade.optimizers.spi.Schedules;
import java.util.List;

/// The value is multiplied by a factor in every step.
///
/// > s fᵏ; k is the number of steps done before
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `start` | s | 0.001 |
/// | `factor` | f | 0.999 |
///
/// Elsewhere: PyTorch's `ExponentialLR`.
public final class ExponentialSchedule implements ScheduleProvider {
    static final Hyperparameter FACTOR =
            Hyperparameter.real("factor", 0.999, Range.atLeast(0), "factor f of each step");

    /// Called when it is looked up.
    public ExponentialSchedule() {}

    @Override
    public String name() {
        return "exponential";
    }

    @Override
    public String summary() {
        return "s fᵏ after k steps";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(ScheduleNumbers.START, FACTOR);
    }

    @Override
    public Schedule schedule(Hyperparameters chosen) {
        return Schedules.exponential(chosen.value(ScheduleNumbers.START), chosen.value(FACTOR));
    }
}
