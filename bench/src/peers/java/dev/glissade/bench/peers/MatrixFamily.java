package dev.glissade.bench.peers;

import java.util.ArrayList;
import java.util.List;

/// Products of square matrices, every transposition, both element types.
final class MatrixFamily implements Family {
    private static final List<Integer> SIDES = List.of(4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048);

    /// From here on products have rows for transposed operands.
    private static final int LEAST_TRANSPOSED = 128;

    /// Beyond it the slow ones would take most of the run.
    private static final int MOST_FOR_ALL = 512;

    @Override
    public String name() {
        return "matrix";
    }

    @Override
    public String summary() {
        return "C = A·B of n × n matrices. `NT` has B stored transposed, and so on. EJML, ojAlgo, netlib and ND4J are measured "
                + "without transposition, EJML and ojAlgo up to n = " + MOST_FOR_ALL + ".";
    }

    @Override
    public List<String> implementations() {
        return List.of(
                Libraries.GLISSADE,
                Libraries.OPENBLAS,
                Libraries.PYTORCH,
                Libraries.ND4J,
                Libraries.NETLIB,
                Libraries.EJML,
                Libraries.OJALGO);
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String type : List.of("float32", "float64")) {
            for (String transposition : List.of("NN", "NT", "TN", "TT")) {
                for (int n : SIDES) {
                    if (transposition.equals("NN") || n >= LEAST_TRANSPOSED) {
                        rows.add(row(type, transposition, n));
                    }
                }
            }
        }
        return rows;
    }

    private static Row row(String type, String transposition, int n) {
        boolean plain = transposition.equals("NN");
        boolean quick = plain ? n == 8 || n == 64 || n == 512 : n == 256 && type.equals("float32");
        return new Row(
                type + " " + transposition + " n=" + n,
                type.equals("float32") ? Limit.FLOAT32_FMA : Limit.FLOAT64_FMA,
                2.0 * n * n * n,
                quick);
    }

    @Override
    public boolean has(String implementation, Row row) {
        boolean plain = row.name().contains(" NN ");
        return switch (implementation) {
            case Libraries.GLISSADE, Libraries.OPENBLAS, Libraries.PYTORCH -> true;
            case Libraries.EJML, Libraries.OJALGO -> plain && side(row) <= MOST_FOR_ALL;
            default -> plain;
        };
    }

    @Override
    public Work work(String implementation, Row row) {
        int n = side(row);
        String transposition = row.name().split(" ", -1)[1];
        var shape = new ProductShape(n, n, n, transposition.charAt(0) == 'T', transposition.charAt(1) == 'T');
        return row.limit() == Limit.FLOAT32_FMA
                ? FloatProducts.work(implementation, shape)
                : DoubleProducts.work(implementation, shape);
    }

    private static int side(Row row) {
        return Integer.parseInt(row.name().substring(row.name().indexOf('=') + 1));
    }

    /// A sum of n products of numbers in [-1, 1), rounded n times, is moved by a small part of n units in the last
    /// place of 1.
    @Override
    public double tolerance(Row row) {
        return side(row) * (row.limit() == Limit.FLOAT32_FMA ? Math.ulp(1f) : Math.ulp(1.0));
    }
}
