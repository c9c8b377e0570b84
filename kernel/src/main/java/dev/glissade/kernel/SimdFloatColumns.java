package dev.glissade.kernel;

import static dev.glissade.kernel.SumOrder.BLOCK;
import static dev.glissade.kernel.SumOrder.LANES;

import dev.glissade.kernel.Workspace.Purpose;
import java.util.Arrays;

/// Folds of the columns of a matrix, read row by row: every vector works on neighbouring columns, each in the order of
/// [SumOrder].
///
/// Columns are taken in strips. The buffer holds, for one strip, the virtual lanes of a block of rows and above them a
/// binary counter of block results: `LEVELS` rows, row l in use while bit l of the number of finished blocks is set and
/// then the fold of 2^l blocks.
///
/// ```
///  lane 0   [ strip ]   ← row r of the block joins lane r mod 32
///  …
///  lane 31  [ strip ]
///  level 0  [ strip ]   ← one block
///  level 1  [ strip ]   ← two blocks
///  …
/// ```
///
/// Four rows that belong to one lane join it at once, so that a lane is loaded and stored once for four rows. Where a
/// strip is the whole matrix, 32 rows lie in one piece, as do the lanes, and join in one loop: short rows fill vectors
/// too. A lane without a row is left out, which changes no bit: joining a neutral element to any fold that can occur
/// leaves it as it is.
///
/// [SimdFloatColumnSums] does without lanes in memory where there are few rows.
final class SimdFloatColumns {
    static final int STRIP = 512 / Float.BYTES;
    private static final int LEVELS = Integer.SIZE - Integer.numberOfTrailingZeros(BLOCK);
    private static final int LEAST_WORK = 1 << 18;

    private SimdFloatColumns() {}

    /// @param centers what differences are taken from, one for each column; else unused
    static void fold(
            ColumnTerm term,
            float[] input,
            int inputOffset,
            float[] centers,
            int centersOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        int strips = (columns + STRIP - 1) / STRIP;
        int tasks = Math.min(strips, workspace.parallel().tasks((long) rows * columns, LEAST_WORK));
        if (tasks <= 1) {
            strips(
                    term,
                    input,
                    inputOffset,
                    centers,
                    centersOffset,
                    rows,
                    columns,
                    result,
                    resultOffset,
                    0,
                    columns,
                    workspace);
            return;
        }
        workspace
                .parallel()
                .run(
                        tasks,
                        task -> strips(
                                term,
                                input,
                                inputOffset,
                                centers,
                                centersOffset,
                                rows,
                                columns,
                                result,
                                resultOffset,
                                (int) ((long) strips * task / tasks) * STRIP,
                                Math.min(columns, (int) ((long) strips * (task + 1) / tasks) * STRIP),
                                workspace.task(task)));
    }

    private static void strips(
            ColumnTerm term,
            float[] input,
            int inputOffset,
            float[] centers,
            int centersOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            int from,
            int to,
            Workspace workspace) {
        if (term == ColumnTerm.SUM && SimdFloatColumnSums.suits(rows, to - from)) {
            SimdFloatColumnSums.sum(
                    input, inputOffset + from, rows, columns, to - from, result, resultOffset + from, workspace);
            return;
        }
        boolean centered = term == ColumnTerm.SUM_SQUARED_DIFFERENCES;
        int strip = Math.min(STRIP, to - from);
        float[] lanes = workspace.floats(Purpose.LANES, buffer(strip));
        for (int c = from; c < to; c += STRIP) {
            int width = Math.min(STRIP, to - c);
            if (centered) {
                int copies = width == columns ? LANES : 1;
                for (int i = 0; i < copies; i++) {
                    System.arraycopy(centers, centersOffset + c, lanes, (LANES + LEVELS) * width + i * width, width);
                }
            }
            strip(term, input, inputOffset + c, rows, columns, width, lanes);
            System.arraycopy(lanes, 0, result, resultOffset + c, width);
        }
    }

    /// The length of the buffer for a strip of `width` columns.
    static int buffer(int width) {
        return (2 * LANES + LEVELS) * width;
    }

    /// Leaves the folds of `width` columns at the start of `lanes`.
    static void strip(ColumnTerm term, float[] input, int offset, int rows, int stride, int width, float[] lanes) {
        int blocks = 0;
        for (int row = 0; row < rows; row += BLOCK) {
            block(term, input, offset + row * stride, Math.min(BLOCK, rows - row), stride, width, lanes);
            int level = Integer.numberOfTrailingZeros(~blocks);
            for (int l = 0; l < level; l++) {
                join(term.fold(), lanes, (LANES + l) * width, lanes, 0, width, lanes);
            }
            if (rows > BLOCK) {
                System.arraycopy(lanes, 0, lanes, (LANES + level) * width, width);
            }
            blocks++;
        }
        if (blocks == 0) {
            Arrays.fill(lanes, 0, width, start(term));
        } else if (blocks > 1) {
            int lowest = Integer.numberOfTrailingZeros(blocks);
            System.arraycopy(lanes, (LANES + lowest) * width, lanes, 0, width);
            for (int rest = blocks & (blocks - 1); rest != 0; rest &= rest - 1) {
                int level = Integer.numberOfTrailingZeros(rest);
                join(term.fold(), lanes, (LANES + level) * width, lanes, 0, width, lanes);
            }
        }
    }

    /// Leaves the folds of at most one block of rows in lane 0.
    private static void block(
            ColumnTerm term, float[] input, int offset, int rows, int stride, int width, float[] lanes) {
        int active = Math.min(LANES, rows);
        int group = LANES * stride;
        int centers = (LANES + LEVELS) * width;
        Arrays.fill(lanes, 0, active * width, start(term));
        int r = 0;
        if (width == stride) {
            for (; r <= rows - 4 * LANES; r += 4 * LANES) {
                SimdFloatColumnTerms.joinFour(term, input, offset + r * stride, group, lanes, 0, group, lanes, centers);
            }
            for (; r < rows; r += LANES) {
                int length = Math.min(LANES, rows - r) * width;
                SimdFloatColumnTerms.join(term, input, offset + r * stride, lanes, 0, length, lanes, centers);
            }
        } else {
            for (; r <= rows - 4 * LANES; r += 4 * LANES) {
                for (int lane = 0; lane < LANES; lane++) {
                    int row = offset + (r + lane) * stride;
                    SimdFloatColumnTerms.joinFour(term, input, row, group, lanes, lane * width, width, lanes, centers);
                }
            }
            for (; r < rows; r++) {
                int lane = (r & (LANES - 1)) * width;
                SimdFloatColumnTerms.join(term, input, offset + r * stride, lanes, lane, width, lanes, centers);
            }
        }
        for (int step = LANES / 2; step > 0; step /= 2) {
            int pairs = Math.min(step, active - step);
            if (pairs > 0) {
                join(term.fold(), lanes, step * width, lanes, 0, pairs * width, lanes);
                active = step;
            }
        }
    }

    private static void join(
            ColumnTerm fold,
            float[] source,
            int sourceOffset,
            float[] target,
            int targetOffset,
            int length,
            float[] none) {
        SimdFloatColumnTerms.join(fold, source, sourceOffset, target, targetOffset, length, none, 0);
    }

    private static float start(ColumnTerm term) {
        return switch (term) {
            case SUM, SUM_MAGNITUDES, SUM_SQUARES, SUM_SQUARED_DIFFERENCES, MAX_MAGNITUDE -> 0;
            case PRODUCT -> 1;
            case MAX -> Float.NEGATIVE_INFINITY;
            case MIN -> Float.POSITIVE_INFINITY;
        };
    }
}
