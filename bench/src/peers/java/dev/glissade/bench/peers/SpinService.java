package dev.glissade.bench.peers;

import java.util.Arrays;

/// Nothing but reading the clock, for as long as ours takes in the middle.
final class SpinService implements Service {
    private static final int CALLS = 30_000;

    private final long trainingNanos;
    private final long readerNanos;

    private SpinService(long trainingNanos, long readerNanos) {
        this.trainingNanos = trainingNanos;
        this.readerNanos = readerNanos;
    }

    /// A service that takes as long as ours takes here, alone.
    static SpinService likeOurs() {
        try (var ours = new GlissadeService()) {
            return new SpinService(median(ours.training()), median(ours.reader()));
        }
    }

    /// The median of the second half of many calls.
    private static long median(Work work) {
        long[] nanos = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            work.run();
            nanos[i] = System.nanoTime() - start;
        }
        long[] late = Arrays.copyOfRange(nanos, CALLS / 2, CALLS);
        Arrays.sort(late);
        return late[late.length / 2];
    }

    @Override
    public Work training() {
        return new Spin(trainingNanos);
    }

    @Override
    public void publish() {}

    @Override
    public Work reader() {
        return new Spin(readerNanos);
    }

    @Override
    public void close() {}

    private static final class Spin extends Nothing {
        private final long nanos;

        Spin(long nanos) {
            this.nanos = nanos;
        }

        @Override
        @SuppressWarnings("EmptyBlock") // the clock is all there is
        public void run() {
            long end = System.nanoTime() + nanos;
            while (System.nanoTime() < end) {}
        }
    }
}
