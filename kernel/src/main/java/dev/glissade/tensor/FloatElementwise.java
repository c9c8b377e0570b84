package dev.glissade.tensor;

import dev.glissade.kernel.FloatKernels;
import dev.glissade.kernel.Workspace;
import dev.glissade.kernel.Workspace.Purpose;
import org.jspecify.annotations.Nullable;

/// The walk over checked float32 tensors that hands contiguous runs to the elementwise loops.
final class FloatElementwise {
    /// The longest run that is made dense in scratch memory: small enough to stay in the first-level cache.
    private static final int RUN = 2048;

    /// What a task must hold at least, in additions: some tens of microseconds.
    private static final long LEAST_WORK = 1 << 18;

    private static final FloatKernels KERNELS = FloatKernels.selected();
    private static final float[] NONE = {};

    private FloatElementwise() {}

    /// @param dense whether all operands are known to be laid out exactly as a dense result
    static void run(
            ElementwiseOperation operation,
            float scalar,
            float otherScalar,
            Tensor first,
            @Nullable Tensor second,
            @Nullable Tensor third,
            Tensor result,
            boolean dense,
            Workspace workspace) {
        int elements = result.shape().elements();
        boolean flat =
                dense || (fills(first, result) && fills(second, result) && fills(third, result) && result.dense());
        var parallel = workspace.parallel();
        int tasks = parallel.tasks((long) elements * operation.cost(), LEAST_WORK);
        if (tasks == 1) {
            part(flat, operation, scalar, otherScalar, first, second, third, result, 0, elements, workspace);
        } else {
            parallel.run(
                    tasks,
                    task -> part(
                            flat,
                            operation,
                            scalar,
                            otherScalar,
                            first,
                            second,
                            third,
                            result,
                            (int) ((long) elements * task / tasks),
                            (int) ((long) elements * (task + 1) / tasks),
                            workspace.task(task)));
        }
    }

    /// The elements `from` to `to` of the row-major sequence; `flat` where everything is laid out like it.
    private static void part(
            boolean flat,
            ElementwiseOperation operation,
            float scalar,
            float otherScalar,
            Tensor first,
            @Nullable Tensor second,
            @Nullable Tensor third,
            Tensor result,
            int from,
            int to,
            Workspace workspace) {
        if (!flat) {
            walk(operation, scalar, otherScalar, first, second, third, result, from, to, workspace);
            return;
        }
        loop(
                operation,
                scalar,
                otherScalar,
                first.floats(),
                first.offset() + from,
                second == null ? NONE : second.floats(),
                second == null ? 0 : second.offset() + from,
                third == null ? NONE : third.floats(),
                third == null ? 0 : third.offset() + from,
                result.floats(),
                result.offset() + from,
                to - from);
    }

    static void copy(Tensor source, Tensor target, Workspace workspace) {
        int elements = target.shape().elements();
        if (fills(source, target) && target.dense()) {
            System.arraycopy(source.floats(), source.offset(), target.floats(), target.offset(), elements);
            return;
        }
        if (elements == 0) {
            return;
        }
        Shape shape = target.shape();
        int step = RowWalk.step(shape);
        int end = RowWalk.end(shape, step, source, null, null, target);
        int columns = RowWalk.columns(shape, end);
        int sourceStride = source.broadcastStrideFromEnd(step);
        int targetStride = target.broadcastStrideFromEnd(step);
        for (int row = 0; row < elements / columns; row++) {
            int sourceOffset = RowWalk.offset(source, shape, end, row);
            int targetOffset = RowWalk.offset(target, shape, end, row);
            if (targetStride == 1) {
                KERNELS.arithmetic()
                        .gather(source.floats(), sourceOffset, sourceStride, target.floats(), targetOffset, columns);
            } else {
                for (int from = 0, length; from < columns; from += length) {
                    length = Math.min(RUN, columns - from);
                    float[] run =
                            dense(source, sourceOffset, sourceStride, from, length, from > 0, Purpose.FIRST, workspace);
                    int start = start(sourceOffset, sourceStride, from, length);
                    KERNELS.arithmetic()
                            .scatter(
                                    run,
                                    start,
                                    target.floats(),
                                    targetOffset + from * targetStride,
                                    targetStride,
                                    length);
                }
            }
        }
    }

    /// Writes the elements in row-major order.
    static void flatten(Tensor source, float[] target, int targetOffset) {
        Shape shape = source.shape();
        if (source.dense()) {
            System.arraycopy(source.floats(), source.offset(), target, targetOffset, shape.elements());
            return;
        }
        if (shape.elements() == 0) {
            return;
        }
        int step = RowWalk.step(shape);
        int end = RowWalk.end(shape, step, source, null, null, source);
        int columns = RowWalk.columns(shape, end);
        int stride = source.broadcastStrideFromEnd(step);
        for (int row = 0; row < shape.elements() / columns; row++) {
            KERNELS.arithmetic()
                    .gather(
                            source.floats(),
                            RowWalk.offset(source, shape, end, row),
                            stride,
                            target,
                            targetOffset + row * columns,
                            columns);
        }
    }

