package dev.glissade.tensor;

import dev.glissade.kernel.Window;
import dev.glissade.kernel.Workspace;

/// Maxima and means over the places of a window on the last two axes of a tensor, and their adjoints.
///
/// | operand | shape |
/// |---|---|
/// | input | … × rows × columns |
/// | output and its cotangent | … × places of the window in rows × places in columns |
///
/// Orders and special values are stated in [dev.glissade.kernel.FloatPooling]. Operands that are not dense are copied to
/// scratch memory first.
public final class Pooling {
    private Pooling() {}

    /// The shape of the output.
    ///
    /// @throws IllegalArgumentException if the input has fewer than 2 axes or no rows or no columns, the window has a
    ///     dilation, its padding is more than half its kernel, or it does not fit
    public static Shape shape(Shape input, Window window) {
        if (input.rank() < 2) {
            throw new IllegalArgumentException(
                    "pooling: input is " + input + "; at least 2 axes are needed, the last are rows and columns");
        }
        if (input.size(-2) == 0 || input.size(-1) == 0) {
            throw new IllegalArgumentException(
                    "pooling: input is " + input + "; at least 1 row and 1 column are needed");
        }
        if (window.dilationRows() != 1 || window.dilationColumns() != 1) {
            throw new IllegalArgumentException("pooling: dilation is " + window.dilationRows() + "×"
                    + window.dilationColumns() + "; only 1×1 is known");
        }
        if (!halfPadded(window)) {
            throw new IllegalArgumentException("pooling: padding is " + window.paddingRows() + "×"
                    + window.paddingColumns() + ", kernel is " + window.kernelRows() + "×" + window.kernelColumns()
                    + "; padding must be at most half the kernel");
        }
        Windows.check("pooling", window, input);
        int[] sizes = input.sizes();
        sizes[sizes.length - 2] = window.rowPlaces(input.size(-2));
        sizes[sizes.length - 1] = window.columnPlaces(input.size(-1));
        return Shape.of(sizes);
    }

    private static boolean halfPadded(Window window) {
        return window.paddingRows() <= window.kernelRows() / 2 && window.paddingColumns() <= window.kernelColumns() / 2;
    }

    /// result = the largest element of each place, NaN if one is NaN
    ///
    /// | operand | access |
    /// |---|---|
    /// | input | read |
    /// | result | of the output's shape, dense, written |
    ///
    /// @throws IllegalArgumentException as [#shape], if the element types differ, the result is not as stated, or it
    ///     lies over an operand in storage
    public static void max(Tensor input, Window window, Tensor result, Workspace workspace) {
        check("result", input, window, result, input, result);
        switch (result.dtype()) {
            case FLOAT32 -> FloatPool.max(input, window, result, workspace);
            case FLOAT64 -> DoublePool.max(input, window, result, workspace);
        }
    }

    /// result = the adjoint of [#max]: the first largest element of each place gets its cotangent
    ///
    /// | operand | access |
    /// |---|---|
    /// | input | read |
    /// | cotangent | of the output's shape, read |
    /// | result | of the input's shape, dense, written |
    ///
    /// @throws IllegalArgumentException as [#shape], if the element types differ, shapes are not as stated, or the
    ///     result lies over an operand in storage
    public static void maxAdjoint(Tensor input, Tensor cotangent, Window window, Tensor result, Workspace workspace) {
        checkInput(input, result);
        check("cotangent", input, window, cotangent, input, result);
        Windows.checkOperand("pooling", "cotangent", cotangent, result);
        switch (result.dtype()) {
            case FLOAT32 -> FloatPool.maxAdjoint(input, cotangent, window, result, workspace);
            case FLOAT64 -> DoublePool.maxAdjoint(input, cotangent, window, result, workspace);
        }
    }

