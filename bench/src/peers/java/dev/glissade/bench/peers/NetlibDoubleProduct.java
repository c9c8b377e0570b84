package dev.glissade.bench.peers;

import dev.ludovic.netlib.blas.JavaBLAS;

/// netlib's BLAS written in Java.
///
/// BLAS is column-major, and a row-major matrix read by columns is its transpose: Cᵀ = Bᵀ·Aᵀ needs no copy.
final class NetlibDoubleProduct implements Work {
    private final JavaBLAS blas = JavaBLAS.getInstance();
    private final int n;
    private final double[] left;
    private final double[] right;
    private final double[] result;

    NetlibDoubleProduct(int n, double[] left, double[] right) {
        this.n = n;
        this.left = left;
        this.right = right;
        result = new double[n * n];
    }

    @Override
    public void run() {
        blas.dgemm("N", "N", n, n, n, 1, right, n, left, n, 0, result, n);
    }

    @Override
    public double[] result() {
        return Numbers.exact(result);
    }
}
