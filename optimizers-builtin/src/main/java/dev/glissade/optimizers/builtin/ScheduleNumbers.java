package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Hyperparameters;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.Range;

/// What the hyperparameters of the built-in schedules have in common.
///
/// A schedule may be that of any hyperparameter, so its values may be any numbers; the defaults suit a learning rate.
final class ScheduleNumbers {
    static final Range ANY = new Range(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true);
    static final Hyperparameter START = Hyperparameter.real("start", 1e-3, ANY, "value s in the first step");
    static final Hyperparameter END = Hyperparameter.real("end", 0, ANY, "value e at the end");
    static final Hyperparameter STEPS = count("steps", 1000, 1, "whole number n of steps to the end");

    private ScheduleNumbers() {}

    /// A whole number, to be read by [#whole].
    static Hyperparameter count(String name, int defaultValue, int least, String meaning) {
        return Hyperparameter.real(name, defaultValue, Range.closed(least, 0x1p53), meaning);
    }

    /// @throws OptimizerException if the value chosen is no whole number
    static long whole(Hyperparameters chosen, Hyperparameter count) {
        double value = chosen.value(count);
        if (value != Math.rint(value)) {
            throw new OptimizerException(count.name() + " is " + value + "; it must be a whole number");
        }
        return (long) value;
    }
}
