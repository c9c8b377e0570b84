package dev.glissade.bench.peers;

import java.util.ArrayList;
import java.util.List;

/// How long single calls take, the slowest of them included.
final class LatencyFamily implements Family {
    /// A thread that only reads the clock, for as long as ours takes.
    static final String SPIN = "empty spin";

    /// What runs: a training step, or readers that infer while a writer trains or not.
    ///
    /// @param readers the threads that infer; 0 where training is measured
    /// @param writer whether one more thread trains and publishes meanwhile
    record Scenario(String title, int readers, boolean writer) {

        /// How the row of a percentile is called.
        String row(double percentile) {
            return title + ", p"
                    + (percentile == Math.rint(percentile) ? Integer.toString((int) percentile) : percentile);
        }
    }

    /// All scenarios, in the order of the table.
    static final List<Scenario> SCENARIOS = List.of(
            new Scenario("training step", 0, true),
            new Scenario("inference", 1, false),
            new Scenario("inference beside a writer", 1, true),
            new Scenario("inference by 3 readers beside a writer", 3, true));

    /// The percentiles of a table.
    static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9);

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String summary() {
        return "Percentiles of single calls at batch 1 of 784-128-10 with relu, float32. A training step is forward, backward and Adam; "
                + "inference is the probabilities without a tape, by operations on tensors into buffers of the caller. A writer "
                + "is one more thread, which trains and publishes a plain copy of the parameters after every "
                + LatencyRun.STEPS_PER_COPY
                + " steps. A million calls by ours, 20,000 by a peer; in a quick run 20,000 and 2,000. `"
                + SPIN
                + "` is a loop in as many threads that only reads the clock, for about as long as ours takes in the middle: its "
                + "tail is the machine's. With more threads than cores the tails are the scheduler's.";
    }

    @Override
    public List<String> implementations() {
        return List.of(Libraries.GLISSADE, Libraries.PYTORCH, SPIN);
    }

    @Override
    public boolean rival(String implementation) {
        return !implementation.equals(SPIN);
    }

    @Override
    public int rounds(Effort effort) {
        return 1;
    }

    @Override
    public Class<?> program(String implementation) {
        return LatencyRun.class;
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (var scenario : SCENARIOS) {
            for (double percentile : PERCENTILES) {
                rows.add(Row.of(scenario.row(percentile), true));
            }
        }
        return rows;
    }

    /// @throws IllegalArgumentException always: [LatencyRun] measures without JMH, which knows means only
    @Override
    public Work work(String implementation, Row row) {
        throw new IllegalArgumentException("latency: a row is not one call");
    }

    @Override
    public double tolerance(Row row) {
        return 0x1p-12;
    }
}
