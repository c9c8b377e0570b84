package dev.glissade.tensor;

import dev.glissade.kernel.FloatKernels;
import dev.glissade.kernel.FloatReductions;
import dev.glissade.kernel.Workspace;
import dev.glissade.kernel.Workspace.Purpose;

/// The reduction of checked float32 tensors: finds rows or columns in the axes, else gathers one sequence at a time.
final class FloatReduce {
    private static final FloatKernels KERNELS = FloatKernels.selected();

    private FloatReduce() {}

    static void reduce(Reduction reduction, Tensor input, Axes over, Tensor result, Workspace workspace) {
        Shape shape = input.shape();
        int axes = over.mask();
        int reduced = product(shape, axes);
        int kept = result.shape().elements();
        if (kept == 0) {
            return;
        }
        if (input.dense() && contiguous(axes)) {
            int inner = product(shape, above(axes, shape.rank()));
            if (inner == 1) {
                rows(reduction, input.floats(), input.offset(), kept, reduced, result, result.offset(), workspace);
                return;
            }
            if (reduction == Reduction.SUM) {
                int outer = kept / inner;
                for (int i = 0; i < outer; i++) {
                    KERNELS.reductions()
                            .sumColumns(
                                    input.floats(),
                                    input.offset() + i * reduced * inner,
                                    reduced,
                                    inner,
                                    result.floats(),
                                    result.offset() + i * inner,
                                    workspace);
                }
                return;
            }
        }
        int all = Axes.all(shape).mask();
        float[] sequence = workspace.floats(Purpose.FIRST, reduced);
        for (int i = 0; i < kept; i++) {
            int start = input.offset() + offset(input, all & ~axes, i);
            for (int j = 0; j < reduced; j++) {
                sequence[j] = input.floats()[start + offset(input, axes, j)];
            }
            rows(reduction, sequence, 0, 1, reduced, result, result.offset() + i, workspace);
        }
    }

    static void maxShare(Tensor input, Tensor maximum, Tensor cotangent, Tensor result) {
        int axes = Axes.repeated(maximum.shape(), input.shape()).mask();
        int kept = Axes.all(input.shape()).mask() & ~axes;
        int reduced = product(input.shape(), axes);
        float[] x = input.floats();
        float[] shares = result.floats();
        for (int i = 0; i < maximum.shape().elements(); i++) {
            float largest = maximum.floats()[maximum.offset() + offset(maximum, kept, i)];
            int inputStart = input.offset() + offset(input, kept, i);
            int resultStart = result.offset() + offset(result, kept, i);
            int equal = 0;
            for (int j = 0; j < reduced; j++) {
                equal += x[inputStart + offset(input, axes, j)] == largest ? 1 : 0;
            }
            // Nothing equals a NaN.
            float share = cotangent.floats()[cotangent.offset() + offset(cotangent, kept, i)] / Math.max(equal, 1);
            for (int j = 0; j < reduced; j++) {
                boolean wins = x[inputStart + offset(input, axes, j)] == largest;
                shares[resultStart + offset(result, axes, j)] = equal == 0 ? Float.NaN : wins ? share : 0;
            }
        }
    }

    private static void rows(
            Reduction reduction,
            float[] input,
            int inputOffset,
            int rows,
            int columns,
            Tensor result,
            int resultOffset,
            Workspace workspace) {
        FloatReductions reductions = KERNELS.reductions();
        float[] results = result.floats();
        switch (reduction) {
            case SUM -> reductions.sumRows(input, inputOffset, rows, columns, results, resultOffset);
            case MAX -> reductions.maxRows(input, inputOffset, rows, columns, results, resultOffset);
            case LOG_SUM_EXP ->
                reductions.logSumExpRows(input, inputOffset, rows, columns, results, resultOffset, workspace);
        }
    }

    /// Whether the bits of a mask are neighbours.
    private static boolean contiguous(int axes) {
        int shifted = axes >>> Integer.numberOfTrailingZeros(axes);
        return (shifted & (shifted + 1)) == 0;
    }

    /// The mask of the axes behind the last one of a mask.
    private static int above(int axes, int rank) {
        return ((1 << rank) - 1) & -(Integer.highestOneBit(axes) << 1);
    }

    private static int product(Shape shape, int axes) {
        int product = 1;
        for (int axis = 0; axis < shape.rank(); axis++) {
            if ((axes >>> axis & 1) == 1) {
                product *= shape.size(axis);
            }
        }
        return product;
    }

    /// The distance from the first element to number `index` of the row-major sequence over the axes of a mask.
    private static int offset(Tensor tensor, int axes, int index) {
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
