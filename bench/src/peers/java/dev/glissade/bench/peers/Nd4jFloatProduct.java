package dev.glissade.bench.peers;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/// ND4J: column-major arrays and a given result, which its product hands to BLAS as they are.
final class Nd4jFloatProduct implements Work {
    private final INDArray left;
    private final INDArray right;
    private final INDArray result;

    Nd4jFloatProduct(int n, float[] left, float[] right) {
        this.left = matrix(n, left);
        this.right = matrix(n, right);
        result = matrix(n, new float[n * n]);
    }

    private static INDArray matrix(int n, float[] rowMajor) {
        return Nd4j.createFromArray(rowMajor).reshape(n, n).dup('f');
    }

    @Override
    public void run() {
        Nd4j.gemm(left, right, result, false, false, 1, 0);
    }

    @Override
    public double[] result() {
        return result.dup('c').data().asDouble();
    }

    @Override
    public void close() {
        left.close();
        right.close();
        result.close();
    }
}
