package dev.glissade.kernel;

import dev.glissade.kernel.Workspace.Purpose;
import java.util.Arrays;

/// Convolution as a matrix product without the matrix of all windows.
///
/// The product is A·B with the weights as A (outputs × taps of all channels) and, as B, the element under each tap for
/// each place of the window. Row p of B is a stretch of a copy of the image: for each column l of the kernel the image
/// is copied once, shifted by l and with the stride taken out, as wide as the output; then the elements under tap (k, l)
/// at all places are neighbours in that copy, k rows further down.
///
/// ```
///   image       copy for l = 0, 1, 2 (padding 1)       B, row (k, l): all places, from row k of copy l on
///   a b c        0 a b     a b c     b c 0
///   d e f        0 d e     d e f     e f 0
/// ```
///
/// With a stride of s rows, rows of the copies are sorted by their number modulo s, so that the rows under one tap
/// follow one another again. Channels are taken a few at a time, so that their copies stay in the second cache; a
/// result is the accumulator of the next few. The copies of k rows are shared: for a 3×3 kernel the image is
/// copied three times and not nine.

final class SimdFloatForwardConvolution {
    /// Steps of the product that are done at a time, about.
    static final int DEPTH = 576;

    /// How many elements the copies for one block of rows have at most, as long as it has more than one row.
    static final int BLOCK = 1 << 18;

    private static final int ROWS = SimdFloatStepTile.ROWS;

    private SimdFloatForwardConvolution() {}

    static int panels(int rows) {
        return (rows + ROWS - 1) / ROWS;
    }

    /// Rows `from` to `to` of the outputs of all images, counted through.
    static void run(
            Window window,
            int groups,
            int channels,
            int rows,
            int columns,
            int outputs,
            float[] input,
            int inputOffset,
            float[] weight,
            int weightOffset,
            boolean biased,
            float[] bias,
            int biasOffset,
            float[] result,
            int resultOffset,
            int from,
            int to,
            Workspace workspace) {
        int outputRows = window.rowPlaces(rows);
        int outputColumns = window.columnPlaces(columns);
        int places = outputRows * outputColumns;
        int groupChannels = channels / groups;
        int groupOutputs = outputs / groups;
        int groupWeights = groupOutputs * groupChannels * window.taps();
        int most = mostRows(window, groupChannels, outputColumns);
        int row = from;
        while (row < to) {
            int image = row / outputRows;
            int first = row % outputRows;
            int count = Math.min(Math.min(outputRows - first, to - row), most);
            int resultAt = resultOffset + image * outputs * places + first * outputColumns;
            for (int output = 0; output < outputs && (biased || groupChannels == 0); output++) {
                int at = resultAt + output * places;
                Arrays.fill(result, at, at + count * outputColumns, biased ? bias[biasOffset + output] : 0);
            }
            for (int group = 0; group < groups; group++) {
                block(
                        window,
                        groupChannels,
                        rows,
                        columns,
                        groupOutputs,
                        input,
                        inputOffset + (image * channels + group * groupChannels) * rows * columns,
                        weight,
                        weightOffset + group * groupWeights,
                        biased || groupChannels == 0,
                        result,
                        resultAt + group * groupOutputs * places,
                        first,
                        count,
                        workspace);
            }
            row += count;
        }
    }

    /// How many rows of the output are computed from one set of copies.
    private static int mostRows(Window window, int channels, int outputColumns) {
        long perRow = (long) atATime(channels, window.taps()) * phases(window) * window.kernelColumns() * outputColumns;
        return (int) Math.max(1, BLOCK / Math.max(1, perRow) - lastRow(window));
    }

    /// How many of `channels` channels with that many steps each are taken at a time: in equal parts of [#DEPTH] steps at
    /// most, or one by one.
    static int atATime(int channels, int steps) {
        int most = Math.max(1, DEPTH / steps);
        int parts = Math.max(1, (channels + most - 1) / most);
        return (channels + parts - 1) / parts;
    }

