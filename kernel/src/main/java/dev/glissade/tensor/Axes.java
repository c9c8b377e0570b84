package dev.glissade.tensor;

/// A set of axes, such as those that a reduction sums over.
///
/// ```java
/// Axes.of(shape, 0, -1)   // the first axis and the last one
/// Axes.all(shape)
/// ```
///
/// The sets of the first 8 axes exist once and are handed out again; only sets with later axes are allocated.
///
/// @param mask bit i stands for axis i, counted from the front; below 2³¹
public record Axes(int mask) {
    private static final Axes[] SMALL = small();

    /// Checks the mask.
    ///
    /// @throws IllegalArgumentException if bit 31 is set: no shape has so many axes
    public Axes {
        if (mask < 0) {
            throw new IllegalArgumentException("axes: the mask names axis 31; a shape has at most 31 axes, 0 to 30");
        }
    }

    private static Axes[] small() {
        var sets = new Axes[1 << 8];
        for (int mask = 0; mask < sets.length; mask++) {
            sets[mask] = new Axes(mask);
        }
        return sets;
    }

    private static Axes shared(int mask) {
        return mask < SMALL.length ? SMALL[mask] : new Axes(mask);
    }

    /// All axes of a shape.
    public static Axes all(Shape shape) {
        return shared((1 << shape.rank()) - 1);
    }

    /// One axis of a shape; negative axes count from the end.
    ///
    /// @throws IllegalArgumentException if there is no such axis
    public static Axes of(Shape shape, int axis) {
        return shared(1 << shape.axis(axis));
    }

    /// The named axes of a shape; negative axes count from the end.
    ///
    /// @throws IllegalArgumentException if there is no such axis or one is named twice
    public static Axes of(Shape shape, int... axes) {
        int mask = 0;
        for (int axis : axes) {
            int bit = 1 << shape.axis(axis);
            if ((mask & bit) != 0) {
                throw new IllegalArgumentException("axes: axis " + axis + " of " + shape + " is named twice");
            }
            mask |= bit;
        }
        return shared(mask);
    }

    /// All axes of a shape but one; negative axes count from the end.
    ///
    /// @throws IllegalArgumentException if there is no such axis
    public static Axes without(Shape shape, int axis) {
        return shared(all(shape).mask & ~(1 << shape.axis(axis)));
    }

    /// The last axes of a shape.
    ///
    /// @throws IllegalArgumentException unless 0 ≤ count ≤ rank
    public static Axes last(Shape shape, int count) {
        if (count < 0 || count > shape.rank()) {
            throw new IllegalArgumentException(
                    "axes: the last " + count + " of " + shape + " are asked for; it has " + shape.rank());
        }
        return shared(all(shape).mask & -1 << (shape.rank() - count));
    }

    /// The axes of `target` along which a tensor of shape `source`, which broadcasts to it, is repeated.
    public static Axes repeated(Shape source, Shape target) {
        int mask = 0;
        for (int axis = 0; axis < target.rank(); axis++) {
            int back = target.rank() - axis;
            if (back > source.rank() || source.sizeFromEnd(back) != target.size(axis)) {
                mask |= 1 << axis;
            }
        }
        return shared(mask);
    }

    /// The number of axes.
    public int count() {
        return Integer.bitCount(mask);
    }

    /// Whether an axis, counted from the front, is in the set.
    public boolean contains(int axis) {
        return (mask >>> axis & 1) == 1;
    }

    /// Whether all of them are axes of a shape.
    public boolean areOf(Shape shape) {
        return mask >>> shape.rank() == 0;
    }

    /// The axes in braces, such as `{0, 2}`.
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int axis = 0; axis < 31; axis++) {
            if (contains(axis)) {
                text.append(text.isEmpty() ? "" : ", ").append(axis);
            }
        }
        return "{" + text + "}";
    }
}
