package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.Schedule;
import dev.glissade.optimizers.spi.ScheduleProvider;
import dev.glissade.optimizers.spi.Schedules;
import java.util.List;

/// Up on a straight line to a peak, then down by the inverse square root of the step.
///
/// > p min(t ÷ n, √(n ÷ t)); t is the number of the step, 1 for the first
///
/// Source: Vaswani et al. 2017, *Attention Is All You Need*, equation 3.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `peak` | p | 0.001 |
/// | `warmUp` | n | 1000 |
public final class InverseSquareRootSchedule implements ScheduleProvider {
    static final Hyperparameter PEAK = Hyperparameter.real("peak", 1e-3, ScheduleNumbers.ANY, "highest value p");
    static final Hyperparameter WARM_UP = Counts.of("warmUp", 1000, 1, "whole number n of steps up");

    /// Called when it is looked up.
    public InverseSquareRootSchedule() {}

    @Override
    public String name() {
        return "inverse-square-root";
    }

    @Override
    public String summary() {
        return "p min(t ÷ n, √(n ÷ t)) in step t (Vaswani et al. 2017)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(PEAK, WARM_UP);
    }

    @Override
    public Schedule schedule(Hyperparameters chosen) {
        return Schedules.inverseSquareRoot(chosen.value(PEAK), Counts.whole(chosen, WARM_UP));
    }
}
