package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;
import static dev.glissade.kernel.SumOrder.LANES;

import dev.glissade.kernel.Workspace.Purpose;
import jdk.incubator.vector.FloatVector;

/// Sums of the columns of few rows, in the order of [SumOrder] with the lanes in registers.
///
/// The first three levels of the tree over lanes join lanes 16, 8 and 4 apart. So eight of the 32 lanes belong together (an
/// *octet*), those that begin at 0, 1, 2 and 3; a pass over the rows of an octet leaves one vector for V columns. The
/// last two levels join octets 0 and 2, 1 and 3, and both results.
///
/// Eight rows are read side by side, which suits the cache: each is read once, from left to right.
final class SimdFloatColumnSums {
    private static final int V = SPECIES.length();
    private static final int STRIP = 1024;
    private static final int MOST_ROWS = 4 * LANES;

    private SimdFloatColumnSums() {}

    /// Whether there are few enough rows and a whole vector of columns.
    static boolean suits(int rows, int width) {
        return rows <= MOST_ROWS && width >= V;
    }

    /// `result[c]` = the sum of column c of `rows` rows that lie `stride` apart
    static void sum(
            float[] input,
            int inputOffset,
            int rows,
            int stride,
            int width,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        float[] odd = workspace.floats(Purpose.LANES, STRIP);
        int bound = width & -V;
        for (int c = 0; c < bound; c += STRIP) {
            int columns = Math.min(STRIP, bound - c);
            strip(input, inputOffset + c, rows, stride, columns, result, resultOffset + c, odd);
        }
        if (bound < width) {
            // The last vector begins early and finds the same sums again.
            int c = width - V;
            strip(input, inputOffset + c, rows, stride, V, result, resultOffset + c, odd);
        }
    }

    private static void strip(
            float[] input,
            int inputOffset,
            int rows,
            int stride,
            int columns,
            float[] result,
            int resultOffset,
            float[] odd) {
        octet(0, false, input, inputOffset, rows, stride, columns, result, resultOffset);
        octet(2, true, input, inputOffset, rows, stride, columns, result, resultOffset);
        octet(1, false, input, inputOffset, rows, stride, columns, odd, 0);
        octet(3, true, input, inputOffset, rows, stride, columns, odd, 0);
        for (int i = 0; i < columns; i += V) {
            var even = FloatVector.fromArray(SPECIES, result, resultOffset + i);
            even.add(FloatVector.fromArray(SPECIES, odd, i)).intoArray(result, resultOffset + i);
        }
    }

    /// target = the fold of an octet, or target += it
    private static void octet(
            int lane,
            boolean accumulate,
            float[] input,
            int inputOffset,
            int rows,
            int stride,
            int columns,
            float[] target,
            int targetOffset) {
        int whole = rows & -LANES;
        int rest = rows - whole;
        int step = 4 * stride;
        for (int i = 0; i < columns; i += V) {
            var lane0 = FloatVector.zero(SPECIES);
            var lane4 = lane0;
            var lane8 = lane0;
            var lane12 = lane0;
            var lane16 = lane0;
            var lane20 = lane0;
            var lane24 = lane0;
            var lane28 = lane0;
            int at = inputOffset + lane * stride + i;
            for (int r = 0; r < whole; r += LANES) {
                lane0 = FloatVector.fromArray(SPECIES, input, at).add(lane0);
                lane4 = FloatVector.fromArray(SPECIES, input, at + step).add(lane4);
                lane8 = FloatVector.fromArray(SPECIES, input, at + 2 * step).add(lane8);
                lane12 = FloatVector.fromArray(SPECIES, input, at + 3 * step).add(lane12);
                lane16 = FloatVector.fromArray(SPECIES, input, at + 4 * step).add(lane16);
                lane20 = FloatVector.fromArray(SPECIES, input, at + 5 * step).add(lane20);
                lane24 = FloatVector.fromArray(SPECIES, input, at + 6 * step).add(lane24);
                lane28 = FloatVector.fromArray(SPECIES, input, at + 7 * step).add(lane28);
                at += 8 * step;
            }
            if (lane < rest) {
                lane0 = FloatVector.fromArray(SPECIES, input, at).add(lane0);
            }
            if (lane + 4 < rest) {
                lane4 = FloatVector.fromArray(SPECIES, input, at + step).add(lane4);
            }
            if (lane + 8 < rest) {
                lane8 = FloatVector.fromArray(SPECIES, input, at + 2 * step).add(lane8);
            }
            if (lane + 12 < rest) {
                lane12 = FloatVector.fromArray(SPECIES, input, at + 3 * step).add(lane12);
            }
            if (lane + 16 < rest) {
                lane16 = FloatVector.fromArray(SPECIES, input, at + 4 * step).add(lane16);
            }
            if (lane + 20 < rest) {
                lane20 = FloatVector.fromArray(SPECIES, input, at + 5 * step).add(lane20);
            }
            if (lane + 24 < rest) {
                lane24 = FloatVector.fromArray(SPECIES, input, at + 6 * step).add(lane24);
            }
            if (lane + 28 < rest) {
                lane28 = FloatVector.fromArray(SPECIES, input, at + 7 * step).add(lane28);
            }
            var near = lane0.add(lane16).add(lane8.add(lane24));
            var far = lane4.add(lane20).add(lane12.add(lane28));
            var fold = near.add(far);
            if (accumulate) {
                fold = FloatVector.fromArray(SPECIES, target, targetOffset + i).add(fold);
            }
            fold.intoArray(target, targetOffset + i);
        }
    }
}
