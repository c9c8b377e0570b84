package dev.glissade.bench.peers;

import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/// EJML: its row-major matrices and the operations without threads, which choose the loop by the shape.
final class EjmlFloatProduct implements Work {
    private final FMatrixRMaj left;
    private final FMatrixRMaj right;
    private final FMatrixRMaj result;

    EjmlFloatProduct(int n, float[] left, float[] right) {
        this.left = FMatrixRMaj.wrap(n, n, left);
        this.right = FMatrixRMaj.wrap(n, n, right);
        result = new FMatrixRMaj(n, n);
    }

    @Override
    public void run() {
        CommonOps_FDRM.mult(left, right, result);
    }

    @Override
    public double[] result() {
        return Numbers.exact(result.getData());
    }
}
