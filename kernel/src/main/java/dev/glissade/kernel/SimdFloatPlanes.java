package dev.glissade.kernel;

import java.util.Arrays;

/// Copies of images for convolution: cut out with a stride, with padding as zeros.
final class SimdFloatPlanes {
    private static final int V = SimdFloatSpecies.SPECIES.length();

    private SimdFloatPlanes() {}

    /// Copies one plane: `target[u × targetColumns + v]` = the element of the image on row `firstRow + u × rowStep` and
    /// column `firstColumn + v × columnStep`, or 0 outside the image.
    static void cut(
            float[] source,
            int sourceOffset,
            int rows,
            int columns,
            int firstRow,
            int rowStep,
            int firstColumn,
            int columnStep,
            float[] target,
            int targetOffset,
            int targetRows,
            int targetColumns) {
        int above = below(-firstRow, rowStep, targetRows);
        int insideRows = below(rows - firstRow, rowStep, targetRows);
        int before = below(-firstColumn, columnStep, targetColumns);
        int inside = Math.max(before, below(columns - firstColumn, columnStep, targetColumns));
        insideRows = Math.max(above, insideRows);
        Arrays.fill(target, targetOffset, targetOffset + above * targetColumns, 0);
        int sourceAt = sourceOffset + (firstRow + above * rowStep) * columns + firstColumn;
        int sourceStep = rowStep * columns;
        int targetAt = targetOffset + above * targetColumns;
        if (columnStep == 1 && sourceStep == targetColumns && insideRows > above && inside > before) {
            // Rows follow one another alike in both: one copy from the first element inside to the last, then the
            // edges.
            int length = (insideRows - above - 1) * targetColumns + inside - before;
            System.arraycopy(source, sourceAt + before, target, targetAt + before, length);
            for (int u = above; u < insideRows; u++) {
                edges(target, targetAt, before, inside, targetColumns);
                targetAt += targetColumns;
            }
        } else {
            for (int u = above; u < insideRows; u++) {
                for (int v = before; v < inside; v++) {
                    target[targetAt + v] = source[sourceAt + v * columnStep];
                }
                edges(target, targetAt, before, inside, targetColumns);
                sourceAt += sourceStep;
                targetAt += targetColumns;
            }
        }
        Arrays.fill(target, targetAt, targetOffset + targetRows * targetColumns, 0);
    }

    private static void edges(float[] target, int row, int before, int inside, int columns) {
        for (int v = 0; v < before; v++) {
            target[row + v] = 0;
        }
        for (int v = inside; v < columns; v++) {
            target[row + v] = 0;
        }
    }

    /// How many of the first `count` multiples of `step` are below `limit`.
    private static int below(int limit, int step, int count) {
        return limit <= 0 ? 0 : Math.min(count, (limit - 1) / step + 1);
    }

    /// Copies rows of `channels` planes, a plane every `planeStride` elements, so that the channels of a pixel are
    /// neighbours: `target[(u × targetColumns + v) × channels + c]` = the element of plane c on row `firstRow + u` and
    /// column `firstColumn + v`, or 0 outside.
    static void interleave(
            int channels,
            float[] source,
            int sourceOffset,
            int planeStride,
            int rows,
            int columns,
            int firstRow,
            int firstColumn,
            float[] target,
            int targetOffset,
            int targetRows,
            int targetColumns) {
        int before = below(-firstColumn, 1, targetColumns);
        int inside = Math.max(before, below(columns - firstColumn, 1, targetColumns));
        for (int u = 0; u < targetRows; u++) {
            int targetAt = targetOffset + u * targetColumns * channels;
            if (firstRow + u < 0 || firstRow + u >= rows) {
                Arrays.fill(target, targetAt, targetAt + targetColumns * channels, 0);
            } else {
                Arrays.fill(target, targetAt, targetAt + before * channels, 0);
                Arrays.fill(target, targetAt + inside * channels, targetAt + targetColumns * channels, 0);
            }
        }
        // A few planes from top to bottom, so that memory is read in long stretches.
        int atATime = Math.max(8, V);
        for (int channel = 0; channel < channels; channel += atATime) {
            int lines = Math.min(atATime, channels - channel);
            for (int u = Math.max(0, -firstRow); u < Math.min(targetRows, rows - firstRow); u++) {
                transpose(
                        lines,
                        inside - before,
                        source,
                        sourceOffset + channel * planeStride + (firstRow + u) * columns + firstColumn + before,
                        planeStride,
                        target,
                        targetOffset + (u * targetColumns + before) * channels + channel,
                        channels);
            }
        }
    }

    /// `target[p × width + line]` = element p of a line, a line every `stride` elements: in squares of V × V elements, of
    /// which the last may write again what the one before it wrote, and half squares where the target has no more than
    /// that; else eight lines at a time, so that eight neighbours are written together.
    static void transpose(
            int lines,
            int length,
            float[] source,
            int sourceOffset,
            int stride,
            float[] target,
            int targetOffset,
            int width) {
        int line = 0;
        for (; length >= V && line <= lines - V; line += V) {
            int from = sourceOffset + line * stride;
            int to = targetOffset + line;
            for (int p = 0; p < length; p += V) {
                int first = Math.min(p, length - V);
                SimdFloatSquares.transpose(source, from + first, stride, target, to + first * width, width);
            }
        }
        if (length >= V && 2 * (lines - line) == V && 2 * width == V) {
            int from = sourceOffset + line * stride;
            for (int p = 0; p < length; p += V) {
                int first = Math.min(p, length - V);
                SimdFloatSquares.half(source, from + first, stride, target, targetOffset + line + first * width);
            }
            return;
        }
        for (; line <= lines - 8; line += 8) {
            eightLines(width, length, source, sourceOffset + line * stride, stride, target, targetOffset + line);
        }
        for (; line < lines; line++) {
            int from = sourceOffset + line * stride;
            int to = targetOffset + line;
            for (int p = 0; p < length; p++) {
                target[to + p * width] = source[from + p];
            }
        }
    }

    private static void eightLines(
            int width, int length, float[] source, int sourceOffset, int stride, float[] target, int targetOffset) {
        int from1 = sourceOffset + stride;
        int from2 = from1 + stride;
        int from3 = from2 + stride;
        int from4 = from3 + stride;
        int from5 = from4 + stride;
        int from6 = from5 + stride;
        int from7 = from6 + stride;
        int to = targetOffset;
        for (int p = 0; p < length; p++) {
            target[to] = source[sourceOffset + p];
            target[to + 1] = source[from1 + p];
            target[to + 2] = source[from2 + p];
            target[to + 3] = source[from3 + p];
            target[to + 4] = source[from4 + p];
            target[to + 5] = source[from5 + p];
            target[to + 6] = source[from6 + p];
            target[to + 7] = source[from7 + p];
            to += width;
        }
    }
}
