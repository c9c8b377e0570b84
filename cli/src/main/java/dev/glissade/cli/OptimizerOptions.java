package dev.glissade.cli;

import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that choose an optimizer.
final class OptimizerOptions {
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

    @Mixin
    private PluginOption plugins = new PluginOption();

    /// Returns the optimizer with its values: first the preset's, then those that were set, in order.
    ///
    /// @throws UsageException naming the option, if a name is unknown or a value not allowed
    Recipe recipe() {
        Recipe recipe =
                follow("--optimizer " + optimizer, () -> plugins.lookup().named(optimizer));
        if (preset != null) {
            String name = preset;
            Recipe before = recipe;
            recipe = follow("--preset " + name, () -> before.preset(name));
        }
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new UsageException("--set " + setting, "not of the form NAME=VALUE, such as learningRate=0.05");
            }
            Recipe before = recipe;
            recipe = follow(
                    "--set " + setting,
                    () -> before.withText(setting.substring(0, equals).strip(), setting.substring(equals + 1)));
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
