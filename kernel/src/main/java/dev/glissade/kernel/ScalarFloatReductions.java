package dev.glissade.kernel;

import static dev.glissade.kernel.SumOrder.BLOCK;
import static dev.glissade.kernel.SumOrder.LANES;

/// The reference of [FloatReductions]: the order of a sum, written as the recursion that it is.
final class ScalarFloatReductions implements FloatReductions {
    private static final float[] NONE = {};

    @Override
    public float sum(float[] input, int inputOffset, int length) {
        return tree(ColumnTerm.SUM, input, inputOffset, 1, NONE, 0, 0, length);
    }

    @Override
    public float sumMagnitudes(float[] input, int inputOffset, int length) {
        return tree(ColumnTerm.SUM_MAGNITUDES, input, inputOffset, 1, NONE, 0, 0, length);
    }

    @Override
    public float dot(float[] left, int leftOffset, float[] right, int rightOffset, int length) {
        return tree(ColumnTerm.SUM_SQUARES, left, leftOffset, 1, right, rightOffset, 0, length);
    }

    @Override
    public float sumSquaredDifferences(float[] input, int inputOffset, float center, int length) {
        return tree(ColumnTerm.SUM_SQUARED_DIFFERENCES, input, inputOffset, 1, NONE, 0, center, length);
    }

    @Override
    public float product(float[] input, int inputOffset, int length) {
        return tree(ColumnTerm.PRODUCT, input, inputOffset, 1, NONE, 0, 0, length);
    }

    @Override
    public void sumRows(float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset) {
        for (int r = 0; r < rows; r++) {
            result[resultOffset + r] = sum(input, inputOffset + r * columns, columns);
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
            result[resultOffset + c] = tree(ColumnTerm.SUM, input, inputOffset + c, columns, NONE, 0, 0, rows);
        }
    }

    @Override
    public void sumMagnitudesOfColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        for (int c = 0; c < columns; c++) {
            result[resultOffset + c] =
                    tree(ColumnTerm.SUM_MAGNITUDES, input, inputOffset + c, columns, NONE, 0, 0, rows);
        }
    }

    @Override
    public void sumSquaresOfColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        for (int c = 0; c < columns; c++) {
            int column = inputOffset + c;
            result[resultOffset + c] = tree(ColumnTerm.SUM_SQUARES, input, column, columns, input, column, 0, rows);
        }
    }

    @Override
    public void sumSquaredDifferencesOfColumns(
            float[] input,
            int inputOffset,
            float[] centers,
            int centersOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        for (int c = 0; c < columns; c++) {
            float center = centers[centersOffset + c];
            result[resultOffset + c] =
                    tree(ColumnTerm.SUM_SQUARED_DIFFERENCES, input, inputOffset + c, columns, NONE, 0, center, rows);
        }
    }

    @Override
    public void multiplyColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        for (int c = 0; c < columns; c++) {
            result[resultOffset + c] = tree(ColumnTerm.PRODUCT, input, inputOffset + c, columns, NONE, 0, 0, rows);
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
        for (int r = 0; r < rows; r++) {
            result[resultOffset + r] = logSumExp(input, inputOffset + r * columns, 1, columns, workspace);
        }
    }

    @Override
    public void logSumExpColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        for (int c = 0; c < columns; c++) {
            result[resultOffset + c] = logSumExp(input, inputOffset + c, columns, rows, workspace);
        }
    }

    private float logSumExp(float[] input, int offset, int stride, int length, Workspace workspace) {
        float[] exponentials = workspace.floats(Workspace.Purpose.LANES, length);
        float largest = ScalarFloatExtrema.max(input, offset, stride, length);
        float shift = Float.isFinite(largest) ? largest : 0;
        for (int i = 0; i < length; i++) {
            exponentials[i] = FloatMathematics.exp(input[offset + i * stride] - shift);
        }
        return shift + FloatMathematics.log(sum(exponentials, 0, length));
    }

    /// The fold of `length` elements that lie `stride` apart: the tree over blocks.
    ///
    /// @param right the second factors of a sum of products, laid out as the input
    static float tree(
            ColumnTerm term,
            float[] input,
            int offset,
            int stride,
            float[] right,
            int rightOffset,
            float center,
            int length) {
        if (length <= BLOCK) {
            return fold(term, input, offset, stride, right, rightOffset, center, length, 0, 1);
        }
        int left = SumOrder.leftOfRoot(length);
        float first = tree(term, input, offset, stride, right, rightOffset, center, left);
        int second = left * stride;
        return join(
                term,
                first,
                tree(term, input, offset + second, stride, right, rightOffset + second, center, length - left));
    }

    /// The fold of the virtual lanes `lane`, `lane + step`, `lane + 2 step` … of one block: the tree over lanes.
    private static float fold(
            ColumnTerm term,
            float[] input,
            int offset,
            int stride,
            float[] right,
            int rightOffset,
            float center,
            int length,
            int lane,
            int step) {
        if (step == LANES) {
            return lane(term, input, offset, stride, right, rightOffset, center, length, lane);
        }
        return join(
                term,
                fold(term, input, offset, stride, right, rightOffset, center, length, lane, 2 * step),
                fold(term, input, offset, stride, right, rightOffset, center, length, lane + step, 2 * step));
    }

    private static float join(ColumnTerm term, float left, float right) {
        return term == ColumnTerm.PRODUCT ? left * right : left + right;
    }

    private static float lane(
            ColumnTerm term,
            float[] input,
            int offset,
            int stride,
            float[] right,
            int rightOffset,
            float center,
            int length,
            int lane) {
        float fold = term == ColumnTerm.PRODUCT ? 1 : 0;
        switch (term) {
            case SUM -> {
                for (int i = lane; i < length; i += LANES) {
                    fold += input[offset + i * stride];
                }
            }
            case SUM_MAGNITUDES -> {
                for (int i = lane; i < length; i += LANES) {
                    fold += Math.abs(input[offset + i * stride]);
                }
            }
            case SUM_SQUARES -> {
                for (int i = lane; i < length; i += LANES) {
                    fold = Math.fma(input[offset + i * stride], right[rightOffset + i * stride], fold);
                }
            }
            case SUM_SQUARED_DIFFERENCES -> {
                for (int i = lane; i < length; i += LANES) {
                    float difference = input[offset + i * stride] - center;
                    fold = Math.fma(difference, difference, fold);
                }
            }
            case PRODUCT -> {
                for (int i = lane; i < length; i += LANES) {
                    fold *= input[offset + i * stride];
                }
            }
            case MAX, MIN, MAX_MAGNITUDE -> throw new IllegalArgumentException(term + " has no order");
        }
        return fold;
    }
}
