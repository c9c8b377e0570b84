package dev.glissade.cli;

import dev.glissade.formats.LineChart;
import dev.glissade.optimizers.spi.Description;
import dev.glissade.optimizers.spi.Discovery;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.NanPolicy;
import dev.glissade.optimizers.spi.Preset;
import dev.glissade.optimizers.spi.ProviderKind;
import dev.glissade.optimizers.spi.RuleProvider;
import dev.glissade.optimizers.spi.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The page about all that is built in: equations from the sources' documentation, tables from what is declared, races.
final class OptimizersPage {
    private static final String PACKAGE = "dev.glissade.optimizers.builtin.";
    private static final Path SOURCES =
            Path.of("..", "optimizers-builtin", "src", "main", "java", "dev", "glissade", "optimizers", "builtin");

    /// The panels of the drawing: those that are often compared. What differs little from them is in the table only.
    private static final List<Family> FAMILIES = List.of(
            new Family("momentum, curvature", List.of("sgd", "momentum", "nesterov", "aggmo", "sam", "l-bfgs")),
            new Family("divided by a root", List.of("adagrad", "adadelta", "rmsprop", "adam", "nadam", "adabelief")),
            new Family("sign and size", List.of("rprop", "signum", "lion", "lars", "lamb", "muon")),
            new Family(
                    "without schedule, AdamW",
                    List.of("adamw", "schedule-free-sgd", "schedule-free-adamw", "prodigy")));

    /// Optimizers that are drawn together.
    private record Family(String what, List<String> names) {}

    private final StringBuilder text = new StringBuilder();
    private final Discovery discovery;
    private final Map<String, Race> valley = new TreeMap<>();
    private final Map<String, Race> banana = new TreeMap<>();

    OptimizersPage(Discovery discovery) {
        this.discovery = discovery;
        for (Discovery.Found found : discovery.found(ProviderKind.OPTIMIZER)) {
            valley.put(found.name(), Race.on(Race.Ground.VALLEY, found.name()));
            banana.put(found.name(), Race.on(Race.Ground.BANANA, found.name()));
        }
    }

    String markdown() throws IOException {
        line("# The optimizers, and what stands around them");
        line("");
        line(
                "All that is built in, with its equations, what may be set, what is remembered, and where libraries differ. Written by"
                        + " `./build -pl cli -am -Dtest=OptimizersPageTest -Dglissade.docs.write=true test` from what the providers"
                        + " declare (`./glissade optimizers --json`) and from their documentation; a test compares it.");
        line("");
        line(
                "Every optimizer takes two hyperparameters from the host besides its own, unless it declares them itself or"
                        + " evaluates the loss: `weightDecay` λ (g ← g + λ w, before the rule) and `maximize` (g ← −g).");
        line("");
        line("There are " + count(ProviderKind.OPTIMIZER) + " [optimizers](#optimizers), "
                + count(ProviderKind.GRADIENT_TRANSFORM) + " [gradient transforms](#gradient-transforms), "
                + count(ProviderKind.AVERAGING) + " [averagings](#averagings) and " + count(ProviderKind.SCHEDULE)
                + " [schedules](#schedules). [Write an optimizer](writing-an-optimizer.md) says how to add one.");
        races();
        section(ProviderKind.OPTIMIZER, "Optimizers");
        section(ProviderKind.GRADIENT_TRANSFORM, "Gradient transforms");
        section(ProviderKind.AVERAGING, "Averagings");
        section(ProviderKind.SCHEDULE, "Schedules");
        return text.toString();
    }

    private long count(ProviderKind kind) {
        return discovery.found(kind).stream().filter(OptimizersPage::isBuiltIn).count();
    }

    private static boolean isBuiltIn(Discovery.Found found) {
        return found.providerClass().startsWith(PACKAGE);
    }

    LineChart chart() {
        var panels = new ArrayList<LineChart.Panel>();
        for (Family family : FAMILIES) {
            var lines = new ArrayList<LineChart.Line>();
            for (String name : family.names()) {
                Race race = banana.get(name);
                if (race != null) {
                    lines.add(line(name, race));
                }
            }
            panels.add(new LineChart.Panel("log₁₀ loss: " + family.what(), lines));
        }
        return new LineChart("Rosenbrock's valley, each at its best rate", "step", panels);
    }

