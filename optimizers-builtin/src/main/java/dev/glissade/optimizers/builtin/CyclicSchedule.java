package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Cycle;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.Range;
import dev.glissade.optimizers.spi.Schedule;
import dev.glissade.optimizers.spi.ScheduleProvider;
import java.util.List;

/// Triangles between two values, one after the other.
///
/// > l + (h − l) c; c rises from 0 to 1 and falls back to 0
///
/// Source: Smith 2017, *Cyclical Learning Rates for Training Neural Networks*.
///
/// | hyperparameter | symbol | default |
/// |---|---|---|
/// | `low` | l | 0.0001 |
/// | `high` | h | 0.001 |
/// | `up` | steps up | 1000 |
/// | `down` | steps down | 1000 |
/// | `halved` | each triangle is half as high as the one before | false |
/// | `factor` | what the height is multiplied by in every step | 1 |
///
/// A momentum that goes the other way has h < l.
///
/// Elsewhere: PyTorch's `CyclicLR`, modes `triangular`, `triangular2` (`halved`) and `exp_range` (`factor`).
public final class CyclicSchedule implements ScheduleProvider {
    static final Hyperparameter LOW =
            Hyperparameter.real("low", 1e-4, ScheduleNumbers.ANY, "value l where each triangle begins and ends");
    static final Hyperparameter HIGH =
            Hyperparameter.real("high", 1e-3, ScheduleNumbers.ANY, "value h at the top of the first");
    static final Hyperparameter UP = Counts.of("up", 1000, 1, "whole number of steps up");
    static final Hyperparameter DOWN = Counts.of("down", 1000, 1, "whole number of steps down");
    static final Hyperparameter HALVED =
            Hyperparameter.flag("halved", false, "whether each triangle is half as high as the one before");
    static final Hyperparameter FACTOR = Hyperparameter.real(
            "factor", 1, Range.openClosed(0, 1), "factor of the height in every step, where it is not halved");

    /// Called when it is looked up.
    public CyclicSchedule() {}

    @Override
    public String name() {
        return "cyclic";
    }

    @Override
    public String summary() {
        return "triangles between two values (Smith 2017)";
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return List.of(LOW, HIGH, UP, DOWN, HALVED, FACTOR);
    }

    @Override
    public Schedule schedule(Hyperparameters chosen) {
        boolean halved = chosen.flag(HALVED);
        double factor = chosen.value(FACTOR);
        if (halved && factor != 1) {
            throw new OptimizerException(
                    "halved is true and factor is " + factor + "; the height is changed in one way only");
        }
        return new Cycle(
                        chosen.value(LOW),
                        chosen.value(HIGH),
                        Counts.whole(chosen, UP),
                        Counts.whole(chosen, DOWN),
                        halved ? Cycle.Height.HALVED : factor == 1 ? Cycle.Height.CONSTANT : Cycle.Height.EXPONENTIAL,
                        factor)
                .rate();
    }
}
