package dev.glissade.bench.peers;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// A process that measures rows of a family by one implementation: what [Launch] starts.
///
/// All rows run for a while before the first is measured. So the compiler has seen every shape, no row pays for the
/// compilation of another, and each is measured as in a process that does various things.
public final class Fork {
    private static final int MOST_PASSES = 3;
    private static final long QUIET_MILLIS = 200;

    /// A call of nanoseconds once compiled takes a hundred microseconds before, and the compiler counts calls.
    private static final int FEWEST_CALLS = 30_000;

    private static final long MOST_NANOSECONDS = 700_000_000L;

    private final Family family;
    private final Effort effort;
    private final List<String> lines = new ArrayList<>();

    private Fork(Family family, Effort effort) {
        this.family = family;
        this.effort = effort;
    }

    /// Measures; arguments are the family, the effort, the file to write to, the implementations with commas between
    /// them, and the rows.
    public static void main(String[] arguments) throws IOException, RunnerException {
        var fork = new Fork(Families.named(arguments[0]), Effort.valueOf(arguments[1]));
        var implementations = List.of(arguments[3].split(",", -1));
        var rows = List.of(arguments).subList(4, arguments.length);
        fork.measure(implementations, rows);
        Files.write(Path.of(arguments[2]), fork.lines);
        System.exit(0); // some libraries leave threads behind
    }

    private void measure(List<String> implementations, List<String> rows) throws RunnerException {
        for (String implementation : implementations) {
            lines.add("about\t" + Libraries.prepare(implementation).replace('\n', ' '));
        }
        meetSeveralClasses();
        warmUp(implementations, rows);
        RowBench.FAILURES.clear();
        if (family.interleaved()) {
            for (int turn = 0; turn < effort.turns(); turn++) {
                for (String row : rows) {
                    for (String implementation : implementations) {
                        collect(run(implementation, List.of(row)));
                    }
                }
            }
        } else {
            collect(run(implementations.getFirst(), rows));
        }
        for (String failure : RowBench.FAILURES.values()) {
            lines.add("failed\t" + failure.replace('\n', ' '));
        }
    }

    /// Makes the measured call site one that has met several classes: without this an implementation that has one class
    /// for all rows would be called faster than one that has a few.
    private static void meetSeveralClasses() {
        var bench = new RowBench();
        List<Work> classes = List.of(new Nothing() {}, new Nothing() {}, new Nothing() {});
        for (int i = 0; i < 60_000; i++) {
            bench.work = classes.get(i % classes.size());
            bench.run();
        }
    }

    /// Runs all rows until the compiler has little left to do: on a busy machine it takes several passes.
    private void warmUp(List<String> implementations, List<String> rows) {
        var compiler = ManagementFactory.getCompilationMXBean();
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            long before = compiler.getTotalCompilationTime();
            for (String implementation : implementations) {
                for (String row : rows) {
                    warmUp(implementation, row);
                }
            }
            if (compiler.getTotalCompilationTime() - before < QUIET_MILLIS) {
                return;
            }
        }
    }

    /// Runs a row for a while, and at least as often as the compiler wants to see a call, unless that takes too long.
    private void warmUp(String implementation, String row) {
        var bench = new RowBench();
        bench.family = family.name();
        bench.implementation = implementation;
        bench.row = row;
        bench.setUp();
        long begin = System.nanoTime();
        int calls = 0;
        long passed;
        do {
            bench.run();
            calls++;
            passed = System.nanoTime() - begin;
        } while (passed < effort.warmUpMillis() * 1_000_000L || (calls < FEWEST_CALLS && passed < MOST_NANOSECONDS));
        bench.work.close();
    }

    private Collection<RunResult> run(String implementation, List<String> rows) throws RunnerException {
        var time = TimeValue.milliseconds(effort.iterationMillis());
        var options = new OptionsBuilder()
                .include(RowBench.class.getName().replace(".", "\\.") + "\\.run$")
                .param("family", family.name())
                .param("implementation", implementation)
                .param("row", rows.toArray(String[]::new))
                .forks(0)
                .warmupIterations(1)
                .warmupTime(time)
                .measurementIterations(family.interleaved() ? 1 : effort.iterations())
                .measurementTime(time)
                .shouldFailOnError(false)
                .verbosity(VerboseMode.SILENT)
                .build();
        return new Runner(options).run();
    }

    private void collect(Collection<RunResult> results) {
        for (RunResult result : results) {
            var measured = new Measured(
                    result.getParams().getParam("implementation"),
                    result.getParams().getParam("row"),
                    result.getPrimaryResult().getStatistics().getPercentile(50));
            if (!RowBench.FAILURES.containsKey(RowBench.key(measured.implementation(), measured.row()))) {
                lines.add(measured.line());
            }
        }
    }
}
