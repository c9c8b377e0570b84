package dev.glissade.optimizers.spi;

import java.util.regex.Pattern;

/// A piece of state that an optimizer keeps from step to step: declared by the provider, owned by the host.
///
/// ```java
/// static final Slot FIRST_MOMENT = Slot.perElement("firstMoment");              // zeros at first
/// static final Slot BETA1_PRODUCT = Slot.scalar("beta1Product").startingAt(1);
/// …
/// float[] m = step.slot(FIRST_MOMENT);
/// ```
///
/// Because the host knows every slot by name, kind and initial value, an optimizer needs no code of its own to be
/// saved, restored, or split over threads.
///
/// @param name    unique within an optimizer, in camelCase
/// @param kind    how many numbers the slot holds
/// @param initial the value before the first step
public record Slot(String name, Kind kind, Initial initial) {

    /// How many numbers a slot holds.
    public enum Kind {
        /// One number per parameter, in an array of its own: same type, same length, same indices as the parameters.
        PER_ELEMENT,
        /// One `double` for the whole optimizer.
        SCALAR
    }

    /// The value of a slot before the first step.
    public sealed interface Initial {
        /// Always this number.
        ///
        /// @param value any finite number
        record Constant(double value) implements Initial {}

        /// What the caller chose for a hyperparameter: its value at the first step.
        ///
        /// @param name the name of a hyperparameter of the same optimizer
        record OfHyperparameter(String name) implements Initial {}

        /// The parameters as they are when the first step begins.
        record CopyOfParameters() implements Initial {}
    }

    private static final Pattern CAMEL_CASE = Pattern.compile("[a-z][a-zA-Z0-9]*");

    /// Checks the declaration.
    ///
    /// @throws OptimizerException if the name is not camelCase, the initial value is not finite, or a scalar would
    ///     copy the parameters
    public Slot {
        if (!CAMEL_CASE.matcher(name).matches()) {
            throw new OptimizerException("slot '" + name + "': the name must be camelCase letters and digits");
        }
        if (initial instanceof Initial.Constant(double value) && !Double.isFinite(value)) {
            throw new OptimizerException("slot " + name + ": the initial value is " + value + "; it must be finite");
        }
        if (initial instanceof Initial.CopyOfParameters && kind != Kind.PER_ELEMENT) {
            throw new OptimizerException(
                    "slot " + name + ": only a per-element slot can start as a copy of the parameters");
        }
    }

    /// One number per parameter, 0 at first.
    public static Slot perElement(String name) {
        return new Slot(name, Kind.PER_ELEMENT, new Initial.Constant(0));
    }

    /// One `double` for the whole optimizer, 0 at first.
    public static Slot scalar(String name) {
        return new Slot(name, Kind.SCALAR, new Initial.Constant(0));
    }

    /// The same slot with a number as initial value.
    public Slot startingAt(double value) {
        return new Slot(name, kind, new Initial.Constant(value));
    }

    /// The same slot with a hyperparameter's value as initial value.
    public Slot startingAt(Hyperparameter hyperparameter) {
        return new Slot(name, kind, new Initial.OfHyperparameter(hyperparameter.name()));
    }

    /// The same slot with the parameters themselves as initial value.
    public Slot startingAtParameters() {
        return new Slot(name, kind, new Initial.CopyOfParameters());
    }
}