    private static LineChart.Line line(String name, Race race) {
        var x = new double[race.losses().length];
        var y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
            y[i] = Math.max(-20, StrictMath.log10(race.losses()[i]));
        }
        return new LineChart.Line(name, x, y);
    }

    private void races() {
        line("");
        line("## Races");
        line("");
        line("Two parameters, a matrix of one row, " + Race.STEPS
                + " steps, all other hyperparameters at their defaults, and the learning rate of 1, 0.5,"
                + " 0.2, …, 1e-5 that leads lowest. The *valley* is (x² + 100 y²) / 2 from (−1.5, 1); *Rosenbrock's* is (1 − x)² +"
                + " 100 (y − x²)² from (−1.5, 2). The number is the loss; the least is 0 in both. One example is not a ranking: it"
                + " shows what each makes of a narrow valley without noise.");
        line("");
        line("![the loss in Rosenbrock's valley, step by step, of " + drawn() + " optimizers](optimizers.svg)");
        line("");
        line("| optimizer | valley: rate | 10 | 100 | " + Race.STEPS + " | Rosenbrock: rate | 10 | 100 | " + Race.STEPS
                + " |");
        line("|---|---|---|---|---|---|---|---|---|");
        for (String name : valley.keySet()) {
            line("| `" + name + "` |" + cells(valley.get(name)) + cells(banana.get(name)));
        }
    }

    private static int drawn() {
        return FAMILIES.stream().mapToInt(family -> family.names().size()).sum();
    }

    private static String cells(Race race) {
        return " " + NumberText.of(race.learningRate()) + " | " + loss(race.after(10)) + " | " + loss(race.after(100))
                + " | " + loss(race.after(Race.STEPS)) + " |";
    }

    private static String loss(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
    }

    private void section(ProviderKind kind, String heading) throws IOException {
        line("");
        line("## " + heading);
        for (Discovery.Found found : discovery.found(kind)) {
            if (!isBuiltIn(found)) {
                continue;
            }
            line("");
            line("### `" + found.name() + "`");
            documentation(found.providerClass().substring(PACKAGE.length()));
            declared(found);
        }
    }

    /// The documentation of a class, without its tables of what is declared: those come from the declaration.
    private void documentation(String name) throws IOException {
        var lines = new ArrayList<String>();
        for (String line : Files.readAllLines(SOURCES.resolve(name + ".java"))) {
            if (line.startsWith("public final class")) {
                break;
            }
            if (line.startsWith("///")) {
                lines.add(line.substring(3).strip());
            }
        }
        boolean blank = true;
        boolean skipping = false;
        line("");
        for (String line : lines) {
            boolean table = line.startsWith("|");
            skipping = table && (skipping || line.matches("\\| (hyperparameter|slot|preset) \\|.*"));
            if (skipping || blank && line.isEmpty()) {
                continue;
            }
            line(line.replaceAll("\\[([A-Za-z]+)]", "`$1`").replaceAll("\\[([A-Za-z]+)#([A-Za-z]+)]", "`$1.$2`"));
            blank = line.isEmpty();
        }
        while (text.toString().endsWith("\n\n")) {
            text.setLength(text.length() - 1);
        }
    }

    private void declared(Discovery.Found found) {
        Description description = found.description();
        List<Hyperparameter> own = found.provider().hyperparameters();
        List<Slot> slots = found.provider() instanceof RuleProvider rule ? rule.slots() : List.of();
        if (!own.isEmpty()) {
            line("");
            line("| hyperparameter | default | range | meaning |");
            line("|---|---|---|---|");
            for (Hyperparameter one : own) {
                line("| `" + one.name() + "` | " + one.format(one.defaultValue()) + " | " + OptimizerListing.range(one)
                        + " | " + one.meaning() + " |");
            }
        }
        if (!slots.isEmpty()) {
            line("");
            line("Remembers " + slots.stream().map(OptimizersPage::slot).collect(Collectors.joining(", ")) + ".");
        }
        if (found.provider() instanceof RuleProvider rule && rule.nan() == NanPolicy.IGNORES) {
            line("");
            line("Leaves NaN out, where others let it go through.");
        }
        for (Preset preset : description.presets()) {
            line("");
            line("Preset `" + preset.name() + "`: " + preset.meaning() + ". " + values(description, preset) + ".");
        }
    }

    private static String values(Description description, Preset preset) {
        if (preset.values().isEmpty()) {
            return "It sets nothing";
        }
        return preset.values().entrySet().stream()
                .map(value -> "`" + value.getKey() + "` "
                        + description.hyperparameter(value.getKey()).format(value.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String slot(Slot slot) {
        return "`" + slot.name() + "` ("
                + slot.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
