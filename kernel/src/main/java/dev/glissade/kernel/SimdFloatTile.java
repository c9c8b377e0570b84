package dev.glissade.kernel;

import static dev.glissade.kernel.SimdShape.MANY_REGISTERS;

/// Covers the product of an A block and a panel of B with register tiles ([SimdFloatTiles], expanded by the build).
///
/// | columns of the panel | rows of the tiles |
/// |---|---|
/// | four vectors (32 registers) | 6, then 4, 2, 1 |
/// | three vectors (32 registers, a block of 8 rows) | 8 |
/// | two vectors | 8 (32 registers), then 4, 2, 1 |
/// | one vector | 8 (32 registers), then 4, 1 |
/// | three vectors, or two and a part: three, the last of which overlap (32 registers) | 8, 4, 2, 1 |
/// | one vector and a part: two that overlap | 8 (32 registers), then 4, 2, 1 |
/// | a part of a vector, in a product that has no more columns | 8 (32 registers), then 4, 2, 1 |
///
/// The last three rows of this table are in [SimdFloatEdgeTile].
final class SimdFloatTile {
    private static final int V = SimdFloatSpecies.SPECIES.length();

    private SimdFloatTile() {}

    /// The columns of a panel of B for a product of `rows` rows: as many as the widest tile has.
    static int panelColumns(int rows) {
        return MANY_REGISTERS ? (rows == 8 ? 3 * V : 4 * V) : 2 * V;
    }

    /// How many of the `left` columns the next block has, at most `most`, itself more than a vector: such that less than a vector
    /// is left only of a product that has no more.
    static int columns(int left, int most) {
        int columns = Math.min(left, most);
        int rest = left - columns;
        return rest > 0 && rest < V ? columns - V : columns;
    }

    /// C += A·B, or C = A·B where not `accumulate`, for a block of A and at most [#panelColumns] columns.
    ///
    /// | operand | element | access |
    /// |---|---|---|
    /// | left | A[i,p] at `leftOffset + i × leftRow + p × leftStep` | read |
    /// | right | B[p,j] at `rightOffset + p × rightStep + j` | read |
    /// | result | C[i,j] at `resultOffset + i × resultStride + j` | written; read first where `accumulate` |
    static void multiply(
            int rows,
            int columns,
            int depth,
            float[] left,
            int leftOffset,
            int leftRow,
            int leftStep,
            float[] right,
            int rightOffset,
            int rightStep,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate,
            Workspace workspace) {
        if (columns < V) {
            SimdFloatEdgeTile.part(
                    rows,
                    columns,
                    depth,
                    left,
                    leftOffset,
                    leftRow,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    result,
                    resultOffset,
                    resultStride,
                    accumulate,
                    workspace);
            return;
        }
        int j = 0;
        if (MANY_REGISTERS && columns == 4 * V) {
            fourVectors(
                    rows,
                    depth,
                    left,
                    leftOffset,
                    leftRow,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    result,
                    resultOffset,
                    resultStride,
                    accumulate);
            return;
        }
        if (MANY_REGISTERS && columns == 3 * V && rows == 8) {
            SimdFloatTiles.whole8x3(
                    depth,
                    left,
                    leftOffset,
                    leftRow,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    result,
                    resultOffset,
                    resultStride,
                    accumulate);
            return;
        }
        if (MANY_REGISTERS && columns > 2 * V && columns <= 3 * V) {
            SimdFloatEdgeTile.threeLapped(
                    columns - V,
                    rows,
                    depth,
                    left,
                    leftOffset,
                    leftRow,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    result,
                    resultOffset,
                    resultStride,
                    accumulate);
            return;
        }
        int whole = columns % V == 0 ? columns : columns - columns % V - V;
        for (; j <= whole - 2 * V; j += 2 * V) {
            twoVectors(
                    rows,
                    depth,
                    left,
                    leftOffset,
                    leftRow,
                    leftStep,
                    right,
                    rightOffset + j,
                    rightStep,
                    result,
                    resultOffset + j,
                    resultStride,
                    accumulate);
        }
        if (j < whole) {
            oneVector(
                    rows,
                    depth,
                    left,
                    leftOffset,
                    leftRow,
                    leftStep,
                    right,
                    rightOffset + j,
                    rightStep,
                    result,
                    resultOffset + j,
                    resultStride,
                    accumulate);
            j += V;
        }
        if (j < columns) {
            SimdFloatEdgeTile.twoLapped(
                    columns - V - j,
                    rows,
                    depth,
                    left,
                    leftOffset,
                    leftRow,
                    leftStep,
                    right,
                    rightOffset + j,
                    rightStep,
                    result,
                    resultOffset + j,
                    resultStride,
                    accumulate);
        }
    }

