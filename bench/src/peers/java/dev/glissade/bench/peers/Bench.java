package dev.glissade.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The command `bench/run`: measures families and prints their tables.
public final class Bench {
    private static final String ALL = "all";

    /// What stands before and after the tables in a document that has more than them.
    private static final String BEGIN = "<!-- Written by bench/run from here on -->";

    private static final String END = "<!-- Written by bench/run up to here -->";

    private Bench() {}

    /// What the command line asks for.
    private record Request(
            List<Family> families, Effort effort, @Nullable Path target) {}

    /// Ends with 0, with 1 if something could not be measured, with 2 if the arguments are wrong.
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length == 0 || List.of(arguments).contains("--help")) {
            System.out.println(usage());
            System.exit(arguments.length == 0 ? 2 : 0);
        }
        Request request;
        try {
            request = parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(request, "bench/run " + String.join(" ", arguments)) ? 0 : 1);
    }

    private static String usage() {
        var text = new StringBuilder("usage: bench/run FAMILY... [--quick] [--out FILE]\n\n");
        for (Family family : Families.ALL) {
            text.append(String.format("  %-12s %s%n", family.name(), firstSentence(family)));
        }
        text.append(String.format("  %-12s %s%n%n", ALL, "every family"));
        text.append(
                "  --quick      few rows or calls, one process for each implementation: at most 3 minutes a family\n");
        text.append("  --out FILE   write the Markdown there, between its two marks if it has them");
        return text.toString();
    }

    private static String firstSentence(Family family) {
        String summary = family.summary();
        int end = summary.indexOf(". ");
        return end < 0 ? summary : summary.substring(0, end + 1);
    }

    private static Request parse(List<String> arguments) {
        SequencedSet<Family> families = new LinkedHashSet<>();
        var effort = Effort.FULL;
        Path target = null;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--quick" -> effort = Effort.QUICK;
                case "--out" -> {
                    if (++i == arguments.size()) {
                        throw new IllegalArgumentException("--out needs the name of a file");
                    }
                    target = target(arguments.get(i));
                }
                case ALL -> families.addAll(Families.ALL);
                default -> families.add(family(argument));
            }
        }
        if (families.isEmpty()) {
            throw new IllegalArgumentException("no family is given; --help lists them");
        }
        return new Request(List.copyOf(families), effort, target);
    }

    /// A file that can be written once everything has been measured.
    private static Path target(String name) {
        var target = Path.of(name).toAbsolutePath();
        var parent = target.getParent();
        if (Files.isDirectory(target) || parent == null || !Files.isDirectory(parent)) {
            throw new IllegalArgumentException("--out is '" + name + "'; a file in a directory that exists is needed");
        }
        return target;
    }

    private static Family family(String name) {
        if (name.startsWith("-")) {
            throw new IllegalArgumentException("no option is called '" + name + "'; there are --quick, --out, --help");
        }
        try {
            return Families.named(name);
        } catch (IllegalArgumentException e) {
            var names = Stream.concat(Families.ALL.stream().map(Family::name), Stream.of(ALL))
                    .toList();
            var near = names.stream().filter(known -> isNear(name, known)).toList();
            String advice = near.isEmpty()
                    ? "there are " + String.join(", ", names)
                    : "did you mean " + String.join(" or ", near) + "?";
            throw new IllegalArgumentException(e.getMessage() + "; " + advice, e);
        }
    }

    /// Whether one begins with the other, or few letters make one of the other.
    private static boolean isNear(String name, String known) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean begins = lower.length() >= 2 && (known.startsWith(lower) || lower.startsWith(known));
        return begins || distance(lower, known) <= Math.max(1, known.length() / 3);
    }

    /// How many letters must be put in, left out or changed.
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }

    private static boolean run(Request request, String command) throws InterruptedException {
        // Before and after, so that a moment when others held the memory does not lower a peak.
        var peaks = new FamilyRun(Families.PEAKS, Effort.QUICK);
        peaks.measure();
        List<FamilyRun> runs = new ArrayList<>();
        for (Family family : request.families()) {
            var run = new FamilyRun(family, request.effort());
            run.measure();
            runs.add(run);
        }
        peaks.measure();
        var report = new Report(speeds(peaks));
        report.head(command, facts());
        runs.forEach(report::family);
        report.libraries(Stream.concat(Stream.of(peaks), runs.stream())
                .flatMap(run -> run.descriptions().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new)));
        write(report.toString(), request.target());
        return Stream.concat(Stream.of(peaks), runs.stream())
                .allMatch(run -> run.failures().isEmpty());
    }

    private static Map<Limit, Double> speeds(FamilyRun peaks) {
        Map<Limit, Double> speeds = new EnumMap<>(Limit.class);
        for (Row row : peaks.rows()) {
            peaks.time(Libraries.GLISSADE, row.name()).ifPresent(time -> speeds.put(row.limit(), row.amount() / time));
        }
        return speeds;
    }

    private static List<String> facts() {
        return List.of(
                LocalDate.now(ZoneOffset.UTC) + ", " + processor() + ", "
                        + Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name"),
                System.getProperty("java.vendor.version") + ", " + System.getProperty("java.vm.name") + " "
                        + Runtime.version());
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseGet(() -> System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static void write(String text, @Nullable Path target) {
        if (target == null) {
            System.out.print(text);
            return;
        }
        try {
            Files.writeString(target, Files.exists(target) ? replaced(Files.readString(target), text) : text);
        } catch (IOException e) {
            System.err.println("bench: " + target + " cannot be written: " + e.getMessage());
            System.out.print(text);
        }
    }

    /// A document with another text between its two marks; the text alone if it lacks them.
    private static String replaced(String document, String text) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        return begin < 0 || end < begin
                ? text
                : document.substring(0, begin + BEGIN.length()) + "\n\n" + text + "\n" + document.substring(end);
    }
}
