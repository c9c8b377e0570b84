package dev.glissade.tensor;

import java.util.Arrays;
import java.util.List;

/// Tensors put together, padded and reversed. (Views need no copy: see [Tensor#transpose], [Tensor#slice] and the others.)
///
/// | operand | shape | access |
/// |---|---|---|
/// | parts, input | any layout | read |
/// | result | as each method says, dense | written |
///
/// All tensors have one element type, and the result shares no element with an operand. Nothing is allocated.
public final class Arrangements {
    private static final Axes NONE = new Axes(0);

    private Arrangements() {}

    /// The shape of tensors joined along an axis: its sizes add up, all others are equal.
    ///
    /// @throws IllegalArgumentException if there are no parts, their other sizes or ranks differ, they lack the axis, or
    ///     the sum is above 2³¹ − 1
    public static Shape concatenatedShape(List<Shape> parts, int axis) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("concatenate: 0 parts are given; at least 1 is needed");
        }
        Shape first = parts.get(0);
        int along = first.axis(axis);
        long size = 0;
        for (int i = 0; i < parts.size(); i++) {
            Shape part = parts.get(i);
            if (!equalBut(first, part, along)) {
                throw new IllegalArgumentException("concatenate: part 0 is " + first + ", part " + i + " is " + part
                        + "; all sizes but that of axis " + along + " must be equal");
            }
            size += part.size(along);
        }
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("concatenate: the sizes along axis " + along + " add up to " + size
                    + "; at most " + Integer.MAX_VALUE + " is allowed");
        }
        int[] sizes = first.sizes();
        sizes[along] = (int) size;
        return Shape.of(sizes);
    }

    private static boolean equalBut(Shape left, Shape right, int along) {
        boolean equal = left.rank() == right.rank();
        for (int axis = 0; equal && axis < left.rank(); axis++) {
            equal = axis == along || left.size(axis) == right.size(axis);
        }
        return equal;
    }

    /// result = the parts one after the other along an axis; negative axes count from the end
    ///
    /// @throws IllegalArgumentException as [#concatenatedShape], or if the result is not dense, of that shape and of the
    ///     element type of the parts, or shares elements with one
    public static void concatenate(List<Tensor> parts, int axis, Tensor result) {
        boolean fits = !parts.isEmpty() && parts.get(0).shape().rank() > 0;
        int along = fits ? parts.get(0).shape().axis(axis) : 0;
        long size = 0;
        for (int i = 0; fits && i < parts.size(); i++) {
            fits = equalBut(parts.get(i).shape(), result.shape(), along);
            size += fits ? parts.get(i).shape().size(along) : 0;
        }
        if (!fits || size != result.shape().size(along) || !result.dense()) {
            throw wrongResult("concatenate", concatenatedShape(shapes(parts), axis), result);
        }
        checkOperands("concatenate", parts, result);
        int offset = result.offset();
        for (int i = 0; i < parts.size(); i++) {
            copy(parts.get(i), NONE, result, offset, result.shape().rank());
            offset += parts.get(i).shape().size(along) * result.stride(along);
        }
    }

    /// The shape of so many tensors of one shape put side by side along a new axis, which may be −1 to −(rank + 1).
    ///
    /// @throws IllegalArgumentException if there are no parts or there is no such place for an axis
    public static Shape stackedShape(Shape part, int parts, int axis) {
        int rank = part.rank() + 1;
        int along = axis < 0 ? axis + rank : axis;
        if (along < 0 || along >= rank) {
            throw new IllegalArgumentException("stack: axis " + axis + " for parts of shape " + part
                    + ", whose rank is " + part.rank() + "; it must be in −" + rank + ".." + (rank - 1));
        }
        if (parts == 0) {
            throw new IllegalArgumentException("stack: 0 parts are given; at least 1 is needed");
        }
        int[] sizes = new int[rank];
        for (int i = 0; i < rank; i++) {
            sizes[i] = i == along ? parts : part.size(i < along ? i : i - 1);
        }
        return Shape.of(sizes);
    }

    /// result = the parts side by side along a new axis of the result; negative axes count from its end
    ///
    /// @throws IllegalArgumentException as [#stackedShape], if the shapes of the parts differ, or if the result is not
    ///     dense, of that shape and of the element type of the parts, or shares elements with one
    public static void stack(List<Tensor> parts, int axis, Tensor result) {
        int rank = result.shape().rank();
        int along = axis < 0 ? axis + rank : axis;
        boolean fits = along >= 0 && along < rank && !parts.isEmpty();
        for (int i = 0; fits && i < parts.size(); i++) {
            fits = equalWithout(parts.get(i).shape(), result.shape(), along);
        }
        if (!fits || parts.size() != result.shape().size(along) || !result.dense()) {
            throw wrongStack(parts, axis, result);
        }
        checkOperands("stack", parts, result);
        for (int i = 0; i < parts.size(); i++) {
            copy(parts.get(i), NONE, result, result.offset() + i * result.stride(along), along);
        }
    }

    private static boolean equalWithout(Shape part, Shape whole, int along) {
        boolean equal = part.rank() == whole.rank() - 1;
        for (int axis = 0; equal && axis < part.rank(); axis++) {
            equal = part.size(axis) == whole.size(axis < along ? axis : axis + 1);
        }
        return equal;
    }

    private static IllegalArgumentException wrongStack(List<Tensor> parts, int axis, Tensor result) {
        Shape first = parts.isEmpty() ? Shape.SCALAR : parts.get(0).shape();
        Shape needed = stackedShape(first, parts.size(), axis);
        for (int i = 1; i < parts.size(); i++) {
            if (!parts.get(i).shape().equals(first)) {
                return new IllegalArgumentException("stack: part 0 is " + first + ", part " + i + " is "
                        + parts.get(i).shape() + "; all shapes must be equal");
            }
        }
        return wrongResult("stack", needed, result);
    }

    /// The shape of a tensor with `before[axis]` elements put in front along each axis, and `after[axis]` behind.
    ///
    /// @throws IllegalArgumentException if there are not as many numbers as axes, one is negative, or a size is above
    ///     2³¹ − 1
    public static Shape paddedShape(Shape input, int[] before, int[] after) {
        checkPads(input, before, after);
        int[] sizes = new int[input.rank()];
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = input.size(axis) + before[axis] + after[axis];
        }
        return Shape.of(sizes);
    }

    private static void checkPads(Shape input, int[] before, int[] after) {
        boolean right = before.length == input.rank() && after.length == input.rank();
        for (int axis = 0; right && axis < before.length; axis++) {
            right = before[axis] >= 0
                    && after[axis] >= 0
                    && (long) input.size(axis) + before[axis] + after[axis] <= Integer.MAX_VALUE;
        }
        if (!right) {
            throw new IllegalArgumentException("pad: input is " + input + ", before is " + Arrays.toString(before)
                    + ", after is " + Arrays.toString(after)
                    + "; each needs one number per axis, not negative, and sizes must stay below 2³¹");
        }
    }

    /// result = the input with a value around it, rounded to the element type
    ///
    /// @throws IllegalArgumentException as [#paddedShape], or if the result is not dense, of that shape and of the element
    ///     type of the input, or shares elements with it
    public static void pad(Tensor input, int[] before, int[] after, double value, Tensor result) {
        checkPads(input.shape(), before, after);
        boolean fits = result.shape().rank() == before.length && result.dense();
        int offset = result.offset();
        for (int axis = 0; fits && axis < before.length; axis++) {
            fits = result.shape().size(axis) == input.shape().size(axis) + before[axis] + after[axis];
            offset += fits ? before[axis] * result.stride(axis) : 0;
        }
        if (!fits) {
            throw wrongResult("pad", paddedShape(input.shape(), before, after), result);
        }
        checkOperand("pad", "input", input, result);
        switch (result.dtype()) {
            case FLOAT32 -> FloatBlocks.fill((float) value, result);
            case FLOAT64 -> DoubleBlocks.fill(value, result);
        }
        copy(input, NONE, result, offset, before.length);
    }

    /// result = zeros, with the input at every `step`-th place along an axis from `start` on: the transpose of [Tensor#slice]
    ///
    /// @throws IllegalArgumentException if a place lies outside of the result, `step` is below 1, or the result is not
    ///     dense, of the shape of the input but along the axis, of its element type, or shares elements with it
    public static void insert(Tensor input, int axis, int start, int step, Tensor result) {
        int along = input.shape().axis(axis);
        if (!equalBut(input.shape(), result.shape(), along) || !result.dense()) {
            throw new IllegalArgumentException("insert: input is " + input.shape() + ", result is " + result.shape()
                    + (result.dense() ? "" : " with gaps")
                    + "; a dense result is needed, and all sizes but that of axis "
                    + along + " must be equal");
        }
        int size = input.shape().size(along);
        int room = result.shape().size(along);
        if (start < 0 || step < 1 || (size == 0 ? start > room : start + (size - 1L) * step >= room)) {
            throw new IllegalArgumentException("insert: " + size + " places from " + start + " by " + step + " on axis "
                    + along + " of " + result.shape() + "; they must lie in it, with a step of at least 1");
        }
        checkOperand("insert", "input", input, result);
        switch (result.dtype()) {
            case FLOAT32 -> {
                FloatBlocks.fill(0, result);
                FloatBlocks.spread(input, along, start, step, result);
            }
            case FLOAT64 -> {
                DoubleBlocks.fill(0, result);
                DoubleBlocks.spread(input, along, start, step, result);
            }
        }
    }

    /// result = the input with some axes reversed
    ///
    /// @throws IllegalArgumentException if the input lacks an axis, or the result is not dense, of the shape and element
    ///     type of the input, or shares elements with it
    public static void flip(Tensor input, Axes axes, Tensor result) {
        if (!axes.areOf(input.shape())) {
            throw new IllegalArgumentException("flip: axes " + axes + " of " + input.shape()
                    + "; only axes below its rank " + input.shape().rank() + " exist");
        }
        if (!result.shape().equals(input.shape()) || !result.dense()) {
            throw wrongResult("flip", input.shape(), result);
        }
        checkOperand("flip", "input", input, result);
        copy(input, axes, result, result.offset(), result.shape().rank());
    }

    private static void copy(Tensor source, Axes reversed, Tensor target, int targetOffset, int extra) {
        switch (target.dtype()) {
            case FLOAT32 -> FloatBlocks.copy(source, reversed, target, targetOffset, extra);
            case FLOAT64 -> DoubleBlocks.copy(source, reversed, target, targetOffset, extra);
        }
    }

    private static void checkOperands(String operation, List<Tensor> parts, Tensor result) {
        for (int i = 0; i < parts.size(); i++) {
            checkOperand(operation, i, parts.get(i), result);
        }
    }

    private static void checkOperand(String operation, int part, Tensor tensor, Tensor result) {
        if (tensor.dtype() != result.dtype() || Overlap.possible(tensor, result)) {
            checkOperand(operation, "part " + part, tensor, result);
        }
    }

    private static void checkOperand(String operation, String name, Tensor tensor, Tensor result) {
        if (tensor.dtype() != result.dtype()) {
            throw new IllegalArgumentException(operation + ": " + name + " is " + tensor.dtype() + ", result is "
                    + result.dtype() + "; all tensors must have one element type");
        }
        if (Overlap.possible(tensor, result)) {
            throw new IllegalArgumentException(
                    operation + ": the result from element " + result.offset() + " lies over "
                            + name + " from element " + tensor.offset()
                            + " of the same storage; it is written while operands are read");
        }
    }

    private static IllegalArgumentException wrongResult(String operation, Shape needed, Tensor result) {
        return new IllegalArgumentException(operation + ": the result is " + result.shape()
                + (result.dense() ? "" : " with gaps") + ", needed is " + needed
                + "; a dense result of that shape is needed");
    }

    private static List<Shape> shapes(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::shape).toList();
    }
}
