package dev.glissade.tensor;

import dev.glissade.kernel.Workspace;

/// Reductions of tensors over any set of axes.
///
/// The result depends on the values, the shape and the axes only, not on strides, vector width or threads.
public final class Reductions {
    private Reductions() {}

    /// The longest axis whose indices float32 holds exactly.
    private static final int LONGEST_FLOAT32_AXIS = 1 << 24;

    /// The shape of a reduction, with the reduced axes removed or kept with size 1.
    ///
    /// @throws IllegalArgumentException if the shape lacks one of the axes, for the maximum, minimum or an index of
    ///     nothing, or for an index along more or fewer axes than one
    public static Shape shape(Reduction reduction, Shape input, Axes axes, boolean keep) {
        Shape result = input.reduced(reduction.toString(), axes, keep);
        if (reduction.isIndex() && axes.count() != 1) {
            throw new IllegalArgumentException(reduction + ": axes are " + axes + ", " + axes.count() + " of " + input
                    + "; an index runs along exactly 1");
        }
        if (reduction.needsElements() && input.elements() == 0 && result.elements() != 0) {
            throw new IllegalArgumentException(
                    reduction + ": shape " + input + " has no elements to reduce; at least 1 is needed");
        }
        return result;
    }

    /// result = the reduction of input over the given axes
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | input | any | read |
    /// | result | that of [#shape], dense, axes kept or not; not over the input in storage | written |
    ///
    /// Variance and standard deviation are the unbiased ones: their correction is 1.
    ///
    /// @throws IllegalArgumentException if element types, shapes, density or storage are not as stated, the input lacks
    ///     one of the axes, for the maximum, minimum or an index of nothing, or for an index along more or fewer axes
    ///     than one, or along one of more than 2²⁴ elements in float32, which cannot hold it
    public static void reduce(Reduction reduction, Tensor input, Axes axes, Tensor result, Workspace workspace) {
        run(reduction, 1, input, axes, result, workspace);
    }

    /// result = the variance or standard deviation of input over the given axes, the sum of squares divided by
    /// n − correction, or by 0 where that is negative
    ///
    /// Operands as in [#reduce(Reduction, Tensor, Axes, Tensor, Workspace)].
    ///
    /// @throws IllegalArgumentException as there, and for any other reduction
    public static void reduce(
            Reduction reduction, int correction, Tensor input, Axes axes, Tensor result, Workspace workspace) {
        if (!reduction.isCorrected()) {
            throw new IllegalArgumentException(reduction + ": a correction of " + correction
                    + " is given; only variance and standardDeviation take one");
        }
        run(reduction, correction, input, axes, result, workspace);
    }

    /// values = the largest elements of input along one axis, indices = where they are, the first of equals
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | input | any | read |
    /// | values, indices | that of [#shape], dense, the axis kept or not; not over the input or each other | written |
    ///
    /// Of zeros of both signs the value is the first, as the index is.
    ///
    /// @throws IllegalArgumentException as for [Reduction#ARG_MAX]
    public static void maxWithIndex(Tensor input, int axis, Tensor values, Tensor indices, Workspace workspace) {
        withIndex(Reduction.ARG_MAX, input, axis, values, indices, workspace);
    }

    /// values = the smallest elements of input along one axis, indices = where they are; as [#maxWithIndex]
    ///
    /// @throws IllegalArgumentException as for [Reduction#ARG_MIN]
    public static void minWithIndex(Tensor input, int axis, Tensor values, Tensor indices, Workspace workspace) {
        withIndex(Reduction.ARG_MIN, input, axis, values, indices, workspace);
    }

    /// The sum of the products of equal places: the dot product of vectors, the inner product of matrices.
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | left, right | any, equal; may be one tensor | read |
    ///
    /// Σ left · right in the fixed order of [dev.glissade.kernel.FloatReductions#dot], over the elements in row-major order;
    /// +0 for nothing. A float32 sum is returned as the double of its value.
    ///
    /// @throws IllegalArgumentException if the shapes or the element types differ
    public static double dot(Tensor left, Tensor right, Workspace workspace) {
        checkFactors(left, right);
        return switch (left.dtype()) {
            case FLOAT32 -> FloatDot.dot(left, right, workspace);
            case FLOAT64 -> DoubleDot.dot(left, right, workspace);
        };
    }

    /// result = the sum of the products of equal places, as [#dot(Tensor, Tensor, Workspace)]
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | left, right | any, equal; may be one tensor | read |
    /// | result | scalar, or as many axes as the operands, of size 1; not over an operand in storage | written |
    ///
    /// @throws IllegalArgumentException if element types, shapes or storage are not as stated
    public static void dot(Tensor left, Tensor right, Tensor result, Workspace workspace) {
        checkFactors(left, right);
        Shape target = result.shape();
        if (target.elements() != 1
                || (target.rank() != 0 && target.rank() != left.shape().rank())) {
            throw new IllegalArgumentException("dot: left is " + left.shape() + ", result is " + target
                    + "; a scalar, or as many axes as left of size 1, is needed");
        }
        if (result.dtype() != left.dtype()) {
            throw new IllegalArgumentException("dot: left is " + left.dtype() + ", result is " + result.dtype()
                    + "; all must have one element type");
        }
        if (result.mayOverlap(left) || result.mayOverlap(right)) {
            throw new IllegalArgumentException("dot: the result from element " + result.offset()
                    + " lies over an operand from element "
                    + (result.mayOverlap(left) ? left.offset() : right.offset())
                    + " of the same storage; it must lie elsewhere");
        }
        switch (result.dtype()) {
            case FLOAT32 -> result.floats()[result.offset()] = FloatDot.dot(left, right, workspace);
            case FLOAT64 -> result.doubles()[result.offset()] = DoubleDot.dot(left, right, workspace);
        }
    }

