package dev.glissade.bench.peers;

import java.util.List;

/// The limits of the machine, as rows named after them.
final class PeakFamily implements Family {

    @Override
    public String name() {
        return "peaks";
    }

    @Override
    public String summary() {
        return "What one core can do.";
    }

    @Override
    public List<String> implementations() {
        return List.of(Libraries.GLISSADE);
    }

    @Override
    public List<Row> rows() {
        return List.of(
                row(Limit.FLOAT32_FMA, SimdFloatPeak.OPERATIONS),
                row(Limit.FLOAT64_FMA, SimdDoublePeak.OPERATIONS),
                row(Limit.MEMORY_READ, SimdMemoryPeak.READ),
                row(Limit.MEMORY_STREAM, SimdMemoryPeak.WRITTEN),
                row(Limit.MEMORY_UPDATE, SimdMemoryPeak.WRITTEN));
    }

    private static Row row(Limit limit, double amount) {
        return new Row(limit.text(), limit, amount, true);
    }

    @Override
    public Work work(String implementation, Row row) {
        return switch (row.limit()) {
            case FLOAT32_FMA -> new SimdFloatPeak();
            case FLOAT64_FMA -> new SimdDoublePeak();
            case MEMORY_READ, MEMORY_STREAM, MEMORY_UPDATE -> new SimdMemoryPeak(row.limit());
            case NONE -> throw new IllegalArgumentException("peaks: no row is called '" + row.name() + "'");
        };
    }

    @Override
    public double tolerance(Row row) {
        return 0;
    }
}
