package dev.glissade.bench.peers;

import dev.ludovic.netlib.blas.JavaBLAS;

/// What netlib's BLAS written in Java has for vectors of `float`s.
final class NetlibVectors {
    private NetlibVectors() {}

    /// Σ x·y.
    static final class Dot implements Work {
        private final JavaBLAS blas = JavaBLAS.getInstance();
        private final float[] x;
        private final float[] y;
        private float sum;

        Dot(float[] x, float[] y) {
            this.x = x;
            this.y = y;
        }

        @Override
        public void run() {
            sum = blas.sdot(x.length, x, 1, y, 1);
        }

        @Override
        public double[] result() {
            return new double[] {sum};
        }
    }

    /// y += factor·x.
    static final class AddScaled implements Work {
        private final JavaBLAS blas = JavaBLAS.getInstance();
        private final float factor;
        private final float[] x;
        private final float[] initial;
        private final float[] y;

        AddScaled(float factor, float[] x, float[] y) {
            this.factor = factor;
            this.x = x;
            initial = y;
            this.y = y.clone();
        }

        @Override
        public void run() {
            blas.saxpy(x.length, factor, x, 1, y, 1);
        }

        @Override
        public double[] result() {
            System.arraycopy(initial, 0, y, 0, y.length);
            run();
            return Numbers.exact(y);
        }
    }

    /// The product of a row-major matrix, or its transpose, and a vector: column-major, it is the other one.
    static final class MatrixVector implements Work {
        private final JavaBLAS blas = JavaBLAS.getInstance();
        private final int rows;
        private final int columns;
        private final boolean transposed;
        private final float[] matrix;
        private final float[] vector;
        private final float[] result;

        MatrixVector(int rows, int columns, boolean transposed, float[] matrix, float[] vector) {
            this.rows = rows;
            this.columns = columns;
            this.transposed = transposed;
            this.matrix = matrix;
            this.vector = vector;
            result = new float[transposed ? columns : rows];
        }

        @Override
        public void run() {
            blas.sgemv(transposed ? "N" : "T", columns, rows, 1, matrix, columns, vector, 1, 0, result, 1);
        }

        @Override
        public double[] result() {
            return Numbers.exact(result);
        }
    }
}
