package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatTile.MR;
import static dev.glissade.kernel.SimdFloatTile.NR;

/// Copies of blocks of the operands in the order in which the micro-kernel reads them.
///
/// A block of A becomes panels of MR rows, a block of B panels of NR columns; in a panel, step p of the product is
/// followed by step p + 1. The last panel is filled up with zeros.
///
/// ```
///  A  panel of MR rows               B  panel of NR columns
///     p=0: A[0,0] … A[MR−1,0]           p=0: B[0,0] … B[0,NR−1]
///     p=1: A[0,1] … A[MR−1,1]           p=1: B[1,0] … B[1,NR−1]
/// ```
///
/// Both are one and the same operation on a matrix of `lines` × `depth` whose panels are `width` lines wide: A is
/// stored *along* p (a line is contiguous) unless it is transposed, B *across* p unless it is transposed.
final class SimdFloatPacking {
    private SimdFloatPacking() {}

    /// Packs `rows` rows of A, `depth` steps.
    static void packLeft(
            int rows, int depth, float[] left, int offset, int stride, boolean transposed, float[] packed) {
        pack(rows, depth, MR, left, offset, stride, !transposed, packed);
    }

    /// Packs `columns` columns of B, `depth` steps.
    static void packRight(
            int columns, int depth, float[] right, int offset, int stride, boolean transposed, float[] packed) {
        pack(columns, depth, NR, right, offset, stride, transposed, packed);
    }

    private static void pack(
            int lines, int depth, int width, float[] source, int offset, int stride, boolean along, float[] packed) {
        for (int line = 0; line < lines; line += width) {
            int count = Math.min(width, lines - line);
            int panel = line * depth;
            if (count < width) {
                java.util.Arrays.fill(packed, panel, panel + width * depth, 0);
            }
            if (along) {
                packAlong(count, depth, width, source, offset + line * stride, stride, packed, panel);
            } else {
                packAcross(count, depth, width, source, offset + line, stride, packed, panel);
            }
        }
    }

    /// Transposes: lines are contiguous in the source and `width` apart in the panel; eight at a time, so that eight
    /// neighbours are written together.
    private static void packAlong(
            int count, int depth, int width, float[] source, int offset, int stride, float[] packed, int panel) {
        int line = 0;
        for (; line <= count - 8; line += 8) {
            packEightLines(depth, width, source, offset + line * stride, stride, packed, panel + line);
        }
        for (; line < count; line++) {
            int from = offset + line * stride;
            int to = panel + line;
            for (int p = 0; p < depth; p++) {
                packed[to + p * width] = source[from + p];
            }
        }
    }

    private static void packEightLines(
            int depth, int width, float[] source, int offset, int stride, float[] packed, int panel) {
        int from0 = offset;
        int from1 = from0 + stride;
        int from2 = from1 + stride;
        int from3 = from2 + stride;
        int from4 = from3 + stride;
        int from5 = from4 + stride;
        int from6 = from5 + stride;
        int from7 = from6 + stride;
        int to = panel;
        for (int p = 0; p < depth; p++) {
            packed[to] = source[from0 + p];
            packed[to + 1] = source[from1 + p];
            packed[to + 2] = source[from2 + p];
            packed[to + 3] = source[from3 + p];
            packed[to + 4] = source[from4 + p];
            packed[to + 5] = source[from5 + p];
            packed[to + 6] = source[from6 + p];
            packed[to + 7] = source[from7 + p];
            to += width;
        }
    }

    /// Copies: a step is contiguous in the source and in the panel.
    private static void packAcross(
            int count, int depth, int width, float[] source, int offset, int stride, float[] packed, int panel) {
        for (int p = 0; p < depth; p++) {
            System.arraycopy(source, offset + p * stride, packed, panel + p * width, count);
        }
    }
}