    /// Whether the operand is laid out exactly as a dense result of that shape, or absent.
    private static boolean fills(@Nullable Tensor operand, Tensor result) {
        return operand == null || (operand.dense() && operand.shape().equals(result.shape()));
    }

    private static void walk(
            ElementwiseOperation operation,
            float scalar,
            float otherScalar,
            Tensor first,
            @Nullable Tensor second,
            @Nullable Tensor third,
            Tensor result,
            int begin,
            int stop,
            Workspace workspace) {
        if (begin == stop) {
            return;
        }
        Shape shape = result.shape();
        int step = RowWalk.step(shape);
        int end = RowWalk.end(shape, step, first, second, third, result);
        int columns = RowWalk.columns(shape, end);
        int firstStride = first.broadcastStrideFromEnd(step);
        int secondStride = second == null ? 0 : second.broadcastStrideFromEnd(step);
        int thirdStride = third == null ? 0 : third.broadcastStrideFromEnd(step);
        int resultStride = result.broadcastStrideFromEnd(step);
        for (int at = begin, rowStart, rowStop; at < stop; at += rowStop - rowStart) {
            int row = at / columns;
            rowStart = at % columns;
            rowStop = Math.min(columns, rowStart + stop - at);
            int firstOffset = RowWalk.offset(first, shape, end, row);
            int secondOffset = second == null ? 0 : RowWalk.offset(second, shape, end, row);
            int thirdOffset = third == null ? 0 : RowWalk.offset(third, shape, end, row);
            int resultOffset = RowWalk.offset(result, shape, end, row);
            for (int from = rowStart, length; from < rowStop; from += length) {
                length = Math.min(RUN, rowStop - from);
                boolean filled = from > rowStart;
                float[] a = dense(first, firstOffset, firstStride, from, length, filled, Purpose.FIRST, workspace);
                float[] b = second == null
                        ? NONE
                        : dense(second, secondOffset, secondStride, from, length, filled, Purpose.SECOND, workspace);
                float[] c = third == null
                        ? NONE
                        : dense(third, thirdOffset, thirdStride, from, length, filled, Purpose.THIRD, workspace);
                boolean direct = contiguous(resultStride, length);
                float[] r = direct ? result.floats() : workspace.floats(Purpose.RESULT, RUN);
                loop(
                        operation,
                        scalar,
                        otherScalar,
                        a,
                        start(firstOffset, firstStride, from, length),
                        b,
                        start(secondOffset, secondStride, from, length),
                        c,
                        start(thirdOffset, thirdStride, from, length),
                        r,
                        start(resultOffset, resultStride, from, length),
                        length);
                if (!direct) {
                    KERNELS.arithmetic()
                            .scatter(r, 0, result.floats(), resultOffset + from * resultStride, resultStride, length);
                }
            }
        }
    }

    /// The storage itself where a run is contiguous, else the run gathered into scratch memory from index 0. A repeated
    /// element fills the memory once a row: the first run is the longest.
    private static float[] dense(
            Tensor tensor,
            int rowOffset,
            int stride,
            int from,
            int length,
            boolean filled,
            Purpose purpose,
            Workspace workspace) {
        if (contiguous(stride, length)) {
            return tensor.floats();
        }
        float[] run = workspace.floats(purpose, RUN);
        if (stride == 0 && filled) {
            return run;
        }
        KERNELS.arithmetic().gather(tensor.floats(), rowOffset + from * stride, stride, run, 0, length);
        return run;
    }

    /// Where a run begins in the array that [#dense] returns for it.
    private static int start(int rowOffset, int stride, int from, int length) {
        return contiguous(stride, length) ? rowOffset + from * stride : 0;
    }

    private static boolean contiguous(int stride, int length) {
        return stride == 1 || length == 1;
    }

