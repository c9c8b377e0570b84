package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Schedule;
import dev.glissade.optimizers.spi.ScheduleProvider;
import dev.glissade.optimizers.spi.Schedules;
import java.util.List;

/// Half a wave of the cosine again and again, each so many times as long as the one before.
///
/// > e + (s − e) (1 + cos(π c ÷ n)) ÷ 2; c is the number of steps since the restart, n those from it to the next
///
/// Source: Loshchilov and Hutter 2017, *SGDR: Stochastic Gradient Descent with Warm Restarts*, equation 5.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `start` | s | 0.001 |
/// | `end` | e | 0 |
/// | `first` | n at first | 1000 |
/// | `growth` | what n is multiplied by | 1 |
///
/// Elsewhere: PyTorch's `CosineAnnealingWarmRestarts`.
public final class CosineWarmRestartsSchedule implements ScheduleProvider {
    static final Hyperparameter FIRST = Counts.of("first", 1000, 1, "whole number of steps before the first restart");
    static final Hyperparameter GROWTH =
            Counts.of("growth", 1, 1, "whole number of times that each run is as long as the one before");

    /// Called when it is looked up.
    public CosineWarmRestartsSchedule() {}

    @Override
    public String name() {
        return "cosine-warm-restarts";
    }

    @Override
    public String summary() {
        return "cosine decay, restarted again and again (Loshchilov and Hutter 2017)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(ScheduleNumbers.START, ScheduleNumbers.END, FIRST, GROWTH);
    }

    @Override
    public Schedule schedule(Hyperparameters chosen) {
        return Schedules.cosineWarmRestarts(
                chosen.value(ScheduleNumbers.START),
                chosen.value(ScheduleNumbers.END),
                Counts.whole(chosen, FIRST),
                Counts.whole(chosen, GROWTH));
    }
}
