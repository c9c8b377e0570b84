package dev.glissade.kernel;

/// The reference of [FloatScans].
final class ScalarFloatScans implements FloatScans {

    @Override
    public void cumulativeSumRows(
            float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset) {
        for (int r = 0; r < rows; r++) {
            chain(input, inputOffset + r * columns, result, resultOffset + r * columns, 1, columns);
        }
    }

    @Override
    public void cumulativeSumColumns(
            float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset) {
        for (int c = 0; c < columns; c++) {
            chain(input, inputOffset + c, result, resultOffset + c, columns, rows);
        }
    }

    private static void chain(
            float[] input, int inputOffset, float[] result, int resultOffset, int stride, int length) {
        if (length == 0) {
            return;
        }
        float sum = input[inputOffset];
        result[resultOffset] = sum;
        for (int i = 1; i < length; i++) {
            sum += input[inputOffset + i * stride];
            result[resultOffset + i * stride] = sum;
        }
    }
}
