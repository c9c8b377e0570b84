package dev.glissade.tensor;

import dev.glissade.kernel.FloatKernels;
import java.util.Arrays;

/// Copies of checked float32 tensors into a block of a dense one.
final class FloatBlocks {
    private static final FloatKernels KERNELS = FloatKernels.selected();

    private FloatBlocks() {}

    static void fill(float value, Tensor result) {
        int start = result.offset();
        Arrays.fill(result.floats(), start, start + result.shape().elements(), value);
    }

    /// Copies the source to every `step`-th place along an axis of the target, which is larger there, beginning at `start`.
    static void spread(Tensor source, int along, int start, int step, Tensor target) {
        if (source.shape().elements() > 0) {
            int targetOffset = target.offset() + start * target.stride(along);
            spread(source, along, step, target, 0, source.offset(), targetOffset);
        }
    }

    private static void spread(
            Tensor source, int along, int step, Tensor target, int axis, int sourceOffset, int targetOffset) {
        int size = source.shape().size(axis);
        int stride = source.stride(axis);
        int targetStride = axis == along ? target.stride(axis) * step : target.stride(axis);
        if (axis < source.shape().rank() - 1) {
            for (int i = 0; i < size; i++) {
                int from = sourceOffset + i * stride;
                spread(source, along, step, target, axis + 1, from, targetOffset + i * targetStride);
            }
        } else if (targetStride == 1) {
            KERNELS.arithmetic().gather(source.floats(), sourceOffset, stride, target.floats(), targetOffset, size);
        } else {
            float[] from = source.floats();
            float[] to = target.floats();
            for (int i = 0; i < size; i++) {
                to[targetOffset + i * targetStride] = from[sourceOffset + i * stride];
            }
        }
    }

    /// Copies the source, some of its axes reversed, into the block of its shape that begins at an element of the target.
    /// The target may have one axis more than the source, `extra`, along which the block has size 1; there is none where
    /// `extra` is the rank of the target.
    static void copy(Tensor source, Axes reversed, Tensor target, int targetOffset, int extra) {
        if (source.shape().elements() > 0) {
            int rank = source.shape().rank();
            int first = firstOfBlock(source, reversed, target, extra);
            int length = 1;
            for (int axis = first; axis < rank; axis++) {
                length *= source.shape().size(axis);
            }
            copy(source, reversed, target, extra, first, length, 0, source.offset(), targetOffset);
        }
    }

    /// The axis from which on the source and the block in the target are contiguous.
    private static int firstOfBlock(Tensor source, Axes reversed, Tensor target, int extra) {
        int expected = 1;
        int first = source.shape().rank();
        for (int axis = first - 1; axis >= 0; axis--) {
            int size = source.shape().size(axis);
            boolean contiguous = size == 1
                    || (!reversed.contains(axis)
                            && source.stride(axis) == expected
                            && target.stride(axis < extra ? axis : axis + 1) == expected);
            if (!contiguous) {
                break;
            }
            expected *= size;
            first = axis;
        }
        return first;
    }

    private static void copy(
            Tensor source,
            Axes reversed,
            Tensor target,
            int extra,
            int first,
            int length,
            int axis,
            int sourceOffset,
            int targetOffset) {
        if (axis == first) {
            System.arraycopy(source.floats(), sourceOffset, target.floats(), targetOffset, length);
            return;
        }
        int size = source.shape().size(axis);
        int stride = source.stride(axis);
        int from = reversed.contains(axis) ? sourceOffset + (size - 1) * stride : sourceOffset;
        int step = reversed.contains(axis) ? -stride : stride;
        int targetStep = target.stride(axis < extra ? axis : axis + 1);
        if (axis == source.shape().rank() - 1 && targetStep == 1) {
            KERNELS.arithmetic().gather(source.floats(), from, step, target.floats(), targetOffset, size);
            return;
        }
        for (int i = 0; i < size; i++) {
            copy(
                    source,
                    reversed,
                    target,
                    extra,
                    first,
                    length,
                    axis + 1,
                    from + i * step,
                    targetOffset + i * targetStep);
        }
    }
}