    /// result = the pushforward of [#max]: each place gets the tangent of its first largest element
    ///
    /// | operand | access |
    /// |---|---|
    /// | input | read |
    /// | tangent | of the input's shape, read |
    /// | result | of the output's shape, dense, written |
    ///
    /// @throws IllegalArgumentException as [#shape], if the element types differ, shapes are not as stated, or the
    ///     result lies over an operand in storage
    public static void maxPushforward(Tensor input, Tensor tangent, Window window, Tensor result, Workspace workspace) {
        if (!tangent.shape().equals(input.shape())) {
            throw new IllegalArgumentException("pooling: input is " + input.shape() + ", tangent is " + tangent.shape()
                    + "; the shapes must be equal");
        }
        check("result", input, window, result, input, result);
        Windows.checkOperand("pooling", "tangent", tangent, result);
        switch (result.dtype()) {
            case FLOAT32 -> FloatPool.maxPushforward(input, tangent, window, result, workspace);
            case FLOAT64 -> DoublePool.maxPushforward(input, tangent, window, result, workspace);
        }
    }

    /// result = the mean of each place, over its taps where `countPadding`, else over its elements
    ///
    /// | operand | access |
    /// |---|---|
    /// | input | read |
    /// | result | of the output's shape, dense, written |
    ///
    /// @throws IllegalArgumentException as [#shape], if the element types differ, the result is not as stated, or it
    ///     lies over an operand in storage
    public static void mean(Tensor input, Window window, boolean countPadding, Tensor result, Workspace workspace) {
        check("result", input, window, result, input, result);
        switch (result.dtype()) {
            case FLOAT32 -> FloatPool.mean(input, window, countPadding, result, workspace);
            case FLOAT64 -> DoublePool.mean(input, window, countPadding, result, workspace);
        }
    }

    /// result = the adjoint of [#mean]: each element of a place gets an equal share of its cotangent
    ///
    /// | operand | access |
    /// |---|---|
    /// | cotangent | of the output's shape, read |
    /// | result | of the input's shape, dense, written |
    ///
    /// @throws IllegalArgumentException as [#shape], if the element types differ, shapes are not as stated, or the
    ///     result lies over an operand in storage
    public static void meanAdjoint(
            Tensor cotangent, Window window, boolean countPadding, Tensor result, Workspace workspace) {
        check("cotangent", result, window, cotangent, cotangent, result);
        switch (result.dtype()) {
            case FLOAT32 -> FloatPool.meanAdjoint(cotangent, window, countPadding, result, workspace);
            case FLOAT64 -> DoublePool.meanAdjoint(cotangent, window, countPadding, result, workspace);
        }
    }

    /// Checks that a tensor has the shape of the output, that the result is dense, and an operand beside it.
    private static void check(String name, Tensor input, Window window, Tensor output, Tensor operand, Tensor result) {
        Shape from = input.shape();
        Shape to = output.shape();
        // The shape is spelled out, so that a call that is right allocates nothing.
        boolean fits = from.rank() >= 2
                && from.rank() == to.rank()
                && from.size(-2) > 0
                && from.size(-1) > 0
                && window.dilationRows() == 1
                && window.dilationColumns() == 1
                && halfPadded(window)
                && Windows.fits(window, from)
                && to.size(-2) == window.rowPlaces(from.size(-2))
                && to.size(-1) == window.columnPlaces(from.size(-1));
        for (int axis = 0; fits && axis < from.rank() - 2; axis++) {
            fits = from.size(axis) == to.size(axis);
        }
        if (!fits) {
            throw new IllegalArgumentException("pooling: the output of " + from + " is " + shape(from, window) + ", "
                    + name + " is " + to + "; the shapes must be equal");
        }
        if (!result.dense()) {
            throw new IllegalArgumentException("pooling: result is " + result.shape() + " with gaps, from element "
                    + result.offset() + "; a dense result is needed");
        }
        Windows.checkOperand("pooling", operand == output ? name : "input", operand, result);
    }

    private static void checkInput(Tensor input, Tensor result) {
        if (!input.shape().equals(result.shape())) {
            throw new IllegalArgumentException("pooling: input is " + input.shape() + ", result is " + result.shape()
                    + "; the adjoint has the shape of the input");
        }
    }
}
