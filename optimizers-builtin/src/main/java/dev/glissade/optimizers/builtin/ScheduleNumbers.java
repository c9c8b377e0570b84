package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Range;

/// What the hyperparameters of the built-in schedules have in common.
///
/// A schedule may be that of any hyperparameter, so its values may be any numbers; the defaults suit a learning rate.
final class ScheduleNumbers {
    static final Range ANY = new Range(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true);
    static final Hyperparameter START = Hyperparameter.real("start", 1e-3, ANY, "value s in the first step");
    static final Hyperparameter END = Hyperparameter.real("end", 0, ANY, "value e at the end");
    static final Hyperparameter STEPS = Counts.of("steps", 1000, 1, "whole number n of steps to the end");

    private ScheduleNumbers() {}
}
