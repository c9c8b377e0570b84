package dev.glissade.kernel;

import dev.glissade.kernel.Workspace.Purpose;
import java.util.Arrays;

/// The adjoint of convolution in the input: as [SimdFloatForwardConvolution], with copies of the cotangent and the
/// weights transposed.
///
/// With a stride, the rows of the input are sorted by (row + padding) modulo the stride, and its columns likewise: the
/// elements of one such *phase* lie under the same taps, and for each tap under neighbouring places. So each phase is a
/// convolution without a stride of its own, with a part of the taps; its result is spread over the rows and columns.
final class SimdFloatInputAdjoint {
    private SimdFloatInputAdjoint() {}

    /// The weights phase by phase, in a phase channel by channel, output by output, tap by tap.
    static float[] pack(
            Window window,
            int groups,
            int channels,
            int outputs,
            float[] weight,
            int weightOffset,
            Workspace workspace) {
        int groupChannels = channels / groups;
        int groupOutputs = outputs / groups;
        int groupWeights = groupOutputs * groupChannels * window.taps();
        float[] packed = workspace.floats(Purpose.PACKED_LEFT, groups * groupWeights);
        int to = 0;
        for (int group = 0; group < groups; group++) {
            int from = weightOffset + group * groupWeights;
            for (int a = 0; a < window.strideRows(); a++) {
                for (int b = 0; b < window.strideColumns(); b++) {
                    packPhase(window, a, b, groupChannels, groupOutputs, weight, from, packed, to);
                    to += groupChannels * groupOutputs * rowTaps(window, a) * columnTaps(window, b);
                }
            }
        }
        return packed;
    }

    private static void packPhase(
            Window window,
            int a,
            int b,
            int channels,
            int outputs,
            float[] weight,
            int weightOffset,
            float[] packed,
            int packedOffset) {
        boolean all = window.strideRows() == 1 && window.strideColumns() == 1;
        int to = packedOffset;
        for (int channel = 0; channel < channels; channel++) {
            for (int output = 0; output < outputs; output++) {
                int from = weightOffset + (output * channels + channel) * window.taps();
                if (all) {
                    System.arraycopy(weight, from, packed, to, window.taps());
                    to += window.taps();
                    continue;
                }
                for (int k = 0; k < window.kernelRows(); k++) {
                    for (int l = 0; l < window.kernelColumns(); l++) {
                        if (underRow(window, a, k) && underColumn(window, b, l)) {
                            packed[to++] = weight[from + k * window.kernelColumns() + l];
                        }
                    }
                }
            }
        }
    }

    /// Rows `from` to `to` of all images, counted through.
    static void run(
            Window window,
            int groups,
            int channels,
            int rows,
            int columns,
            int outputs,
            float[] cotangent,
            int cotangentOffset,
            float[] packed,
            float[] result,
            int resultOffset,
            int from,
            int to,
            Workspace workspace) {
        int places = window.rowPlaces(rows) * window.columnPlaces(columns);
        int groupChannels = channels / groups;
        int groupOutputs = outputs / groups;
        long perRow = Math.min(
                        (long) groupOutputs * window.kernelColumns(),
                        Math.max(SimdFloatForwardConvolution.DEPTH, window.kernelColumns()))
                * columns;
        int most = (int) Math.max(window.strideRows(), SimdFloatForwardConvolution.BLOCK / Math.max(1, perRow));
        int row = from;
        while (row < to) {
            int image = row / rows;
            int first = row % rows;
            int count = Math.min(Math.min(rows - first, to - row), most);
            int packedAt = 0;
            for (int group = 0; group < groups; group++) {
                int cotangentAt = cotangentOffset + (image * outputs + group * groupOutputs) * places;
                int resultAt = resultOffset + (image * channels + group * groupChannels) * rows * columns;
                for (int a = 0; a < window.strideRows(); a++) {
                    for (int b = 0; b < window.strideColumns(); b++) {
                        phase(
                                window,
                                a,
                                b,
                                groupChannels,
                                rows,
                                columns,
                                groupOutputs,
                                cotangent,
                                cotangentAt,
                                packed,
                                packedAt,
                                result,
                                resultAt,
                                first,
                                count,
                                workspace);
                        packedAt += groupChannels * groupOutputs * rowTaps(window, a) * columnTaps(window, b);
                    }
                }
            }
            row += count;
        }
    }

    /// The elements of phase (a, b) on some rows of the planes of one group.
    private static void phase(
            Window window,
            int a,
            int b,
            int channels,
            int rows,
            int columns,
            int outputs,
            float[] cotangent,
            int cotangentOffset,
            float[] packed,
            int packedOffset,
            float[] result,
            int resultOffset,
            int firstRow,
            int rowCount,
            Workspace workspace) {
        int top = Math.ceilDiv(firstRow + window.paddingRows() - a, window.strideRows());
        int left = Math.ceilDiv(window.paddingColumns() - b, window.strideColumns());
        int height = Math.ceilDiv(firstRow + rowCount + window.paddingRows() - a, window.strideRows()) - top;
        int width = Math.ceilDiv(columns + window.paddingColumns() - b, window.strideColumns()) - left;
        if (height == 0 || width == 0) {
            return;
        }
        int plane = rows * columns;
        int row = top * window.strideRows() + a - window.paddingRows();
        if (window.strideRows() == 1 && window.strideColumns() == 1) {
            int target = resultOffset + row * columns;
            accumulate(
                    window,
                    a,
                    b,
                    channels,
                    rows,
                    columns,
                    outputs,
                    cotangent,
                    cotangentOffset,
                    packed,
                    packedOffset,
                    top,
                    left,
                    height,
                    width,
                    result,
                    target,
                    plane,
                    workspace);
            return;
        }
        float[] spread = workspace.floats(Purpose.RESULT, channels * height * width);
        accumulate(
                window,
                a,
                b,
                channels,
                rows,
                columns,
                outputs,
                cotangent,
                cotangentOffset,
                packed,
                packedOffset,
                top,
                left,
                height,
                width,
                spread,
                0,
                height * width,
                workspace);
        int column = left * window.strideColumns() + b - window.paddingColumns();
        int at = 0;
        for (int channel = 0; channel < channels; channel++) {
            for (int u = 0; u < height; u++) {
                int to = resultOffset + channel * plane + (row + u * window.strideRows()) * columns + column;
                for (int v = 0; v < width; v++) {
                    result[to + v * window.strideColumns()] = spread[at++];
                }
            }
        }
    }

