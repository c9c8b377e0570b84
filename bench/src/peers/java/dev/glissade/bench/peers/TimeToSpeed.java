package dev.glissade.bench.peers;

import dev.glissade.kernel.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A process that multiplies from its start on and tells when it had reached full speed: see [WarmUpFamily].
public final class TimeToSpeed {
    private static final int SIDE = 256;
    private static final Duration BUDGET = Duration.ofSeconds(2);
    private static final long RUN_NANOS = 4_000_000_000L;
    private static final long LAST_NANOS = 1_000_000_000L;
    private static final long STRETCH_NANOS = 20_000_000L;
    private static final double SHARE = 0.9;

    private TimeToSpeed() {}

    /// Measures; arguments as those of [Fork].
    public static void main(String[] arguments) throws IOException {
        String implementation = arguments[3];
        List<String> lines = new ArrayList<>();
        lines.add("about\tGlissade, " + Kernels.report());
        var product = FloatProducts.work(Libraries.GLISSADE, new ProductShape(SIDE, SIDE, SIDE, false, false));
        if (implementation.equals(WarmUpFamily.WARMED_UP)) {
            long start = System.nanoTime();
            Kernels.warmUp(BUDGET, Map.of("product", product::run));
            lines.add(new Measured(implementation, WarmUpFamily.WARMING, System.nanoTime() - start).line());
        }
        long[] ends = run(product);
        lines.add(new Measured(implementation, WarmUpFamily.FIRST, ends[1] - ends[0]).line());
        lines.add(new Measured(implementation, WarmUpFamily.FULL_SPEED, fullSpeed(ends)).line());
        Files.write(Path.of(arguments[2]), lines);
    }

    /// When it began, and when each call ended.
    private static long[] run(Work product) {
        long[] times = new long[1 << 20];
        int calls = 0;
        times[0] = System.nanoTime();
        while (times[calls] - times[0] < RUN_NANOS && calls + 1 < times.length) {
            product.run();
            times[++calls] = System.nanoTime();
        }
        return Arrays.copyOf(times, calls + 1);
    }

    /// Nanoseconds from the beginning of the first call to the end of the first call of the first fast stretch.
    private static double fullSpeed(long[] ends) {
        int last = ends.length - 1;
        double speed = speed(ends, firstAfter(ends, ends[last] - LAST_NANOS), last);
        for (int from = 0; from < last; from++) {
            int to = firstAfter(ends, ends[from] + STRETCH_NANOS);
            if (speed(ends, from, to) >= SHARE * speed) {
                return ends[from + 1] - ends[0];
            }
        }
        return ends[last] - ends[0];
    }

    /// Calls a nanosecond.
    private static double speed(long[] ends, int from, int to) {
        return (to - from) / (double) (ends[to] - ends[from]);
    }

    /// The first place at or after a time, at most the last one.
    private static int firstAfter(long[] ends, long time) {
        int place = Arrays.binarySearch(ends, time);
        return Math.min(place < 0 ? -place - 1 : place, ends.length - 1);
    }
}
