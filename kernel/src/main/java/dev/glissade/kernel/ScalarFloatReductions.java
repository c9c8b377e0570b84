package dev.glissade.kernel;

import static dev.glissade.kernel.SumOrder.BLOCK;
import static dev.glissade.kernel.SumOrder.LANES;

/// The reference of [FloatReductions]: the order of a sum, written as the recursion that it is.
final class ScalarFloatReductions implements FloatReductions {

    @Override
    public float sum(float[] input, int inputOffset, int length) {
        return tree(input, inputOffset, 1, length);
    }

    @Override
    public float max(float[] input, int inputOffset, int length) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, input[inputOffset + i]);
        }
        return largest;
    }

    @Override
    public void sumRows(float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset) {
        for (int r = 0; r < rows; r++) {
            result[resultOffset + r] = tree(input, inputOffset + r * columns, 1, columns);
        }
    }

    @Override
    public void sumColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        for (int c = 0; c < columns; c++) {
            result[resultOffset + c] = tree(input, inputOffset + c, columns, rows);
        }
    }

    @Override
    public void maxRows(float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset) {
        for (int r = 0; r < rows; r++) {
            result[resultOffset + r] = max(input, inputOffset + r * columns, columns);
        }
    }

    @Override
    public void logSumExpRows(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        float[] exponentials = workspace.floats(Workspace.Purpose.LANES, columns);
        for (int r = 0; r < rows; r++) {
            int row = inputOffset + r * columns;
            float largest = max(input, row, columns);
            float shift = Float.isFinite(largest) ? largest : 0;
            for (int c = 0; c < columns; c++) {
                exponentials[c] = FloatMathematics.exp(input[row + c] - shift);
            }
            result[resultOffset + r] = shift + FloatMathematics.log(sum(exponentials, 0, columns));
        }
    }

    /// The sum of `length` elements that lie `stride` apart: the tree over blocks.
    private static float tree(float[] input, int offset, int stride, int length) {
        if (length <= BLOCK) {
            return fold(input, offset, stride, length, 0, 1);
        }
        int left = SumOrder.leftOfRoot(length);
        return tree(input, offset, stride, left) + tree(input, offset + left * stride, stride, length - left);
    }

    /// The sum of the virtual lanes `lane`, `lane + step`, `lane + 2 step` … of one block: the tree over lanes.
    private static float fold(float[] input, int offset, int stride, int length, int lane, int step) {
        if (step == LANES) {
            return lane(input, offset, stride, length, lane);
        }
        return fold(input, offset, stride, length, lane, 2 * step)
                + fold(input, offset, stride, length, lane + step, 2 * step);
    }

    private static float lane(float[] input, int offset, int stride, int length, int lane) {
        float sum = 0;
        for (int i = lane; i < length; i += LANES) {
            sum += input[offset + i * stride];
        }
        return sum;
    }
}