    /// How many sorts of rows there are: numbers modulo the stride under a tap.
    private static int phases(Window window) {
        return Math.min(window.strideRows(), (window.kernelRows() - 1) * window.dilationRows() + 1);
    }

    /// The row of a copy that lies under the last tap at the first place.
    private static int lastRow(Window window) {
        return (window.kernelRows() - 1) * window.dilationRows() / window.strideRows();
    }

    private static void block(
            Window window,
            int channels,
            int rows,
            int columns,
            int outputs,
            float[] input,
            int inputOffset,
            float[] weight,
            int weightOffset,
            boolean accumulate,
            float[] result,
            int resultOffset,
            int firstRow,
            int rowCount,
            Workspace workspace) {
        int outputColumns = window.columnPlaces(columns);
        int copyRows = rowCount + lastRow(window);
        int copySize = copyRows * outputColumns;
        int phases = phases(window);
        int channelSize = Math.multiplyExact(phases * window.kernelColumns(), copySize);
        int atATime = atATime(channels, window.taps());
        float[] copies = workspace.floats(
                Purpose.PACKED_RIGHT,
                Math.addExact(Math.multiplyExact(atATime, channelSize), SimdFloatStepTile.COLUMNS));
        float[] buffer = workspace.floats(Purpose.TILE, ROWS * SimdFloatStepTile.COLUMNS);
        int[] steps = steps(window, atATime, channelSize, copySize, outputColumns, workspace);
        int depth = channels * window.taps();
        for (int channel = 0; channel < channels; channel += atATime) {
            int count = Math.min(atATime, channels - channel);
            for (int c = 0; c < count; c++) {
                int plane = inputOffset + (channel + c) * rows * columns;
                copy(window, input, plane, rows, columns, firstRow, copies, c * channelSize, copyRows, outputColumns);
            }
            SimdFloatStepTile.multiply(
                    outputs,
                    rowCount * outputColumns,
                    count * window.taps(),
                    weight,
                    weightOffset + channel * window.taps(),
                    depth,
                    copies,
                    0,
                    steps,
                    result,
                    resultOffset,
                    window.rowPlaces(rows) * outputColumns,
                    accumulate || channel > 0,
                    buffer);
        }
    }

    /// Where each row of B begins in the copies.
    private static int[] steps(
            Window window, int channels, int channelSize, int copySize, int outputColumns, Workspace workspace) {
        int[] steps = workspace.ints(Purpose.TILE, channels * window.taps());
        int at = 0;
        for (int channel = 0; channel < channels; channel++) {
            for (int k = 0; k < window.kernelRows(); k++) {
                int row = k * window.dilationRows();
                int phase = row % window.strideRows() * window.kernelColumns();
                int start = channel * channelSize + row / window.strideRows() * outputColumns;
                for (int l = 0; l < window.kernelColumns(); l++) {
                    steps[at++] = start + (phase + l) * copySize;
                }
            }
        }
        return steps;
    }

    /// All copies of one channel, as far as a tap reads them.
    private static void copy(
            Window window,
            float[] input,
            int plane,
            int rows,
            int columns,
            int firstRow,
            float[] copies,
            int copiesOffset,
            int copyRows,
            int outputColumns) {
        int to = copiesOffset;
        for (int phase = 0; phase < phases(window); phase++) {
            boolean read = underTap(window, phase);
            for (int l = 0; l < window.kernelColumns(); l++) {
                if (read) {
                    SimdFloatPlanes.cut(
                            input,
                            plane,
                            rows,
                            columns,
                            firstRow * window.strideRows() - window.paddingRows() + phase,
                            window.strideRows(),
                            l * window.dilationColumns() - window.paddingColumns(),
                            window.strideColumns(),
                            copies,
                            to,
                            copyRows,
                            outputColumns);
                }
                to += copyRows * outputColumns;
            }
        }
    }

    private static boolean underTap(Window window, int phase) {
        for (int k = 0; k < window.kernelRows(); k++) {
            if (k * window.dilationRows() % window.strideRows() == phase) {
                return true;
            }
        }
        return false;
    }
}
