package dev.glissade.bench.peers;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// EJML: its row-major matrices and the operations without threads, which choose the loop by the shape.
final class EjmlDoubleProduct implements Work {
    private final DMatrixRMaj left;
    private final DMatrixRMaj right;
    private final DMatrixRMaj result;

    EjmlDoubleProduct(int n, double[] left, double[] right) {
        this.left = DMatrixRMaj.wrap(n, n, left);
        this.right = DMatrixRMaj.wrap(n, n, right);
        result = new DMatrixRMaj(n, n);
    }

    @Override
    public void run() {
        CommonOps_DDRM.mult(left, right, result);
    }

    @Override
    public double[] result() {
        return Numbers.exact(result.getData());
    }
}
