package dev.glissade.tensor;

import dev.glissade.kernel.Workspace;
import java.util.Arrays;

/// A window on a flat array: element type, shape, offset and one stride per axis.
///
/// ```
/// storage   . . . a b c . d e f .      shape 2×3, offset 3, strides (4, 1)
/// ```
///
/// Views ([#transpose], [#slice], [#broadcastTo], [#reshape]) share storage with the tensor they come from: what is
/// written to one is seen in the other.
public final class Tensor {
    private final DType dtype;
    private final Shape shape;
    private final Object storage;
    private final int offset;
    private final int[] strides;
    private final boolean dense;

    private Tensor(DType dtype, Shape shape, Object storage, int offset, int[] strides) {
        this.dtype = dtype;
        this.shape = shape;
        this.storage = storage;
        this.offset = offset;
        this.strides = strides;
        this.dense = isDense(shape, strides);
    }

    private static boolean isDense(Shape shape, int[] strides) {
        int expected = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            int size = shape.size(axis);
            if (size == 0) {
                return true;
            }
            if (size != 1 && strides[axis] != expected) {
                return false;
            }
            expected *= size;
        }
        return true;
    }

    /// A new tensor of zeros.
    public static Tensor zeros(DType dtype, Shape shape) {
        return switch (dtype) {
            case FLOAT32 -> over(new float[shape.elements()], 0, shape);
            case FLOAT64 -> over(new double[shape.elements()], 0, shape);
        };
    }

    /// A tensor that has a type, a shape and views, but no elements: it stands for one while memory is planned. Whoever asks
    /// for its elements is refused with an [IllegalStateException].
    public static Tensor withoutStorage(DType dtype, Shape shape) {
        return new Tensor(dtype, shape, new Absent(), 0, shape.denseStrides());
    }

    /// In place of storage; a new one for each tensor, so that two tensors without storage share none.
    private static final class Absent {}

    /// A new float32 tensor with a copy of the values, row-major.
    ///
    /// @throws IllegalArgumentException if the number of values is not the number of elements
    public static Tensor of(Shape shape, float... values) {
        checkCount(shape, values.length);
        return over(values.clone(), 0, shape);
    }

    /// A new float64 tensor with a copy of the values, row-major.
    ///
    /// @throws IllegalArgumentException if the number of values is not the number of elements
    public static Tensor of(Shape shape, double... values) {
        checkCount(shape, values.length);
        return over(values.clone(), 0, shape);
    }

    private static void checkCount(Shape shape, int values) {
        if (values != shape.elements()) {
            throw new IllegalArgumentException("tensor: shape " + shape + " has " + shape.elements() + " elements, but "
                    + values + " values are given; the numbers must be equal");
        }
    }

    /// A dense float32 view of a part of an array, which is not copied.
    ///
    /// @throws IllegalArgumentException if the part is not inside the array
    public static Tensor over(float[] storage, int offset, Shape shape) {
        checkRange(storage.length, offset, shape);
        return new Tensor(DType.FLOAT32, shape, storage, offset, shape.denseStrides());
    }

    /// A dense float64 view of a part of an array, which is not copied.
    ///
    /// @throws IllegalArgumentException if the part is not inside the array
    public static Tensor over(double[] storage, int offset, Shape shape) {
        checkRange(storage.length, offset, shape);
        return new Tensor(DType.FLOAT64, shape, storage, offset, shape.denseStrides());
    }

    private static void checkRange(int length, int offset, Shape shape) {
        if (offset < 0 || offset > length - shape.elements()) {
            throw new IllegalArgumentException("tensor: " + shape.elements() + " elements from offset " + offset
                    + " in an array of " + length + "; the view must lie inside the array");
        }
    }

    /// The element type.
    public DType dtype() {
        return dtype;
    }

    /// The sizes of the axes.
    public Shape shape() {
        return shape;
    }

    /// The position of the first element in the storage.
    public int offset() {
        return offset;
    }

    /// The distance in storage between neighbours along an axis; negative axes count from the end.
    public int stride(int axis) {
        return strides[shape.axis(axis)];
    }

    /// Whether the elements lie in storage one after the other in row-major order.
    public boolean dense() {
        return dense;
    }

    /// The storage of a float32 tensor, not copied.
    ///
    /// @throws IllegalArgumentException if the tensor is of another type
    public float[] floats() {
        if (storage instanceof float[] floats) {
            return floats;
        }
        throw wrongType(DType.FLOAT32);
    }

    /// The storage of a float64 tensor, not copied.
    ///
    /// @throws IllegalArgumentException if the tensor is of another type
    public double[] doubles() {
        if (storage instanceof double[] doubles) {
            return doubles;
        }
        throw wrongType(DType.FLOAT64);
    }

    private RuntimeException wrongType(DType wanted) {
        if (storage instanceof Absent) {
            return noStorage();
        }
        return new IllegalArgumentException("tensor: storage of " + wanted + " was asked for, but the tensor is "
                + dtype + "; the types must be equal");
    }

    private IllegalStateException noStorage() {
        return new IllegalStateException("tensor: " + dtype + " " + shape
                + " has no storage, it stands for a shape only; its elements can be neither read nor written");
    }

    /// The element at an index, one number per axis.
    ///
    /// @throws IllegalArgumentException if there are not as many numbers as axes
    /// @throws IndexOutOfBoundsException if a number is outside its axis
    public double at(int... index) {
        if (index.length != shape.rank()) {
            throw new IllegalArgumentException("at: " + index.length + " numbers for shape " + shape
                    + ", whose rank is " + shape.rank() + "; one number per axis is needed");
        }
        int position = offset;
        for (int axis = 0; axis < index.length; axis++) {
            if (index[axis] < 0 || index[axis] >= shape.size(axis)) {
                throw new IndexOutOfBoundsException("at: " + index[axis] + " on axis " + axis + " of shape " + shape
                        + "; it must be in 0.." + (shape.size(axis) - 1));
            }
            position += index[axis] * strides[axis];
        }
        return element(position);
    }

    /// The value of a tensor of one element.
    ///
    /// @throws IllegalArgumentException if there are more or fewer
    public double item() {
        if (shape.elements() != 1) {
            throw new IllegalArgumentException(
                    "item: shape " + shape + " has " + shape.elements() + " elements; exactly 1 is needed");
        }
        return element(offset);
    }

    private double element(int position) {
        return switch (storage) {
            case float[] floats -> floats[position];
            case double[] doubles -> doubles[position];
            default -> throw noStorage();
        };
    }

    /// The elements in row-major order, as a new array of floats; float64 elements are rounded.
    public float[] toFloats() {
        float[] values = new float[shape.elements()];
        if (dtype == DType.FLOAT32) {
            Elementwise.copy(this, over(values, 0, shape), new Workspace());
        } else {
            double[] exact = toDoubles();
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) exact[i];
            }
        }
        return values;
    }

    /// The elements in row-major order, as a new array of doubles.
    public double[] toDoubles() {
        double[] values = new double[shape.elements()];
        if (dtype == DType.FLOAT64) {
            Elementwise.copy(this, over(values, 0, shape), new Workspace());
        } else {
            float[] floats = toFloats();
            for (int i = 0; i < values.length; i++) {
                values[i] = floats[i];
            }
        }
        return values;
    }

    /// A view with two axes exchanged; negative axes count from the end.
    public Tensor transpose(int first, int second) {
        int[] axes = new int[shape.rank()];
        Arrays.setAll(axes, axis -> axis);
        axes[shape.axis(first)] = shape.axis(second);
        axes[shape.axis(second)] = shape.axis(first);
        return permute(axes);
    }

    /// A view whose axis i is axis `axes[i]` of this tensor.
    ///
    /// @throws IllegalArgumentException if `axes` does not name every axis once
    public Tensor permute(int... axes) {
        int rank = shape.rank();
        int seen = 0;
        int[] sizes = new int[axes.length];
        int[] steps = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            int axis = shape.axis(axes[i]);
            seen |= 1 << axis;
            sizes[i] = shape.size(axis);
            steps[i] = strides[axis];
        }
        if (axes.length != rank || Integer.bitCount(seen) != rank) {
            throw new IllegalArgumentException("permute: axes " + Arrays.toString(axes) + " of " + shape
                    + ", whose rank is " + rank + "; every axis must be named once");
        }
        return new Tensor(dtype, Shape.of(sizes), storage, offset, steps);
    }

    /// A view of every `step`-th element along an axis, from `start` inclusive to `stop` exclusive.
    ///
    /// @throws IllegalArgumentException unless 0 ≤ start ≤ stop ≤ size and step ≥ 1
    public Tensor slice(int axis, int start, int stop, int step) {
        int along = shape.axis(axis);
        int size = shape.size(along);
        if (start < 0 || stop < start || stop > size || step < 1) {
            throw new IllegalArgumentException("slice: from " + start + " to " + stop + " by " + step + " on axis "
                    + axis + " of " + shape + "; 0 ≤ start ≤ stop ≤ " + size + " and step ≥ 1 are needed");
        }
        int[] sizes = shape.sizes();
        sizes[along] = (int) (((long) stop - start + step - 1) / step);
        int[] steps = strides.clone();
        // A stride may overflow only where no second element exists; it is then never used.
        steps[along] *= step;
        int first = sizes[along] == 0 ? offset : offset + start * strides[along];
        return new Tensor(dtype, Shape.of(sizes), storage, first, steps);
    }

    /// A view that repeats this tensor to fill `target` by the rules of broadcasting.
    ///
    /// @throws IllegalArgumentException if the shape does not broadcast to the target
    public Tensor broadcastTo(Shape target) {
        if (target.equals(shape)) {
            return this;
        }
        if (!shape.broadcastsTo(target)) {
            throw new IllegalArgumentException("broadcastTo: shape is " + shape + ", target is " + target
                    + "; sizes must be equal or 1, counted from the last axis");
        }
        int[] steps = new int[target.rank()];
        for (int back = 1; back <= target.rank(); back++) {
            steps[target.rank() - back] = broadcastStrideFromEnd(back);
        }
        return new Tensor(dtype, target, storage, offset, steps);
    }

    /// The same elements in row-major order under another shape: a view where this tensor is dense, else a copy.
    ///
    /// @throws IllegalArgumentException if the numbers of elements differ
    public Tensor reshape(Shape target) {
        if (target.elements() != shape.elements()) {
            throw new IllegalArgumentException("reshape: shape " + shape + " has " + shape.elements()
                    + " elements, target " + target + " has " + target.elements() + "; the numbers must be equal");
        }
        return dense ? new Tensor(dtype, target, storage, offset, target.denseStrides()) : copy().reshape(target);
    }

    /// A new dense tensor with the same elements.
    public Tensor copy() {
        Tensor copy = zeros(dtype, shape);
        Elementwise.copy(this, copy, new Workspace());
        return copy;
    }

    /// Whether an element of the other tensor may be an element of this one: whether the stretches of one storage from
    /// first to last element meet.
    boolean mayOverlap(Tensor other) {
        return storage == other.storage
                && shape.elements() > 0
                && other.shape.elements() > 0
                && offset <= other.last()
                && other.offset <= last();
    }

    boolean sharesStorage(Tensor other) {
        return storage == other.storage;
    }

    private int last() {
        int last = offset;
        for (int axis = 0; axis < strides.length; axis++) {
            last += (shape.size(axis) - 1) * strides[axis];
        }
        return last;
    }

    /// The stride `back` axes before the end when repeated to fill a larger shape: 0 where the size is 1 or missing.
    int broadcastStrideFromEnd(int back) {
        int axis = shape.rank() - back;
        return axis < 0 || shape.size(axis) == 1 ? 0 : strides[axis];
    }

    /// Type, shape and, for up to 32 elements, the values.
    @Override
    public String toString() {
        String head = dtype + " " + shape;
        if (storage instanceof Absent) {
            return head + " without storage";
        }
        return shape.elements() > 32 ? head : head + " " + Arrays.toString(toDoubles());
    }
}
