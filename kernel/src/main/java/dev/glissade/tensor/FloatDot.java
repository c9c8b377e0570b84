package dev.glissade.tensor;

import dev.glissade.kernel.FloatKernels;
import dev.glissade.kernel.Workspace;
import dev.glissade.kernel.Workspace.Purpose;

/// The sum of the products of two checked float32 tensors of one shape; an operand with gaps is made dense first.
///
/// A long sequence is dealt to the threads in segments, as in [FloatReduce].
final class FloatDot {
    private static final FloatKernels KERNELS = FloatKernels.selected();

    private FloatDot() {}

    static float dot(Tensor left, Tensor right, Workspace workspace) {
        int length = left.shape().elements();
        boolean leftDense = left.dense();
        boolean rightDense = right.dense();
        float[] x = leftDense ? left.floats() : gather(left, workspace.floats(Purpose.FIRST, length));
        float[] y = rightDense ? right.floats() : gather(right, workspace.floats(Purpose.SECOND, length));
        int from = leftDense ? left.offset() : 0;
        int rightFrom = rightDense ? right.offset() : 0;
        if (length <= FloatReduce.SEGMENT || workspace.parallel().threads() == 1) {
            return KERNELS.reductions().dot(x, from, y, rightFrom, length);
        }
        return segments(x, from, y, rightFrom, length, workspace);
    }

    private static float segments(
            float[] left, int leftOffset, float[] right, int rightOffset, int length, Workspace workspace) {
        int segments = (length - 1) / FloatReduce.SEGMENT + 1;
        float[] partial = workspace.floats(Purpose.RESULT, segments);
        workspace.parallel().run(segments, i -> {
            int start = i * FloatReduce.SEGMENT;
            int count = Math.min(FloatReduce.SEGMENT, length - start);
            partial[i] = KERNELS.reductions().dot(left, leftOffset + start, right, rightOffset + start, count);
        });
        return FloatReduce.fold(Reduction.SUM, partial, segments);
    }

    private static float[] gather(Tensor source, float[] target) {
        FloatGather.gather(source, Axes.all(source.shape()).mask(), source.offset(), target, 0);
        return target;
    }
}
