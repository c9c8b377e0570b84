package dev.glissade.cli;

import dev.glissade.optimizers.spi.Choice;
import dev.glissade.optimizers.spi.NamedProvider;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.OptimizerLookup;
import dev.glissade.optimizers.spi.Recipe;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that choose an optimizer and what stands around it.
final class OptimizerOptions {
    private static final String SETTING = "NAME=VALUE, such as learningRate=0.05";
    private static final String SCHEDULE =
            "HYPERPARAMETER=NAME[:KEY=VALUE,…], such as learningRate=cosine-decay:start=0.01,steps=900";
    private static final String GROUP = "PATTERN:KEY=VALUE[,…], such as *.bias:weightDecay=0";
    private static final String TRANSFORM = "NAME[:KEY=VALUE,…], such as clip-by-global-norm:limit=1";
    private static final String AVERAGE = "NAME[:KEY=VALUE,…], such as ema:decay=0.99";

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            defaultValue = "adam",
            description = "Any of those that 'glissade optimizers' lists; default: ${DEFAULT-VALUE}.")
    private String optimizer = "";

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "A published form of the optimizer, as listed there.")
    private @Nullable String preset;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Set a hyperparameter: --set learningRate=0.05; may be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--schedule",
            paramLabel = "HYPERPARAMETER=NAME[:KEY=VALUE,…]",
            description = "Let a hyperparameter follow a schedule, step by step:"
                    + " --schedule learningRate=cosine-decay:start=0.01,steps=900; may be repeated.")
    private List<String> schedules = new ArrayList<>();

    @Option(
            names = "--freeze",
            paramLabel = "PATTERN",
            description =
                    "Leave the segments (layer1.weight, layer1.bias, …) whose names fit as they are, whatever the groups;"
                            + " * stands for any characters, ? for one; may be repeated.")
    private List<String> frozen = new ArrayList<>();

    @Option(
            names = "--group",
            paramLabel = "PATTERN:KEY=VALUE[,…]",
            description = "Give the segments whose names fit hyperparameters of their own, the others staying as set:"
                    + " --group '*.bias:weightDecay=0'; may be repeated, the first that fits counts.")
    private List<String> groups = new ArrayList<>();

    @Option(
            names = "--transform",
            paramLabel = "NAME[:KEY=VALUE,…]",
            description =
                    "Change the gradients before the optimizer sees them: --transform clip-by-global-norm:limit=1;"
                            + " may be repeated, applied in order.")
    private List<String> transforms = new ArrayList<>();

    @Option(
            names = "--average",
            paramLabel = "NAME[:KEY=VALUE,…]",
            description =
                    "Average the parameters after each step: --average ema:decay=0.99; may be repeated. The accuracy"
                            + " with the average is shown after the result; the files are those of the parameters themselves.")
    private List<String> averages = new ArrayList<>();

    @Mixin
    private PluginOption plugins = new PluginOption();

    /// Returns the optimizer with its values: first the preset's, then those that were set, in order, then the schedules;
    /// and with what stands around it: the frozen segments, the groups, which start from these values, the transforms
    /// and the averagings.
    ///
    /// @throws UsageException naming the option, if a name is unknown or a value not allowed
    Recipe recipe() {
        OptimizerLookup lookup = plugins.lookup();
        Recipe recipe = follow("--optimizer " + optimizer, () -> lookup.named(optimizer));
        if (preset != null) {
            recipe = change(recipe, "--preset", List.of(preset), (before, _, text) -> before.preset(text));
        }
        recipe = change(recipe, "--set", settings, OptimizerOptions::set);
        recipe = change(
                recipe, "--schedule", schedules, (before, option, text) -> schedule(before, lookup, option, text));
        // Before the groups, since a segment is in the first that fits.
        recipe = change(recipe, "--freeze", frozen, (before, _, text) -> before.freeze(text));
        recipe = change(recipe, "--group", groups, OptimizerOptions::group);
        recipe = change(
                recipe,
                "--transform",
                transforms,
                (before, option, text) ->
                        before.transform(choice(NamedValues.of(option, text, TRANSFORM), lookup::transform)));
        var names = new HashSet<String>();
        return change(recipe, "--average", averages, (before, option, text) -> {
            NamedValues values = NamedValues.of(option, text, AVERAGE);
            if (!names.add(values.name())) {
                throw new UsageException(option, values.name() + " is there already; each averaging goes once");
            }
            return before.average(choice(values, lookup::averaging));
        });
    }

    /// The names of the averagings.
    List<String> averagings() {
        return averages.stream()
                .map(text -> NamedValues.of("--average " + text, text, AVERAGE).name())
                .toList();
    }

    private static Recipe set(Recipe before, String option, String text) {
        NamedValues.Setting setting = NamedValues.setting(option, text, SETTING);
        return before.withText(setting.key(), setting.value());
    }

    private static Recipe schedule(Recipe before, OptimizerLookup lookup, String option, String text) {
        NamedValues.Setting setting = NamedValues.setting(option, text, SCHEDULE);
        NamedValues values = NamedValues.of(option, setting.value(), SCHEDULE);
        return before.with(setting.key(), choice(values, lookup::schedule));
    }

    private static Recipe group(Recipe before, String option, String text) {
        NamedValues values = NamedValues.of(option, text, GROUP);
        if (values.settings().isEmpty()) {
            throw new UsageException(option, "not of the form " + GROUP);
        }
        return before.group(values.name(), own -> {
            Recipe changed = own;
            for (NamedValues.Setting setting : values.settings()) {
                changed = changed.withText(setting.key(), setting.value());
            }
            return changed;
        });
    }

    private static <P extends NamedProvider> Choice<P> choice(NamedValues values, Function<String, Choice<P>> lookup) {
        Choice<P> choice = lookup.apply(values.name());
        for (NamedValues.Setting setting : values.settings()) {
            choice = choice.withText(setting.key(), setting.value());
        }
        return choice;
    }

    /// What a use of an option does to a recipe.
    @FunctionalInterface
    private interface Change {
        /// @param option as it was typed, for messages
        /// @param text   what was typed behind its name
        Recipe apply(Recipe before, String option, String text);
    }

    /// Follows every use of an option.
    private static Recipe change(Recipe before, String name, List<String> texts, Change change) {
        Recipe recipe = before;
        for (String text : texts) {
            Recipe last = recipe;
            String option = name + " " + text;
            recipe = follow(option, () -> change.apply(last, option, text));
        }
        return recipe;
    }

    private static Recipe follow(String option, Supplier<Recipe> choice) {
        try {
            return choice.get();
        } catch (OptimizerException e) {
            throw new UsageException(option, PluginOption.message(e));
        }
    }
}
