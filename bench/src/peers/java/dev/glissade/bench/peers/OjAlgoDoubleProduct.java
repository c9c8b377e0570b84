package dev.glissade.bench.peers;

import org.ojalgo.OjAlgoUtils;
import org.ojalgo.matrix.store.R064Store;

/// ojAlgo: its column-major stores, limited to one thread.
final class OjAlgoDoubleProduct implements DoubleProduct {
    private final int n;
    private final R064Store left;
    private final R064Store right;
    private final R064Store result;

    OjAlgoDoubleProduct(int n, double[] left, double[] right) {
        OjAlgoUtils.limitThreadsTo(1);
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
    public void multiply() {
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

    @Override
    public String description() {
        return "ojAlgo, R064Store, " + OjAlgoUtils.ENVIRONMENT.threads + " thread";
    }
}
