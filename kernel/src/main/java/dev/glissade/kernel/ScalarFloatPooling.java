package dev.glissade.kernel;

import java.util.Arrays;

/// The reference of [FloatPooling]: one place of the window after the other.
final class ScalarFloatPooling implements FloatPooling {

    @Override
    public void maxPool(
            Window window,
            int planes,
            int rows,
            int columns,
            float[] input,
            int inputOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        int outputRows = window.rowPlaces(rows);
        int outputColumns = window.columnPlaces(columns);
        for (int plane = 0; plane < planes; plane++) {
            int from = inputOffset + plane * rows * columns;
            for (int i = 0; i < outputRows; i++) {
                int to = resultOffset + (plane * outputRows + i) * outputColumns;
                maxPlaces(window, rows, columns, input, from, i, 0, outputColumns, result, to);
            }
        }
    }

    /// Places `first` to `end` of row i: `result[resultOffset + j]` for place j.
    static void maxPlaces(
            Window window,
            int rows,
            int columns,
            float[] input,
            int plane,
            int i,
            int first,
            int end,
            float[] result,
            int resultOffset) {
        for (int j = first; j < end; j++) {
            result[resultOffset + j] = input[chosen(window, rows, columns, input, plane, i, j)];
        }
    }

    @Override
    public void maxPoolAdjoint(
            Window window,
            int planes,
            int rows,
            int columns,
            float[] input,
            int inputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        int outputRows = window.rowPlaces(rows);
        int outputColumns = window.columnPlaces(columns);
        Arrays.fill(result, resultOffset, resultOffset + planes * rows * columns, 0);
        for (int plane = 0; plane < planes; plane++) {
            int start = plane * rows * columns;
            for (int i = 0; i < outputRows; i++) {
                int from = cotangentOffset + (plane * outputRows + i) * outputColumns;
                maxAdjointPlaces(
                        window,
                        rows,
                        columns,
                        input,
                        inputOffset + start,
                        i,
                        0,
                        outputColumns,
                        cotangent,
                        from,
                        result,
                        resultOffset + start);
            }
        }
    }

    /// Adds the cotangents of places `first` to `end` of row i, that of place j being
    /// `cotangent[cotangentOffset + j]`.
    static void maxAdjointPlaces(
            Window window,
            int rows,
            int columns,
            float[] input,
            int plane,
            int i,
            int first,
            int end,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultPlane) {
        for (int j = first; j < end; j++) {
            int at = chosen(window, rows, columns, input, plane, i, j) - plane;
            result[resultPlane + at] += cotangent[cotangentOffset + j];
        }
    }

    @Override
    public void maxPoolPushforward(
            Window window,
            int planes,
            int rows,
            int columns,
            float[] input,
            int inputOffset,
            float[] tangent,
            int tangentOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        int outputRows = window.rowPlaces(rows);
        int outputColumns = window.columnPlaces(columns);
        for (int plane = 0; plane < planes; plane++) {
            int start = plane * rows * columns;
            for (int i = 0; i < outputRows; i++) {
                int to = resultOffset + (plane * outputRows + i) * outputColumns;
                for (int j = 0; j < outputColumns; j++) {
                    int at = chosen(window, rows, columns, input, inputOffset + start, i, j) - inputOffset;
                    result[to + j] = tangent[tangentOffset + at];
                }
            }
        }
    }

    /// The index of the element that place (i, j) chooses.
    private static int chosen(Window window, int rows, int columns, float[] input, int plane, int i, int j) {
        int top = i * window.strideRows() - window.paddingRows();
        int left = j * window.strideColumns() - window.paddingColumns();
        int bottom = Math.min(top + window.kernelRows(), rows);
        int right = Math.min(left + window.kernelColumns(), columns);
        int chosen = plane + Math.max(top, 0) * columns + Math.max(left, 0);
        float largest = input[chosen];
        for (int row = Math.max(top, 0); row < bottom; row++) {
            for (int column = Math.max(left, 0); column < right; column++) {
                int at = plane + row * columns + column;
                float x = input[at];
                if (exceeds(x, largest)) {
                    largest = x;
                    chosen = at;
                }
            }
        }
        return chosen;
    }

