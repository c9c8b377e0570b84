package dev.glissade.bench.peers;

import dev.ludovic.netlib.blas.JavaBLAS;

/// netlib's BLAS written in Java.
///
/// BLAS is column-major, and a row-major matrix read by columns is its transpose: Cᵀ = Bᵀ·Aᵀ needs no copy.
final class NetlibFloatProduct implements Work {
    private final JavaBLAS blas = JavaBLAS.getInstance();
    private final int n;
    private final float[] left;
    private final float[] right;
    private final float[] result;

    NetlibFloatProduct(int n, float[] left, float[] right) {
        this.n = n;
        this.left = left;
        this.right = right;
        result = new float[n * n];
    }

    @Override
    public void run() {
        blas.sgemm("N", "N", n, n, n, 1, right, n, left, n, 0, result, n);
    }

    @Override
    public double[] result() {
        return Numbers.exact(result);
    }
}
