package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Schedule;
import dev.glissade.optimizers.spi.ScheduleProvider;
import dev.glissade.optimizers.spi.Schedules;
import java.util.List;

/// A power of the share of steps that are left.
///
/// > e + (s − e) (1 − min(k, n) ÷ n)ᵖ; k is the number of steps done before
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `start` | s | 0.001 |
/// | `end` | e | 0 |
/// | `power` | p | 1 |
/// | `steps` | n | 1000 |
///
/// Elsewhere: PyTorch's `PolynomialLR`, with e = 0.
public final class PolynomialSchedule implements ScheduleProvider {
    static final Hyperparameter POWER =
            Hyperparameter.real("power", 1, Range.above(0), "power p of the share of steps left");

    /// Called when it is looked up.
    public PolynomialSchedule() {}

    @Override
    public String name() {
        return "polynomial";
    }

    @Override
    public String summary() {
        return "e + (s − e) (1 − k ÷ n)ᵖ after k of n steps, then e";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(ScheduleNumbers.START, ScheduleNumbers.END, POWER, ScheduleNumbers.STEPS);
    }

    @Override
    public Schedule schedule(Hyperparameters chosen) {
        return Schedules.polynomial(
                chosen.value(ScheduleNumbers.START),
                chosen.value(ScheduleNumbers.END),
                chosen.value(POWER),
                Counts.whole(chosen, ScheduleNumbers.STEPS));
    }
}
