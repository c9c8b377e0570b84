package dev.glissade.optimizers.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// An optimizer that has been chosen, with values for its hyperparameters and with what stands around it, but has no
/// parameters yet. Immutable: each method returns another recipe.
///
/// ```java
/// Optimizers.named("adam")
///         .with("learningRate", Schedules.cosineDecay(1e-3, 0, 10_000))
///         .with("weightDecay", 1e-4)
///         .group("*.bias", biases -> biases.with("weightDecay", 0))
///         .freeze("embedding.*")
///         .transform(Optimizers.transform("clip-by-global-norm").with("limit", 1))
///         .average(Optimizers.averaging("ema"))
///         .over(layout)
/// ```
///
/// Later calls win over earlier ones, so values follow the preset that they correct.
public final class Recipe {
    private final Choice<OptimizerProvider> choice;
    private final List<Group> groups;
    private final List<Choice<GradientTransformProvider>> transforms;
    private final List<Choice<AveragingProvider>> averagings;
    private final Workers workers;

    private Recipe(
            Choice<OptimizerProvider> choice,
            List<Group> groups,
            List<Choice<GradientTransformProvider>> transforms,
            List<Choice<AveragingProvider>> averagings,
            Workers workers) {
        this.choice = choice;
        this.groups = groups;
        this.transforms = transforms;
        this.averagings = averagings;
        this.workers = workers;
    }

    /// A provider with every hyperparameter at its default.
    ///
    /// @throws OptimizerException if the provider's declaration is inconsistent
    public static Recipe of(OptimizerProvider provider) {
        return of(Choice.of(provider));
    }

    static Recipe of(Choice<OptimizerProvider> choice) {
        return new Recipe(choice, List.of(), List.of(), List.of(), Workers.none());
    }

    /// What the optimizer declares, with the hyperparameters that the host adds.
    public Description description() {
        return choice.description();
    }

    /// The values chosen so far.
    public Hyperparameters hyperparameters() {
        return choice.hyperparameters();
    }

    /// Fixes a hyperparameter.
    ///
    /// @throws OptimizerException if it is not declared, or the value is out of range
    public Recipe with(String name, double value) {
        return with(choice.with(name, value));
    }

    /// Sets a flag.
    ///
    /// @throws OptimizerException if it is not declared, or not a flag
    public Recipe with(String name, boolean value) {
        return with(choice.with(name, value));
    }

    /// Lets a hyperparameter follow a schedule.
    ///
    /// @throws OptimizerException if it is not declared, or a flag
    public Recipe with(String name, Schedule schedule) {
        return with(choice.with(name, schedule));
    }

    /// Lets a hyperparameter follow a schedule that was found by its name.
    ///
    /// @throws OptimizerException as for [#with(String, Schedule)] and [Schedules#of]
    public Recipe with(String name, Choice<? extends ScheduleProvider> schedule) {
        return with(choice.with(name, schedule));
    }

    /// Fixes a hyperparameter to a value that a person typed.
    ///
    /// @throws OptimizerException if it is not declared, or the text is not an allowed value
    public Recipe withText(String name, String text) {
        return with(choice.withText(name, text));
    }

    /// Sets the hyperparameters that a preset names, and leaves the others.
    ///
    /// @throws OptimizerException if there is no such preset
    public Recipe preset(String name) {
        return with(choice.preset(name));
    }

    private Recipe with(Choice<OptimizerProvider> changed) {
        return new Recipe(changed, groups, transforms, averagings, workers);
    }

    /// Gives the segments whose names fit a pattern hyperparameters of their own. They start from the values chosen by
    /// now. A segment is in the first group that fits.
    ///
    /// @param pattern in which `*` stands for any characters and `?` for one: `*.bias`
    /// @param own sets the values, by the methods above
    /// @throws OptimizerException if `own` does anything but that
    public Recipe group(String pattern, UnaryOperator<Recipe> own) {
        Recipe changed = own.apply(this);
        boolean onlyValues = changed.groups.equals(groups)
                && changed.transforms.equals(transforms)
                && changed.averagings.equals(averagings)
                && changed.workers.equals(workers)
                && changed.choice.provider().equals(choice.provider());
        if (!onlyValues) {
            throw new OptimizerException(
                    "group '" + pattern
                            + "' sets more than hyperparameters; transforms, averagings and groups are those of the whole recipe");
        }
        return with(new Group(pattern, changed.hyperparameters(), false));
    }

    /// Leaves the segments whose names fit a pattern as they are: they are neither moved nor decayed, and their gradients
    /// are not looked at. A segment is in the first group that fits.
    ///
    /// @param pattern as for [#group]
    public Recipe freeze(String pattern) {
        return with(new Group(pattern, hyperparameters(), true));
    }

    private Recipe with(Group group) {
        return new Recipe(choice, appended(groups, group), transforms, averagings, workers);
    }

    /// Changes the gradients before the optimizer sees them; transforms are applied in the order in which they were added.
    public Recipe transform(Choice<GradientTransformProvider> transform) {
        return new Recipe(choice, groups, appended(transforms, transform), averagings, workers);
    }

    /// Averages the parameters after each step.
    public Recipe average(Choice<AveragingProvider> averaging) {
        return new Recipe(choice, groups, transforms, appended(averagings, averaging), workers);
    }

    /// Lets a step use several threads. The result is the same.
    public Recipe on(Workers workers) {
        return new Recipe(choice, groups, transforms, averagings, workers);
    }

    private static <T> List<T> appended(List<T> list, T item) {
        var longer = new ArrayList<>(list);
        longer.add(item);
        return List.copyOf(longer);
    }

    /// Makes the optimizer for parameters that lie in an array so.
    ///
    /// @throws OptimizerException if the optimizer, a transform or an averaging has no rule for the element type, or
    ///     refuses the values chosen; if a group has no segment; or if an optimizer that evaluates the loss is to have
    ///     transforms or several groups
    public Optimizer over(Layout layout) {
        return new Optimizer(this, layout);
    }

    /// The name and the values: `adam {learningRate=0.001, …}`.
    @Override
    public String toString() {
        return choice.toString();
    }

    Choice<OptimizerProvider> choice() {
        return choice;
    }

    List<Group> groups() {
        return groups;
    }

    List<Choice<GradientTransformProvider>> transforms() {
        return transforms;
    }

    List<Choice<AveragingProvider>> averagings() {
        return averagings;
    }

    Workers workers() {
        return workers;
    }
}
