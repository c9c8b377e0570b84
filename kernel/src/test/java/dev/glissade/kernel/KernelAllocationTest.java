package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.glissade.kernel.ElementType.Loops;
import dev.glissade.kernel.ElementType.RowReduction;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Warm loops allocate nothing on the calling thread.
class KernelAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 100;
    private static final long PATIENCE = 20_000_000_000L;

    private double sink;

    @ParameterizedTest
    @EnumSource
    void sumsAndMaxima(ElementType type) {
        var input = type.random(70_051, 1);
        for (Loops loops : List.of(type.scalar(), type.simd())) {
            allocatesNothing("sum", () -> sink = loops.sum(input, 3, 70_008) + loops.sum(input, 1, 10));
            allocatesNothing("max", () -> sink = loops.max(input, 3, 70_008));
        }
    }

    @ParameterizedTest
    @EnumSource
    void reductionsOfRowsAndColumns(ElementType type) {
        var input = type.random(5003 * 13, 2);
        var result = type.array(5003);
        var workspace = new Workspace();
        for (Loops loops : List.of(type.scalar(), type.simd())) {
            for (RowReduction kind : RowReduction.values()) {
                allocatesNothing(kind.toString(), () -> loops.rows(kind, input, 0, 5003, 13, result, 0, workspace));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void matrixProducts(ElementType type) {
        int[][] shapes = {
            {1, 45, 70},
            {21, 45, 70},
            {70, 75, 80},
            {4, 4, 4},
            {8, 8, 8},
            {16, 16, 16},
            {32, 32, 32},
            {64, 64, 64},
            {8, 130, 128},
            {32, 130, 128},
            {40, 128, 1},
            {40, 128, 8}
        };
        for (int[] shape : shapes) {
            for (int layout = 0; layout < 8; layout++) {
                var product = Product.dense(
                        shape[0], shape[1], shape[2], (layout & 1) != 0, (layout & 2) != 0, (layout & 4) != 0);
                var left = type.random(product.leftLength(), 3);
                var right = type.random(product.rightLength(), 4);
                var result = type.array(product.resultLength());
                var workspace = new Workspace();
                for (Loops loops : List.of(type.scalar(), type.simd())) {
                    allocatesNothing(product.toString(), () -> loops.multiply(product, left, right, result, workspace));
                }
            }
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
