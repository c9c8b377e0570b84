package dev.glissade.optimizers.spi;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What a provider declares, read once and found consistent.
///
/// @param name            the name it is asked for by
/// @param summary         one line for listings
/// @param hyperparameters what a caller may choose
/// @param slots           what the rule remembers from step to step
/// @param presets         named choices of hyperparameters
public record OptimizerDescription(
        String name, String summary, List<Hyperparameter> hyperparameters, List<Slot> slots, List<Preset> presets) {

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /// Copies the lists and checks that they agree with each other.
    ///
    /// @throws OptimizerException if a name is not kebab-case or occurs twice, or a slot or preset refers to a
    ///     hyperparameter that is not declared or gives it a value that is not allowed
    public OptimizerDescription {
        hyperparameters = List.copyOf(hyperparameters);
        slots = List.copyOf(slots);
        presets = List.copyOf(presets);
        requireKebabCase("optimizer", name);
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
        }
        for (Preset preset : presets) {
            requireKebabCase("preset of " + name, preset.name());
            for (Map.Entry<String, Double> value : preset.values().entrySet()) {
                find(name, hyperparameters, value.getKey()).check(value.getValue());
            }
        }
    }

    /// Reads the declaration of a provider.
    ///
    /// @throws OptimizerException if the declaration is inconsistent
    public static OptimizerDescription of(OptimizerProvider provider) {
        return new OptimizerDescription(
                provider.name(), provider.summary(), provider.hyperparameters(), provider.slots(), provider.presets());
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
