package dev.glissade.tensor;

import dev.glissade.kernel.Workspace;
import org.jspecify.annotations.Nullable;

/// Elementwise operations on tensors, with broadcasting and strided views.
///
/// | operand | shape | access |
/// |---|---|---|
/// | operands | broadcast to the shape of the result | read |
/// | result | the broadcast shape | written |
///
/// The result may be an operand itself or lie over one element for element; it must share no element with an operand in
/// any other way, because operands are read while it is written. All tensors have one element type; scalars are rounded to it first. Nothing is allocated once the workspace is warm.
public final class Elementwise {
    /// Stands for a scalar that an operation does not take.
    private static final double NONE = 0;

    private Elementwise() {}

    /// result = operation(input)
    public static void apply(ElementwiseOperation operation, Tensor input, Tensor result, Workspace workspace) {
        checkOperands(operation, 1);
        run(operation, NONE, NONE, input, null, null, result, workspace);
    }

    /// result = operation(left, right)
    public static void apply(
            ElementwiseOperation operation, Tensor left, Tensor right, Tensor result, Workspace workspace) {
        checkOperands(operation, 2);
        run(operation, NONE, NONE, left, right, null, result, workspace);
    }

    /// result = operation(first, second, third)
    public static void apply(
            ElementwiseOperation operation,
            Tensor first,
            Tensor second,
            Tensor third,
            Tensor result,
            Workspace workspace) {
        checkOperands(operation, 3);
        run(operation, NONE, NONE, first, second, third, result, workspace);
    }

    /// result = factor · input
    public static void scale(double factor, Tensor input, Tensor result, Workspace workspace) {
        run(ElementwiseOperation.SCALE, factor, NONE, input, null, null, result, workspace);
    }

    /// result = left + factor · right, rounded once
    public static void addScaled(Tensor left, double factor, Tensor right, Tensor result, Workspace workspace) {
        run(ElementwiseOperation.ADD_SCALED, factor, NONE, left, right, null, result, workspace);
    }

    /// result = input, or the nearer bound where it lies outside [low, high]; NaN stays NaN
    ///
    /// A bound may be infinite.
    ///
    /// @throws IllegalArgumentException unless low ≤ high
    public static void clamp(double low, double high, Tensor input, Tensor result, Workspace workspace) {
        if (!(low <= high)) {
            throw new IllegalArgumentException(
                    "clamp: low is " + low + ", high is " + high + "; low must not be above high, and neither NaN");
        }
        run(ElementwiseOperation.CLAMP, low, high, input, null, null, result, workspace);
    }

    /// result = input above 0, slope · input elsewhere
    public static void leakyRelu(double slope, Tensor input, Tensor result, Workspace workspace) {
        run(ElementwiseOperation.LEAKY_RELU, slope, NONE, input, null, null, result, workspace);
    }

    /// result = ln(1 + e^(beta · input)) ÷ beta, and the input itself where beta · input > threshold
    ///
    /// @throws IllegalArgumentException if beta is 0 or not finite in the element type
    public static void softplus(double beta, double threshold, Tensor input, Tensor result, Workspace workspace) {
        double steepness = result.dtype() == DType.FLOAT32 ? (float) beta : beta;
        if (steepness == 0 || !Double.isFinite(steepness)) {
            throw new IllegalArgumentException(
                    "softplus: beta is " + beta + " for " + result.dtype() + "; it must be finite and not 0");
        }
        run(ElementwiseOperation.SOFTPLUS, beta, threshold, input, null, null, result, workspace);
    }

    /// result = input where it is above 0, else alpha · (e^input − 1)
    public static void elu(double alpha, Tensor input, Tensor result, Workspace workspace) {
        run(ElementwiseOperation.ELU, alpha, NONE, input, null, null, result, workspace);
    }

    /// target = source, broadcast to the shape of the target
    public static void copy(Tensor source, Tensor target, Workspace workspace) {
        checkOperand("copy", source, target);
        checkResult("copy", target);
        switch (target.dtype()) {
            case FLOAT32 -> FloatElementwise.copy(source, target, workspace);
            case FLOAT64 -> DoubleElementwise.copy(source, target, workspace);
        }
    }

