package dev.glissade.optimizers.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Reads how many bytes the calling thread has allocated so far.
///
/// The management modules are reached by method handles, because the module under test does not read them.
final class AllocationMeter {
    private static final long PATIENCE = 10_000_000_000L;

    private final MethodHandle allocatedBytes;

    AllocationMeter() throws ReflectiveOperationException {
        var lookup = MethodHandles.publicLookup();
        Class<?> factory = Class.forName("java.lang.management.ManagementFactory");
        Object threads = factory.getMethod("getThreadMXBean").invoke(null);
        allocatedBytes = lookup.findVirtual(
                        Class.forName("com.sun.management.ThreadMXBean"),
                        "getCurrentThreadAllocatedBytes",
                        MethodType.methodType(long.class))
                .bindTo(threads);
    }

    long bytes() {
        try {
            return (long) allocatedBytes.invokeExact();
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// Three windows of 1,000 calls in a row must be free of allocation; compilation may disturb the first ones.
    static void expectNone(Runnable call) throws ReflectiveOperationException {
        var meter = new AllocationMeter();
        int clean = 0;
        long bytes = 0;
        long end = System.nanoTime() + PATIENCE;
        while (clean < 3 && System.nanoTime() < end) {
            long before = meter.bytes();
            for (int i = 0; i < 1000; i++) {
                call.run();
            }
            bytes = meter.bytes() - before;
            clean = bytes == 0 ? clean + 1 : 0;
        }
        assertThat(clean)
                .as("clean windows in a row; the last one allocated %d bytes", bytes)
                .isEqualTo(3);
    }
}
