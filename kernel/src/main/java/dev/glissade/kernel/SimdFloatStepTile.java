package dev.glissade.kernel;

/// The register tile of convolution, in the micro-kernel that fits the machine: C += A·B for a block of any size, where
/// row p of B lies `steps[p]` elements from the first.
final class SimdFloatStepTile {

    /// Rows of the tile.
    static final int ROWS = SimdShape.MANY_REGISTERS ? SimdFloatWideStepTile.ROWS : SimdFloatNarrowStepTile.ROWS;

    /// Columns of the tile.
    static final int COLUMNS = 2 * SimdFloatSpecies.SPECIES.length();

    private static final int V = SimdFloatSpecies.SPECIES.length();

    private SimdFloatStepTile() {}

    /// C += A·B for `rows` × `columns` elements of C, by tiles.
    ///
    /// | operand | element | access |
    /// |---|---|---|
    /// | left | A[i,p] at `leftOffset + (i / ROWS) × leftPanel + p × ROWS + i % ROWS`, the last panel full | read |
    /// | right | B[p,j] at `rightOffset + steps[p] + j`; `COLUMNS` elements beyond the last are read, too | read |
    /// | result | C[i,j] at `resultOffset + i × resultStride + j` | read and written |
    /// | buffer | `ROWS × COLUMNS` elements | scratch |
    static void multiply(
            int rows,
            int columns,
            int depth,
            float[] left,
            int leftOffset,
            int leftPanel,
            float[] right,
            int rightOffset,
            int[] steps,
            float[] result,
            int resultOffset,
            int resultStride,
            float[] buffer) {
        for (int column = 0; column < columns; column += COLUMNS) {
            int tileColumns = Math.min(COLUMNS, columns - column);
            boolean pair = tileColumns > V;
            for (int row = 0; row < rows; row += ROWS) {
                int tileRows = Math.min(ROWS, rows - row);
                boolean full = tileRows == ROWS && tileColumns == (pair ? COLUMNS : V);
                int resultAt = resultOffset + row * resultStride + column;
                float[] tile = full ? result : buffer;
                int tileAt = full ? resultAt : 0;
                int tileStride = full ? resultStride : COLUMNS;
                if (!full) {
                    copy(tileRows, tileColumns, result, resultAt, resultStride, buffer, 0, COLUMNS);
                }
                int leftAt = leftOffset + row / ROWS * leftPanel;
                panel(pair, depth, left, leftAt, right, rightOffset + column, steps, tile, tileAt, tileStride);
                if (!full) {
                    copy(tileRows, tileColumns, buffer, 0, COLUMNS, result, resultAt, resultStride);
                }
            }
        }
    }

    private static void panel(
            boolean pair,
            int depth,
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            int[] steps,
            float[] result,
            int resultOffset,
            int resultStride) {
        if (SimdShape.MANY_REGISTERS) {
            if (pair) {
                SimdFloatWideStepTile.multiplyPair(
                        depth, left, leftOffset, right, rightOffset, steps, result, resultOffset, resultStride);
            } else {
                SimdFloatWideStepTile.multiplySingle(
                        depth, left, leftOffset, right, rightOffset, steps, result, resultOffset, resultStride);
            }
        } else if (pair) {
            SimdFloatNarrowStepTile.multiplyPair(
                    depth, left, leftOffset, right, rightOffset, steps, result, resultOffset, resultStride);
        } else {
            SimdFloatNarrowStepTile.multiplySingle(
                    depth, left, leftOffset, right, rightOffset, steps, result, resultOffset, resultStride);
        }
    }

    /// C += A·B for one tile of C, `ROWS` × `COLUMNS` elements in a row, of which the first `rows` rows and the first
    /// vector, or both where `pair`, are computed: A[i,p] at `leftOffset + i × leftStride + p`.
    static void multiplyByRows(
            int rows,
            boolean pair,
            int depth,
            float[] left,
            int leftOffset,
            int leftStride,
            float[] right,
            int rightOffset,
            int[] steps,
            float[] result,
            int resultOffset) {
        if (SimdShape.MANY_REGISTERS) {
            if (pair) {
                SimdFloatWideStepTile.multiplyPairByRows(
                        rows,
                        depth,
                        left,
                        leftOffset,
                        leftStride,
                        right,
                        rightOffset,
                        steps,
                        result,
                        resultOffset,
                        COLUMNS);
            } else {
                SimdFloatWideStepTile.multiplySingleByRows(
                        rows,
                        depth,
                        left,
                        leftOffset,
                        leftStride,
                        right,
                        rightOffset,
                        steps,
                        result,
                        resultOffset,
                        COLUMNS);
            }
        } else if (pair) {
            SimdFloatNarrowStepTile.multiplyPairByRows(
                    rows,
                    depth,
                    left,
                    leftOffset,
                    leftStride,
                    right,
                    rightOffset,
                    steps,
                    result,
                    resultOffset,
                    COLUMNS);
        } else {
            SimdFloatNarrowStepTile.multiplySingleByRows(
                    rows,
                    depth,
                    left,
                    leftOffset,
                    leftStride,
                    right,
                    rightOffset,
                    steps,
                    result,
                    resultOffset,
                    COLUMNS);
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