    /// One phase as a product: `height` × `width` elements of each channel, from place (top, left) under tap (0, 0) on.
    private static void accumulate(
            Window window,
            int a,
            int b,
            int channels,
            int rows,
            int columns,
            int outputs,
            float[] cotangent,
            int cotangentOffset,
            float[] packed,
            int packedOffset,
            int top,
            int left,
            int height,
            int width,
            float[] result,
            int resultOffset,
            int resultStride,
            Workspace workspace) {
        int rowTaps = rowTaps(window, a);
        int columnTaps = columnTaps(window, b);
        int taps = rowTaps * columnTaps;
        if (taps == 0 || outputs == 0) {
            for (int channel = 0; channel < channels; channel++) {
                int at = resultOffset + channel * resultStride;
                Arrays.fill(result, at, at + height * width, 0);
            }
            return;
        }
        int outputRows = window.rowPlaces(rows);
        int outputColumns = window.columnPlaces(columns);
        int lowest = lowestPlace(window, a);
        int copySize = (height + highestPlace(window, a) - lowest) * width;
        int outputSize = Math.multiplyExact(columnTaps, copySize);
        int atATime = SimdFloatForwardConvolution.atATime(outputs, taps);
        float[] copies = workspace.floats(
                Purpose.PACKED_RIGHT,
                Math.addExact(Math.multiplyExact(atATime, outputSize), SimdFloatStepTile.COLUMNS));
        float[] buffer = workspace.floats(Purpose.TILE, SimdFloatStepTile.ROWS * SimdFloatStepTile.COLUMNS);
        int[] steps = steps(window, a, b, atATime, outputSize, copySize, lowest, width, workspace);
        for (int output = 0; output < outputs; output += atATime) {
            int count = Math.min(atATime, outputs - output);
            int to = 0;
            for (int o = 0; o < count; o++) {
                int plane = cotangentOffset + (output + o) * outputRows * outputColumns;
                for (int l = 0; l < window.kernelColumns(); l++) {
                    if (underColumn(window, b, l)) {
                        SimdFloatPlanes.cut(
                                cotangent,
                                plane,
                                outputRows,
                                outputColumns,
                                top + lowest,
                                1,
                                left + (b - l * window.dilationColumns()) / window.strideColumns(),
                                1,
                                copies,
                                to,
                                copySize / width,
                                width);
                        to += copySize;
                    }
                }
            }
            SimdFloatStepTile.multiply(
                    channels,
                    height * width,
                    count * taps,
                    packed,
                    packedOffset + output * taps,
                    outputs * taps,
                    copies,
                    0,
                    steps,
                    result,
                    resultOffset,
                    resultStride,
                    output > 0,
                    buffer);
        }
    }

    /// Where each row of B begins in the copies.
    private static int[] steps(
            Window window,
            int a,
            int b,
            int outputs,
            int outputSize,
            int copySize,
            int lowest,
            int width,
            Workspace workspace) {
        int[] steps = workspace.ints(Purpose.TILE, outputs * rowTaps(window, a) * columnTaps(window, b));
        int at = 0;
        for (int output = 0; output < outputs; output++) {
            for (int k = 0; k < window.kernelRows(); k++) {
                if (underRow(window, a, k)) {
                    int row = (a - k * window.dilationRows()) / window.strideRows() - lowest;
                    for (int copy = 0; copy < columnTaps(window, b); copy++) {
                        steps[at++] = output * outputSize + copy * copySize + row * width;
                    }
                }
            }
        }
        return steps;
    }

    /// Whether rows of phase a lie under row k of the kernel for some place.
    private static boolean underRow(Window window, int a, int k) {
        return (a - k * window.dilationRows()) % window.strideRows() == 0;
    }

    private static boolean underColumn(Window window, int b, int l) {
        return (b - l * window.dilationColumns()) % window.strideColumns() == 0;
    }

    private static int rowTaps(Window window, int a) {
        int count = 0;
        for (int k = 0; k < window.kernelRows(); k++) {
            count += underRow(window, a, k) ? 1 : 0;
        }
        return count;
    }

    private static int columnTaps(Window window, int b) {
        int count = 0;
        for (int l = 0; l < window.kernelColumns(); l++) {
            count += underColumn(window, b, l) ? 1 : 0;
        }
        return count;
    }

    /// The place that the last tap over a row of phase a belongs to, counted from the place of tap 0 of phase 0.
    private static int lowestPlace(Window window, int a) {
        int place = 0;
        for (int k = 0; k < window.kernelRows(); k++) {
            place = underRow(window, a, k) ? (a - k * window.dilationRows()) / window.strideRows() : place;
        }
        return place;
    }

    /// The same for the first tap.
    private static int highestPlace(Window window, int a) {
        for (int k = 0; k < window.kernelRows(); k++) {
            if (underRow(window, a, k)) {
                return (a - k * window.dilationRows()) / window.strideRows();
            }
        }
        return 0;
    }
}
