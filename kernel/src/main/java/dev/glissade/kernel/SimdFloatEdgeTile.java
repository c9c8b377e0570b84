package dev.glissade.kernel;

import static dev.glissade.kernel.SimdShape.MANY_REGISTERS;

import dev.glissade.kernel.Workspace.Purpose;

/// Tiles of columns that are no whole vectors: the last two vectors overlap, and where there is less than one, it keeps what
/// is behind.
///
/// No load and no store is masked: at the end of an array the Vector API looks at each lane of a mask, and makes it an object.
final class SimdFloatEdgeTile {
    private static final int V = SimdFloatSpecies.SPECIES.length();

    private SimdFloatEdgeTile() {}

    /// C += A·B for two vectors of columns, the second `distance` after the first.
    static void twoLapped(
            int distance,
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
            SimdFloatTiles.lapped8x2(
                    distance,
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
            SimdFloatTiles.lapped4x2(
                    distance,
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
            SimdFloatTiles.lapped2x2(
                    distance,
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
            SimdFloatTiles.lapped1x2(
                    distance,
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

    /// C += A·B for three vectors of columns, the third `distance` after the first.
    static void threeLapped(
            int distance,
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
        for (; i <= rows - 8; i += 8) {
            SimdFloatTiles.lapped8x3(
                    distance,
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
            SimdFloatTiles.lapped4x3(
                    distance,
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
            SimdFloatTiles.lapped2x3(
                    distance,
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
            SimdFloatTiles.lapped1x3(
                    distance,
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

    /// C += A·B for less than a vector of columns, all that the product has.
    ///
    /// Rows are written as whole vectors, which reach into the rows after them; the last are computed in a buffer, and so are all
    /// where something else lies between the rows.
    static void part(
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
        if (right.length < V) {
            ScalarFloatMatrixProduct.multiply(
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
                    1,
                    result,
                    resultOffset,
                    resultStride,
                    accumulate);
            return;
        }
        int direct = 0;
        if (resultStride == columns && rows * columns >= V) {
            direct = (rows * columns - V) / columns + 1;
            direct -= direct % (MANY_REGISTERS ? 8 : 4);
            inPlace(
                    direct,
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
                    accumulate);
        }
        int rest = rows - direct;
        int restOffset = resultOffset + direct * resultStride;
        float[] buffer = workspace.floats(Purpose.TILE, rest * columns + V);
        for (int i = 0; accumulate && i < rest; i++) {
            System.arraycopy(result, restOffset + i * resultStride, buffer, i * columns, columns);
        }
        inPlace(
                rest,
                columns,
                depth,
                left,
                leftOffset + direct * leftRow,
                leftRow,
                leftStep,
                right,
                rightOffset,
                rightStep,
                buffer,
                0,
                columns,
                accumulate);
        for (int i = 0; i < rest; i++) {
            System.arraycopy(buffer, i * columns, result, restOffset + i * resultStride, columns);
        }
    }

    /// The same where a vector from each row on lies in the result.
    private static void inPlace(
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
            boolean accumulate) {
        int room = right.length - V - rightOffset;
        int inside = room < 0 ? 0 : rightStep == 0 ? depth : Math.min(depth, room / rightStep + 1);
        int i = 0;
        for (; MANY_REGISTERS && i <= rows - 8; i += 8) {
            SimdFloatTiles.part8x1(
                    columns,
                    inside,
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
            SimdFloatTiles.part4x1(
                    columns,
                    inside,
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
            SimdFloatTiles.part2x1(
                    columns,
                    inside,
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
            SimdFloatTiles.part1x1(
                    columns,
                    inside,
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
