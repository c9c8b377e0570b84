package dev.glissade.bench.peers;

import dev.glissade.kernel.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Our product on two threads beside the same on one, turn by turn in one process.
final class ThreadsFamily implements Family {
    private static final String TWO = "2 threads";
    private static final String ONE = "1 thread";

    @Override
    public String name() {
        return "threads";
    }

    @Override
    public String summary() {
        return "C = A·B of n × n matrices by ours on two threads and on one, in turn in one process; the median of the turns. The ratio is "
                + "what the second thread brings.";
    }

    @Override
    public List<String> implementations() {
        return List.of(TWO, ONE);
    }

    @Override
    public boolean interleaved() {
        return true;
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String type : List.of("float32", "float64")) {
            for (int n : List.of(64, 128, 256, 512, 1024, 2048)) {
                rows.add(Row.of(type + " n=" + n, n >= 256 && n <= 1024));
            }
        }
        return rows;
    }

    @Override
    public Work work(String implementation, Row row) {
        int n = Integer.parseInt(row.name().substring(row.name().indexOf('=') + 1));
        var shape = new ProductShape(n, n, n, false, false);
        return new OnThreads(row.name().startsWith("float32"), shape, implementation.equals(TWO) ? 2 : 1);
    }

    /// The same bits.
    @Override
    public double tolerance(Row row) {
        return 0;
    }

    /// A product and the worker that helps with it.
    private static final class OnThreads implements Work {
        private final ExecutorService workers = Executors.newSingleThreadExecutor();
        private final Work product;

        OnThreads(boolean floats, ProductShape shape, int threads) {
            var parallel = threads == 1 ? Parallel.none() : Parallel.on(workers, threads);
            product = floats ? FloatProducts.parallel(shape, parallel) : DoubleProducts.parallel(shape, parallel);
        }

        @Override
        public void run() {
            product.run();
        }

        @Override
        public double[] result() {
            return product.result();
        }

        @Override
        public void close() {
            workers.close();
        }
    }
}
