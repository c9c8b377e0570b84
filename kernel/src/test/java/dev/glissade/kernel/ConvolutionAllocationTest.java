package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Warm convolution and pooling allocate nothing on the calling thread.
class ConvolutionAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 100;
    private static final long PATIENCE = 60_000_000_000L;

    @ParameterizedTest
    @EnumSource
    void convolutionsAndPooling(ElementType type) {
        var shapes = new Convolving[] {
            new Convolving(Window.square(3, 1, 1), 1, 2, 8, 14, 14, 9, 0),
            new Convolving(Window.square(3, 1, 1), 1, 1, 8, 28, 28, 8, 0),
            new Convolving(new Window(3, 2, 2, 1, 1, 0, 1, 2), 2, 1, 6, 11, 21, 10, 0)
        };
        var window = Window.square(2, 2, 0);
        var x = type.random(5 * 20 * 37, 7);
        var y = type.random(5 * 10 * 18, 8);
        var r = type.array(5 * 20 * 37);
        var workspace = new Workspace();
        for (boolean simd : new boolean[] {false, true}) {
            Record kernels = ConvolutionTest.kernels(type, simd);
            for (Convolving shape : shapes) {
                for (Convolving.Loop loop : Convolving.Loop.values()) {
                    var left = type.random(loop.left(shape), 3);
                    var right = type.random(loop.right(shape), 4);
                    var bias = type.random(shape.outputs(), 5);
                    var result = type.array(loop.result(shape));
                    allocatesNothing(
                            loop + " of " + shape,
                            () -> shape.run(loop, kernels, left, right, bias, result, workspace));
                }
            }
            allocatesNothing("pooling", () -> pool(kernels, window, x, y, r, workspace));
        }
    }

    private static void pool(Record kernels, Window window, Object x, Object y, Object r, Workspace workspace) {
        switch (kernels) {
            case FloatKernels floats -> {
                var pooling = floats.pooling();
                pooling.maxPool(window, 5, 20, 37, (float[]) x, 0, (float[]) y, 0, workspace);
                pooling.meanPool(window, true, 5, 20, 37, (float[]) x, 0, (float[]) y, 0, workspace);
                pooling.meanPoolAdjoint(window, true, 5, 20, 37, (float[]) y, 0, (float[]) x, 0, workspace);
                pooling.maxPoolAdjoint(window, 5, 20, 37, (float[]) x, 0, (float[]) y, 0, (float[]) r, 0, workspace);
                pooling.maxPoolPushforward(
                        window, 5, 20, 37, (float[]) x, 0, (float[]) x, 0, (float[]) r, 0, workspace);
            }
            case DoubleKernels doubles -> {
                var pooling = doubles.pooling();
                pooling.maxPool(window, 5, 20, 37, (double[]) x, 0, (double[]) y, 0, workspace);
                pooling.meanPool(window, true, 5, 20, 37, (double[]) x, 0, (double[]) y, 0, workspace);
                pooling.meanPoolAdjoint(window, true, 5, 20, 37, (double[]) y, 0, (double[]) x, 0, workspace);
                pooling.maxPoolAdjoint(window, 5, 20, 37, (double[]) x, 0, (double[]) y, 0, (double[]) r, 0, workspace);
                pooling.maxPoolPushforward(
                        window, 5, 20, 37, (double[]) x, 0, (double[]) x, 0, (double[]) r, 0, workspace);
            }
            default -> throw new IllegalArgumentException(kernels.toString());
        }
    }

    /// Three windows in a row must allocate 0 bytes; until the compiler is done, windows before them may.
    private static void allocatesNothing(String what, Runnable call) {
        long end = System.nanoTime() + PATIENCE;
        int clean = 0;
        long last = 0;
        while (clean < 3 && System.nanoTime() < end) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            last = THREADS.getCurrentThreadAllocatedBytes() - before;
            clean = last == 0 ? clean + 1 : 0;
        }
        assertThat(last).as(what + ": bytes allocated by " + CALLS + " calls").isZero();
    }
}
