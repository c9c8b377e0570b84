package dev.glissade.optimizers.spi;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// A provider that has been chosen, with values for its hyperparameters. Immutable: each method returns another choice.
///
/// ```java
/// Optimizers.transform("clip-by-norm").with("limit", 1)
/// ```
///
/// Later calls win over earlier ones, so values follow the preset that they correct.
///
/// @param <P> what is chosen: an optimizer, a gradient transform, an averaging or a schedule
public final class Choice<P extends NamedProvider> {
    private final P provider;
    private final Description description;
    private final Hyperparameters hyperparameters;

    private Choice(P provider, Description description, Hyperparameters hyperparameters) {
        this.provider = provider;
        this.description = description;
        this.hyperparameters = hyperparameters;
    }

    /// A provider with every hyperparameter at its default.
    ///
    /// @throws OptimizerException if the provider's declaration is inconsistent
    public static <P extends NamedProvider> Choice<P> of(P provider) {
        return of(provider, Description.of(provider));
    }

    static <P extends NamedProvider> Choice<P> of(P provider, Description description) {
        return new Choice<>(provider, description, Hyperparameters.defaults(description.hyperparameters()));
    }

    /// The provider itself.
    public P provider() {
        return provider;
    }

    /// What the provider declares.
    public Description description() {
        return description;
    }

    /// The values chosen so far.
    public Hyperparameters hyperparameters() {
        return hyperparameters;
    }

    /// Fixes a hyperparameter.
    ///
    /// @throws OptimizerException if it is not declared, or the value is out of range
    public Choice<P> with(String name, double value) {
        return with(name, Schedule.constant(value));
    }

    /// Sets a flag.
    ///
    /// @throws OptimizerException if it is not declared, or not a flag
    public Choice<P> with(String name, boolean value) {
        Hyperparameter flag = description.hyperparameter(name);
        if (flag.kind() != Hyperparameter.Kind.FLAG) {
            throw new OptimizerException(
                    name + " is a number, the value is " + value + "; it must be in " + flag.range());
        }
        return with(name, value ? 1.0 : 0.0);
    }

    /// Lets a hyperparameter follow a schedule.
    ///
    /// @throws OptimizerException if it is not declared, or a flag, or the hyperparameter of a schedule
    public Choice<P> with(String name, Schedule schedule) {
        Hyperparameter hyperparameter = description.hyperparameter(name);
        if (provider instanceof ScheduleProvider && !(schedule instanceof Schedule.Constant)) {
            throw new OptimizerException(description.name() + ": " + name
                    + " is to follow a schedule; the hyperparameters of a schedule must be fixed numbers");
        }
        return new Choice<>(provider, description, hyperparameters.with(hyperparameter, schedule));
    }

    /// Lets a hyperparameter follow a schedule that was found by its name.
    ///
    /// @throws OptimizerException as for [#with(String, Schedule)] and [Schedules#of]
    public Choice<P> with(String name, Choice<? extends ScheduleProvider> schedule) {
        return with(name, Schedules.of(schedule));
    }

    /// Fixes a hyperparameter to a value that a person typed.
    ///
    /// @throws OptimizerException if it is not declared, or the text is not an allowed value
    public Choice<P> withText(String name, String text) {
        return with(name, description.hyperparameter(name).parse(text));
    }

    /// Sets the hyperparameters that a preset names, and leaves the others.
    ///
    /// @throws OptimizerException if there is no such preset
    public Choice<P> preset(String name) {
        Hyperparameters changed = hyperparameters;
        for (Map.Entry<String, Double> value : description.preset(name).values().entrySet()) {
            Hyperparameter hyperparameter = description.hyperparameter(value.getKey());
            changed = changed.with(hyperparameter, Schedule.constant(value.getValue()));
        }
        return new Choice<>(provider, description, changed);
    }

    /// What a provider makes of the values chosen.
    ///
    /// @param what a rule or a schedule
    /// @throws OptimizerException if the provider throws an exception, or makes nothing
    static <R> R made(String what, String provider, Supplier<R> maker) {
        try {
            return Objects.requireNonNull(maker.get(), "the provider made no " + what);
        } catch (RuntimeException failure) {
            String reason = failure instanceof OptimizerException ? failure.getMessage() : failure.toString();
            throw new OptimizerException(provider + " refuses its hyperparameters: " + reason, failure);
        }
    }

    /// The name and the values: `adam {learningRate=0.001, …}`.
    @Override
    public String toString() {
        return description.name() + " " + hyperparameters;
    }
}
