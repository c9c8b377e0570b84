package dev.glissade.kernel;

import dev.glissade.kernel.Workspace.Purpose;
import java.util.Arrays;

/// The adjoint of convolution in the weight as a product over all places: A is the cotangent as it lies there (outputs ×
/// places), row p of B what the window covers at place p.
///
/// For B the image is copied with the channels of a pixel as neighbours, and padding around it. Then all channels under
/// one row of the kernel at one place are neighbours, too (under one tap, where there is a dilation), and the lanes of a
/// vector are elements of the weight:
///
/// ```
///   image with channels a, b, c:   a00 b00 c00  a01 b01 c01  a02 b02 c02  a03 …
///   kernel row of 2, place 1:                   └─────────────────────┘
/// ```
///
/// The weights in this order, outputs × (kernel row, kernel column, channel), each stretch filled up to whole vectors, are
/// sums in scratch memory, to which a few rows of the output are added at a time.
final class SimdFloatWeightAdjoint {
    /// Channels of one copy at most.
    private static final int CHANNELS = 32;

    /// Elements of one copy, about.
    private static final int COPY = 1 << 16;

    /// Steps of the product that are done at a time, about.
    private static final int DEPTH = 784;

    private static final int ROWS = SimdFloatStepTile.ROWS;
    private static final int COLUMNS = SimdFloatStepTile.COLUMNS;
    private static final int V = SimdFloatSpecies.SPECIES.length();

    private SimdFloatWeightAdjoint() {}

    /// Into how many parts the outputs are cut so that there is work for all threads.
    static int outputShares(int groups, int channels, int outputs, int threads) {
        int blocks = groups * channelBlocks(groups, channels);
        return blocks >= threads
                ? 1
                : Math.min(SimdFloatForwardConvolution.panels(outputs / groups), Math.ceilDiv(threads, blocks));
    }

    /// The number of parts of the weight that can be computed on their own.
    static int shares(int groups, int channels, int outputShares) {
        return groups * channelBlocks(groups, channels) * outputShares;
    }

    private static int channelBlocks(int groups, int channels) {
        return Math.ceilDiv(channels / groups, CHANNELS);
    }

    /// Parts `from` to `to` of the weight.
    static void run(
            Window window,
            int groups,
            int batch,
            int channels,
            int rows,
            int columns,
            int outputs,
            float[] input,
            int inputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            int outputShares,
            int from,
            int to,
            Workspace workspace) {
        int blocks = channelBlocks(groups, channels);
        int groupChannels = channels / groups;
        int groupOutputs = outputs / groups;
        int panels = SimdFloatForwardConvolution.panels(groupOutputs);
        for (int share = from; share < to; share++) {
            int group = share / outputShares / blocks;
            int block = share / outputShares % blocks;
            int part = share % outputShares;
            int channel = (int) ((long) groupChannels * block / blocks);
            int output = Math.min(groupOutputs, panels * part / outputShares * ROWS);
            part(
                    window,
                    batch,
                    channels,
                    rows,
                    columns,
                    outputs,
                    group * groupChannels + channel,
                    (int) ((long) groupChannels * (block + 1) / blocks) - channel,
                    group * groupOutputs + output,
                    Math.min(groupOutputs, panels * (part + 1) / outputShares * ROWS) - output,
                    input,
                    inputOffset,
                    cotangent,
                    cotangentOffset,
                    result,
                    resultOffset + ((group * groupOutputs + output) * groupChannels + channel) * window.taps(),
                    groupChannels * window.taps(),
                    workspace);
        }
    }

