package dev.glissade.optimizers.spi;

import java.util.Map;

/// An optimizer that has been chosen, with values for its hyperparameters, but has no parameters yet. Immutable: each
/// method returns another recipe.
///
/// ```java
/// Optimizers.named("rmsprop").preset("lecture").with("learningRate", 1e-3).over(layout)
/// ```
///
/// Later calls win over earlier ones, so values follow the preset that they correct.
public final class Recipe {
    private final OptimizerProvider provider;
    private final OptimizerDescription description;
    private final Hyperparameters hyperparameters;

    private Recipe(OptimizerProvider provider, OptimizerDescription description, Hyperparameters hyperparameters) {
        this.provider = provider;
        this.description = description;
        this.hyperparameters = hyperparameters;
    }

    /// A provider with every hyperparameter at its default.
    ///
    /// @throws OptimizerException if the provider's declaration is inconsistent
    public static Recipe of(OptimizerProvider provider) {
        return of(provider, OptimizerDescription.of(provider));
    }

    static Recipe of(OptimizerProvider provider, OptimizerDescription description) {
        return new Recipe(provider, description, Hyperparameters.defaults(description.hyperparameters()));
    }

    /// What the optimizer declares.
    public OptimizerDescription description() {
        return description;
    }

    /// The values chosen so far.
    public Hyperparameters hyperparameters() {
        return hyperparameters;
    }

    /// Fixes a hyperparameter.
    ///
    /// @throws OptimizerException if it is not declared, or the value is out of range
    public Recipe with(String name, double value) {
        return with(name, Schedule.constant(value));
    }

    /// Sets a flag.
    ///
    /// @throws OptimizerException if it is not declared, or not a flag
    public Recipe with(String name, boolean value) {
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
    public Recipe with(String name, Schedule schedule) {
        Hyperparameter hyperparameter = description.hyperparameter(name);
        return new Recipe(provider, description, hyperparameters.with(hyperparameter, schedule));
    }

    /// Fixes a hyperparameter to a value that a person typed.
    ///
    /// @throws OptimizerException if it is not declared, or the text is not an allowed value
    public Recipe withText(String name, String text) {
        return with(name, description.hyperparameter(name).parse(text));
    }

    /// Sets the hyperparameters that a preset names, and leaves the others.
    ///
    /// @throws OptimizerException if there is no such preset
    public Recipe preset(String name) {
        Hyperparameters changed = hyperparameters;
        for (Map.Entry<String, Double> value : description.preset(name).values().entrySet()) {
            Hyperparameter hyperparameter = description.hyperparameter(value.getKey());
            changed = changed.with(hyperparameter, Schedule.constant(value.getValue()));
        }
        return new Recipe(provider, description, changed);
    }

    /// Makes the optimizer for parameters that lie in an array so.
    ///
    /// @throws OptimizerException if the optimizer has no rule for the element type, or refuses the values chosen
    public Optimizer over(Layout layout) {
        return new Optimizer(provider, description, hyperparameters, layout);
    }

    /// The name and the values: `adam {learningRate=0.001, …}`.
    @Override
    public String toString() {
        return description.name() + " " + hyperparameters;
    }
}
