package dev.glissade.optimizers.spi;

import java.util.Optional;
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
/// @param count   the name of the hyperparameter that says how many arrays a history has; empty for other kinds
public record Slot(String name, Kind kind, Initial initial, Optional<String> count) {

    /// How many numbers a slot holds.
    public enum Kind {
        /// One number per parameter, in an array of its own: same type, same length, same indices as the parameters.
        PER_ELEMENT,
        /// As [#PER_ELEMENT], but what it holds means nothing after the step, so that it is not saved.
        SCRATCH,
        /// One number for each row of each segment; see [Segment#rows]. In [Scope#SEGMENT] only.
        PER_ROW,
        /// One number for each column of each segment; see [Segment#columns]. In [Scope#SEGMENT] only.
        PER_COLUMN,
        /// Several arrays, each as [#PER_ELEMENT]; how many, a hyperparameter says that does not follow a schedule.
        HISTORY,
        /// One `double` for each group of parameters.
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

    /// A slot of any kind but [Kind#HISTORY].
    ///
    /// @throws OptimizerException as for all components
    public Slot(String name, Kind kind, Initial initial) {
        this(name, kind, initial, Optional.empty());
    }

    private static final Pattern CAMEL_CASE = Pattern.compile("[a-z][a-zA-Z0-9]*");

    /// Checks the declaration.
    ///
    /// @throws OptimizerException if the name is not camelCase, the initial value is not finite, or a scalar would
    ///     copy the parameters, or a count is missing in a history or given to another kind
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
        if (count.isPresent() != (kind == Kind.HISTORY)) {
            throw new OptimizerException("slot " + name + ": a history, and nothing else, has a number of arrays");
        }
    }

    /// One number per parameter, 0 at first.
    public static Slot perElement(String name) {
        return new Slot(name, Kind.PER_ELEMENT, new Initial.Constant(0));
    }

    /// One number per parameter, for use within a step.
    public static Slot scratch(String name) {
        return new Slot(name, Kind.SCRATCH, new Initial.Constant(0));
    }

    /// One number per row, 0 at first.
    public static Slot perRow(String name) {
        return new Slot(name, Kind.PER_ROW, new Initial.Constant(0));
    }

    /// One number per column, 0 at first.
    public static Slot perColumn(String name) {
        return new Slot(name, Kind.PER_COLUMN, new Initial.Constant(0));
    }

    /// As many arrays of one number per parameter as a hyperparameter says, 0 at first.
    public static Slot history(String name, Hyperparameter count) {
        return new Slot(name, Kind.HISTORY, new Initial.Constant(0), Optional.of(count.name()));
    }

    /// One `double` for each group of parameters, 0 at first.
    public static Slot scalar(String name) {
        return new Slot(name, Kind.SCALAR, new Initial.Constant(0));
    }

    /// The same slot with a number as initial value.
    public Slot startingAt(double value) {
        return new Slot(name, kind, new Initial.Constant(value), count);
    }

    /// The same slot with a hyperparameter's value as initial value.
    public Slot startingAt(Hyperparameter hyperparameter) {
        return new Slot(name, kind, new Initial.OfHyperparameter(hyperparameter.name()), count);
    }

    /// The same slot with the parameters themselves as initial value.
    public Slot startingAtParameters() {
        return new Slot(name, kind, new Initial.CopyOfParameters(), count);
    }
}
