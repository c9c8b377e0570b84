package dev.glissade.bench.peers;

/// C = A·B with A of m × k, B of k × n and C of m × n, all row-major; a transposed operand is stored as k × m or n × k.
record ProductShape(int m, int n, int k, boolean leftTransposed, boolean rightTransposed) {

    int leftRows() {
        return leftTransposed ? k : m;
    }

    int leftColumns() {
        return leftTransposed ? m : k;
    }

    int rightRows() {
        return rightTransposed ? n : k;
    }

    int rightColumns() {
        return rightTransposed ? k : n;
    }

    /// Multiplications and additions of one product.
    double operations() {
        return 2.0 * m * n * k;
    }

    /// `N` as it is or `T` transposed, left then right.
    String transposition() {
        return (leftTransposed ? "T" : "N") + (rightTransposed ? "T" : "N");
    }
}
