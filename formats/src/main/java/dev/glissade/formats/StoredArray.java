package dev.glissade.formats;

import java.util.Arrays;
import java.util.stream.Collectors;

/// An array as files hold it ([Npy], [Npz], [Safetensors], [Idx]): a shape and its elements, row-major. A shape of no axes is one number.
public sealed interface StoredArray {
    /// Returns the length of each axis; not to be modified.
    int[] shape();

    /// Returns the number of elements, the product of the shape.
    int length();

    /// 32-bit elements: `<f4` of NumPy, `F32` of safetensors.
    ///
    /// @param shape  length of each axis, ≥ 0
    /// @param values the elements, row-major; handed over, not copied
    record Floats(int[] shape, float[] values) implements StoredArray {
        /// @throws IllegalArgumentException if the shape does not give the number of values
        public Floats {
            check(shape, values.length);
        }

        @Override
        public int length() {
            return values.length;
        }
    }

    /// 64-bit elements: `<f8` of NumPy, `F64` of safetensors.
    ///
    /// @param shape  length of each axis, ≥ 0
    /// @param values the elements, row-major; handed over, not copied
    record Doubles(int[] shape, double[] values) implements StoredArray {
        /// @throws IllegalArgumentException if the shape does not give the number of values
        public Doubles {
            check(shape, values.length);
        }

        @Override
        public int length() {
            return values.length;
        }
    }

    private static void check(int[] shape, int length) {
        long elements = elements(shape);
        if (elements != length) {
            throw new IllegalArgumentException("array: shape " + text(shape) + " has "
                    + (elements < 0 ? "a negative axis or too many" : elements) + " elements, there are " + length
                    + " values; both must be equal");
        }
    }

    /// Returns the product of the shape; −1 if an axis is negative or the product exceeds an `int`.
    static long elements(int[] shape) {
        long elements = 1;
        boolean empty = false;
        for (int axis : shape) {
            if (axis < 0) {
                return -1;
            }
            empty |= axis == 0;
            elements = Math.min(elements * Math.max(axis, 1), 1L << 31);
        }
        if (empty) {
            return 0;
        }
        return elements <= Integer.MAX_VALUE ? elements : -1;
    }

    /// Returns a shape as `64×32`; `scalar` without axes.
    static String text(int[] shape) {
        return shape.length == 0
                ? "scalar"
                : Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining("×"));
    }
}
