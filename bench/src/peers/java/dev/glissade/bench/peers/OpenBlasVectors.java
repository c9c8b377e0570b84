package dev.glissade.bench.peers;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// What OpenBLAS has for vectors of `float`s.
final class OpenBlasVectors {
    private static final MethodHandle SDOT = OpenBlas.dot("cblas_sdot", ValueLayout.JAVA_FLOAT);
    private static final MethodHandle SAXPY = OpenBlas.axpy("cblas_saxpy", ValueLayout.JAVA_FLOAT);
    private static final MethodHandle SGEMV = OpenBlas.gemv("cblas_sgemv", ValueLayout.JAVA_FLOAT);

    private OpenBlasVectors() {}

    /// Σ x·y.
    static final class Dot implements Work {
        private final int length;
        private final MemorySegment x;
        private final MemorySegment y;
        private float sum;

        Dot(float[] x, float[] y) {
            length = x.length;
            this.x = OpenBlas.copy(x);
            this.y = OpenBlas.copy(y);
        }

        @Override
        public void run() {
            try {
                sum = (float) SDOT.invokeExact(length, x, 1, y, 1);
            } catch (Throwable e) {
                throw new IllegalStateException("cblas_sdot failed", e);
            }
        }

        @Override
        public double[] result() {
            return new double[] {sum};
        }
    }

    /// y += factor·x.
    static final class AddScaled implements Work {
        private final float factor;
        private final float[] initial;
        private final MemorySegment x;
        private final MemorySegment y;

        AddScaled(float factor, float[] x, float[] y) {
            this.factor = factor;
            initial = y;
            this.x = OpenBlas.copy(x);
            this.y = OpenBlas.copy(y);
        }

        @Override
        public void run() {
            try {
                SAXPY.invokeExact(initial.length, factor, x, 1, y, 1);
            } catch (Throwable e) {
                throw new IllegalStateException("cblas_saxpy failed", e);
            }
        }

        @Override
        public double[] result() {
            y.copyFrom(MemorySegment.ofArray(initial));
            run();
            return Numbers.exact(y.toArray(ValueLayout.JAVA_FLOAT));
        }
    }

    /// The product of a row-major matrix, or its transpose, and a vector.
    static final class MatrixVector implements Work {
        private final int rows;
        private final int columns;
        private final boolean transposed;
        private final MemorySegment matrix;
        private final MemorySegment vector;
        private final MemorySegment result;

        MatrixVector(int rows, int columns, boolean transposed, float[] matrix, float[] vector) {
            this.rows = rows;
            this.columns = columns;
            this.transposed = transposed;
            this.matrix = OpenBlas.copy(matrix);
            this.vector = OpenBlas.copy(vector);
            result = OpenBlas.copy(new float[transposed ? columns : rows]);
        }

        @Override
        public void run() {
            int order = OpenBlas.ROW_MAJOR;
            int transposition = OpenBlas.transposition(transposed);
            try {
                SGEMV.invokeExact(order, transposition, rows, columns, 1f, matrix, columns, vector, 1, 0f, result, 1);
            } catch (Throwable e) {
                throw new IllegalStateException("cblas_sgemv failed", e);
            }
        }

        @Override
        public double[] result() {
            return Numbers.exact(result.toArray(ValueLayout.JAVA_FLOAT));
        }
    }
}