    /// C += A·B for four vectors of columns: 24 accumulators, 4 vectors of B and a broadcast at a time.
    private static void fourVectors(
            int rows,
            int depth,
            float[] left,
            int leftOffset,
            int leftRow,
            int leftStep,
            float[] right,
            int rightOffset,
            int rightStep,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate) {
        int i = 0;
        for (; i <= rows - 6; i += 6) {
            SimdFloatTiles.whole6x4(
                    depth,
                    left,
                    leftOffset + i * leftRow,
                    leftRow,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    result,
                    resultOffset + i * resultStride,
                    resultStride,
                    accumulate);
        }
        for (; i <= rows - 4; i += 4) {
            SimdFloatTiles.whole4x4(
                    depth,
                    left,
                    leftOffset + i * leftRow,
                    leftRow,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    result,
                    resultOffset + i * resultStride,
                    resultStride,
                    accumulate);
        }
        for (; i <= rows - 2; i += 2) {
            SimdFloatTiles.whole2x4(
                    depth,
                    left,
                    leftOffset + i * leftRow,
                    leftRow,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    result,
                    resultOffset + i * resultStride,
                    resultStride,
                    accumulate);
        }
        for (; i <= rows - 1; i += 1) {
            SimdFloatTiles.whole1x4(
                    depth,
                    left,
                    leftOffset + i * leftRow,
                    leftRow,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    result,
                    resultOffset + i * resultStride,
                    resultStride,
                    accumulate);
        }
    }

    /// C += A·B for two vectors of columns.
    private static void twoVectors(
            int rows,
            int depth,
            float[] left,
            int leftOffset,
            int leftRow,
            int leftStep,
            float[] right,
            int rightOffset,
            int rightStep,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate) {
        int i = 0;
        for (; MANY_REGISTERS && i <= rows - 8; i += 8) {
            SimdFloatTiles.whole8x2(
                    depth,
                    left,
                    leftOffset + i * leftRow,
                    leftRow,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    result,
                    resultOffset + i * resultStride,
                    resultStride,
                    accumulate);
        }
        for (; i <= rows - 4; i += 4) {
            SimdFloatTiles.whole4x2(
                    depth,
                    left,
                    leftOffset + i * leftRow,
                    leftRow,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    result,
                    resultOffset + i * resultStride,
                    resultStride,
                    accumulate);
        }
        for (; i <= rows - 2; i += 2) {
            SimdFloatTiles.whole2x2(
                    depth,
                    left,
                    leftOffset + i * leftRow,
                    leftRow,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    result,
                    resultOffset + i * resultStride,
                    resultStride,
                    accumulate);
        }
        for (; i <= rows - 1; i += 1) {
            SimdFloatTiles.whole1x2(
                    depth,
                    left,
                    leftOffset + i * leftRow,
                    leftRow,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    result,
                    resultOffset + i * resultStride,
                    resultStride,
                    accumulate);
        }
    }

    /// C += A·B for one vector of columns.
    static void oneVector(
            int rows,
            int depth,
            float[] left,
            int leftOffset,
            int leftRow,
            int leftStep,
            float[] right,
            int rightOffset,
            int rightStep,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate) {
        int i = 0;
        for (; MANY_REGISTERS && i <= rows - 8; i += 8) {
            SimdFloatTiles.whole8x1(
                    depth,
                    left,
                    leftOffset + i * leftRow,
                    leftRow,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    result,
                    resultOffset + i * resultStride,
                    resultStride,
                    accumulate);
        }
        for (; i <= rows - 4; i += 4) {
            SimdFloatTiles.whole4x1(
                    depth,
                    left,
                    leftOffset + i * leftRow,
                    leftRow,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    result,
                    resultOffset + i * resultStride,
                    resultStride,
                    accumulate);
        }
        for (; i <= rows - 1; i += 1) {
            SimdFloatTiles.whole1x1(
                    depth,
                    left,
                    leftOffset + i * leftRow,
                    leftRow,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    result,
                    resultOffset + i * resultStride,
                    resultStride,
                    accumulate);
        }
    }
}
