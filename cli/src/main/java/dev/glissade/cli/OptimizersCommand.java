package dev.glissade.cli;

import dev.glissade.optimizers.spi.Discovery;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists the optimizers that can be found, with what may be set, and the providers that are broken.
@Command(
        name = "optimizers",
        description =
                "Lists the optimizers, gradient transforms, averagings and schedules that are found, and what each lets you set.",
        footer = {
            "",
            "Set a value with 'glissade train --optimizer NAME --set learningRate=0.01'; the others go with --transform,"
                    + " --average and --schedule."
        })
final class OptimizersCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private PluginOption plugins = new PluginOption();

    @Option(names = "--json", description = "Print all that is declared, for programs.")
    private boolean json;

    OptimizersCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Discovery discovery = plugins.lookup().discover();
        if (json) {
            console.out().println(OptimizerJson.of(discovery));
        } else {
            OptimizerListing.of(discovery).forEach(console.out()::println);
        }
        for (Discovery.Broken broken : discovery.broken()) {
            console.err().println("glissade: " + broken.message());
        }
        return ExitCode.OK;
    }
}
