package dev.glissade.bench.peers;

import org.ojalgo.matrix.store.R064Store;

/// ojAlgo: its column-major stores.
final class OjAlgoDoubleProduct implements Work {
    private final int n;
    private final R064Store left;
    private final R064Store right;
    private final R064Store result;

    OjAlgoDoubleProduct(int n, double[] left, double[] right) {
        this.n = n;
        this.left = store(n, left);
        this.right = store(n, right);
        result = R064Store.FACTORY.make(n, n);
    }

    private static R064Store store(int n, double[] rowMajor) {
        R064Store store = R064Store.FACTORY.make(n, n);
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
