package dev.glissade.bench.peers;

import org.ojalgo.matrix.store.R032Store;

/// ojAlgo: its column-major stores.
final class OjAlgoFloatProduct implements Work {
    private final int n;
    private final R032Store left;
    private final R032Store right;
    private final R032Store result;

    OjAlgoFloatProduct(int n, float[] left, float[] right) {
        this.n = n;
        this.left = store(n, left);
        this.right = store(n, right);
        result = R032Store.FACTORY.make(n, n);
    }

    private static R032Store store(int n, float[] rowMajor) {
        R032Store store = R032Store.FACTORY.make(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                store.set(i, j, rowMajor[i * n + j]);
            }
        }
        return store;
    }

    @Override
    public void run() {
        left.multiply(right, result);
    }

    @Override
    public double[] result() {
        double[] rowMajor = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                rowMajor[i * n + j] = result.doubleValue(i, j);
            }
        }
        return rowMajor;
    }
}
