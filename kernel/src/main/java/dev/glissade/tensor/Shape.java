package dev.glissade.tensor;

import java.util.Arrays;

/// The sizes of a tensor's axes, immutable.
public final class Shape {
    /// The shape of a single number: rank 0, one element.
    public static final Shape SCALAR = new Shape(new int[0]);

    private final int[] sizes;
    private final int elements;

    private Shape(int[] sizes) {
        this.sizes = sizes;
        this.elements = count(sizes);
    }

    /// The shape with the given sizes, the slowest axis first.
    ///
    /// @throws IllegalArgumentException if a size is negative, there are more than 31 axes, or the product of the
    ///     sizes is above 2³¹ − 1
    public static Shape of(int... sizes) {
        return sizes.length == 0 ? SCALAR : new Shape(sizes.clone());
    }

    private static int count(int[] sizes) {
        if (sizes.length > 31) {
            throw new IllegalArgumentException("shape: rank is " + sizes.length + "; at most 31 axes are allowed");
        }
        boolean empty = false;
        for (int size : sizes) {
            if (size < 0) {
                throw new IllegalArgumentException(
                        "shape: size " + size + " in " + describe(sizes) + "; sizes must not be negative");
            }
            empty |= size == 0;
        }
        if (empty) {
            return 0;
        }
        long product = 1;
        for (int size : sizes) {
            product *= size;
            if (product > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("shape: " + describe(sizes) + " has more than " + Integer.MAX_VALUE
                        + " elements; a tensor is one Java array");
            }
        }
        return (int) product;
    }

    /// The number of axes.
    public int rank() {
        return sizes.length;
    }

    /// The size of one axis; negative axes count from the end, −1 being the last.
    ///
    /// @throws IllegalArgumentException if there is no such axis
    public int size(int axis) {
        return sizes[axis(axis)];
    }

    /// The number of elements, the product of all sizes.
    public int elements() {
        return elements;
    }

    /// A copy of the sizes.
    public int[] sizes() {
        return sizes.clone();
    }

    /// The index of an axis from the front, for an axis that may count from the end.
    ///
    /// @throws IllegalArgumentException if there is no such axis
    public int axis(int axis) {
        int fromFront = axis < 0 ? axis + sizes.length : axis;
        if (fromFront < 0 || fromFront >= sizes.length) {
            throw new IllegalArgumentException(
                    "axis " + axis + " of " + this + ", whose rank is " + sizes.length + "; there is no such axis");
        }
        return fromFront;
    }

    /// The shape to which both operands are broadcast.
    ///
    /// @throws IllegalArgumentException if an axis differs and neither size is 1; the message starts with `operation`
    public static Shape broadcast(String operation, Shape left, Shape right) {
        if (left.equals(right)) {
            return left;
        }
        int rank = Math.max(left.rank(), right.rank());
        int[] sizes = new int[rank];
        for (int back = 1; back <= rank; back++) {
            int l = left.sizeFromEnd(back);
            int r = right.sizeFromEnd(back);
            if (l != r && l != 1 && r != 1) {
                throw new IllegalArgumentException(operation + ": left is " + left + ", right is " + right
                        + "; sizes must be equal or 1, counted from the last axis");
            }
            sizes[rank - back] = l == 1 ? r : l;
        }
        Shape common = new Shape(sizes);
        return common.equals(left) ? left : common.equals(right) ? right : common;
    }

    /// Whether this shape can be repeated to fill `target` by the rules of broadcasting.
    public boolean broadcastsTo(Shape target) {
        if (rank() > target.rank()) {
            return false;
        }
        for (int back = 1; back <= rank(); back++) {
            int size = sizeFromEnd(back);
            if (size != 1 && size != target.sizeFromEnd(back)) {
                return false;
            }
        }
        return true;
    }

    /// This shape with some axes removed, or kept with size 1.
    ///
    /// @throws IllegalArgumentException if this shape lacks one of the axes
    public Shape reduced(Axes axes, boolean keep) {
        return reduced("reduced", axes, keep);
    }

    Shape reduced(String operation, Axes axes, boolean keep) {
        if (!axes.areOf(this)) {
            throw new IllegalArgumentException(operation + ": axes " + axes + " of " + this
                    + "; only axes below its rank " + sizes.length + " exist");
        }
        int removed = keep ? 0 : axes.count();
        int[] left = new int[sizes.length - removed];
        int next = 0;
        for (int axis = 0; axis < sizes.length; axis++) {
            boolean reduced = axes.contains(axis);
            if (!reduced) {
                left[next++] = sizes[axis];
            } else if (keep) {
                left[next++] = 1;
            }
        }
        return new Shape(left);
    }

    /// The size `back` axes before the end (1 is the last axis); 1 where there is no such axis.
    int sizeFromEnd(int back) {
        return back > sizes.length ? 1 : sizes[sizes.length - back];
    }

    /// The strides of a dense row-major tensor of this shape.
    int[] denseStrides() {
        int[] strides = new int[sizes.length];
        int stride = 1;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= Math.max(sizes[axis], 1);
        }
        return strides;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Shape shape && same(shape));
    }

    /// Whether the sizes are equal: a loop, for it is faster than a call where there are few axes.
    private boolean same(Shape shape) {
        boolean equal = elements == shape.elements && sizes.length == shape.sizes.length;
        for (int axis = 0; equal && axis < sizes.length; axis++) {
            equal = sizes[axis] == shape.sizes[axis];
        }
        return equal;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    /// The sizes with × between them, such as `32×64`; `scalar` for rank 0.
    @Override
    public String toString() {
        return describe(sizes);
    }

    private static String describe(int[] sizes) {
        if (sizes.length == 0) {
            return "scalar";
        }
        var text = new StringBuilder();
        for (int size : sizes) {
            text.append(text.isEmpty() ? "" : "×").append(size);
        }
        return sizes.length == 1 ? "[" + text + "]" : text.toString();
    }
}
