package dev.glissade.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs work again and again, piece by piece in turn, until the compiler has done what it will do for it.
///
/// Nothing in Java tells that a method has been compiled for good, but three signs together do: the compiler is idle,
/// the time of a call no longer falls, and neither does what a call allocates (vectors are objects until C2 has
/// compiled the loop around them). A piece of work is *warm* when all three have held for as many calls as C2
/// waits for.
final class WarmUp {
    /// How long a piece of work runs before the next has its turn; at least one call.
    private static final long SLICE_NANOS = 500_000;

    /// Calls in a row that must be calm: C2 compiles a method after 5,000 calls, or 600 with loops inside, that a
    /// compiler before it has counted (`Tier4InvocationThreshold`, `Tier4MinInvocationThreshold`).
    private static final long CALM_CALLS = 6_000;

    /// The same for calls so long that so many would never come: their loops count instead (`Tier4BackEdgeThreshold`).
    private static final long CALM_NANOS = 250_000_000;

    /// Times within this factor of the best count as equal.
    private static final double NOISE = 1.25;

    /// Bytes a call that are not boxed vectors.
    private static final double FEW_BYTES = 128;

    private final List<Work> pieces = new ArrayList<>();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final JitActivity compiler = new JitActivity();

    private WarmUp(Map<String, Runnable> work) {
        work.forEach((name, call) -> pieces.add(new Work(name, call)));
    }

    /// @throws IllegalArgumentException if the budget is negative
    static WarmUpReport run(Map<String, Runnable> work, Duration budget) {
        if (budget.isNegative()) {
            throw new IllegalArgumentException("warmUp: the budget is " + budget + "; it must not be negative");
        }
        return new WarmUp(work).run(budget);
    }

    private WarmUpReport run(Duration budget) {
        long begin = System.nanoTime();
        long nanos =
                budget.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1).toNanos() : budget.toNanos();
        List<Work> cold = new ArrayList<>(pieces);
        while (!cold.isEmpty() && System.nanoTime() - begin < nanos) {
            for (var piece : cold) {
                if (System.nanoTime() - begin >= nanos) {
                    break;
                }
                piece.slice();
            }
            cold.removeIf(Work::warm);
        }
        return new WarmUpReport(Duration.ofNanos(System.nanoTime() - begin), names(true), names(false));
    }

    private List<String> names(boolean warm) {
        return pieces.stream()
                .filter(piece -> piece.warm() == warm)
                .map(piece -> piece.name)
                .toList();
    }

    /// One piece of work and what has been seen of it.
    private final class Work {
        private final String name;
        private final Runnable call;
        private long calmCalls;
        private long calmNanos;
        private double leastNanos = Double.POSITIVE_INFINITY;
        private double leastBytes = Double.POSITIVE_INFINITY;

        Work(String name, Runnable call) {
            this.name = name;
            this.call = call;
        }

        boolean warm() {
            return calmCalls >= CALM_CALLS || calmNanos >= CALM_NANOS;
        }

        void slice() {
            long bytesBefore = threads.getCurrentThreadAllocatedBytes();
            long begin = System.nanoTime();
            long elapsed;
            int count = 0;
            do {
                call.run();
                count++;
                elapsed = System.nanoTime() - begin;
            } while (elapsed < SLICE_NANOS);
            long bytes = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
            if (calm((double) elapsed / count, (double) bytes / count)) {
                calmCalls += count;
                calmNanos += elapsed;
            } else {
                calmCalls = 0;
                calmNanos = 0;
            }
        }

        private boolean calm(double nanos, double bytes) {
            boolean steady = nanos <= leastNanos * NOISE && nanos * NOISE >= leastNanos;
            boolean lean = bytes <= Math.max(leastBytes * NOISE, FEW_BYTES);
            leastNanos = Math.min(leastNanos, nanos);
            leastBytes = Math.min(leastBytes, bytes);
            return steady && lean && !compiler.busy();
        }
    }
}
