package dev.glissade.kernel;

/// The reference of [FloatExtrema].
final class ScalarFloatExtrema implements FloatExtrema {

    @Override
    public float max(float[] input, int inputOffset, int length) {
        return max(input, inputOffset, 1, length);
    }

    @Override
    public float min(float[] input, int inputOffset, int length) {
        return min(input, inputOffset, 1, length);
    }

    @Override
    public float maxMagnitude(float[] input, int inputOffset, int length) {
        return maxMagnitude(input, inputOffset, 1, length);
    }

    @Override
    public int argMax(float[] input, int inputOffset, int length) {
        return argMax(input, inputOffset, 1, length);
    }

    @Override
    public int argMin(float[] input, int inputOffset, int length) {
        return argMin(input, inputOffset, 1, length);
    }

    @Override
    public void maxRows(float[] input, int inputOffset, int rows, int columns, float[] result, int resultOffset) {
        for (int r = 0; r < rows; r++) {
            result[resultOffset + r] = max(input, inputOffset + r * columns, 1, columns);
        }
    }

    @Override
    public void maxColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        for (int c = 0; c < columns; c++) {
            result[resultOffset + c] = max(input, inputOffset + c, columns, rows);
        }
    }

    @Override
    public void minColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        for (int c = 0; c < columns; c++) {
            result[resultOffset + c] = min(input, inputOffset + c, columns, rows);
        }
    }

    @Override
    public void maxMagnitudeOfColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        for (int c = 0; c < columns; c++) {
            result[resultOffset + c] = maxMagnitude(input, inputOffset + c, columns, rows);
        }
    }

    @Override
    public void argMaxColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        for (int c = 0; c < columns; c++) {
            result[resultOffset + c] = argMax(input, inputOffset + c, columns, rows);
        }
    }

    @Override
    public void argMinColumns(
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        for (int c = 0; c < columns; c++) {
            result[resultOffset + c] = argMin(input, inputOffset + c, columns, rows);
        }
    }

    static float max(float[] input, int offset, int stride, int length) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, input[offset + i * stride]);
        }
        return largest;
    }

    private static float min(float[] input, int offset, int stride, int length) {
        float smallest = Float.POSITIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            smallest = Math.min(smallest, input[offset + i * stride]);
        }
        return smallest;
    }

    private static float maxMagnitude(float[] input, int offset, int stride, int length) {
        float largest = 0;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, Math.abs(input[offset + i * stride]));
        }
        return largest;
    }

    private static int argMax(float[] input, int offset, int stride, int length) {
        int best = length == 0 ? -1 : 0;
        for (int i = 1; i < length; i++) {
            float x = input[offset + i * stride];
            float largest = input[offset + best * stride];
            // A NaN is replaced by nothing and replaces all else.
            if (x > largest || (Float.isNaN(x) && !Float.isNaN(largest))) {
                best = i;
            }
        }
        return best;
    }

    private static int argMin(float[] input, int offset, int stride, int length) {
        int best = length == 0 ? -1 : 0;
        for (int i = 1; i < length; i++) {
            float x = input[offset + i * stride];
            float smallest = input[offset + best * stride];
            if (x < smallest || (Float.isNaN(x) && !Float.isNaN(smallest))) {
                best = i;
            }
        }
        return best;
    }
}
