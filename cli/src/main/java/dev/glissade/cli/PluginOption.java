package dev.glissade.cli;

import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.OptimizerLookup;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that says where optimizers are looked for besides the module path.
final class PluginOption {
    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "Also look in the jars of DIR: for optimizers and for what stands around them.")
    private @Nullable Path plugins;

    /// @throws UsageException if there is no such folder
    OptimizerLookup lookup() {
        OptimizerLookup standard = OptimizerLookup.standard();
        if (plugins == null) {
            return standard;
        }
        try {
            return standard.andJarsIn(plugins);
        } catch (OptimizerException e) {
            throw new UsageException("--plugins " + plugins, message(e));
        }
    }

    static String message(OptimizerException e) {
        return String.valueOf(e.getMessage());
    }
}