    /// Whether x takes the place of the largest so far: it is larger or a NaN, and that one is no NaN.
    private static boolean exceeds(float x, float largest) {
        return !(x <= largest) && !Float.isNaN(largest);
    }

    @Override
    public void meanPool(
            Window window,
            boolean countPadding,
            int planes,
            int rows,
            int columns,
            float[] input,
            int inputOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        int outputRows = window.rowPlaces(rows);
        int outputColumns = window.columnPlaces(columns);
        for (int plane = 0; plane < planes; plane++) {
            int from = inputOffset + plane * rows * columns;
            for (int i = 0; i < outputRows; i++) {
                int to = resultOffset + (plane * outputRows + i) * outputColumns;
                meanPlaces(window, countPadding, rows, columns, input, from, i, 0, outputColumns, result, to);
            }
        }
    }

    /// Places `first` to `end` of row i: `result[resultOffset + j]` for place j.
    static void meanPlaces(
            Window window,
            boolean countPadding,
            int rows,
            int columns,
            float[] input,
            int plane,
            int i,
            int first,
            int end,
            float[] result,
            int resultOffset) {
        int top = i * window.strideRows() - window.paddingRows();
        int bottom = Math.min(top + window.kernelRows(), rows);
        for (int j = first; j < end; j++) {
            int left = j * window.strideColumns() - window.paddingColumns();
            int right = Math.min(left + window.kernelColumns(), columns);
            float c = 0;
            for (int row = Math.max(top, 0); row < bottom; row++) {
                for (int column = Math.max(left, 0); column < right; column++) {
                    c += input[plane + row * columns + column];
                }
            }
            result[resultOffset + j] = c / divisor(window, countPadding, rows, columns, i, j);
        }
    }

    @Override
    public void meanPoolAdjoint(
            Window window,
            boolean countPadding,
            int planes,
            int rows,
            int columns,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            Workspace workspace) {
        int outputRows = window.rowPlaces(rows);
        int outputColumns = window.columnPlaces(columns);
        Arrays.fill(result, resultOffset, resultOffset + planes * rows * columns, 0);
        for (int plane = 0; plane < planes; plane++) {
            int start = resultOffset + plane * rows * columns;
            for (int i = 0; i < outputRows; i++) {
                int from = cotangentOffset + (plane * outputRows + i) * outputColumns;
                meanAdjointPlaces(
                        window, countPadding, rows, columns, i, 0, outputColumns, cotangent, from, result, start);
            }
        }
    }

    /// Adds the cotangents of places `first` to `end` of row i, that of place j being
    /// `cotangent[cotangentOffset + j]`.
    static void meanAdjointPlaces(
            Window window,
            boolean countPadding,
            int rows,
            int columns,
            int i,
            int first,
            int end,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultPlane) {
        int top = i * window.strideRows() - window.paddingRows();
        int bottom = Math.min(top + window.kernelRows(), rows);
        for (int j = first; j < end; j++) {
            int left = j * window.strideColumns() - window.paddingColumns();
            int right = Math.min(left + window.kernelColumns(), columns);
            float share = cotangent[cotangentOffset + j] / divisor(window, countPadding, rows, columns, i, j);
            for (int row = Math.max(top, 0); row < bottom; row++) {
                for (int column = Math.max(left, 0); column < right; column++) {
                    result[resultPlane + row * columns + column] += share;
                }
            }
        }
    }

    /// The number that place (i, j) divides by.
    private static float divisor(Window window, boolean countPadding, int rows, int columns, int i, int j) {
        if (countPadding) {
            return window.taps();
        }
        int top = i * window.strideRows() - window.paddingRows();
        int left = j * window.strideColumns() - window.paddingColumns();
        int height = Math.min(top + window.kernelRows(), rows) - Math.max(top, 0);
        int width = Math.min(left + window.kernelColumns(), columns) - Math.max(left, 0);
        return height * width;
    }
}
