package dev.glissade.cli;

import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.OptimizerLookup;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The option that says where optimizers are looked for besides the module path.
final class PluginOption {
    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "Also look in the jars of DIR: for optimizers and for what stands around them.")
    private @Nullable Path plugins;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /// @throws UsageException if there is no such folder
    OptimizerLookup lookup() {
        OptimizerLookup standard = OptimizerLookup.standard();
        Path directory = directory();
        if (directory == null) {
            return standard;
        }
        try {
            return standard.andJarsIn(directory);
        } catch (OptimizerException e) {
            throw new UsageException("--plugins " + directory, message(e));
        }
    }

    /// What was given to the subcommand, else what was given before its name.
    private @Nullable Path directory() {
        return plugins == null && command.root().userObject() instanceof GlissadeCommand glissade
                ? glissade.plugins()
                : plugins;
    }

    static String message(OptimizerException e) {
        return String.valueOf(e.getMessage());
    }
}
