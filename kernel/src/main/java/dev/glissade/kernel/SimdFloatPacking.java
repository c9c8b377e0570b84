package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Copies of blocks of the operands in the order in which the tiles read them.
///
/// A block of B becomes panels of `width` columns; in a panel, step p of the product is followed by step p + 1. The last
/// panel is as wide as the columns that are left. A block of Aᵀ becomes rows.
///
/// ```
///  B  panel of `width` columns            A  row i
///     p=0: B[0,0] … B[0,width−1]             A[i,0] … A[i,depth−1]
///     p=1: B[1,0] … B[1,width−1]
/// ```
final class SimdFloatPacking {
    private static final int V = SPECIES.length();

    /// Vectors of four lanes transpose squares of 4 × 4, where the machine has them.
    private static final VectorSpecies<Float> FOUR =
            VectorSpecies.of(float.class, VectorShape.forBitSize(4 * Float.SIZE));

    private static final boolean FOURS = V >= 4;
    private static final VectorShuffle<Float> UP = VectorShuffle.fromValues(FOUR, 0, 0, 1, 2);
    private static final VectorShuffle<Float> DOWN = VectorShuffle.fromValues(FOUR, 1, 2, 3, 3);
    private static final VectorShuffle<Float> HALVES = VectorShuffle.fromValues(FOUR, 2, 3, 0, 1);
    private static final VectorMask<Float> ODD = VectorMask.fromLong(FOUR, 0b1010);
    private static final VectorMask<Float> HIGH = VectorMask.fromLong(FOUR, 0b1100);

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
            for (int j = 0; j < columns; j += width) {
                int count = Math.min(width, columns - j);
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
        for (; j <= columns - width; j += width) {
            int to = j * depth + step * width;
            for (int v = 0; v < width; v += V) {
                FloatVector.fromArray(SPECIES, right, offset + j + v).intoArray(packed, to + v);
            }
        }
        if (j < columns) {
            System.arraycopy(right, offset + j, packed, j * depth + step * (columns - j), columns - j);
        }
    }

    /// Writes the transpose of `rows` × `columns` elements: row r of the source becomes column r of the target.
    static void transpose(
            int rows,
            int columns,
            float[] source,
            int offset,
            int stride,
            float[] target,
            int targetOffset,
            int targetStride) {
        int inFours = FOURS ? columns - columns % 4 : 0;
        int r = 0;
        for (; FOURS && r <= rows - 4; r += 4) {
            int from = offset + r * stride;
            int to = targetOffset + r;
            transposeFour(inFours, source, from, stride, target, to, targetStride);
            transposeEach(
                    4,
                    columns - inFours,
                    source,
                    from + inFours,
                    stride,
                    target,
                    to + inFours * targetStride,
                    targetStride);
        }
        transposeEach(rows - r, columns, source, offset + r * stride, stride, target, targetOffset + r, targetStride);
    }

    /// Four rows, in squares of 4 × 4: neighbours change places in pairs of rows, then pairs of neighbours in pairs of
    /// pairs.
    private static void transposeFour(
            int columns, float[] source, int offset, int stride, float[] target, int targetOffset, int targetStride) {
        int row1 = offset + stride;
        int row2 = row1 + stride;
        int row3 = row2 + stride;
        int to = targetOffset;
        for (int p = 0; p < columns; p += 4) {
            var x0 = FloatVector.fromArray(FOUR, source, offset + p);
            var x1 = FloatVector.fromArray(FOUR, source, row1 + p);
            var x2 = FloatVector.fromArray(FOUR, source, row2 + p);
            var x3 = FloatVector.fromArray(FOUR, source, row3 + p);
            var y0 = x0.blend(x1.rearrange(UP), ODD);
            var y1 = x0.rearrange(DOWN).blend(x1, ODD);
            var y2 = x2.blend(x3.rearrange(UP), ODD);
            var y3 = x2.rearrange(DOWN).blend(x3, ODD);
            y0.blend(y2.rearrange(HALVES), HIGH).intoArray(target, to);
            y1.blend(y3.rearrange(HALVES), HIGH).intoArray(target, to + targetStride);
            y0.rearrange(HALVES).blend(y2, HIGH).intoArray(target, to + 2 * targetStride);
            y1.rearrange(HALVES).blend(y3, HIGH).intoArray(target, to + 3 * targetStride);
            to += 4 * targetStride;
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
