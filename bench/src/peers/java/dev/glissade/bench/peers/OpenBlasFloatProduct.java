package dev.glissade.bench.peers;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// OpenBLAS's product of two matrices.
final class OpenBlasFloatProduct implements Work {
    private static final MethodHandle SGEMM = OpenBlas.gemm("cblas_sgemm", ValueLayout.JAVA_FLOAT);

    private final ProductShape shape;
    private final MemorySegment left;
    private final MemorySegment right;
    private final MemorySegment result;

    OpenBlasFloatProduct(ProductShape shape, float[] left, float[] right) {
        this.shape = shape;
        this.left = OpenBlas.copy(left);
        this.right = OpenBlas.copy(right);
        result = OpenBlas.copy(new float[shape.m() * shape.n()]);
    }

    @Override
    public void run() {
        var s = shape;
        int order = OpenBlas.ROW_MAJOR;
        int leftTransposition = OpenBlas.transposition(s.leftTransposed());
        int rightTransposition = OpenBlas.transposition(s.rightTransposed());
        try {
            SGEMM.invokeExact(
                    order,
                    leftTransposition,
                    rightTransposition,
                    s.m(),
                    s.n(),
                    s.k(),
                    1f,
                    left,
                    s.leftColumns(),
                    right,
                    s.rightColumns(),
                    0f,
                    result,
                    s.n());
        } catch (Throwable e) {
            throw new IllegalStateException("cblas_sgemm failed", e);
        }
    }

    @Override
    public double[] result() {
        return Numbers.exact(result.toArray(ValueLayout.JAVA_FLOAT));
    }
}