    /// The weights between `channelCount` channels and `outputCount` outputs.
    private static void part(
            Window window,
            int batch,
            int channels,
            int rows,
            int columns,
            int outputs,
            int firstChannel,
            int channelCount,
            int firstOutput,
            int outputCount,
            float[] input,
            int inputOffset,
            float[] cotangent,
            int cotangentOffset,
            float[] result,
            int resultOffset,
            int resultStride,
            Workspace workspace) {
        int outputRows = window.rowPlaces(rows);
        int outputColumns = window.columnPlaces(columns);
        int width = (outputColumns - 1) * window.strideColumns() + spanColumns(window);
        int length = SimdFloatForwardConvolution.panels(outputCount) * ROWS * sumsStride(window, channelCount);
        float[] sums = workspace.floats(Purpose.PACKED_LEFT, length);
        Arrays.fill(sums, 0, length, 0);
        int most = Math.clamp(
                (COPY / Math.multiplyExact(width, channelCount) - spanRows(window)) / window.strideRows() + 1,
                1,
                outputRows);
        int copyRows = (most - 1) * window.strideRows() + spanRows(window);
        float[] copy = workspace.floats(
                Purpose.PACKED_RIGHT, Math.addExact(Math.multiplyExact(copyRows, width * channelCount), COLUMNS));
        int atATime = Math.clamp(DEPTH / outputColumns, 1, outputRows);
        int[] steps = workspace.ints(Purpose.TILE, atATime * outputColumns);
        for (int i = 0; i < atATime; i++) {
            for (int j = 0; j < outputColumns; j++) {
                steps[i * outputColumns + j] =
                        (i * window.strideRows() * width + j * window.strideColumns()) * channelCount;
            }
        }
        for (int image = 0; image < batch; image++) {
            int imageAt = inputOffset + (image * channels + firstChannel) * rows * columns;
            int cotangentAt = cotangentOffset + (image * outputs + firstOutput) * outputRows * outputColumns;
            for (int first = 0; first < outputRows; first += most) {
                int count = Math.min(most, outputRows - first);
                SimdFloatPlanes.interleave(
                        channelCount,
                        input,
                        imageAt,
                        rows * columns,
                        rows,
                        columns,
                        first * window.strideRows() - window.paddingRows(),
                        -window.paddingColumns(),
                        copy,
                        0,
                        (count - 1) * window.strideRows() + spanRows(window),
                        width);
                for (int row = 0; row < count; row += atATime) {
                    accumulate(
                            window,
                            channelCount,
                            outputCount,
                            Math.min(atATime, count - row) * outputColumns,
                            cotangent,
                            cotangentAt + (first + row) * outputColumns,
                            outputRows * outputColumns,
                            copy,
                            row * window.strideRows() * width * channelCount,
                            width,
                            steps,
                            sums);
                }
            }
        }
        write(window, channelCount, outputCount, sums, result, resultOffset, resultStride);
    }

    /// Adds a few rows of the output to all sums.
    private static void accumulate(
            Window window,
            int channels,
            int outputs,
            int depth,
            float[] cotangent,
            int cotangentOffset,
            int cotangentStride,
            float[] copy,
            int copyOffset,
            int width,
            int[] steps,
            float[] sums) {
        int length = runLength(window, channels);
        int stride = sumsStride(window, channels);
        int runColumns = window.dilationColumns() == 1 ? 1 : window.kernelColumns();
        int run = 0;
        for (int k = 0; k < window.kernelRows(); k++) {
            for (int l = 0; l < runColumns; l++) {
                int from = copyOffset + (k * window.dilationRows() * width + l * window.dilationColumns()) * channels;
                for (int lane = 0; lane < length; lane += COLUMNS) {
                    for (int output = 0; output < outputs; output += ROWS) {
                        SimdFloatStepTile.tile(
                                Math.min(ROWS, outputs - output),
                                Math.ceilDiv(Math.min(COLUMNS, length - lane), V),
                                depth,
                                cotangent,
                                cotangentOffset + output * cotangentStride,
                                cotangentStride,
                                copy,
                                from + lane,
                                steps,
                                sums,
                                output * stride + run + lane,
                                stride,
                                true);
                    }
                }
                run += stride / runs(window);
            }
        }
    }

    /// Writes the sums where they belong.
    private static void write(
            Window window,
            int channels,
            int outputs,
            float[] sums,
            float[] result,
            int resultOffset,
            int resultStride) {
        int taps = window.taps();
        int stride = sumsStride(window, channels);
        // Where nothing was filled up, the taps of all stretches are channels apart.
        int runs = stride == taps * channels ? 1 : runs(window);
        int runTaps = taps / runs;
        for (int output = 0; output < outputs; output++) {
            for (int run = 0; run < runs; run++) {
                SimdFloatPlanes.transpose(
                        runTaps,
                        channels,
                        sums,
                        output * stride + run * (stride / runs),
                        channels,
                        result,
                        resultOffset + output * resultStride + run * runTaps,
                        taps);
            }
        }
    }

    /// The length of a row of sums.
    private static int sumsStride(Window window, int channels) {
        return runs(window) * Math.ceilDiv(runLength(window, channels), V) * V;
    }

    /// The number of stretches of neighbouring elements under the window.
    private static int runs(Window window) {
        return window.dilationColumns() == 1 ? window.kernelRows() : window.taps();
    }

    private static int runLength(Window window, int channels) {
        return window.dilationColumns() == 1 ? window.kernelColumns() * channels : channels;
    }

    private static int spanRows(Window window) {
        return (window.kernelRows() - 1) * window.dilationRows() + 1;
    }

    private static int spanColumns(Window window) {
        return (window.kernelColumns() - 1) * window.dilationColumns() + 1;
    }
}
