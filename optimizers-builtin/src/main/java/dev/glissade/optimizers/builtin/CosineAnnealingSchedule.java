package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Schedule;
import dev.glissade.optimizers.spi.ScheduleProvider;
import dev.glissade.optimizers.spi.Schedules;
import java.util.List;

/// A wave of the cosine between two values, down and up again.
///
/// > e + (s − e) (1 + cos(π k ÷ n)) ÷ 2; k is the number of steps done before
///
/// Source: Loshchilov and Hutter 2017, *SGDR: Stochastic Gradient Descent with Warm Restarts*, equation 5, without restarts.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `start` | s | 0.001 |
/// | `end` | e | 0 |
/// | `steps` | n | 1000 |
///
/// Elsewhere: PyTorch's `CosineAnnealingLR`.
public final class CosineAnnealingSchedule implements ScheduleProvider {
    /// Called when it is looked up.
    public CosineAnnealingSchedule() {}

    @Override
    public String name() {
        return "cosine-annealing";
    }

    @Override
    public String summary() {
        return "e + (s − e) (1 + cos(π k ÷ n)) ÷ 2 after k steps, up again after n";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(ScheduleNumbers.START, ScheduleNumbers.END, ScheduleNumbers.STEPS);
    }

    @Override
    public Schedule schedule(Hyperparameters chosen) {
        return Schedules.cosineAnnealing(
                chosen.value(ScheduleNumbers.START),
                chosen.value(ScheduleNumbers.END),
                Counts.whole(chosen, ScheduleNumbers.STEPS));
    }
}
