package dev.glissade.kernel;

/// The register tile of convolution ([SimdFloatStepTiles], expanded by the build), in the size that fits the machine.
final class SimdFloatStepTile {

    /// Rows of the tile.
    static final int ROWS = SimdShape.MANY_REGISTERS ? 8 : 4;

    /// Columns of the tile.
    static final int COLUMNS = (SimdShape.MANY_REGISTERS ? 3 : 2) * SimdFloatSpecies.SPECIES.length();

    private static final int V = SimdFloatSpecies.SPECIES.length();

    private SimdFloatStepTile() {}

    /// C += A·B, or C = A·B where not `accumulate`, for `rows` × `columns` elements of C, by tiles.
    ///
    /// | operand | element | access |
    /// |---|---|---|
    /// | left | A[i,p] at `leftOffset + i × leftRow + p` | read |
    /// | right | B[p,j] at `rightOffset + steps[p] + j`; `COLUMNS` elements beyond the last are read, too | read |
    /// | result | C[i,j] at `resultOffset + i × resultStride + j` | written; read first where `accumulate` |
    /// | buffer | `ROWS × COLUMNS` elements | scratch |
    static void multiply(
            int rows,
            int columns,
            int depth,
            float[] left,
            int leftOffset,
            int leftRow,
            float[] right,
            int rightOffset,
            int[] steps,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate,
            float[] buffer) {
        for (int column = 0; column < columns; column += COLUMNS) {
            int tileColumns = Math.min(COLUMNS, columns - column);
            int vectors = (tileColumns + V - 1) / V;
            for (int row = 0; row < rows; row += ROWS) {
                int tileRows = Math.min(ROWS, rows - row);
                boolean full = tileRows == ROWS && tileColumns == vectors * V;
                int resultAt = resultOffset + row * resultStride + column;
                if (!full && accumulate) {
                    copy(tileRows, tileColumns, result, resultAt, resultStride, buffer, 0, COLUMNS);
                }
                tile(
                        tileRows,
                        vectors,
                        depth,
                        left,
                        leftOffset + row * leftRow,
                        leftRow,
                        right,
                        rightOffset + column,
                        steps,
                        full ? result : buffer,
                        full ? resultAt : 0,
                        full ? resultStride : COLUMNS,
                        accumulate);
                if (!full) {
                    copy(tileRows, tileColumns, buffer, 0, COLUMNS, result, resultAt, resultStride);
                }
            }
        }
    }

    /// One tile of C, of which `ROWS` rows and the first `vectors` vectors are written; A has `rows` rows.
    static void tile(
            int rows,
            int vectors,
            int depth,
            float[] left,
            int leftOffset,
            int leftRow,
            float[] right,
            int rightOffset,
            int[] steps,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate) {
        if (!SimdShape.MANY_REGISTERS) {
            narrowTile(
                    rows,
                    vectors,
                    depth,
                    left,
                    leftOffset,
                    leftRow,
                    right,
                    rightOffset,
                    steps,
                    result,
                    resultOffset,
                    resultStride,
                    accumulate);
        } else if (vectors == 3) {
            SimdFloatStepTiles.steps8x3(
                    rows,
                    depth,
                    left,
                    leftOffset,
                    leftRow,
                    right,
                    rightOffset,
                    steps,
                    result,
                    resultOffset,
                    resultStride,
                    accumulate);
        } else if (vectors == 2) {
            SimdFloatStepTiles.steps8x2(
                    rows,
                    depth,
                    left,
                    leftOffset,
                    leftRow,
                    right,
                    rightOffset,
                    steps,
                    result,
                    resultOffset,
                    resultStride,
                    accumulate);
        } else {
            SimdFloatStepTiles.steps8x1(
                    rows,
                    depth,
                    left,
                    leftOffset,
                    leftRow,
                    right,
                    rightOffset,
                    steps,
                    result,
                    resultOffset,
                    resultStride,
                    accumulate);
        }
    }

    private static void narrowTile(
            int rows,
            int vectors,
            int depth,
            float[] left,
            int leftOffset,
            int leftRow,
            float[] right,
            int rightOffset,
            int[] steps,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate) {
        if (vectors == 2) {
            SimdFloatStepTiles.steps4x2(
                    rows,
                    depth,
                    left,
                    leftOffset,
                    leftRow,
                    right,
                    rightOffset,
                    steps,
                    result,
                    resultOffset,
                    resultStride,
                    accumulate);
        } else {
            SimdFloatStepTiles.steps4x1(
                    rows,
                    depth,
                    left,
                    leftOffset,
                    leftRow,
                    right,
                    rightOffset,
                    steps,
                    result,
                    resultOffset,
                    resultStride,
                    accumulate);
        }
    }

    private static void copy(
            int rows,
            int columns,
            float[] source,
            int sourceOffset,
            int sourceStride,
            float[] target,
            int targetOffset,
            int targetStride) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(source, sourceOffset + i * sourceStride, target, targetOffset + i * targetStride, columns);
        }
    }
}
