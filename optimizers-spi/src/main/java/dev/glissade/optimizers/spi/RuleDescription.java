package dev.glissade.optimizers.spi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What a provider declares, read once and found consistent.
///
/// @param name            the name it is asked for by
/// @param summary         one line for listings
/// @param hyperparameters what a caller may choose
/// @param slots           what the rule remembers from step to step
/// @param presets         named choices of hyperparameters
/// @param scope           how much the rule has to see at once
public record RuleDescription(
        String name,
        String summary,
        List<Hyperparameter> hyperparameters,
        List<Slot> slots,
        List<Preset> presets,
        Scope scope) {

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /// Copies the lists and checks that they agree with each other.
    ///
    /// @throws OptimizerException if a name is not kebab-case or occurs twice, or a slot or preset refers to a
    ///     hyperparameter that is not declared or gives it a value that is not allowed
    public RuleDescription {
        hyperparameters = List.copyOf(hyperparameters);
        slots = List.copyOf(slots);
        presets = List.copyOf(presets);
        requireKebabCase("name", name);
        if (summary.isBlank()) {
            throw new OptimizerException(name + ": the summary must not be blank");
        }
        requireDistinct(name, "hyperparameters", hyperparameters, Hyperparameter::name);
        requireDistinct(name, "slots", slots, Slot::name);
        requireDistinct(name, "presets", presets, Preset::name);
        for (Slot slot : slots) {
            if (slot.initial() instanceof Slot.Initial.OfHyperparameter(String source)) {
                find(name, hyperparameters, source);
            }
            if (slot.count().isPresent()) {
                find(name, hyperparameters, slot.count().get());
            }
            boolean bySegment = slot.kind() == Slot.Kind.PER_ROW || slot.kind() == Slot.Kind.PER_COLUMN;
            if (bySegment && scope != Scope.SEGMENT) {
                throw new OptimizerException(name + ": slot " + slot.name() + " is " + slot.kind() + ", the scope is "
                        + scope + "; a slot per row or column goes with scope SEGMENT");
            }
        }
        for (Preset preset : presets) {
            requireKebabCase("preset of " + name, preset.name());
            for (Map.Entry<String, Double> value : preset.values().entrySet()) {
                find(name, hyperparameters, value.getKey()).check(value.getValue());
            }
        }
    }

    /// Reads the declaration of a provider. That of an optimizer gets the hyperparameters that the host offers with every
    /// one, `weightDecay` and `maximize`, unless it declares them itself.
    ///
    /// @throws OptimizerException if the declaration is inconsistent
    public static RuleDescription of(RuleProvider provider) {
        var hyperparameters = new ArrayList<>(provider.hyperparameters());
        if (provider instanceof OptimizerProvider optimizer) {
            addHostHyperparameters(optimizer, hyperparameters);
        }
        return new RuleDescription(
                provider.name(),
                provider.summary(),
                hyperparameters,
                provider.slots(),
                provider.presets(),
                provider.scope());
    }

    private static void addHostHyperparameters(OptimizerProvider optimizer, List<Hyperparameter> hyperparameters) {
        if (optimizer.evaluatesLoss() && optimizer.scope() != Scope.GLOBAL) {
            throw new OptimizerException(optimizer.name() + " evaluates the loss, its scope is " + optimizer.scope()
                    + "; it must be GLOBAL");
        }
        if (optimizer.updatesRows() && optimizer.scope() != Scope.ELEMENTWISE) {
            throw new OptimizerException(
                    optimizer.name() + " updates rows, its scope is " + optimizer.scope() + "; it must be ELEMENTWISE");
        }
        if (optimizer.evaluatesLoss()) {
            return;
        }
        var own = Set.copyOf(hyperparameters.stream().map(Hyperparameter::name).toList());
        for (Hyperparameter offered : Direction.HYPERPARAMETERS) {
            if (!own.contains(offered.name())) {
                hyperparameters.add(offered);
            }
        }
    }

    /// The hyperparameter of this name.
    ///
    /// @throws OptimizerException if there is none; the message lists near names and all that are declared
    public Hyperparameter hyperparameter(String wanted) {
        return find(name, hyperparameters, wanted);
    }

    /// The preset of this name.
    ///
    /// @throws OptimizerException if there is none; the message lists near names and all that are declared
    public Preset preset(String wanted) {
        for (Preset preset : presets) {
            if (preset.name().equals(wanted)) {
                return preset;
            }
        }
        throw new OptimizerException(
                name + " has no preset '" + wanted + "'; " + Names.suggest(wanted, presets, Preset::name, "declared"));
    }

    private static Hyperparameter find(String optimizer, List<Hyperparameter> hyperparameters, String wanted) {
        for (Hyperparameter hyperparameter : hyperparameters) {
            if (hyperparameter.name().equals(wanted)) {
                return hyperparameter;
            }
        }
        throw new OptimizerException(optimizer + " has no hyperparameter '" + wanted + "'; "
                + Names.suggest(wanted, hyperparameters, Hyperparameter::name, "declared"));
    }

    private static void requireKebabCase(String what, String name) {
        if (!KEBAB_CASE.matcher(name).matches()) {
            throw new OptimizerException(what + " '" + name
                    + "': the name must be words of a-z and 0-9 joined by hyphens, such as sign-descent");
        }
    }

    private static <T> void requireDistinct(String optimizer, String what, List<T> items, Function<T, String> name) {
        var seen = new HashSet<String>();
        for (T item : items) {
            if (!seen.add(name.apply(item))) {
                throw new OptimizerException(
                        optimizer + ": two " + what + " are named '" + name.apply(item) + "'; names must differ");
            }
        }
    }
}
