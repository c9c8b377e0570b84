package dev.glissade.optimizers.spi;

import java.util.Map;

/// A provider that has been chosen, with values for its hyperparameters. Immutable: each method returns another choice.
///
/// ```java
/// Optimizers.transform("clip-by-norm").with("limit", 1)
/// ```
///
/// Later calls win over earlier ones, so values follow the preset that they correct.
///
/// @param <P> what is chosen: an optimizer, a gradient transform or an averaging
public final class Choice<P extends RuleProvider> {
    private final P provider;
    private final RuleDescription description;
    private final Hyperparameters hyperparameters;

    private Choice(P provider, RuleDescription description, Hyperparameters hyperparameters) {
        this.provider = provider;
        this.description = description;
        this.hyperparameters = hyperparameters;
    }

    /// A provider with every hyperparameter at its default.
    ///
    /// @throws OptimizerException if the provider's declaration is inconsistent
    public static <P extends RuleProvider> Choice<P> of(P provider) {
        return of(provider, RuleDescription.of(provider));
    }

    static <P extends RuleProvider> Choice<P> of(P provider, RuleDescription description) {
        return new Choice<>(provider, description, Hyperparameters.defaults(description.hyperparameters()));
    }

    /// The provider itself.
    public P provider() {
        return provider;
    }

    /// What the provider declares.
    public RuleDescription description() {
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
    /// @throws OptimizerException if it is not declared, or a flag
    public Choice<P> with(String name, Schedule schedule) {
        Hyperparameter hyperparameter = description.hyperparameter(name);
        return new Choice<>(provider, description, hyperparameters.with(hyperparameter, schedule));
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

    /// The name and the values: `adam {learningRate=0.001, …}`.
    @Override
    public String toString() {
        return description.name() + " " + hyperparameters;
    }
}
