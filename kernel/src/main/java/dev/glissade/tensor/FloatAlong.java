package dev.glissade.tensor;

import dev.glissade.kernel.FloatKernels;
import dev.glissade.kernel.Workspace;

/// Operations along one axis of checked float32 tensors: rows where the axis is the last, else columns of one matrix
/// for each index before the axis.
///
/// An input with gaps is made dense in the result first. Rows, or matrices, are dealt to the threads.
final class FloatAlong {
    private static final FloatKernels KERNELS = FloatKernels.selected();
    private static final int LEAST_WORK = 1 << 16;

    private FloatAlong() {}

    static void run(AxisOperation operation, Tensor input, int axis, Tensor result, Workspace workspace) {
        Shape shape = result.shape();
        int elements = shape.elements();
        if (elements == 0) {
            return;
        }
        if (!input.dense()) {
            FloatElementwise.flatten(input, result.floats(), result.offset());
        }
        Tensor source = input.dense() ? input : result;
        int along = shape.size(axis);
        int inner = 1;
        for (int i = axis + 1; i < shape.rank(); i++) {
            inner *= shape.size(i);
        }
        int columns = inner;
        int outer = elements / (along * inner);
        int tasks = Math.min(outer, workspace.parallel().tasks(elements, LEAST_WORK));
        if (tasks <= 1) {
            lines(operation, source, result, 0, outer, along, columns, workspace);
        } else {
            workspace
                    .parallel()
                    .run(
                            tasks,
                            task -> lines(
                                    operation,
                                    source,
                                    result,
                                    (int) ((long) outer * task / tasks),
                                    (int) ((long) outer * (task + 1) / tasks),
                                    along,
                                    columns,
                                    workspace.task(task)));
        }
    }

    private static void lines(
            AxisOperation operation,
            Tensor input,
            Tensor result,
            int from,
            int to,
            int along,
            int inner,
            Workspace workspace) {
        float[] x = input.floats();
        float[] y = result.floats();
        if (inner == 1) {
            int i = input.offset() + from * along;
            int o = result.offset() + from * along;
            int rows = to - from;
            switch (operation) {
                case SOFTMAX -> KERNELS.softmax().softmaxRows(x, i, rows, along, y, o, workspace);
                case LOG_SOFTMAX -> KERNELS.softmax().logSoftmaxRows(x, i, rows, along, y, o, workspace);
                case CUMULATIVE_SUM -> KERNELS.scans().cumulativeSumRows(x, i, rows, along, y, o);
            }
            return;
        }
        for (int matrix = from; matrix < to; matrix++) {
            int i = input.offset() + matrix * along * inner;
            int o = result.offset() + matrix * along * inner;
            switch (operation) {
                case SOFTMAX -> KERNELS.softmax().softmaxColumns(x, i, along, inner, y, o, workspace);
                case LOG_SOFTMAX -> KERNELS.softmax().logSoftmaxColumns(x, i, along, inner, y, o, workspace);
                case CUMULATIVE_SUM -> KERNELS.scans().cumulativeSumColumns(x, i, along, inner, y, o);
            }
        }
    }
}
