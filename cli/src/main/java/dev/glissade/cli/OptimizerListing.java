package dev.glissade.cli;

import dev.glissade.optimizers.spi.Description;
import dev.glissade.optimizers.spi.Discovery;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Preset;
import dev.glissade.optimizers.spi.ProviderKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What was found, for people.
final class OptimizerListing {
    private OptimizerListing() {}

    /// All lines.
    static List<String> of(Discovery discovery) {
        var lines = new ArrayList<String>();
        for (ProviderKind kind : ProviderKind.values()) {
            List<Discovery.Found> found = discovery.found(kind);
            if (found.isEmpty()) {
                lines.add("no " + kind + " was found");
                lines.add("");
                continue;
            }
            String heading = kind + "s: " + found.size();
            lines.add(heading);
            lines.add("=".repeat(heading.length()));
            for (Discovery.Found one : found) {
                lines.add("");
                add(one, lines);
            }
            lines.add("");
        }
        return lines;
    }

    private static void add(Discovery.Found found, List<String> lines) {
        Description description = found.description();
        lines.add(description.name());
        lines.add("  " + description.summary());
        lines.add("  by " + found.providerClass()
                + found.version().map(version -> ", version " + version).orElse("") + ", from " + found.location());
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("hyperparameter", "default", "range", "meaning"));
        for (Hyperparameter one : description.hyperparameters()) {
            rows.add(List.of(one.name(), one.format(one.defaultValue()), range(one), one.meaning()));
        }
        if (rows.size() > 1) {
            TextTable.of(rows).forEach(line -> lines.add("    " + line));
        }
        for (Preset preset : description.presets()) {
            lines.add("  preset " + preset.name() + ": " + preset.meaning() + " (" + values(description, preset) + ")");
        }
    }

    /// The values that are allowed, as one writes them.
    static String range(Hyperparameter hyperparameter) {
        return switch (hyperparameter.kind()) {
            case FLAG -> "true, false";
            case REAL -> hyperparameter.range().toString();
        };
    }

    private static String values(Description description, Preset preset) {
        return preset.values().entrySet().stream()
                .map(value -> value.getKey() + "="
                        + description.hyperparameter(value.getKey()).format(value.getValue()))
                .collect(Collectors.joining(", "));
    }
}
