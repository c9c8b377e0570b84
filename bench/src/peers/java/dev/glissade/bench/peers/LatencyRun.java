package dev.glissade.bench.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;

/// A process that times each call by itself: see [LatencyFamily].
public final class LatencyRun {
    /// After how many steps a writer copies its parameters for the readers.
    static final int STEPS_PER_COPY = 100;

    private static final long WARM_UP_NANOS = 1_000_000_000L;

    /// Of a histogram.
    private static final int DIGITS = 3;

    private final String implementation;
    private final Family family = Families.named("latency");
    private final List<String> rows;
    private final int calls;
    private final int warmUpCalls;
    private final List<String> lines = new ArrayList<>();

    private LatencyRun(String implementation, Effort effort, List<String> rows) {
        this.implementation = implementation;
        this.rows = rows;
        boolean peer = implementation.equals(Libraries.PYTORCH);
        calls = effort == Effort.FULL ? (peer ? 20_000 : 1_000_000) : (peer ? 2_000 : 20_000);
        warmUpCalls = peer ? 2_000 : 30_000;
    }

    /// Measures; arguments as those of [Fork].
    public static void main(String[] arguments) throws Exception {
        var run = new LatencyRun(
                arguments[3], Effort.valueOf(arguments[1]), List.of(arguments).subList(4, arguments.length));
        run.measure();
        Files.write(Path.of(arguments[2]), run.lines);
        System.exit(0); // some libraries leave threads behind
    }

    private void measure() throws Exception {
        lines.add("about\t" + Libraries.prepare(implementation).replace('\n', ' '));
        for (var scenario : LatencyFamily.SCENARIOS) {
            try (var service = service()) {
                var histogram = scenario.readers() == 0 ? training(service) : readers(service, scenario);
                record(scenario, histogram);
            } catch (ExecutionException | IllegalStateException e) {
                lines.add("failed\t" + scenario.title() + " by " + implementation + ": " + e.getMessage());
            }
        }
    }

    private Service service() {
        return switch (implementation) {
            case Libraries.GLISSADE -> new GlissadeService();
            case Libraries.PYTORCH -> new PyTorchService();
            default -> SpinService.likeOurs();
        };
    }

    private void record(LatencyFamily.Scenario scenario, Histogram histogram) {
        for (double percentile : LatencyFamily.PERCENTILES) {
            String row = scenario.row(percentile);
            if (rows.contains(row)) {
                long nanos = histogram.getValueAtPercentile(percentile);
                lines.add(new Measured(implementation, row, nanos).line());
            }
        }
    }

    private Histogram training(Service service) {
        try (var training = service.training()) {
            warmUp(training);
            var histogram = time(training, calls);
            if (implementation.equals(Libraries.PYTORCH)) {
                RowBench.compare(
                        training.result(),
                        new GlissadeTraining(Network.MLP, 1).result(),
                        family.tolerance(family.rows().getFirst()));
            }
            return histogram;
        }
    }

    /// Readers that begin together, and a writer until they have finished.
    private Histogram readers(Service service, LatencyFamily.Scenario scenario)
            throws InterruptedException, ExecutionException {
        var finished = new AtomicBoolean();
        var begin = new CyclicBarrier(scenario.readers());
        var all = new Histogram(DIGITS);
        try (var threads = Executors.newCachedThreadPool()) {
            Future<?> writer = threads.submit(() -> {
                if (scenario.writer()) {
                    write(service, finished);
                }
            });
            List<Future<Histogram>> readers = new ArrayList<>();
            for (int i = 0; i < scenario.readers(); i++) {
                readers.add(threads.submit(() -> read(service, begin, calls / scenario.readers())));
            }
            try {
                for (var reader : readers) {
                    all.add(reader.get());
                }
            } finally {
                finished.set(true);
            }
            writer.get();
        }
        return all;
    }

    private static void write(Service service, AtomicBoolean finished) {
        try (var training = service.training()) {
            while (!finished.get()) {
                for (int i = 0; i < STEPS_PER_COPY; i++) {
                    training.run();
                }
                service.publish();
            }
        }
    }

    private Histogram read(Service service, CyclicBarrier begin, int count) throws Exception {
        try (var reader = service.reader()) {
            warmUp(reader);
            begin.await();
            var histogram = time(reader, count);
            if (implementation.equals(Libraries.PYTORCH)) {
                var ours = new GlissadeService().reader();
                ours.run();
                RowBench.compare(
                        reader.result(),
                        ours.result(),
                        family.tolerance(family.rows().getFirst()));
            }
            return histogram;
        }
    }

    /// Runs for a second, for the compiler needs time as well as calls.
    private void warmUp(Work work) {
        long begin = System.nanoTime();
        for (int i = 0; i < warmUpCalls || System.nanoTime() - begin < WARM_UP_NANOS; i++) {
            work.run();
        }
    }

    /// Times each call.
    private static Histogram time(Work work, int calls) {
        var histogram = new Histogram(DIGITS);
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            work.run();
            histogram.recordValue(System.nanoTime() - start);
        }
        return histogram;
    }
}
