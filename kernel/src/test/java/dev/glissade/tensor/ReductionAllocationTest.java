package dev.glissade.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.glissade.kernel.Workspace;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Warm reductions, softmax, scans and normalisations allocate nothing, whatever axis and layout.
class ReductionAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 10;
    private static final long PATIENCE = 60_000_000_000L;

    @ParameterizedTest
    @EnumSource
    void nothingIsAllocated(DType dtype) {
        var samples = new Samples(5, 0);
        var workspace = new Workspace();
        Shape shape = Shape.of(6, 45, 37);
        Shape channels = Shape.of(45);
        List<Runnable> calls = new ArrayList<>();
        Tensor result = Tensor.zeros(dtype, shape);
        Tensor mean = Tensor.zeros(dtype, channels);
        Tensor variance = Tensor.zeros(dtype, channels);
        for (Tensor x : new Tensor[] {samples.signed(dtype, shape), samples.strided(dtype, shape)}) {
            for (int mask = 1; mask < 8; mask++) {
                var axes = new Axes(mask);
                for (Reduction reduction : Reduction.values()) {
                    if (axes.count() == 1 || !reduction.isIndex()) {
                        Tensor reduced = Tensor.zeros(dtype, Reductions.shape(reduction, shape, axes, true));
                        calls.add(() -> Reductions.reduce(reduction, x, axes, reduced, workspace));
                    }
                }
            }
            for (int i = 0; i < 3; i++) {
                int axis = i;
                Tensor values = Tensor.zeros(dtype, shape.reduced(Axes.of(shape, axis), false));
                Tensor indices = values.copy();
                calls.add(() -> Reductions.maxWithIndex(x, axis, values, indices, workspace));
                calls.add(() -> Softmax.softmax(x, axis, result, workspace));
                calls.add(() -> Softmax.logSoftmax(x, axis, result, workspace));
                calls.add(() -> Scans.cumulativeSum(x, axis, result, workspace));
                calls.add(() -> Normalisation.layer(x, axis + 1, null, null, 1e-5, result, workspace));
            }
            calls.add(() -> Normalisation.batchTraining(
                    x, null, null, mean, variance, 0.1, 1e-5, result, mean, variance, workspace));
            calls.add(() -> Normalisation.batchInference(x, variance, null, mean, mean, 1e-5, result, workspace));
        }
        assertThat(bytesOnceWarm(calls))
                .as("bytes allocated by %d rounds over all faces, %s", ROUNDS, dtype)
                .isZero();
    }

    /// Until the compiler is done, calls may allocate: the first of three clean windows in a row must come in time.
    private static long bytesOnceWarm(List<Runnable> calls) {
        long end = System.nanoTime() + PATIENCE;
        int clean = 0;
        long last = -1;
        while (clean < 3 && System.nanoTime() < end) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < calls.size(); i++) {
                    calls.get(i).run();
                }
            }
            last = THREADS.getCurrentThreadAllocatedBytes() - before;
            clean = last == 0 ? clean + 1 : 0;
        }
        return last;
    }
}
