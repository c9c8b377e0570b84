package dev.glissade.bench.peers;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// OpenBLAS: row-major operands off the heap, aligned to cache lines.
final class OpenBlasDoubleProduct implements DoubleProduct {
    private static final MethodHandle DGEMM = OpenBlas.product("cblas_dgemm", ValueLayout.JAVA_DOUBLE);

    private final int n;
    private final MemorySegment left;
    private final MemorySegment right;
    private final MemorySegment result;

    OpenBlasDoubleProduct(int n, double[] left, double[] right) {
        this.n = n;
        this.left = copy(left);
        this.right = copy(right);
        result = copy(new double[n * n]);
    }

    private static MemorySegment copy(double[] array) {
        long bytes = (long) array.length * Double.BYTES;
        return Arena.ofAuto().allocate(bytes, OpenBlas.ALIGNMENT).copyFrom(MemorySegment.ofArray(array));
    }

    @Override
    public void multiply() {
        int order = OpenBlas.ROW_MAJOR;
        int plain = OpenBlas.NOT_TRANSPOSED;
        try {
            DGEMM.invokeExact(order, plain, plain, n, n, n, 1.0, left, n, right, n, 0.0, result, n);
        } catch (Throwable e) {
            throw new IllegalStateException("cblas_dgemm failed", e);
        }
    }

    @Override
    public double[] result() {
        return result.toArray(ValueLayout.JAVA_DOUBLE);
    }

    @Override
    public String description() {
        return OpenBlas.description();
    }
}