    private static void checkFactors(Tensor left, Tensor right) {
        if (!left.shape().equals(right.shape())) {
            throw new IllegalArgumentException(
                    "dot: left is " + left.shape() + ", right is " + right.shape() + "; the shapes must be equal");
        }
        if (left.dtype() != right.dtype()) {
            throw new IllegalArgumentException("dot: left is " + left.dtype() + ", right is " + right.dtype()
                    + "; all must have one element type");
        }
    }

    private static void withIndex(
            Reduction reduction, Tensor input, int axis, Tensor values, Tensor indices, Workspace workspace) {
        Axes axes = Axes.of(input.shape(), axis);
        check(reduction, input, axes, values);
        check(reduction, input, axes, indices);
        if (values.mayOverlap(indices)) {
            throw new IllegalArgumentException(reduction + ": values from element " + values.offset()
                    + " lie over indices from element " + indices.offset()
                    + " of the same storage; both are written");
        }
        run(reduction, 1, input, axes, indices, workspace);
        switch (input.dtype()) {
            case FLOAT32 -> FloatReduce.pick(input, axes, indices, values);
            case FLOAT64 -> DoubleReduce.pick(input, axes, indices, values);
        }
    }

    private static void run(
            Reduction reduction, int correction, Tensor input, Axes axes, Tensor result, Workspace workspace) {
        check(reduction, input, axes, result);
        switch (result.dtype()) {
            case FLOAT32 -> FloatReduce.reduce(reduction, correction, input, axes, result, workspace);
            case FLOAT64 -> DoubleReduce.reduce(reduction, correction, input, axes, result, workspace);
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

    /// result = for each element the product of all others over some axes: the pullback of a product
    ///
    /// | operand | shape | access |
    /// |---|---|---|
    /// | input | any | read |
    /// | result | that of the input, dense, not over it in storage | written |
    ///
    /// Nothing is divided, so that zeros do no harm.
    ///
    /// @throws IllegalArgumentException if element types, shapes, density or storage are not as stated, or the input lacks
    ///     an axis
    public static void productOfOthers(Tensor input, Axes axes, Tensor result) {
        if (!axes.areOf(input.shape()) || !input.shape().equals(result.shape()) || !result.dense()) {
            throw new IllegalArgumentException("productOfOthers: input is " + input.shape() + ", axes are " + axes
                    + ", result is " + result.shape() + (result.dense() ? "" : " with gaps")
                    + "; a dense result of the shape of the input and axes of it are needed");
        }
        AxisOperation.check("productOfOthers", input, result);
        switch (result.dtype()) {
            case FLOAT32 -> FloatReduce.productOfOthers(input, axes, result);
            case FLOAT64 -> DoubleReduce.productOfOthers(input, axes, result);
        }
    }

    private static void check(Reduction reduction, Tensor input, Axes axes, Tensor result) {
        boolean ofNothing = reduction.needsElements()
                && input.shape().elements() == 0
                && result.shape().elements() != 0;
        boolean severalAxes = reduction.isIndex() && axes.count() != 1;
        if (ofNothing || severalAxes || !fits(input.shape(), axes, result.shape()) || !result.dense()) {
            Shape needed = shape(reduction, input.shape(), axes, false);
            throw new IllegalArgumentException(reduction + ": " + input.shape() + " reduces to " + needed
                    + ", result is " + result.shape() + (result.dense() ? "" : " with gaps")
                    + "; a dense result of that shape, or with the reduced axes of size 1, is needed");
        }
        if (input.dtype() != result.dtype()) {
            throw new IllegalArgumentException(reduction + ": input is " + input.dtype() + ", result is "
                    + result.dtype() + "; both must have one element type");
        }
        if (reduction.isIndex() && input.dtype() == DType.FLOAT32) {
            int size = input.shape().size(Integer.numberOfTrailingZeros(axes.mask()));
            if (size > LONGEST_FLOAT32_AXIS) {
                throw new IllegalArgumentException(
                        reduction + ": the axis has " + size + " elements, float32 counts to " + LONGEST_FLOAT32_AXIS
                                + "; convert to float64 to index more");
            }
        }
        if (result.mayOverlap(input)) {
            throw new IllegalArgumentException(reduction + ": the result from element " + result.offset()
                    + " lies over the input from element " + input.offset()
                    + " of the same storage; it is written while the input is read");
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
