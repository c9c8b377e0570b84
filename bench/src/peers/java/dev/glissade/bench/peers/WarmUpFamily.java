package dev.glissade.bench.peers;

import java.util.List;

/// How long a fresh process takes until it multiplies at nearly full speed, warmed up and not.
final class WarmUpFamily implements Family {
    /// With `Kernels.warmUp` before the first product.
    static final String WARMED_UP = "warmed up";

    /// Without.
    static final String COLD = "cold";

    static final String FIRST = "first product";
    static final String FULL_SPEED = "to 0.9 of the last speed";
    static final String WARMING = "the warm-up itself";

    @Override
    public String name() {
        return "warmup";
    }

    @Override
    public String summary() {
        return "Products of 256 × 256 matrices of float32 in a fresh process, one after the other for 4 seconds, with and without "
                + "`Kernels.warmUp` of that product with a budget of 2 seconds before. The time from the first product on to "
                + "the first that begins a stretch of 20 ms at 0.9 of the speed of the last second; the median of the processes.";
    }

    @Override
    public List<String> implementations() {
        return List.of(WARMED_UP, COLD);
    }

    @Override
    public boolean median() {
        return true;
    }

    @Override
    public int rounds(Effort effort) {
        return effort == Effort.FULL ? 5 : 2;
    }

    @Override
    public Class<?> program(String implementation) {
        return TimeToSpeed.class;
    }

    @Override
    public List<Row> rows() {
        return List.of(Row.of(FIRST, true), Row.of(FULL_SPEED, true), Row.of(WARMING, true));
    }

    @Override
    public boolean has(String implementation, Row row) {
        return implementation.equals(WARMED_UP) || !row.name().equals(WARMING);
    }

    /// @throws IllegalArgumentException always: [TimeToSpeed] measures without JMH, which would warm up by itself
    @Override
    public Work work(String implementation, Row row) {
        throw new IllegalArgumentException("warmup: a row is not one call");
    }

    @Override
    public double tolerance(Row row) {
        return 0;
    }
}