    /// target = the elements of source in row-major order, whatever the shape of the target
    ///
    /// @throws IllegalArgumentException if the numbers of elements differ or the target is not dense
    public static void flatten(Tensor source, Tensor target) {
        if (source.shape().elements() != target.shape().elements() || !target.dense()) {
            throw new IllegalArgumentException("flatten: source is " + source.shape() + " with "
                    + source.shape().elements() + " elements, target is " + target.shape()
                    + (target.dense() ? "" : " with gaps") + "; a dense target of that many is needed");
        }
        if (source.dtype() != target.dtype()) {
            throw new IllegalArgumentException("flatten: source is " + source.dtype() + ", target is " + target.dtype()
                    + "; both must have one element type");
        }
        switch (target.dtype()) {
            case FLOAT32 -> FloatElementwise.flatten(source, target.floats(), target.offset());
            case FLOAT64 -> DoubleElementwise.flatten(source, target.doubles(), target.offset());
        }
    }

    private static void run(
            ElementwiseOperation operation,
            double scalar,
            double otherScalar,
            Tensor first,
            @Nullable Tensor second,
            @Nullable Tensor third,
            Tensor result,
            Workspace workspace) {
        boolean dense = fills(first, result) && fills(second, result) && fills(third, result) && result.dense();
        if (!dense) {
            check(operation, first, second, third, result);
        }
        switch (result.dtype()) {
            case FLOAT32 ->
                FloatElementwise.run(
                        operation, (float) scalar, (float) otherScalar, first, second, third, result, dense, workspace);
            case FLOAT64 ->
                DoubleElementwise.run(operation, scalar, otherScalar, first, second, third, result, dense, workspace);
        }
    }

    /// Whether the operand is laid out exactly as a dense result and lies over it element for element or not at all, or is
    /// absent: then nothing else is to be checked.
    private static boolean fills(@Nullable Tensor operand, Tensor result) {
        return operand == null
                || operand == result
                || (operand.dense()
                        && operand.dtype() == result.dtype()
                        && operand.shape().equals(result.shape())
                        && (!operand.sharesStorage(result)
                                || operand.offset() == result.offset()
                                || Math.abs(operand.offset() - result.offset())
                                        >= result.shape().elements()));
    }

    private static void check(
            ElementwiseOperation operation,
            Tensor first,
            @Nullable Tensor second,
            @Nullable Tensor third,
            Tensor result) {
        checkOperand(operation, first, result);
        checkResult(operation, result);
        if (second != null) {
            checkOperand(operation, second, result);
        }
        if (third != null) {
            checkOperand(operation, third, result);
        }
    }

    private static void checkOperands(ElementwiseOperation operation, int given) {
        if (operation.operands() != given) {
            throw new IllegalArgumentException(
                    operation + ": " + given + " operands are given; it takes " + operation.operands());
        }
        if (operation.scalars() != 0) {
            throw new IllegalArgumentException(operation + ": 0 scalars are given; it takes " + operation.scalars()
                    + ", call the method of that name");
        }
    }

    /// A result that repeats its elements would be written by several operands.
    private static void checkResult(Object operation, Tensor result) {
        for (int axis = 0; !result.dense() && axis < result.shape().rank(); axis++) {
            if (result.stride(axis) == 0 && result.shape().size(axis) > 1) {
                throw new IllegalArgumentException(operation + ": result is " + result.shape()
                        + " and repeats its elements along axis " + axis + "; a result must have one place for each");
            }
        }
    }

    private static void checkOperand(Object operation, Tensor operand, Tensor result) {
        if (operand.dtype() != result.dtype()) {
            throw new IllegalArgumentException(operation + ": operand is " + operand.dtype() + ", result is "
                    + result.dtype() + "; all tensors must have one element type");
        }
        if (!operand.shape().broadcastsTo(result.shape())) {
            throw new IllegalArgumentException(operation + ": operand is " + operand.shape() + ", result is "
                    + result.shape() + "; sizes must be equal or 1, counted from the last axis");
        }
        if (operand != result
                && operand.sharesStorage(result)
                && !Overlap.same(operand, result)
                && Overlap.possible(operand, result)) {
            throw new IllegalArgumentException(operation + ": the result from element " + result.offset()
                    + " lies over an operand from element " + operand.offset()
                    + " of the same storage; only element for element may it do so");
        }
    }
}
