package dev.glissade.bench.peers;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// OpenBLAS's product of two matrices.
final class OpenBlasDoubleProduct implements Work {
    private static final MethodHandle DGEMM = OpenBlas.gemm("cblas_dgemm", ValueLayout.JAVA_DOUBLE);

    private final ProductShape shape;
    private final MemorySegment left;
    private final MemorySegment right;
    private final MemorySegment result;

    OpenBlasDoubleProduct(ProductShape shape, double[] left, double[] right) {
        this.shape = shape;
        this.left = OpenBlas.copy(left);
        this.right = OpenBlas.copy(right);
        result = OpenBlas.copy(new double[shape.m() * shape.n()]);
    }

    @Override
    public void run() {
        var s = shape;
        int order = OpenBlas.ROW_MAJOR;
        int leftTransposition = OpenBlas.transposition(s.leftTransposed());
        int rightTransposition = OpenBlas.transposition(s.rightTransposed());
        try {
            DGEMM.invokeExact(
                    order,
                    leftTransposition,
                    rightTransposition,
                    s.m(),
                    s.n(),
                    s.k(),
                    1.0,
                    left,
                    s.leftColumns(),
                    right,
                    s.rightColumns(),
                    0.0,
                    result,
                    s.n());
        } catch (Throwable e) {
            throw new IllegalStateException("cblas_dgemm failed", e);
        }
    }

    @Override
    public double[] result() {
        return Numbers.exact(result.toArray(ValueLayout.JAVA_DOUBLE));
    }
}
