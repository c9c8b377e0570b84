package dev.glissade.kernel;

/// Products C = A·B of small dense squares, none transposed, whose side is known to the compiler: a quarter of a vector, half a
/// vector, one, two, four or (of eight lanes) eight vectors.
///
/// With every distance a constant the checks of bounds are few and the number of steps is known, which decides where a
/// product takes some tens of nanoseconds. Rows shorter than a vector lie in one together, as they do in memory:
///
/// ```
///  side 8, vectors of 16 lanes       C₀ = C[0,0] … C[0,7] C[1,0] … C[1,7]
///  step p                            C₀ += (A[0,p] … A[0,p] A[1,p] … A[1,p]) · (B[p,0] … B[p,7] B[p,0] … B[p,7])
/// ```
final class SimdFloatSquareProduct {
    private static final int V = SimdFloatSpecies.SPECIES.length();

    private SimdFloatSquareProduct() {}

    /// Whether there is a product of squares of side `n`.
    static boolean has(int n) {
        if (n < 4) {
            return false;
        }
        return n == V
                || n == 2 * V
                || (SimdShape.MANY_REGISTERS && (V == 8 || V == 16) && (n == 4 * V || n == 64))
                || (V >= 8 && 2 * n == V)
                || (V == 16 && 4 * n == V);
    }

    /// C = A·B for squares of a side that [#has] names.
    ///
    /// | operand | element | access |
    /// |---|---|---|
    /// | left | A[i,p] at `leftOffset + i × n + p` | read |
    /// | right | B[p,j] at `rightOffset + p × n + j` | read |
    /// | result | C[i,j] at `resultOffset + i × n + j` | written |
    static void multiply(
            int n, float[] left, int leftOffset, float[] right, int rightOffset, float[] result, int resultOffset) {
        if (4 * n == V) {
            SimdFloatTiles.fold4x4(left, leftOffset, right, rightOffset, result, resultOffset);
        } else if (2 * n == V) {
            if (V == 16) {
                SimdFloatTiles.fold2x8(left, leftOffset, right, rightOffset, result, resultOffset);
            } else {
                SimdFloatTiles.fold2x4(left, leftOffset, right, rightOffset, result, resultOffset);
            }
        } else if (n == V) {
            if (V == 16) {
                SimdFloatTiles.square16x1(left, leftOffset, right, rightOffset, result, resultOffset);
            } else if (V == 8 && SimdShape.MANY_REGISTERS) {
                SimdFloatTiles.square8x1(left, leftOffset, right, rightOffset, result, resultOffset);
            } else {
                SimdFloatTiles.square4x1(left, leftOffset, right, rightOffset, result, resultOffset, 0, n);
            }
        } else if (n == 4 * V) {
            panelOfFour(left, leftOffset, right, rightOffset, result, resultOffset);
        } else if (n == 8 * V) {
            panelOfEight(left, leftOffset, right, rightOffset, result, resultOffset);
            panelOfEight(left, leftOffset, right, rightOffset + 4 * V, result, resultOffset + 4 * V);
        } else if (V == 16) {
            SimdFloatTiles.square8x2(left, leftOffset, right, rightOffset, result, resultOffset, 0, n);
        } else {
            SimdFloatTiles.square4x2(left, leftOffset, right, rightOffset, result, resultOffset, 0, n);
        }
    }

    /// Four vectors of columns, in tiles of six rows and, at the end, of four: 64 = 10 · 6 + 4, 32 = 4 · 6 + 2 · 4. A tile
    /// of two rows would load B too often for what it computes.
    ///
    /// Each tile is a call of its own: with the loop over the tiles inside their method, vectors became objects in a process
    /// that runs other shapes, too.
    private static void panelOfFour(
            float[] left, int leftOffset, float[] right, int rightOffset, float[] result, int resultOffset) {
        int i = 0;
        for (; 4 * V - i > 8; i += 6) {
            SimdFloatTiles.square6x4(
                    left, leftOffset + i * 4 * V, right, rightOffset, result, resultOffset + i * 4 * V);
        }
        for (; i < 4 * V; i += 4) {
            SimdFloatTiles.square4x4(
                    left, leftOffset + i * 4 * V, right, rightOffset, result, resultOffset + i * 4 * V);
        }
    }

    /// The same for squares of eight vectors, of which these are the first four or the last.
    private static void panelOfEight(
            float[] left, int leftOffset, float[] right, int rightOffset, float[] result, int resultOffset) {
        int i = 0;
        for (; 8 * V - i > 8; i += 6) {
            SimdFloatTiles.square6x4of8(
                    left, leftOffset + i * 8 * V, right, rightOffset, result, resultOffset + i * 8 * V);
        }
        for (; i < 8 * V; i += 4) {
            SimdFloatTiles.square4x4of8(
                    left, leftOffset + i * 8 * V, right, rightOffset, result, resultOffset + i * 8 * V);
        }
    }
}
