package dev.glissade.tensor;

import dev.glissade.kernel.FloatKernels;

/// Copies of a part of a float32 tensor into dense memory, a run at a time.
final class FloatGather {
    private static final FloatKernels KERNELS = FloatKernels.selected();

    private FloatGather() {}

    /// Writes the elements over the axes of a mask, in row-major order.
    ///
    /// The last of these axes make one run, as far as one stride leads through all of them.
    ///
    /// @param start the position in storage of the first element
    static void gather(Tensor source, int axes, int start, float[] target, int targetOffset) {
        Shape shape = source.shape();
        int length = 1;
        int stride = 1;
        int outer = axes;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            if ((axes >>> axis & 1) == 1 && shape.size(axis) != 1) {
                if (length == 1) {
                    stride = source.stride(axis);
                } else if (source.stride(axis) != stride * length) {
                    break;
                }
                length *= shape.size(axis);
            }
            outer &= ~(1 << axis);
        }
        int runs = length == 0 ? 0 : elements(shape, outer);
        for (int run = 0; run < runs; run++) {
            int from = start + offset(source, outer, run);
            int to = targetOffset + run * length;
            if (stride == 1) {
                System.arraycopy(source.floats(), from, target, to, length);
            } else {
                KERNELS.arithmetic().gather(source.floats(), from, stride, target, to, length);
            }
        }
    }

    /// The number of elements over the axes of a mask.
    static int elements(Shape shape, int axes) {
        int product = 1;
        for (int axis = 0; axis < shape.rank(); axis++) {
            if ((axes >>> axis & 1) == 1) {
                product *= shape.size(axis);
            }
        }
        return product;
    }

    /// The distance from the first element to number `index` of the row-major sequence over the axes of a mask.
    static int offset(Tensor tensor, int axes, int index) {
        int offset = 0;
        int rest = index;
        for (int axis = tensor.shape().rank() - 1; axis >= 0; axis--) {
            if ((axes >>> axis & 1) == 1) {
                int size = tensor.shape().size(axis);
                offset += rest % size * tensor.stride(axis);
                rest /= size;
            }
        }
        return offset;
    }
}
