package dev.glissade.tensor;

import static dev.glissade.tensor.FloatConvolve.dense;
import static dev.glissade.tensor.FloatConvolve.denseOffset;

import dev.glissade.kernel.FloatKernels;
import dev.glissade.kernel.FloatPooling;
import dev.glissade.kernel.Window;
import dev.glissade.kernel.Workspace;
import dev.glissade.kernel.Workspace.Purpose;

/// The pooling of checked float32 tensors: operands with gaps are made dense.
final class FloatPool {
    private static final FloatPooling POOLING = FloatKernels.selected().pooling();

    private FloatPool() {}

    static void max(Tensor input, Window window, Tensor result, Workspace workspace) {
        int rows = input.shape().size(-2);
        int columns = input.shape().size(-1);
        POOLING.maxPool(
                window,
                input.shape().elements() / (rows * columns),
                rows,
                columns,
                dense(input, Purpose.FIRST, workspace),
                denseOffset(input),
                result.floats(),
                result.offset(),
                workspace);
    }

    static void maxAdjoint(Tensor input, Tensor cotangent, Window window, Tensor result, Workspace workspace) {
        int rows = input.shape().size(-2);
        int columns = input.shape().size(-1);
        POOLING.maxPoolAdjoint(
                window,
                input.shape().elements() / (rows * columns),
                rows,
                columns,
                dense(input, Purpose.FIRST, workspace),
                denseOffset(input),
                dense(cotangent, Purpose.SECOND, workspace),
                denseOffset(cotangent),
                result.floats(),
                result.offset(),
                workspace);
    }

    static void maxPushforward(Tensor input, Tensor tangent, Window window, Tensor result, Workspace workspace) {
        int rows = input.shape().size(-2);
        int columns = input.shape().size(-1);
        POOLING.maxPoolPushforward(
                window,
                input.shape().elements() / (rows * columns),
                rows,
                columns,
                dense(input, Purpose.FIRST, workspace),
                denseOffset(input),
                dense(tangent, Purpose.SECOND, workspace),
                denseOffset(tangent),
                result.floats(),
                result.offset(),
                workspace);
    }

    static void mean(Tensor input, Window window, boolean countPadding, Tensor result, Workspace workspace) {
        int rows = input.shape().size(-2);
        int columns = input.shape().size(-1);
        POOLING.meanPool(
                window,
                countPadding,
                input.shape().elements() / (rows * columns),
                rows,
                columns,
                dense(input, Purpose.FIRST, workspace),
                denseOffset(input),
                result.floats(),
                result.offset(),
                workspace);
    }

    static void meanAdjoint(Tensor cotangent, Window window, boolean countPadding, Tensor result, Workspace workspace) {
        int rows = result.shape().size(-2);
        int columns = result.shape().size(-1);
        POOLING.meanPoolAdjoint(
                window,
                countPadding,
                result.shape().elements() / (rows * columns),
                rows,
                columns,
                dense(cotangent, Purpose.FIRST, workspace),
                denseOffset(cotangent),
                result.floats(),
                result.offset(),
                workspace);
    }
}
