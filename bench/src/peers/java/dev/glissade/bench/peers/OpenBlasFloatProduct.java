package dev.glissade.bench.peers;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// OpenBLAS: row-major operands off the heap, aligned to cache lines.
final class OpenBlasFloatProduct implements FloatProduct {
    private static final MethodHandle SGEMM = OpenBlas.product("cblas_sgemm", ValueLayout.JAVA_FLOAT);

    private final int n;
    private final MemorySegment left;
    private final MemorySegment right;
    private final MemorySegment result;

    OpenBlasFloatProduct(int n, float[] left, float[] right) {
        this.n = n;
        this.left = copy(left);
        this.right = copy(right);
        result = copy(new float[n * n]);
    }

    private static MemorySegment copy(float[] array) {
        long bytes = (long) array.length * Float.BYTES;
        return Arena.ofAuto().allocate(bytes, OpenBlas.ALIGNMENT).copyFrom(MemorySegment.ofArray(array));
    }

    @Override
    public void multiply() {
        int order = OpenBlas.ROW_MAJOR;
        int plain = OpenBlas.NOT_TRANSPOSED;
        try {
            SGEMM.invokeExact(order, plain, plain, n, n, n, 1f, left, n, right, n, 0f, result, n);
        } catch (Throwable e) {
            throw new IllegalStateException("cblas_sgemm failed", e);
        }
    }

    @Override
    public float[] result() {
        return result.toArray(ValueLayout.JAVA_FLOAT);
    }

    @Override
    public String description() {
        return OpenBlas.description();
    }
}
