package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;

/// Copies of blocks of the operands in the order in which the tiles read them.
///
/// A block of B becomes panels of `width` columns; in a panel, step p of the product is followed by step p + 1. The last
/// panels are as wide as [SimdFloatTile#columns] says. A block of Aᵀ becomes rows.
///
/// ```
///  B  panel of `width` columns            A  row i
///     p=0: B[0,0] … B[0,width−1]             A[i,0] … A[i,depth−1]
///     p=1: B[1,0] … B[1,width−1]
/// ```
final class SimdFloatPacking {
    private static final int V = SPECIES.length();

    private SimdFloatPacking() {}

    /// Packs `columns` columns of B, `depth` steps, into panels of `width`; the panel of column j begins at j × depth.
    static void packRight(
            int columns,
            int depth,
            int width,
            float[] right,
            int offset,
            int stride,
            boolean transposed,
            float[] packed) {
        if (transposed) {
            int count;
            for (int j = 0; j < columns; j += count) {
                count = SimdFloatTile.columns(columns - j, width);
                transpose(count, depth, right, offset + j * stride, stride, packed, j * depth, count);
            }
        } else {
            for (int p = 0; p < depth; p++) {
                packStep(columns, depth, width, right, offset + p * stride, packed, p);
            }
        }
    }

    /// One row of B, dealt to all panels.
    private static void packStep(
            int columns, int depth, int width, float[] right, int offset, float[] packed, int step) {
        int j = 0;
        for (; j <= columns - width - V || j == columns - width; j += width) {
            int to = j * depth + step * width;
            for (int v = 0; v < width; v += V) {
                FloatVector.fromArray(SPECIES, right, offset + j + v).intoArray(packed, to + v);
            }
        }
        while (j < columns) {
            int count = SimdFloatTile.columns(columns - j, width);
            System.arraycopy(right, offset + j, packed, j * depth + step * count, count);
            j += count;
        }
    }

    /// Writes the transpose of `rows` × `columns` elements: row r of the source becomes column r of the target. The last
    /// squares may overlap those before them, and write the same again.
    static void transpose(
            int rows,
            int columns,
            float[] source,
            int offset,
            int stride,
            float[] target,
            int targetOffset,
            int targetStride) {
        if (rows < V || columns < V) {
            transposeEach(rows, columns, source, offset, stride, target, targetOffset, targetStride);
            return;
        }
        for (int r = 0; r < rows; r += V) {
            int row = Math.min(r, rows - V);
            for (int c = 0; c < columns; c += V) {
                int column = Math.min(c, columns - V);
                SimdFloatSquares.transpose(
                        source,
                        offset + row * stride + column,
                        stride,
                        target,
                        targetOffset + column * targetStride + row,
                        targetStride);
            }
        }
    }

    private static void transposeEach(
            int rows,
            int columns,
            float[] source,
            int offset,
            int stride,
            float[] target,
            int targetOffset,
            int targetStride) {
        for (int r = 0; r < rows; r++) {
            int from = offset + r * stride;
            int to = targetOffset + r;
            for (int p = 0; p < columns; p++) {
                target[to + p * targetStride] = source[from + p];
            }
        }
    }
}
