package dev.glissade.tensor;

import dev.glissade.kernel.FloatKernels;
import dev.glissade.kernel.Workspace;
import dev.glissade.kernel.Workspace.Purpose;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Layer and batch normalisation of checked float32 tensors.
///
/// An input with gaps is made dense in the result first. Rows of layer normalisation are dealt to the threads, as are
/// channels of batch normalisation. Where a channel's runs are short, whole samples are normalised instead, with the
/// numbers of each channel repeated.
final class FloatNormalise {
    private static final FloatKernels KERNELS = FloatKernels.selected();
    private static final int LEAST_WORK = 1 << 17;
    private static final int SHORT_RUN = 64;

    private FloatNormalise() {}

    static void layer(
            Tensor input,
            int axes,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            float epsilon,
            Tensor result,
            Workspace workspace) {
        int elements = result.shape().elements();
        if (elements == 0) {
            return;
        }
        Tensor source = dense(input, result);
        int length = 1;
        for (int back = 1; back <= axes; back++) {
            length *= input.shape().sizeFromEnd(back);
        }
        int columns = length;
        int rows = elements / columns;
        float[] weights = weight == null ? filled(1, Purpose.FIRST, columns, workspace) : weight.floats();
        float[] biases = bias == null ? filled(-0.0f, Purpose.SECOND, columns, workspace) : bias.floats();
        int weightsOffset = weight == null ? 0 : weight.offset();
        int biasesOffset = bias == null ? 0 : bias.offset();
        int tasks = Math.min(rows, workspace.parallel().tasks(elements, LEAST_WORK));
        if (tasks <= 1) {
            rows(source, result, 0, rows, columns, weights, weightsOffset, biases, biasesOffset, epsilon);
        } else {
            workspace.parallel().run(tasks, task -> {
                int from = (int) ((long) rows * task / tasks);
                int to = (int) ((long) rows * (task + 1) / tasks);
                rows(source, result, from, to, columns, weights, weightsOffset, biases, biasesOffset, epsilon);
            });
        }
    }

    private static void rows(
            Tensor input,
            Tensor result,
            int from,
            int to,
            int columns,
            float[] weights,
            int weightsOffset,
            float[] biases,
            int biasesOffset,
            float epsilon) {
        float[] x = input.floats();
        for (int r = from; r < to; r++) {
            int row = input.offset() + r * columns;
            float mean = KERNELS.reductions().sum(x, row, columns) / columns;
            float squares = KERNELS.reductions().sumSquaredDifferences(x, row, mean, columns);
            KERNELS.normalisation()
                    .normaliseRow(
                            x,
                            row,
                            mean,
                            KERNELS.normalisation().scale(squares / columns, epsilon),
                            weights,
                            weightsOffset,
                            biases,
                            biasesOffset,
                            result.floats(),
                            result.offset() + r * columns,
                            columns);
        }
    }

    static void batch(
            Tensor input,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            @Nullable Tensor runningMean,
            @Nullable Tensor runningVariance,
            float momentum,
            float epsilon,
            Tensor result,
            @Nullable Tensor newMean,
            @Nullable Tensor newVariance,
            Workspace workspace) {
        int channels = input.shape().size(1);
        int elements = input.shape().elements();
        int each = channels == 0 ? 0 : elements / channels;
        Tensor source = dense(input, result);
        float[] statistics = workspace.floats(Purpose.RESULT, 2 * channels);
        measure(source, channels, each, statistics, workspace);
        float unbiased = Math.max(0, each - 1);
        for (int c = 0; c < channels; c++) {
            float squares = statistics[channels + c];
            statistics[channels + c] = squares / each;
            blend(momentum, statistics[c], runningMean, newMean, c);
            blend(momentum, squares / unbiased, runningVariance, newVariance, c);
        }
        if (elements > 0) {
            normalise(source, weight, bias, statistics, 0, statistics, channels, epsilon, result, workspace);
        }
    }

    static void batch(
            Tensor input,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            Tensor mean,
            Tensor variance,
            float epsilon,
            Tensor result,
            Workspace workspace) {
        if (input.shape().elements() > 0) {
            normalise(
                    dense(input, result),
                    weight,
                    bias,
                    mean.floats(),
                    mean.offset(),
                    variance.floats(),
                    variance.offset(),
                    epsilon,
                    result,
                    workspace);
        }
    }

    private static void blend(float momentum, float batch, @Nullable Tensor running, @Nullable Tensor target, int c) {
        if (running == null || target == null) {
            return;
        }
        float kept = (1 - momentum) * running.floats()[running.offset() + c];
        target.floats()[target.offset() + c] = Math.fma(momentum, batch, kept);
    }

