package dev.glissade.bench.peers;

import dev.glissade.kernel.FloatKernels;
import dev.glissade.kernel.Workspace;
import java.util.ArrayList;
import java.util.List;

/// Matrix times vector and sums of vectors, float32.
final class VectorFamily implements Family {
    private static final String MATRIX_VECTOR = "A·x";
    private static final String TRANSPOSED_VECTOR = "Aᵀ·x";
    private static final String AXPY = "axpy";
    private static final String DOT = "dot";

    private static final List<Integer> SIDES = List.of(128, 512, 4096);
    private static final List<Integer> LENGTHS = List.of(1 << 10, 1 << 16, 1 << 24);

    /// From here on no cache holds what a call reads.
    private static final double LARGE = 60e6;

    private static final float FACTOR = 0.5f;

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public String summary() {
        return "Products of an n × n matrix and a vector, and `axpy`, y += a·x, and `dot` of n elements, float32. Ours "
                + "are the matrix product with one row or column, `addScaled` in place, and `dot`. Only what no cache holds is held against memory.";
    }

    @Override
    public List<String> implementations() {
        return List.of(Libraries.GLISSADE, Libraries.OPENBLAS, Libraries.PYTORCH, Libraries.NETLIB);
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String operation : List.of(MATRIX_VECTOR, TRANSPOSED_VECTOR)) {
            for (int n : SIDES) {
                rows.add(row(operation, n, (double) n * n * Float.BYTES, Limit.MEMORY_READ));
            }
        }
        for (int n : LENGTHS) {
            rows.add(row(AXPY, n, 3.0 * n * Float.BYTES, Limit.MEMORY_UPDATE));
        }
        for (int n : LENGTHS) {
            rows.add(row(DOT, n, 2.0 * n * Float.BYTES, Limit.MEMORY_READ));
        }
        return rows;
    }

    private static Row row(String operation, int n, double bytes, Limit limit) {
        String name = operation + " n=" + n;
        return bytes < LARGE ? Row.of(name, true) : new Row(name, limit, bytes, true);
    }

    @Override
    public boolean has(String implementation, Row row) {
        return !implementation.equals(Libraries.PYTORCH) || row.name().startsWith("A");
    }

    @Override
    public Work work(String implementation, Row row) {
        int n = length(row);
        return switch (row.name().substring(0, row.name().indexOf(' '))) {
            case AXPY -> addScaled(implementation, n);
            case DOT -> dot(implementation, n);
            case TRANSPOSED_VECTOR -> matrixVector(implementation, n, true);
            default -> matrixVector(implementation, n, false);
        };
    }

    private static int length(Row row) {
        return Integer.parseInt(row.name().substring(row.name().lastIndexOf('=') + 1));
    }

    private static Work addScaled(String implementation, int n) {
        float[] x = Numbers.floats(n, 0, -1, 1);
        float[] y = Numbers.floats(n, 1, -1, 1);
        return switch (implementation) {
            case Libraries.GLISSADE -> new AddScaled(x, y);
            case Libraries.OPENBLAS -> new OpenBlasVectors.AddScaled(FACTOR, x, y);
            case Libraries.NETLIB -> new NetlibVectors.AddScaled(FACTOR, x, y);
            default -> throw new IllegalArgumentException("no axpy by '" + implementation + "'");
        };
    }

    private static Work dot(String implementation, int n) {
        float[] x = Numbers.floats(n, 0, 0, 1);
        float[] y = Numbers.floats(n, 1, 0, 1);
        return switch (implementation) {
            case Libraries.GLISSADE -> new Dot(x, y);
            case Libraries.OPENBLAS -> new OpenBlasVectors.Dot(x, y);
            case Libraries.NETLIB -> new NetlibVectors.Dot(x, y);
            default -> throw new IllegalArgumentException("no dot by '" + implementation + "'");
        };
    }

    private static Work matrixVector(String implementation, int n, boolean transposed) {
        float[] matrix = Numbers.floats(n * n, 0, -1, 1);
        float[] vector = Numbers.floats(n, 1, -1, 1);
        // A row vector times A, or A times a column.
        var shape = transposed ? new ProductShape(1, n, n, false, false) : new ProductShape(n, 1, n, false, false);
        float[] left = transposed ? vector : matrix;
        float[] right = transposed ? matrix : vector;
        return switch (implementation) {
            case Libraries.GLISSADE -> new GlissadeFloatProduct(shape, left, right, new Workspace());
            case Libraries.OPENBLAS -> new OpenBlasVectors.MatrixVector(n, n, transposed, matrix, vector);
            case Libraries.PYTORCH -> new PyTorchFloatProduct(shape, left, right);
            case Libraries.NETLIB -> new NetlibVectors.MatrixVector(n, n, transposed, matrix, vector);
            default -> throw new IllegalArgumentException("no matrix-vector product by '" + implementation + "'");
        };
    }

    @Override
    public double tolerance(Row row) {
        return row.name().startsWith("A") ? length(row) * (double) Math.ulp(1f) : 0x1p-10;
    }

    /// Ours: y += a·x, the operand and the result one array.
    private static final class AddScaled implements Work {
        private final float[] x;
        private final float[] initial;
        private final float[] y;

        AddScaled(float[] x, float[] y) {
            this.x = x;
            initial = y;
            this.y = y.clone();
        }

        @Override
        public void run() {
            FloatKernels.selected().arithmetic().addScaled(y, 0, FACTOR, x, 0, y, 0, y.length);
        }

        @Override
        public double[] result() {
            System.arraycopy(initial, 0, y, 0, y.length);
            run();
            return Numbers.exact(y);
        }
    }

    /// Ours: Σ x·y.
    private static final class Dot implements Work {
        private final float[] x;
        private final float[] y;
        private float sum;

        Dot(float[] x, float[] y) {
            this.x = x;
            this.y = y;
        }

        @Override
        public void run() {
            sum = FloatKernels.selected().reductions().dot(x, 0, y, 0, x.length);
        }

        @Override
        public double[] result() {
            return new double[] {sum};
        }
    }
}
