package dev.glissade.tensor;

import dev.glissade.kernel.FloatKernels;
import java.util.Arrays;

/// Indexing of checked float32 tensors. Single elements are taken one by one, for lanes bring nothing there; rows are copied
/// and added whole.
final class FloatIndexing {
    private static final FloatKernels KERNELS = FloatKernels.selected();

    private FloatIndexing() {}

    /// Refuses the first index, row-major, that is not a whole number in 0..size − 1.
    static void check(String operation, Tensor index, int size) {
        float[] indices = index.floats();
        int count = index.shape().elements();
        for (int i = 0; i < count; i++) {
            float value = indices[at(index, i)];
            Indexing.check(operation, i, value, size);
        }
    }

    /// The place of the index at a row-major position.
    private static int at(Tensor index, int position) {
        return index.dense() ? index.offset() + position : RowWalk.offset(index, index.shape(), 0, position);
    }

    /// result[…, i, …] = input[…, index[…, i, …], …]
    static void gather(Tensor input, int along, Tensor index, Tensor result, int axis, int from, int where, int to) {
        int size = index.shape().size(axis);
        int step = axis == along ? 0 : input.stride(axis);
        int whereStep = index.stride(axis);
        int toStep = result.stride(axis);
        if (axis < index.shape().rank() - 1) {
            for (int i = 0; i < size; i++) {
                gather(input, along, index, result, axis + 1, from + i * step, where + i * whereStep, to + i * toStep);
            }
            return;
        }
        float[] x = input.floats();
        float[] indices = index.floats();
        float[] y = result.floats();
        int stride = input.stride(along);
        for (int i = 0; i < size; i++) {
            y[to + i * toStep] = x[from + i * step + ((int) indices[where + i * whereStep]) * stride];
        }
    }

    /// target[…, index[…, i, …], …] += source[…, i, …], in the row-major order of the index
    static void scatterAdd(
            Tensor source, Tensor index, int along, Tensor target, int axis, int from, int where, int to) {
        int size = index.shape().size(axis);
        int step = source.stride(axis);
        int whereStep = index.stride(axis);
        int toStep = axis == along ? 0 : target.stride(axis);
        if (axis < index.shape().rank() - 1) {
            for (int i = 0; i < size; i++) {
                scatterAdd(
                        source,
                        index,
                        along,
                        target,
                        axis + 1,
                        from + i * step,
                        where + i * whereStep,
                        to + i * toStep);
            }
            return;
        }
        float[] x = source.floats();
        float[] indices = index.floats();
        float[] y = target.floats();
        int stride = target.stride(along);
        for (int i = 0; i < size; i++) {
            y[to + i * toStep + ((int) indices[where + i * whereStep]) * stride] += x[from + i * step];
        }
    }

    /// result[…, i, …] = input[…, index i, …], the indices in row-major order along one axis of the result.
    static void select(Tensor input, int along, Tensor index, Tensor result) {
        if (result.shape().elements() == 0) {
            return;
        }
        int steps = index.shape().elements();
        int inner = inner(input.shape(), along);
        boolean rows = contiguous(input, along);
        for (int outer = 0; outer < outer(input.shape(), along); outer++) {
            int from = outerOffset(input, along, outer);
            int to = result.offset() + outer * steps * inner;
            for (int i = 0; i < steps; i++) {
                int row = from + ((int) index.floats()[at(index, i)]) * input.stride(along);
                if (rows) {
                    System.arraycopy(input.floats(), row, result.floats(), to + i * inner, inner);
                } else {
                    for (int j = 0; j < inner; j++) {
                        result.floats()[to + i * inner + j] = input.floats()[row + innerOffset(input, along, j)];
                    }
                }
            }
        }
    }

    /// target[…, index i, …] += source[…, i, …], in ascending i
    static void add(Tensor source, Tensor index, int along, Tensor target) {
        if (source.shape().elements() == 0) {
            return;
        }
        int steps = index.shape().elements();
        int inner = inner(source.shape(), along);
        boolean rows = contiguous(source, along) && contiguous(target, along);
        for (int outer = 0; outer < outer(source.shape(), along); outer++) {
            int from = outerOffset(source, along, outer);
            int to = outerOffset(target, along, outer);
            for (int i = 0; i < steps; i++) {
                int start = from + i * source.stride(along);
                int row = to + ((int) index.floats()[at(index, i)]) * target.stride(along);
                if (rows) {
                    KERNELS.arithmetic().add(target.floats(), row, source.floats(), start, target.floats(), row, inner);
                } else {
                    for (int j = 0; j < inner; j++) {
                        target.floats()[row + innerOffset(target, along, j)] +=
                                source.floats()[start + innerOffset(source, along, j)];
                    }
                }
            }
        }
    }

    /// target = 0, then row index i of it += row i of the source, in ascending i, but for the index `padding`
    static void addRows(Tensor source, Tensor index, int padding, Tensor target) {
        int columns = target.shape().size(1);
        float[] y = target.floats();
        Arrays.fill(y, target.offset(), target.offset() + target.shape().elements(), 0);
        if (source.shape().elements() == 0) {
            return;
        }
        float[] x = source.floats();
        int stride = source.stride(-1);
        int steps = index.shape().elements();
        for (int i = 0; i < steps; i++) {
            int chosen = (int) index.floats()[at(index, i)];
            if (chosen != padding) {
                int start = RowWalk.offset(source, source.shape(), 1, i);
                int row = target.offset() + chosen * columns;
                if (stride == 1) {
                    KERNELS.arithmetic().add(y, row, x, start, y, row, columns);
                } else {
                    for (int j = 0; j < columns; j++) {
                        y[row + j] += x[start + j * stride];
                    }
                }
            }
        }
    }

    /// The number of elements of the axes before one.
    private static int outer(Shape shape, int along) {
        int count = 1;
        for (int axis = 0; axis < along; axis++) {
            count *= shape.size(axis);
        }
        return count;
    }

    /// The number of elements of the axes after one.
    private static int inner(Shape shape, int along) {
        return RowWalk.columns(shape, shape.rank() - 1 - along);
    }

    private static int outerOffset(Tensor tensor, int along, int index) {
        return RowWalk.offset(tensor, tensor.shape(), tensor.shape().rank() - along, index);
    }

    private static int innerOffset(Tensor tensor, int along, int index) {
        int offset = 0;
        int rest = index;
        for (int axis = tensor.shape().rank() - 1; axis > along; axis--) {
            int size = tensor.shape().size(axis);
            offset += rest % size * tensor.stride(axis);
            rest /= size;
        }
        return offset;
    }

    /// Whether the axes after one lie in storage one element after the other.
    private static boolean contiguous(Tensor tensor, int along) {
        int expected = 1;
        boolean contiguous = true;
        for (int axis = tensor.shape().rank() - 1; contiguous && axis > along; axis--) {
            int size = tensor.shape().size(axis);
            contiguous = size == 1 || tensor.stride(axis) == expected;
            expected *= size;
        }
        return contiguous;
    }
}
