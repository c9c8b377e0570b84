package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Schedule;
import dev.glissade.optimizers.spi.ScheduleProvider;
import dev.glissade.optimizers.spi.Schedules;
import java.util.List;

/// Half a wave of the cosine from one value to another, which stays.
///
/// > e + (s − e) (1 + cos(π min(k, n) ÷ n)) ÷ 2; k is the number of steps done before
///
/// Source: Loshchilov and Hutter 2017, *SGDR: Stochastic Gradient Descent with Warm Restarts*, equation 5, one run.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `start` | s | 0.001 |
/// | `end` | e | 0 |
/// | `steps` | n | 1000 |
///
/// Elsewhere: optax's `cosine_decay_schedule`, with α = e ÷ s.
public final class CosineDecaySchedule implements ScheduleProvider {
    /// Called when it is looked up.
    public CosineDecaySchedule() {}

    @Override
    public String name() {
        return "cosine-decay";
    }

    @Override
    public String summary() {
        return "e + (s − e) (1 + cos(π k ÷ n)) ÷ 2 after k of n steps, then e";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(ScheduleNumbers.START, ScheduleNumbers.END, ScheduleNumbers.STEPS);
    }

    @Override
    public Schedule schedule(Hyperparameters chosen) {
        return Schedules.cosineDecay(
                chosen.value(ScheduleNumbers.START),
                chosen.value(ScheduleNumbers.END),
                Counts.whole(chosen, ScheduleNumbers.STEPS));
    }
}
