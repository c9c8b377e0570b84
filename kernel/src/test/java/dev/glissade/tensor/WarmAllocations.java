package dev.glissade.tensor;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/// The bytes that calls allocate on the calling thread once they are compiled.
final class WarmAllocations {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long PATIENCE = 60_000_000_000L;

    private WarmAllocations() {}

    /// The bytes of `rounds` calls of each that still allocates after a minute; empty if three turns over all calls came
    /// before that in which none did. Until the compiler is done, calls may allocate.
    static Map<String, Long> of(Map<String, Runnable> calls, int rounds) {
        long end = System.nanoTime() + PATIENCE;
        int clean = 0;
        var allocating = new LinkedHashMap<String, Long>();
        while (clean < 3 && System.nanoTime() < end) {
            allocating.clear();
            for (var call : calls.entrySet()) {
                long bytes = bytes(call.getValue(), rounds);
                if (bytes != 0) {
                    allocating.put(call.getKey(), bytes);
                }
            }
            clean = allocating.isEmpty() ? clean + 1 : 0;
        }
        return allocating;
    }

    private static long bytes(Runnable call, int rounds) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < rounds; round++) {
            call.run();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