    /// statistics = the mean of each channel, then the sum of squared differences from it
    private static void measure(Tensor input, int channels, int each, float[] statistics, Workspace workspace) {
        if (channels > 0
                && input.shape().elements() == each * channels
                && input.shape().size(0) == each) {
            var reductions = KERNELS.reductions();
            float[] x = input.floats();
            reductions.sumColumns(x, input.offset(), each, channels, statistics, 0, workspace);
            for (int c = 0; c < channels; c++) {
                statistics[c] /= each;
            }
            reductions.sumSquaredDifferencesOfColumns(
                    x, input.offset(), statistics, 0, each, channels, statistics, channels, workspace);
            return;
        }
        int tasks = Math.min(channels, workspace.parallel().tasks((long) channels * each, LEAST_WORK));
        if (tasks <= 1) {
            measure(input, 0, channels, channels, each, statistics, workspace);
        } else {
            workspace
                    .parallel()
                    .run(
                            tasks,
                            task -> measure(
                                    input,
                                    (int) ((long) channels * task / tasks),
                                    (int) ((long) channels * (task + 1) / tasks),
                                    channels,
                                    each,
                                    statistics,
                                    workspace.task(task)));
        }
    }

    private static void measure(
            Tensor input, int from, int to, int channels, int each, float[] statistics, Workspace workspace) {
        int samples = input.shape().size(0);
        int run = samples == 0 ? 0 : each / samples;
        float[] channel = workspace.floats(Purpose.FIRST, each);
        for (int c = from; c < to; c++) {
            for (int i = 0; i < samples; i++) {
                System.arraycopy(input.floats(), input.offset() + (i * channels + c) * run, channel, i * run, run);
            }
            statistics[c] = KERNELS.reductions().sum(channel, 0, each) / each;
            statistics[channels + c] = KERNELS.reductions().sumSquaredDifferences(channel, 0, statistics[c], each);
        }
    }

    private static void normalise(
            Tensor input,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            float[] means,
            int meansOffset,
            float[] variances,
            int variancesOffset,
            float epsilon,
            Tensor result,
            Workspace workspace) {
        int samples = input.shape().size(0);
        int channels = input.shape().size(1);
        int run = input.shape().elements() / (samples * channels);
        int sample = channels * run;
        // The numbers of a channel, repeated if whole samples are normalised: means, scales, weights, biases.
        int copies = run < SHORT_RUN ? run : 1;
        int length = channels * copies;
        float[] numbers = workspace.floats(Purpose.THIRD, 4 * length);
        for (int c = 0; c < channels; c++) {
            float scale = KERNELS.normalisation().scale(variances[variancesOffset + c], epsilon);
            fill(numbers, c, copies, means[meansOffset + c]);
            fill(numbers, channels + c, copies, scale);
            fill(numbers, 2 * channels + c, copies, weight == null ? 1 : weight.floats()[weight.offset() + c]);
            fill(numbers, 3 * channels + c, copies, bias == null ? -0.0f : bias.floats()[bias.offset() + c]);
        }
        int tasks = Math.min(samples, workspace.parallel().tasks((long) samples * sample, LEAST_WORK));
        if (tasks <= 1) {
            samples(input, result, 0, samples, channels, run, numbers);
        } else {
            workspace
                    .parallel()
                    .run(
                            tasks,
                            task -> samples(
                                    input,
                                    result,
                                    (int) ((long) samples * task / tasks),
                                    (int) ((long) samples * (task + 1) / tasks),
                                    channels,
                                    run,
                                    numbers));
        }
    }

    private static void samples(Tensor input, Tensor result, int from, int to, int channels, int run, float[] numbers) {
        float[] x = input.floats();
        float[] y = result.floats();
        var loops = KERNELS.normalisation();
        int sample = channels * run;
        for (int i = from; i < to; i++) {
            int xi = input.offset() + i * sample;
            int yi = result.offset() + i * sample;
            if (run < SHORT_RUN) {
                loops.normaliseEach(
                        x, xi, numbers, 0, numbers, sample, numbers, 2 * sample, numbers, 3 * sample, y, yi, sample);
                continue;
            }
            for (int c = 0; c < channels; c++) {
                float mean = numbers[c];
                float scale = numbers[channels + c];
                float weight = numbers[2 * channels + c];
                float bias = numbers[3 * channels + c];
                loops.normaliseChannel(x, xi + c * run, mean, scale, weight, bias, y, yi + c * run, run);
            }
        }
    }

    private static void fill(float[] numbers, int index, int copies, float value) {
        Arrays.fill(numbers, index * copies, (index + 1) * copies, value);
    }

    private static float[] filled(float value, Purpose purpose, int length, Workspace workspace) {
        float[] buffer = workspace.floats(purpose, length);
        Arrays.fill(buffer, 0, length, value);
        return buffer;
    }

    /// The input, if it is dense, else the result after the input has been copied there.
    private static Tensor dense(Tensor input, Tensor result) {
        if (input.dense()) {
            return input;
        }
        FloatElementwise.flatten(input, result.floats(), result.offset());
        return result;
    }
}
