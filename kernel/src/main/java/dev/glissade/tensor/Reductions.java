package dev.glissade.tensor;

import dev.glissade.kernel.Workspace;

/// Reductions of tensors over any set of axes.
///
/// The result depends on the values, the shape and the axes only, not on strides, vector width or threads.
public final class Reductions {
    private Reductions() {}

    /// The shape of a reduction, with the reduced axes removed or kept with size 1.
    ///
    /// @throws IllegalArgumentException if the shape lacks one of the axes, or for the maximum of nothing
    public static Shape shape(Reduction reduction, Shape input, Axes axes, boolean keep) {
        Shape result = input.reduced(reduction.toString(), axes, keep);
        if (reduction == Reduction.MAX && input.elements() == 0 && result.elements() != 0) {
            throw new IllegalArgumentException(
                    "max: shape " + input + " has no elements to reduce; at least 1 is needed");
        }
        return result;
    }

    /// result = the reduction of input over the given axes
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | input | any | read |
    /// | result | that of [#shape], dense, axes kept or not | written |
    ///
    /// @throws IllegalArgumentException if element types, shapes or density are not as stated, the input lacks one of
    ///     the axes, or for the maximum of nothing
    public static void reduce(Reduction reduction, Tensor input, Axes axes, Tensor result, Workspace workspace) {
        check(reduction, input, axes, result);
        switch (result.dtype()) {
            case FLOAT32 -> FloatReduce.reduce(reduction, input, axes, result, workspace);
            case FLOAT64 -> DoubleReduce.reduce(reduction, input, axes, result, workspace);
        }
    }

    /// result = the pullback of a maximum: elements equal to the maximum get equal shares of the cotangent, others 0
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | input | any | read |
    /// | maximum, cotangent | that of the input with the reduced axes of size 1 | read |
    /// | result | that of the input, dense | written |
    ///
    /// Where the maximum is NaN, all shares are NaN.
    ///
    /// @throws IllegalArgumentException if element types, shapes or density are not as stated
    public static void maxShare(Tensor input, Tensor maximum, Tensor cotangent, Tensor result) {
        checkShares(input, maximum, cotangent, result);
        switch (result.dtype()) {
            case FLOAT32 -> FloatReduce.maxShare(input, maximum, cotangent, result);
            case FLOAT64 -> DoubleReduce.maxShare(input, maximum, cotangent, result);
        }
    }

    private static void check(Reduction reduction, Tensor input, Axes axes, Tensor result) {
        boolean maximumOfNothing = reduction == Reduction.MAX
                && input.shape().elements() == 0
                && result.shape().elements() != 0;
        if (maximumOfNothing || !fits(input.shape(), axes, result.shape()) || !result.dense()) {
            Shape needed = shape(reduction, input.shape(), axes, false);
            throw new IllegalArgumentException(reduction + ": " + input.shape() + " reduces to " + needed
                    + ", result is " + result.shape() + (result.dense() ? "" : " with gaps")
                    + "; a dense result of that shape, or with the reduced axes of size 1, is needed");
        }
        if (input.dtype() != result.dtype()) {
            throw new IllegalArgumentException(reduction + ": input is " + input.dtype() + ", result is "
                    + result.dtype() + "; both must have one element type");
        }
    }

    /// Whether a shape is that of the reduction, with the reduced axes removed or of size 1; false if one does not
    /// exist.
    private static boolean fits(Shape input, Axes axes, Shape result) {
        boolean keep = result.rank() == input.rank();
        if (!axes.areOf(input) || (!keep && result.rank() != input.rank() - axes.count())) {
            return false;
        }
        int next = 0;
        for (int axis = 0; axis < input.rank(); axis++) {
            boolean reduced = axes.contains(axis);
            if ((keep || !reduced) && result.size(next++) != (reduced ? 1 : input.size(axis))) {
                return false;
            }
        }
        return true;
    }

    private static void checkShares(Tensor input, Tensor maximum, Tensor cotangent, Tensor result) {
        Shape shape = input.shape();
        boolean reduces = maximum.shape().rank() == shape.rank();
        for (int axis = 0; reduces && axis < shape.rank(); axis++) {
            int size = maximum.shape().size(axis);
            reduces = size == 1 || size == shape.size(axis);
        }
        if (!reduces || !cotangent.shape().equals(maximum.shape())) {
            throw new IllegalArgumentException("maxShare: input is " + shape + ", maximum is " + maximum.shape()
                    + ", cotangent is " + cotangent.shape()
                    + "; the latter two need the shape of the input with the reduced axes of size 1");
        }
        if (!result.shape().equals(shape) || !result.dense()) {
            throw new IllegalArgumentException("maxShare: input is " + shape + ", result is " + result.shape()
                    + (result.dense() ? "" : " with gaps") + "; a dense result of the shape of the input is needed");
        }
        DType dtype = result.dtype();
        if (input.dtype() != dtype || maximum.dtype() != dtype || cotangent.dtype() != dtype) {
            throw new IllegalArgumentException("maxShare: input is " + input.dtype() + ", maximum is "
                    + maximum.dtype() + ", cotangent is " + cotangent.dtype() + ", result is " + dtype
                    + "; all must have one element type");
        }
    }
}
