package dev.glissade.tensor;

import dev.glissade.kernel.FloatKernels;
import dev.glissade.kernel.FloatReductions;
import dev.glissade.kernel.Workspace;
import dev.glissade.kernel.Workspace.Purpose;

/// The reduction of checked float32 tensors: finds rows or columns in the axes, else makes one matrix of columns after the
/// other dense.
///
/// ```
///  axes     kept …, reduced or kept …, last reduced, kept …
///           └─ outer ─┘                              └ inner ┘
/// ```
///
/// For each index of the outer axes there is a matrix of columns: one row for each element of the reduced axes, one
/// column for each of the inner axes. Without inner axes it is one sequence, and together they are rows.
///
/// Matrices, or rows, are dealt to the threads; the columns of a single matrix are dealt by the loops. A single long
/// sequence is dealt in segments, which are whole branches of the tree over its blocks, so its bits stay.
final class FloatReduce {
    private static final FloatKernels KERNELS = FloatKernels.selected();
    private static final int LEAST_WORK = 1 << 18;
    private static final int LEAST_EXPONENTIALS = 1 << 16;

    /// Elements in a segment.
    static final int SEGMENT = 1 << 18;

    private FloatReduce() {}

    static void reduce(
            Reduction reduction, int correction, Tensor input, Axes over, Tensor result, Workspace workspace) {
        Shape shape = input.shape();
        int kept = result.shape().elements();
        if (kept == 0) {
            return;
        }
        int axes = over.mask();
        int reduced = FloatGather.elements(shape, axes);
        int outer = kept / FloatGather.elements(shape, behind(axes, shape));
        int least = reduction == Reduction.LOG_SUM_EXP ? LEAST_EXPONENTIALS : LEAST_WORK;
        int tasks = Math.min(outer, workspace.parallel().tasks((long) kept * reduced, least));
        if (tasks <= 1) {
            outer(reduction, input, axes, reduced, result, 0, outer, workspace);
        } else {
            workspace
                    .parallel()
                    .run(
                            tasks,
                            task -> outer(
                                    reduction,
                                    input,
                                    axes,
                                    reduced,
                                    result,
                                    (int) ((long) outer * task / tasks),
                                    (int) ((long) outer * (task + 1) / tasks),
                                    workspace.task(task)));
        }
        finish(reduction, correction, reduced, result.floats(), result.offset(), kept);
    }

