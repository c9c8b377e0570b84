package dev.glissade.formats;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Counts what the current thread sets aside.
final class AllocatedBytes {
    private static final MethodHandle COUNTER = counter();

    private AllocatedBytes() {}

    /// Returns the bytes that this thread has allocated so far.
    static long now() {
        try {
            return (long) COUNTER.invokeExact();
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// Reached by a method handle, because the module under test does not read the management modules.
    private static MethodHandle counter() {
        try {
            Object threads = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            return MethodHandles.publicLookup()
                    .findVirtual(
                            Class.forName("com.sun.management.ThreadMXBean"),
                            "getCurrentThreadAllocatedBytes",
                            MethodType.methodType(long.class))
                    .bindTo(threads);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
