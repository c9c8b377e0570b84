package dev.glissade.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// What stands in front of the elements of an IDX file:
///
/// ```text
/// 00 00  type  axes      length of each axis (4 bytes, big-endian)
/// ```
///
/// Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", section "The IDX file format".
///
/// @param shape length of each axis; the product is at most 2³¹−1
record IdxHeader(Type type, int[] shape) {
    /// Before the lengths of the axes.
    static final int PREFIX = 4;

    private static final int MOST_AXES = 8;

    /// Types of elements.
    enum Type {
        UNSIGNED_BYTE(0x08, Byte.BYTES, "unsigned byte"),
        SIGNED_BYTE(0x09, Byte.BYTES, "signed byte"),
        SHORT(0x0b, Short.BYTES, "short"),
        INT(0x0c, Integer.BYTES, "int"),
        FLOAT(0x0d, Float.BYTES, "float"),
        DOUBLE(0x0e, Double.BYTES, "double");

        final int code;
        /// Bytes of an element in the file.
        final int size;
        final String text;

        Type(int code, int size, String text) {
            this.code = code;
            this.size = size;
            this.text = text;
        }

        /// Tells whether a `float` holds every value.
        boolean fitsFloat() {
            return switch (this) {
                case UNSIGNED_BYTE, SIGNED_BYTE, SHORT, FLOAT -> true;
                case INT, DOUBLE -> false;
            };
        }

        private static Type of(int code, String place) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            throw new DataException(place + "elements of type 0x" + hex(code)
                    + "; only 0x08, 0x09, 0x0b, 0x0c, 0x0d and 0x0e are read");
        }
    }

    /// Reads a header.
    ///
    /// @param place start of error messages
    /// @throws DataException if it is none, or describes an array that is not read here
    static IdxHeader read(InputStream bytes, String place) throws IOException {
        byte[] prefix = bytes.readNBytes(PREFIX);
        if (prefix.length < PREFIX) {
            throw new DataException(
                    place + prefix.length + " bytes; an IDX file begins with " + PREFIX + " that give type and axes");
        }
        if (prefix[0] != 0 || prefix[1] != 0) {
            throw new DataException(
                    place + "begins with " + hex(prefix[0]) + " " + hex(prefix[1]) + "; an IDX file begins with 00 00");
        }
        Type type = Type.of(prefix[2] & 0xff, place);
        int axes = prefix[3] & 0xff;
        if (axes > MOST_AXES) {
            throw new DataException(place + axes + " axes; the limit is " + MOST_AXES);
        }
        byte[] lengths = bytes.readNBytes(axes * Integer.BYTES);
        if (lengths.length < axes * Integer.BYTES) {
            throw new DataException(place + "a header of " + axes + " axes takes " + (PREFIX + axes * Integer.BYTES)
                    + " bytes, there are " + (PREFIX + lengths.length));
        }
        var shape = new int[axes];
        ByteBuffer.wrap(lengths).asIntBuffer().get(shape);
        for (int axis : shape) {
            if (axis < 0) {
                throw new DataException(
                        place + "an axis of " + Integer.toUnsignedString(axis) + "; the limit is 2³¹−1");
            }
        }
        if (StoredArray.elements(shape) < 0) {
            throw new DataException(
                    place + "shape " + StoredArray.text(shape) + "; an array has at most 2³¹−1 elements");
        }
        return new IdxHeader(type, shape);
    }

    private static String hex(int value) {
        return "%02x".formatted(value & 0xff);
    }

    int elements() {
        return (int) StoredArray.elements(shape);
    }

    /// Returns the bytes of header and elements.
    long fileBytes() {
        return PREFIX + (long) shape.length * Integer.BYTES + (long) elements() * type.size;
    }

    /// Returns the bytes of the array in memory.
    long arrayBytes() {
        return (long) elements() * (type.fitsFloat() ? Float.BYTES : Double.BYTES);
    }

    /// Returns shape and type as messages show them.
    String text() {
        return "shape " + StoredArray.text(shape) + " of " + type.text;
    }
}
