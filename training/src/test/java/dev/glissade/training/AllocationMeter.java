package dev.glissade.training;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Reads how many bytes the calling thread has allocated so far.
///
/// The management modules are reached by method handles, because the module under test does not read them.
final class AllocationMeter {
    private final MethodHandle allocatedBytes;

    AllocationMeter() throws ReflectiveOperationException {
        Object threads = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        allocatedBytes = MethodHandles.publicLookup()
                .findVirtual(
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
}
