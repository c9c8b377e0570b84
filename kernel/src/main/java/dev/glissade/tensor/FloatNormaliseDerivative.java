package dev.glissade.tensor;

import static dev.glissade.tensor.FloatConvolve.dense;
import static dev.glissade.tensor.FloatConvolve.denseOffset;

import dev.glissade.kernel.FloatKernels;
import dev.glissade.kernel.Workspace;
import dev.glissade.kernel.Workspace.Purpose;

/// The derivative of layer and batch normalisation of checked float32 tensors, a row or a channel at a time while it is in
/// the cache. Rows, or channels, are dealt to the threads.
final class FloatNormaliseDerivative {
    private static final FloatKernels KERNELS = FloatKernels.selected();
    private static final int LEAST_WORK = 1 << 16;

    private FloatNormaliseDerivative() {}

    static void layer(Tensor input, int axes, Tensor direction, float epsilon, Tensor result, Workspace workspace) {
        int elements = result.shape().elements();
        if (elements == 0) {
            return;
        }
        int length = 1;
        for (int back = 1; back <= axes; back++) {
            length *= input.shape().sizeFromEnd(back);
        }
        int columns = length;
        int rows = elements / columns;
        float[] x = dense(input, Purpose.FIRST, workspace);
        float[] v = dense(direction, Purpose.SECOND, workspace);
        int xOffset = denseOffset(input);
        int vOffset = denseOffset(direction);
        int tasks = Math.min(rows, workspace.parallel().tasks(elements, LEAST_WORK));
        if (tasks <= 1) {
            rows(x, xOffset, v, vOffset, 0, rows, columns, epsilon, result, workspace);
        } else {
            workspace.parallel().run(tasks, task -> {
                int from = (int) ((long) rows * task / tasks);
                int to = (int) ((long) rows * (task + 1) / tasks);
                rows(x, xOffset, v, vOffset, from, to, columns, epsilon, result, workspace.task(task));
            });
        }
    }

    private static void rows(
            float[] x,
            int xOffset,
            float[] v,
            int vOffset,
            int from,
            int to,
            int columns,
            float epsilon,
            Tensor result,
            Workspace workspace) {
        float[] scratch = workspace.floats(Purpose.THIRD, columns);
        for (int r = from; r < to; r++) {
            int row = r * columns;
            row(x, xOffset + row, v, vOffset + row, epsilon, scratch, result.floats(), result.offset() + row, columns);
        }
    }

    static void batch(Tensor input, Tensor direction, float epsilon, Tensor result, Workspace workspace) {
        int elements = result.shape().elements();
        if (elements == 0) {
            return;
        }
        int channels = input.shape().size(1);
        int tasks = Math.min(channels, workspace.parallel().tasks(elements, LEAST_WORK));
        if (tasks <= 1) {
            channels(input, direction, 0, channels, epsilon, result, workspace);
        } else {
            workspace.parallel().run(tasks, task -> {
                int from = (int) ((long) channels * task / tasks);
                int to = (int) ((long) channels * (task + 1) / tasks);
                channels(input, direction, from, to, epsilon, result, workspace.task(task));
            });
        }
    }

    private static void channels(
            Tensor input, Tensor direction, int from, int to, float epsilon, Tensor result, Workspace workspace) {
        Shape shape = input.shape();
        int samples = shape.size(0);
        int channels = shape.size(1);
        int each = shape.elements() / channels;
        int run = each / samples;
        int axes = Axes.all(shape).mask() & ~0b10;
        float[] x = workspace.floats(Purpose.FIRST, each);
        float[] v = workspace.floats(Purpose.SECOND, each);
        float[] scratch = workspace.floats(Purpose.THIRD, each);
        float[] moved = workspace.floats(Purpose.RESULT, each);
        for (int c = from; c < to; c++) {
            FloatGather.gather(input, axes, input.offset() + c * input.stride(1), x, 0);
            FloatGather.gather(direction, axes, direction.offset() + c * direction.stride(1), v, 0);
            row(x, 0, v, 0, epsilon, scratch, moved, 0, each);
            int target = result.offset() + c * run;
            if (run == 1) {
                for (int i = 0; i < samples; i++) {
                    result.floats()[target + i * channels] = moved[i];
                }
            } else {
                for (int i = 0; i < samples; i++) {
                    System.arraycopy(moved, i * run, result.floats(), target + i * channels * run, run);
                }
            }
        }
    }

    /// result = fma(−mean(v · z) · scale, z, (v − mean v) · scale), where z is x normalised
    private static void row(
            float[] x,
            int xOffset,
            float[] v,
            int vOffset,
            float epsilon,
            float[] scratch,
            float[] result,
            int resultOffset,
            int length) {
        var reductions = KERNELS.reductions();
        var loops = KERNELS.normalisation();
        float mean = reductions.sum(x, xOffset, length) / length;
        float squares = reductions.sumSquaredDifferences(x, xOffset, mean, length);
        float scale = loops.scale(squares / length, epsilon);
        loops.normaliseChannel(x, xOffset, mean, scale, 1, -0.0f, result, resultOffset, length);
        float along = reductions.dot(v, vOffset, result, resultOffset, length) / length;
        float level = reductions.sum(v, vOffset, length) / length;
        loops.normaliseChannel(v, vOffset, level, scale, 1, -0.0f, scratch, 0, length);
        KERNELS.arithmetic().addScaled(scratch, 0, -along * scale, result, resultOffset, result, resultOffset, length);
    }
}