    private static void loop(
            ElementwiseOperation operation,
            float scalar,
            float otherScalar,
            float[] a,
            int i,
            float[] b,
            int j,
            float[] c,
            int h,
            float[] r,
            int o,
            int n) {
        var arithmetic = KERNELS.arithmetic();
        var exponentials = KERNELS.exponentials();
        var comparisons = KERNELS.comparisons();
        var activations = KERNELS.activations();
        var trigonometry = KERNELS.trigonometry();
        var errorFunctions = KERNELS.errorFunctions();
        var adjoints = KERNELS.adjoints();
        switch (operation) {
            case NEGATE -> arithmetic.negate(a, i, r, o, n);
            case ABS -> arithmetic.abs(a, i, r, o, n);
            case SQUARE -> arithmetic.square(a, i, r, o, n);
            case SQRT -> arithmetic.sqrt(a, i, r, o, n);
            case RECIPROCAL -> arithmetic.reciprocal(a, i, r, o, n);
            case RECIPROCAL_SQRT -> arithmetic.reciprocalSqrt(a, i, r, o, n);
            case FLOOR -> arithmetic.floor(a, i, r, o, n);
            case CEIL -> arithmetic.ceil(a, i, r, o, n);
            case ROUND -> arithmetic.round(a, i, r, o, n);
            case SOFTSIGN -> arithmetic.softsign(a, i, r, o, n);
            case RELU -> arithmetic.relu(a, i, r, o, n);
            case EXP -> exponentials.exp(a, i, r, o, n);
            case LOG -> exponentials.log(a, i, r, o, n);
            case SIN -> trigonometry.sin(a, i, r, o, n);
            case COS -> trigonometry.cos(a, i, r, o, n);
            case TAN -> trigonometry.tan(a, i, r, o, n);
            case ASIN -> trigonometry.asin(a, i, r, o, n);
            case ACOS -> trigonometry.acos(a, i, r, o, n);
            case ATAN -> trigonometry.atan(a, i, r, o, n);
            case TANH -> exponentials.tanh(a, i, r, o, n);
            case SIGN -> comparisons.sign(a, i, r, o, n);
            case CLAMP -> comparisons.clamp(scalar, otherScalar, a, i, r, o, n);
            case LEAKY_RELU -> comparisons.leakyRelu(scalar, a, i, r, o, n);
            case SIGMOID -> activations.sigmoid(a, i, r, o, n);
            case EXPM1 -> exponentials.expm1(a, i, r, o, n);
            case LOG1P -> exponentials.log1p(a, i, r, o, n);
            case LOG2 -> exponentials.log2(a, i, r, o, n);
            case LOG10 -> exponentials.log10(a, i, r, o, n);
            case SINH -> exponentials.sinh(a, i, r, o, n);
            case COSH -> exponentials.cosh(a, i, r, o, n);
            case SOFTPLUS -> activations.softplus(scalar, otherScalar, a, i, r, o, n);
            case LOG_SIGMOID -> activations.logSigmoid(a, i, r, o, n);
            case SILU -> activations.silu(a, i, r, o, n);
            case ELU -> activations.elu(scalar, a, i, r, o, n);
            case GELU_TANH -> activations.geluTanh(a, i, r, o, n);
            case SCALE -> arithmetic.scale(scalar, a, i, r, o, n);
            case ERF -> errorFunctions.erf(a, i, r, o, n);
            case GELU -> errorFunctions.gelu(a, i, r, o, n);
            case ADD -> arithmetic.add(a, i, b, j, r, o, n);
            case SUBTRACT -> arithmetic.subtract(a, i, b, j, r, o, n);
            case MULTIPLY -> arithmetic.multiply(a, i, b, j, r, o, n);
            case DIVIDE -> arithmetic.divide(a, i, b, j, r, o, n);
            case MAX -> arithmetic.max(a, i, b, j, r, o, n);
            case MIN -> arithmetic.min(a, i, b, j, r, o, n);
            case LESS -> comparisons.less(a, i, b, j, r, o, n);
            case LESS_OR_EQUAL -> comparisons.lessOrEqual(a, i, b, j, r, o, n);
            case GREATER -> comparisons.less(b, j, a, i, r, o, n);
            case GREATER_OR_EQUAL -> comparisons.lessOrEqual(b, j, a, i, r, o, n);
            case EQUAL -> comparisons.equal(a, i, b, j, r, o, n);
            case NOT_EQUAL -> comparisons.notEqual(a, i, b, j, r, o, n);
            case ADD_SCALED -> arithmetic.addScaled(a, i, scalar, b, j, r, o, n);
            case POW -> KERNELS.powers().pow(a, i, b, j, r, o, n);
            case ATAN2 -> trigonometry.atan2(a, i, b, j, r, o, n);
            case ABS_BACKWARD -> adjoints.absBackward(a, i, b, j, r, o, n);
            case RELU_BACKWARD -> adjoints.reluBackward(a, i, b, j, r, o, n);
            case SIGMOID_BACKWARD -> adjoints.sigmoidBackward(a, i, b, j, r, o, n);
            case TANH_BACKWARD -> adjoints.tanhBackward(a, i, b, j, r, o, n);
            case FMA -> arithmetic.fma(a, i, b, j, c, h, r, o, n);
            case WHERE -> comparisons.where(a, i, b, j, c, h, r, o, n);
            case MAX_BACKWARD -> adjoints.maxBackward(a, i, b, j, c, h, r, o, n);
        }
    }
}
