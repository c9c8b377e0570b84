package dev.glissade.optimizers.spi;

import java.util.regex.Pattern;

/// A number that a caller may choose: its name, its default, its range, and what it means.
///
/// Rules keep theirs as constants and read the current value through them:
///
/// ```java
/// static final Hyperparameter BETA = Hyperparameter.real("beta", 0.9, Range.closedOpen(0, 1), "decay β of v");
/// …
/// double beta = step.value(BETA);
/// ```
///
/// @param name         unique within an optimizer, in camelCase: `learningRate`, `beta1`, `epsilon`
/// @param kind         a real number, or a flag held as 0 or 1
/// @param defaultValue the value where the caller chooses none; lies in `range`
/// @param range        the values allowed
/// @param meaning      one line for people, with the symbol used in the equations
public record Hyperparameter(String name, Kind kind, double defaultValue, Range range, String meaning) {

    /// What kind of choice it is.
    public enum Kind {
        /// A real number; may follow a [Schedule].
        REAL,
        /// Yes (1) or no (0). It selects a form of the rule and stays fixed for the life of an optimizer.
        FLAG
    }

    private static final Range ZERO_OR_ONE = Range.closed(0, 1);
    private static final Pattern CAMEL_CASE = Pattern.compile("[a-z][a-zA-Z0-9]*");

    /// The step size η of descent. An optimizer states its own default: `LEARNING_RATE.withDefault(1e-3)`.
    ///
    /// 0 is allowed, since schedules start and end there.
    public static final Hyperparameter LEARNING_RATE = real("learningRate", 1e-2, Range.atLeast(0), "step size η");

    /// Checks the declaration.
    ///
    /// @throws OptimizerException if the name is not camelCase, the default is not allowed, or the meaning is blank
    public Hyperparameter {
        if (!CAMEL_CASE.matcher(name).matches()) {
            throw new OptimizerException(
                    "hyperparameter '" + name + "': the name must be camelCase letters and digits");
        }
        if (meaning.isBlank()) {
            throw new OptimizerException("hyperparameter " + name + ": the meaning must not be blank");
        }
        check(kind, range, defaultValue, "the default of " + name);
    }

    /// A real number in a range.
    public static Hyperparameter real(String name, double defaultValue, Range range, String meaning) {
        return new Hyperparameter(name, Kind.REAL, defaultValue, range, meaning);
    }

    /// A choice between yes and no.
    public static Hyperparameter flag(String name, boolean defaultValue, String meaning) {
        return new Hyperparameter(name, Kind.FLAG, defaultValue ? 1 : 0, ZERO_OR_ONE, meaning);
    }

    /// The same hyperparameter with another default.
    public Hyperparameter withDefault(double value) {
        return new Hyperparameter(name, kind, value, range, meaning);
    }

    /// Returns `value`, if it is allowed.
    ///
    /// @throws OptimizerException if it is out of range; the message has the value and the range
    public double check(double value) {
        return check(kind, range, value, name);
    }

    /// Reads a value that a person typed: a decimal number, or `true` / `false` for a flag.
    ///
    /// @throws OptimizerException if the text is no such value, or the value is out of range
    public double parse(String text) {
        return switch (kind) {
            case REAL -> check(parseReal(text.strip()));
            case FLAG ->
                switch (text.strip()) {
                    case "true" -> 1;
                    case "false" -> 0;
                    default ->
                        throw new OptimizerException(
                                name + ": '" + text + "' is neither true nor false; it must be one of the two");
                };
        };
    }

    /// The value as a person would type it: the inverse of [#parse].
    public String format(double value) {
        return switch (kind) {
            case REAL -> DecimalText.of(value);
            case FLAG -> Boolean.toString(value != 0);
        };
    }

    private double parseReal(String text) {
        // Double.parseDouble also takes Java's suffixes (1d, 2f), which nobody means here.
        boolean suffixed = !text.isEmpty() && Character.isLetter(text.charAt(text.length() - 1));
        try {
            if (!suffixed) {
                return Double.parseDouble(text);
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the same message.
        }
        throw new OptimizerException(name + ": '" + text + "' is not a number; it must be a number in " + range);
    }

    private static double check(Kind kind, Range range, double value, String what) {
        if (kind == Kind.FLAG && value != 0 && value != 1) {
            throw new OptimizerException(what + " is " + value + "; it must be 0 (false) or 1 (true)");
        }
        if (!range.contains(value)) {
            throw new OptimizerException(what + " is " + value + "; it must be in " + range);
        }
        return value;
    }
}
