package dev.glissade.optimizers.spi;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What every provider declares, read once and found consistent; [RuleDescription] adds what a rule needs.
///
/// @param name            the name it is asked for by
/// @param summary         one line for listings
/// @param hyperparameters what a caller may choose
/// @param presets         named choices of hyperparameters
public record Description(String name, String summary, List<Hyperparameter> hyperparameters, List<Preset> presets) {

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /// Copies the lists and checks that they agree with each other.
    ///
    /// @throws OptimizerException if a name is not kebab-case or occurs twice, or a preset refers to a hyperparameter that
    ///     is not declared or gives it a value that is not allowed
    public Description {
        hyperparameters = List.copyOf(hyperparameters);
        presets = List.copyOf(presets);
        requireKebabCase("name", name);
        if (summary.isBlank()) {
            throw new OptimizerException(name + ": the summary must not be blank");
        }
        requireDistinct(name, "hyperparameters", hyperparameters, Hyperparameter::name);
        requireDistinct(name, "presets", presets, Preset::name);
        for (Preset preset : presets) {
            requireKebabCase("preset of " + name, preset.name());
            for (Map.Entry<String, Double> value : preset.values().entrySet()) {
                find(name, hyperparameters, value.getKey()).check(value.getValue());
            }
        }
    }

    /// Reads the declaration of a provider, that of a rule with its slots.
    ///
    /// @throws OptimizerException if the declaration is inconsistent
    public static Description of(NamedProvider provider) {
        return provider instanceof RuleProvider rule
                ? RuleDescription.of(rule).description()
                : of(provider, provider.hyperparameters());
    }

    /// The declaration of a provider with these hyperparameters.
    static Description of(NamedProvider provider, List<Hyperparameter> hyperparameters) {
        return new Description(provider.name(), provider.summary(), hyperparameters, provider.presets());
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

    private static Hyperparameter find(String provider, List<Hyperparameter> hyperparameters, String wanted) {
        for (Hyperparameter hyperparameter : hyperparameters) {
            if (hyperparameter.name().equals(wanted)) {
                return hyperparameter;
            }
        }
        throw new OptimizerException(provider + " has no hyperparameter '" + wanted + "'; "
                + Names.suggest(wanted, hyperparameters, Hyperparameter::name, "declared"));
    }

    private static void requireKebabCase(String what, String name) {
        if (!KEBAB_CASE.matcher(name).matches()) {
            throw new OptimizerException(what + " '" + name
                    + "': the name must be words of a-z and 0-9 joined by hyphens, such as sign-descent");
        }
    }

    static <T> void requireDistinct(String provider, String what, List<T> items, Function<T, String> name) {
        var seen = new HashSet<String>();
        for (T item : items) {
            if (!seen.add(name.apply(item))) {
                throw new OptimizerException(
                        provider + ": two " + what + " are named '" + name.apply(item) + "'; names must differ");
            }
        }
    }
}
