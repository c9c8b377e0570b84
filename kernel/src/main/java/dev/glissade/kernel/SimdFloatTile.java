package dev.glissade.kernel;

/// The register tile of the matrix product: MR rows × NR columns of C, in the micro-kernel that fits the machine.
final class SimdFloatTile {

    /// Rows of the tile.
    static final int MR = SimdShape.MANY_REGISTERS ? SimdFloatWideTile.ROWS : SimdFloatNarrowTile.ROWS;

    /// Columns of the tile.
    static final int NR = 2 * SimdFloatSpecies.SPECIES.length();

    private SimdFloatTile() {}

    /// C += A·B, or C = A·B where not `accumulate`, for the part of one tile that lies in the result.
    ///
    /// The panels are full: A[i,p] for i < MR at `leftOffset + i × leftStep + p` where `leftByRows`, else at
    /// `leftOffset + p × leftStep + i`; B[p,j] for j < NR at `rightOffset + p × rightStep + j`. Where `rows` < MR or
    /// `columns` < NR the tile goes through a buffer; what the panels hold beyond the edge is computed and dropped.
    static void multiply(
            int rows,
            int columns,
            int depth,
            float[] left,
            int leftOffset,
            int leftStep,
            boolean leftByRows,
            float[] right,
            int rightOffset,
            int rightStep,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate,
            float[] buffer) {
        boolean full = rows == MR && columns == NR;
        float[] tile = full ? result : buffer;
        int tileOffset = full ? resultOffset : 0;
        int tileStride = full ? resultStride : NR;
        if (!full && accumulate) {
            copy(rows, columns, result, resultOffset, resultStride, buffer, 0, NR);
        }
        if (leftByRows) {
            rows(
                    depth,
                    left,
                    leftOffset,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    tile,
                    tileOffset,
                    tileStride,
                    accumulate);
        } else {
            steps(
                    depth,
                    left,
                    leftOffset,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    tile,
                    tileOffset,
                    tileStride,
                    accumulate);
        }
        if (!full) {
            copy(rows, columns, buffer, 0, NR, result, resultOffset, resultStride);
        }
    }

    private static void steps(
            int depth,
            float[] left,
            int leftOffset,
            int leftStep,
            float[] right,
            int rightOffset,
            int rightStep,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate) {
        if (SimdShape.MANY_REGISTERS) {
            SimdFloatWideTile.multiply(
                    depth,
                    left,
                    leftOffset,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    result,
                    resultOffset,
                    resultStride,
                    accumulate);
        } else {
            SimdFloatNarrowTile.multiply(
                    depth,
                    left,
                    leftOffset,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    result,
                    resultOffset,
                    resultStride,
                    accumulate);
        }
    }

    private static void rows(
            int depth,
            float[] left,
            int leftOffset,
            int leftStep,
            float[] right,
            int rightOffset,
            int rightStep,
            float[] result,
            int resultOffset,
            int resultStride,
            boolean accumulate) {
        if (SimdShape.MANY_REGISTERS) {
            SimdFloatWideTile.multiplyRows(
                    depth,
                    left,
                    leftOffset,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    result,
                    resultOffset,
                    resultStride,
                    accumulate);
        } else {
            SimdFloatNarrowTile.multiplyRows(
                    depth,
                    left,
                    leftOffset,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
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
