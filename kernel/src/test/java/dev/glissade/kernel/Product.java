package dev.glissade.kernel;

/// The shape and layout of one matrix product in a test.
record Product(
        int m,
        int n,
        int k,
        boolean leftTransposed,
        boolean rightTransposed,
        boolean accumulate,
        int leftOffset,
        int rightOffset,
        int resultOffset,
        int gap) {

    /// Dense operands at offset 0.
    static Product dense(int m, int n, int k, boolean leftTransposed, boolean rightTransposed, boolean accumulate) {
        return new Product(m, n, k, leftTransposed, rightTransposed, accumulate, 0, 0, 0, 0);
    }

    /// The same product with operands in the middle of longer arrays, rows `gap` elements apart.
    Product spread(int leftOffset, int rightOffset, int resultOffset, int gap) {
        return new Product(
                m, n, k, leftTransposed, rightTransposed, accumulate, leftOffset, rightOffset, resultOffset, gap);
    }

    int leftStride() {
        return (leftTransposed ? m : k) + gap;
    }

    int rightStride() {
        return (rightTransposed ? k : n) + gap;
    }

    int resultStride() {
        return n + gap;
    }

    /// The least length of the left array: it ends with the last element of the operand.
    int leftLength() {
        return leftOffset + extent(leftTransposed ? k : m, leftTransposed ? m : k, leftStride());
    }

    int rightLength() {
        return rightOffset + extent(rightTransposed ? n : k, rightTransposed ? k : n, rightStride());
    }

    int resultLength() {
        return resultOffset + extent(m, n, resultStride());
    }

    private static int extent(int rows, int columns, int stride) {
        return rows == 0 ? 0 : (rows - 1) * stride + columns;
    }
}
