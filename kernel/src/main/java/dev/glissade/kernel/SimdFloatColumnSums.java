package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;
import static dev.glissade.kernel.SumOrder.BLOCK;
import static dev.glissade.kernel.SumOrder.LANES;

import dev.glissade.kernel.Workspace.Purpose;
import jdk.incubator.vector.FloatVector;

/// Sums of the columns of a matrix, read row by row: every vector works on neighbouring columns, each in the order of
/// [SumOrder].
///
/// Columns are taken in strips. The buffer holds, for one strip, the virtual lanes of a block of rows and above them a
/// binary counter of block results: `LEVELS` rows, row l in use while bit l of the number of finished blocks is set and
/// then the sum of 2^l blocks.
///
/// ```
///  lane 0   [ strip ]   ← row r of the block is added to lane r mod 32
///  …
///  lane 31  [ strip ]
///  level 0  [ strip ]   ← one block
///  level 1  [ strip ]   ← two blocks
///  …
/// ```
final class SimdFloatColumnSums {
    private static final int STRIP = 256;
    private static final int LEVELS = Integer.SIZE - Integer.numberOfTrailingZeros(BLOCK);

    private SimdFloatColumnSums() {}

    static void sumColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        float[] lanes = workspace.floats(Purpose.LANES, (LANES + LEVELS) * Math.min(STRIP, columns));
        for (int c = 0; c < columns; c += STRIP) {
            int width = Math.min(STRIP, columns - c);
            strip(input, inputOffset + c, rows, columns, width, lanes);
            System.arraycopy(lanes, 0, result, resultOffset + c, width);
        }
    }

    /// Leaves the sums of `width` columns at the start of `lanes`.
    private static void strip(float[] input, int offset, int rows, int stride, int width, float[] lanes) {
        int blocks = 0;
        for (int row = 0; row < rows; row += BLOCK) {
            block(input, offset + row * stride, Math.min(BLOCK, rows - row), stride, width, lanes);
            int level = Integer.numberOfTrailingZeros(~blocks);
            for (int l = 0; l < level; l++) {
                add(lanes, (LANES + l) * width, lanes, 0, width);
            }
            System.arraycopy(lanes, 0, lanes, (LANES + level) * width, width);
            blocks++;
        }
        if (blocks == 0) {
            java.util.Arrays.fill(lanes, 0, width, 0);
            return;
        }
        int lowest = Integer.numberOfTrailingZeros(blocks);
        System.arraycopy(lanes, (LANES + lowest) * width, lanes, 0, width);
        for (int rest = blocks & (blocks - 1); rest != 0; rest &= rest - 1) {
            add(lanes, (LANES + Integer.numberOfTrailingZeros(rest)) * width, lanes, 0, width);
        }
    }

    /// Leaves the sums of at most one block of rows in lane 0.
    private static void block(float[] input, int offset, int rows, int stride, int width, float[] lanes) {
        java.util.Arrays.fill(lanes, 0, LANES * width, 0);
        for (int r = 0; r < rows; r++) {
            add(input, offset + r * stride, lanes, (r & (LANES - 1)) * width, width);
        }
        for (int step = LANES / 2; step > 0; step /= 2) {
            add(lanes, step * width, lanes, 0, step * width);
        }
    }

    /// target += source
    private static void add(float[] source, int sourceOffset, float[] target, int targetOffset, int length) {
        int bound = SPECIES.loopBound(length);
        int i = 0;
        for (; i < bound; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, target, targetOffset + i)
                    .add(FloatVector.fromArray(SPECIES, source, sourceOffset + i))
                    .intoArray(target, targetOffset + i);
        }
        for (; i < length; i++) {
            target[targetOffset + i] += source[sourceOffset + i];
        }
    }
}
