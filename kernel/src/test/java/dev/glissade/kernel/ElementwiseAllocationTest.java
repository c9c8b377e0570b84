package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.glissade.kernel.ElementwiseLoop.Call;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Warm elementwise loops allocate nothing on the calling thread: every vector lives in a register.
class ElementwiseAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 50;
    private static final long PATIENCE = 20_000_000_000L;

    static List<ElementwiseLoop> loops() {
        return ElementwiseLoop.all();
    }

    @ParameterizedTest
    @MethodSource("loops")
    void warmLoopsAllocateNothing(ElementwiseLoop loop) {
        var arrays = new Object[loop.arrays()];
        for (int a = 0; a < arrays.length; a++) {
            arrays[a] = loop.type().random(2100, a);
        }
        Object[] arguments = loop.arguments(new Call(arrays, new int[arrays.length], 1, 0.75, 2043));
        Object[] few = loop.arguments(new Call(arrays, new int[arrays.length], 2, 0.75, 35));
        for (Object implementation : List.of(loop.scalar(), loop.simd())) {
            assertThat(bytesOnceWarm(loop, implementation, arguments, few))
                    .as("bytes allocated by %d calls of %s", 2 * CALLS, loop)
                    .isZero();
        }
    }

    /// Until the compiler is done, loops may allocate: the first of three clean windows in a row must come in time.
    private static long bytesOnceWarm(ElementwiseLoop loop, Object implementation, Object[] arguments, Object[] few) {
        long end = System.nanoTime() + PATIENCE;
        long bytes = -1;
        int clean = 0;
        while (clean < 3 && System.nanoTime() < end) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                loop.run(implementation, arguments);
                loop.run(implementation, few);
            }
            bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            clean = bytes == 0 ? clean + 1 : 0;
        }
        return bytes;
    }
}
