package dev.glissade.bench.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// The measurement of one family: a process for each implementation, in turn, as many rounds as the effort says.
final class FamilyRun {
    private final Family family;
    private final Effort effort;
    private final List<Row> rows;
    private final Map<String, List<Double>> times = new LinkedHashMap<>();
    private final SequencedSet<String> descriptions = new LinkedHashSet<>();
    private final SequencedSet<String> failures = new LinkedHashSet<>();

    FamilyRun(Family family, Effort effort) {
        this.family = family;
        this.effort = effort;
        rows = family.rows().stream()
                .filter(row -> effort == Effort.FULL || row.quick())
                .toList();
    }

    Family family() {
        return family;
    }

    List<Row> rows() {
        return rows;
    }

    /// What computed: versions and settings.
    SequencedSet<String> descriptions() {
        return descriptions;
    }

    /// What could not be measured, and why.
    SequencedSet<String> failures() {
        return failures;
    }

    /// Starts the processes, one after the other, and says on standard error which is running.
    void measure() throws InterruptedException {
        if (family.interleaved()) {
            measure(family.implementations(), family.name());
            return;
        }
        int rounds = family.rounds(effort);
        for (int round = 1; round <= rounds; round++) {
            for (String implementation : family.implementations()) {
                String part = family.name() + ": " + implementation + ", process " + round + " of " + rounds;
                measure(List.of(implementation), part);
            }
        }
    }

    private void measure(List<String> implementations, String part) throws InterruptedException {
        var names = rows.stream()
                .filter(row -> family.has(implementations.getFirst(), row))
                .map(Row::name)
                .toList();
        long start = System.nanoTime();
        System.err.print(part + " …");
        try {
            for (String line : Launch.run(family, effort, implementations, names)) {
                record(line);
            }
        } catch (IOException e) {
            failures.add(String.valueOf(e.getMessage()));
        }
        System.err.printf(" %.0f s%n", (System.nanoTime() - start) * 1e-9);
    }

    private void record(String line) {
        if (Measured.isLine(line)) {
            var measured = Measured.parse(line);
            times.computeIfAbsent(key(measured.implementation(), measured.row()), _ -> new ArrayList<>())
                    .add(measured.nanoseconds());
        } else {
            String text = line.substring(line.indexOf('\t') + 1);
            (line.startsWith("about") ? descriptions : failures).add(text);
        }
    }

    private static String key(String implementation, String row) {
        return implementation + "\t" + row;
    }

    /// Nanoseconds of a call, the cost of an empty one subtracted where the family has it; nothing if there is no such
    /// measurement.
    OptionalDouble time(String implementation, String row) {
        var time = measured(implementation, row);
        var empty = family.emptyRow().isEmpty() ? OptionalDouble.empty() : measured(implementation, family.emptyRow());
        return time.isPresent() && empty.isPresent() && !row.equals(family.emptyRow())
                ? OptionalDouble.of(Math.max(0.1, time.getAsDouble() - empty.getAsDouble()))
                : time;
    }

    /// The fastest process, or the median of all or of the turns in one.
    private OptionalDouble measured(String implementation, String row) {
        double[] all = times.getOrDefault(key(implementation, row), List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        if (all.length == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(family.median() ? median(all) : all[0]);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// The peers that have been measured for at least one row.
    List<String> peers() {
        return family.implementations().stream()
                .skip(1)
                .filter(peer ->
                        rows.stream().anyMatch(row -> time(peer, row.name()).isPresent()))
                .toList();
    }

    /// The time of ours and all peers for a row, ours first; NaN where there is none.
    double[] times(Row row) {
        return Stream.concat(Stream.of(family.implementations().getFirst()), peers().stream())
                .mapToDouble(name -> time(name, row.name()).orElse(Double.NaN))
                .toArray();
    }
}