    /// Reduces the matrices of the outer indices `from` to `to`.
    private static void outer(
            Reduction reduction,
            Tensor input,
            int axes,
            int reduced,
            Tensor result,
            int from,
            int to,
            Workspace workspace) {
        Shape shape = input.shape();
        int innerAxes = behind(axes, shape);
        int inner = FloatGather.elements(shape, innerAxes);
        int outerAxes = Axes.all(shape).mask() & ~(axes | innerAxes);
        boolean inPlace = input.dense() && contiguous(axes);
        if (inPlace && inner == 1) {
            int start = input.offset() + from * reduced;
            rows(reduction, input.floats(), start, to - from, reduced, result, result.offset() + from, workspace);
            return;
        }
        float[] matrix = inPlace ? input.floats() : workspace.floats(Purpose.FIRST, reduced * inner);
        for (int i = from; i < to; i++) {
            int start = 0;
            if (inPlace) {
                start = input.offset() + i * reduced * inner;
            } else {
                int first = input.offset() + FloatGather.offset(input, outerAxes, i);
                FloatGather.gather(input, axes | innerAxes, first, matrix, 0);
            }
            if (inner == 1) {
                rows(reduction, matrix, start, 1, reduced, result, result.offset() + i, workspace);
            } else {
                int at = result.offset() + i * inner;
                columns(reduction, matrix, start, reduced, inner, result.floats(), at, workspace);
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
        float[] results = result.floats();
        switch (reduction) {
            case LOG_SUM_EXP ->
                KERNELS.reductions().logSumExpRows(input, inputOffset, rows, columns, results, resultOffset, workspace);
            case ARG_MAX -> {
                for (int r = 0; r < rows; r++) {
                    results[resultOffset + r] = KERNELS.extrema().argMax(input, inputOffset + r * columns, columns);
                }
            }
            case ARG_MIN -> {
                for (int r = 0; r < rows; r++) {
                    results[resultOffset + r] = KERNELS.extrema().argMin(input, inputOffset + r * columns, columns);
                }
            }
            case VARIANCE, STANDARD_DEVIATION -> {
                for (int r = 0; r < rows; r++) {
                    int row = inputOffset + r * columns;
                    float mean = sequence(Reduction.SUM, 0, input, row, columns, workspace) / columns;
                    results[resultOffset + r] = sequence(reduction, mean, input, row, columns, workspace);
                }
            }
            case SUM, MEAN -> {
                if (rows > 1) {
                    KERNELS.reductions().sumRows(input, inputOffset, rows, columns, results, resultOffset);
                } else if (rows == 1) {
                    results[resultOffset] = sequence(reduction, 0, input, inputOffset, columns, workspace);
                }
            }
            case PRODUCT, MAX, MIN, NORM_1, NORM_2, NORM_MAX -> {
                for (int r = 0; r < rows; r++) {
                    results[resultOffset + r] =
                            sequence(reduction, 0, input, inputOffset + r * columns, columns, workspace);
                }
            }
        }
    }

    private static float sequence(
            Reduction reduction, float center, float[] input, int offset, int length, Workspace workspace) {
        if (length <= SEGMENT || workspace.parallel().threads() == 1) {
            return segment(reduction, center, input, offset, length);
        }
        int segments = (length - 1) / SEGMENT + 1;
        float[] partial = workspace.floats(Purpose.RESULT, segments);
        workspace.parallel().run(segments, i -> {
            int start = i * SEGMENT;
            partial[i] = segment(reduction, center, input, offset + start, Math.min(SEGMENT, length - start));
        });
        return fold(reduction, partial, segments);
    }

    /// The tree over the results of segments: neighbours first, an odd last one carried up.
    static float fold(Reduction reduction, float[] partial, int segments) {
        for (int left = segments; left > 1; left = (left + 1) / 2) {
            for (int i = 0; i < left / 2; i++) {
                partial[i] = join(reduction, partial[2 * i], partial[2 * i + 1]);
            }
            if (left % 2 == 1) {
                partial[left / 2] = partial[left - 1];
            }
        }
        return partial[0];
    }

    private static float segment(Reduction reduction, float center, float[] input, int offset, int length) {
        FloatReductions reductions = KERNELS.reductions();
        return switch (reduction) {
            case SUM, MEAN -> reductions.sum(input, offset, length);
            case PRODUCT -> reductions.product(input, offset, length);
            case MAX -> KERNELS.extrema().max(input, offset, length);
            case MIN -> KERNELS.extrema().min(input, offset, length);
            case VARIANCE, STANDARD_DEVIATION -> reductions.sumSquaredDifferences(input, offset, center, length);
            case NORM_1 -> reductions.sumMagnitudes(input, offset, length);
            case NORM_2 -> reductions.dot(input, offset, input, offset, length);
            case NORM_MAX -> KERNELS.extrema().maxMagnitude(input, offset, length);
            case LOG_SUM_EXP, ARG_MAX, ARG_MIN -> throw new AssertionError(reduction);
        };
    }

    private static float join(Reduction reduction, float left, float right) {
        return switch (reduction) {
            case SUM, MEAN, VARIANCE, STANDARD_DEVIATION, NORM_1, NORM_2 -> left + right;
            case PRODUCT -> left * right;
            case MAX, NORM_MAX -> Math.max(left, right);
            case MIN -> Math.min(left, right);
            case LOG_SUM_EXP, ARG_MAX, ARG_MIN -> throw new AssertionError(reduction);
        };
    }

    private static void columns(
            Reduction reduction,
            float[] input,
            int offset,
            int rows,
            int columns,
            float[] result,
            int at,
            Workspace workspace) {
        FloatReductions reductions = KERNELS.reductions();
        switch (reduction) {
            case SUM, MEAN -> reductions.sumColumns(input, offset, rows, columns, result, at, workspace);
            case PRODUCT -> reductions.multiplyColumns(input, offset, rows, columns, result, at, workspace);
            case MAX -> KERNELS.extrema().maxColumns(input, offset, rows, columns, result, at, workspace);
            case MIN -> KERNELS.extrema().minColumns(input, offset, rows, columns, result, at, workspace);
            case LOG_SUM_EXP -> reductions.logSumExpColumns(input, offset, rows, columns, result, at, workspace);
            case VARIANCE, STANDARD_DEVIATION -> {
                float[] means = workspace.floats(Purpose.THIRD, columns);
                reductions.sumColumns(input, offset, rows, columns, means, 0, workspace);
                for (int c = 0; c < columns; c++) {
                    means[c] /= rows;
                }
                reductions.sumSquaredDifferencesOfColumns(
                        input, offset, means, 0, rows, columns, result, at, workspace);
            }
            case ARG_MAX -> KERNELS.extrema().argMaxColumns(input, offset, rows, columns, result, at, workspace);
            case ARG_MIN -> KERNELS.extrema().argMinColumns(input, offset, rows, columns, result, at, workspace);
            case NORM_1 -> reductions.sumMagnitudesOfColumns(input, offset, rows, columns, result, at, workspace);
            case NORM_2 -> reductions.sumSquaresOfColumns(input, offset, rows, columns, result, at, workspace);
            case NORM_MAX ->
                KERNELS.extrema().maxMagnitudeOfColumns(input, offset, rows, columns, result, at, workspace);
        }
    }

    /// What is left to do to each fold of `reduced` elements.
    private static void finish(
            Reduction reduction, int correction, int reduced, float[] result, int offset, int length) {
        float divisor = Math.max(0, reduction == Reduction.MEAN ? reduced : (long) reduced - correction);
        switch (reduction) {
            case MEAN, VARIANCE -> {
                for (int i = offset; i < offset + length; i++) {
                    result[i] /= divisor;
                }
            }
            case STANDARD_DEVIATION -> {
                for (int i = offset; i < offset + length; i++) {
                    result[i] /= divisor;
                }
                KERNELS.arithmetic().sqrt(result, offset, result, offset, length);
            }
            case NORM_2 -> KERNELS.arithmetic().sqrt(result, offset, result, offset, length);
            case SUM, PRODUCT, MAX, MIN, LOG_SUM_EXP, ARG_MAX, ARG_MIN, NORM_1, NORM_MAX -> {}
        }
    }

    /// values = the elements of the input at the indices along its only reduced axis
    static void pick(Tensor input, Axes over, Tensor indices, Tensor values) {
        int kept = Axes.all(input.shape()).mask() & ~over.mask();
        int stride = input.stride(Integer.numberOfTrailingZeros(over.mask()));
        float[] source = input.floats();
        for (int i = 0; i < values.shape().elements(); i++) {
            int index = (int) indices.floats()[indices.offset() + i];
            int line = input.offset() + FloatGather.offset(input, kept, i);
            values.floats()[values.offset() + i] = source[line + index * stride];
        }
    }

    static void maxShare(Tensor input, Tensor maximum, Tensor cotangent, Tensor result) {
        int axes = Axes.repeated(maximum.shape(), input.shape()).mask();
        int kept = Axes.all(input.shape()).mask() & ~axes;
        int reduced = FloatGather.elements(input.shape(), axes);
        float[] x = input.floats();
        float[] shares = result.floats();
        for (int i = 0; i < maximum.shape().elements(); i++) {
            float largest = maximum.floats()[maximum.offset() + FloatGather.offset(maximum, kept, i)];
            int inputStart = input.offset() + FloatGather.offset(input, kept, i);
            int resultStart = result.offset() + FloatGather.offset(result, kept, i);
            int equal = 0;
            for (int j = 0; j < reduced; j++) {
                equal += x[inputStart + FloatGather.offset(input, axes, j)] == largest ? 1 : 0;
            }
            // Nothing equals a NaN.
            float share = cotangent.floats()[cotangent.offset() + FloatGather.offset(cotangent, kept, i)]
                    / Math.max(equal, 1);
            for (int j = 0; j < reduced; j++) {
                boolean wins = x[inputStart + FloatGather.offset(input, axes, j)] == largest;
                shares[resultStart + FloatGather.offset(result, axes, j)] = equal == 0 ? Float.NaN : wins ? share : 0;
            }
        }
    }

    /// The products of the elements in front, from the first on, times those behind, from the last on.
    static void productOfOthers(Tensor input, Axes over, Tensor result) {
        int axes = over.mask();
        int kept = Axes.all(input.shape()).mask() & ~axes;
        int groups = FloatGather.elements(input.shape(), kept);
        int reduced = FloatGather.elements(input.shape(), axes);
        float[] x = input.floats();
        float[] others = result.floats();
        for (int i = 0; i < groups; i++) {
            int inputStart = input.offset() + FloatGather.offset(input, kept, i);
            int resultStart = result.offset() + FloatGather.offset(result, kept, i);
            float product = 1;
            for (int j = 0; j < reduced; j++) {
                others[resultStart + FloatGather.offset(result, axes, j)] = product;
                product *= x[inputStart + FloatGather.offset(input, axes, j)];
            }
            product = 1;
            for (int j = reduced - 1; j >= 0; j--) {
                others[resultStart + FloatGather.offset(result, axes, j)] *= product;
                product *= x[inputStart + FloatGather.offset(input, axes, j)];
            }
        }
    }

    /// Whether the bits of a mask are neighbours.
    private static boolean contiguous(int axes) {
        int shifted = axes >>> Integer.numberOfTrailingZeros(axes);
        return (shifted & (shifted + 1)) == 0;
    }

    /// The mask of the axes behind the last one of a mask; of none where the mask is empty.
    private static int behind(int axes, Shape shape) {
        return Axes.all(shape).mask() & -(Integer.highestOneBit(axes) << 1);
    }
}
