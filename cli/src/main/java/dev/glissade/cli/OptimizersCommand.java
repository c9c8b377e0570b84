package dev.glissade.cli;

import dev.glissade.optimizers.spi.Discovery;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Preset;
import dev.glissade.optimizers.spi.ProviderKind;
import dev.glissade.optimizers.spi.RuleDescription;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/// Lists the optimizers that can be found, with what may be set, and the providers that are broken.
@Command(
        name = "optimizers",
        description = "Lists the optimizers that are found, and what each lets you set.",
        footer = {"", "Set a value with 'glissade train --optimizer NAME --set learningRate=0.01'."})
final class OptimizersCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private PluginOption plugins = new PluginOption();

    OptimizersCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Discovery discovery = plugins.lookup().discover();
        PrintStream out = console.out();
        for (Discovery.Found found : discovery.found(ProviderKind.OPTIMIZER)) {
            print(found, out);
        }
        if (discovery.found(ProviderKind.OPTIMIZER).isEmpty()) {
            out.println("no optimizer was found");
        }
        for (Discovery.Broken broken : discovery.broken()) {
            console.err().println("glissade: " + broken.message());
        }
        return ExitCode.OK;
    }

    private static void print(Discovery.Found found, PrintStream out) {
        RuleDescription description = found.description();
        out.println(description.name());
        out.println("  " + description.summary());
        out.println("  by " + found.providerClass()
                + found.version().map(version -> ", version " + version).orElse(""));
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("hyperparameter", "default", "range", "meaning"));
        for (Hyperparameter one : description.hyperparameters()) {
            String range = one.kind() == Hyperparameter.Kind.FLAG
                    ? "true, false"
                    : one.range().toString();
            rows.add(List.of(one.name(), one.format(one.defaultValue()), range, one.meaning()));
        }
        TextTable.of(rows).forEach(line -> out.println("    " + line));
        for (Preset preset : description.presets()) {
            out.println(
                    "  preset " + preset.name() + ": " + preset.meaning() + " (" + values(description, preset) + ")");
        }
        out.println();
    }

    private static String values(RuleDescription description, Preset preset) {
        return preset.values().entrySet().stream()
                .map(value -> value.getKey() + "="
                        + description.hyperparameter(value.getKey()).format(value.getValue()))
                .collect(Collectors.joining(", "));
    }
}
