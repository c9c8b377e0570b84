package dev.glissade.formats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The text in front of an array's bytes in NumPy's format, version 1.0:
///
/// ```text
/// 93 'N' 'U' 'M' 'P' 'Y'  01 00  length (2 bytes, little-endian)
/// {'descr': '<f4', 'fortran_order': False, 'shape': (64, 32), }      spaces…  '\n'
/// ```
///
/// where the whole, up to the line feed, is a multiple of 64 bytes long.
/// Source: NumPy, module `numpy.lib.format`, "Format Version 1.0" and "2.0" (4 bytes of length).
///
/// @param descr `<f4` or `<f8`
/// @param shape length of each axis; the product is at most 2³¹−1
record NpyHeader(String descr, int[] shape) {
    /// Before the text: magic, version, length.
    static final int PREFIX_V1 = 10;
    static final int PREFIX_V2 = 12;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;
    /// NumPy has at most 64 axes.
    private static final int MOST_AXES = 64;
    /// More than any array of 64 axes needs.
    private static final int LONGEST_TEXT = 1 << 12;

    private static final Pattern TEXT = Pattern.compile("\\{\\s*"
            + "'descr'\\s*:\\s*'(?<descr>[^']{1,16})'\\s*,\\s*"
            + "'fortran_order'\\s*:\\s*(?<order>True|False)\\s*,\\s*"
            + "'shape'\\s*:\\s*\\((?<shape>[0-9,\\s]*)\\)\\s*,?\\s*\\}\\s*");

    /// @throws IllegalArgumentException if NumPy has no such array
    static void check(StoredArray array) {
        int axes = array.shape().length;
        if (axes > MOST_AXES) {
            throw new IllegalArgumentException("npy: an array of " + axes + " axes; the limit is " + MOST_AXES);
        }
    }

    static NpyHeader of(StoredArray array) {
        return switch (array) {
            case StoredArray.Floats floats -> new NpyHeader("<f4", floats.shape());
            case StoredArray.Doubles doubles -> new NpyHeader("<f8", doubles.shape());
        };
    }

    /// Bytes of one element.
    int elementSize() {
        return descr.equals("<f4") ? Float.BYTES : Double.BYTES;
    }

    int elements() {
        return (int) StoredArray.elements(shape);
    }

    /// Returns the header's bytes, prefix included.
    byte[] bytes() {
        String axes = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String tuple = "(" + axes + (shape.length == 1 ? ",)" : ")");
        String text = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + tuple + ", }";
        int total = -Math.floorDiv(-(PREFIX_V1 + text.length() + 1), ALIGNMENT) * ALIGNMENT;
        byte[] bytes = new byte[total];
        Arrays.fill(bytes, (byte) ' ');
        System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
        bytes[6] = 1;
        bytes[7] = 0;
        int length = total - PREFIX_V1;
        bytes[8] = (byte) length;
        bytes[9] = (byte) (length >>> 8);
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, bytes, PREFIX_V1, ascii.length);
        bytes[total - 1] = '\n';
        return bytes;
    }

    /// Returns how many bytes of text follow the prefix.
    ///
    /// @param prefix the first [#PREFIX_V2] bytes
    /// @throws DataException if this is no header of version 1 or 2
    static int textLength(byte[] prefix, String place) {
        if (!Arrays.equals(prefix, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new DataException(place + "not a NumPy array; it must begin with \\x93NUMPY");
        }
        long length;
        if (version(prefix) == 1) {
            length = unsigned(prefix, 8, 2);
        } else if (version(prefix) == 2) {
            length = unsigned(prefix, 8, 4);
        } else {
            throw new DataException(place + "NumPy format version " + version(prefix) + "; only 1 and 2 are read");
        }
        if (length > LONGEST_TEXT) {
            throw new DataException(place + "a header of " + length + " bytes; the limit is " + LONGEST_TEXT);
        }
        return (int) length;
    }

    static int version(byte[] prefix) {
        return prefix[6];
    }

    private static long unsigned(byte[] bytes, int offset, int count) {
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | (bytes[offset + i] & 0xff);
        }
        return value;
    }

    /// Reads the text.
    ///
    /// @throws DataException if it is none, or describes an array that is not read here
    static NpyHeader parse(String text, String place) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new DataException(place + "header " + Excerpt.of(text.strip()) + " is not understood");
        }
        String descr = matcher.group("descr");
        if (!descr.equals("<f4") && !descr.equals("<f8")) {
            throw new DataException(
                    place + "elements of type " + Excerpt.of(descr) + "; only '<f4' and '<f8' are read");
        }
        if (matcher.group("order").equals("True")) {
            throw new DataException(place + "columns first (fortran_order); only row-major arrays are read");
        }
        int[] shape = shape(matcher.group("shape"), place);
        if (StoredArray.elements(shape) < 0) {
            throw new DataException(
                    place + "shape " + StoredArray.text(shape) + "; an array has at most 2³¹−1 elements");
        }
        return new NpyHeader(descr, shape);
    }

    private static int[] shape(String tuple, String place) {
        String axes = tuple.strip();
        if (axes.isEmpty()) {
            return new int[0];
        }
        String[] parts = (axes.endsWith(",") ? axes.substring(0, axes.length() - 1) : axes).split(",", MOST_AXES + 1);
        int[] shape = new int[parts.length];
        try {
            if (parts.length <= MOST_AXES) {
                for (int i = 0; i < shape.length; i++) {
                    shape[i] = Integer.parseInt(parts[i].strip());
                }
                return shape;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new DataException(place + "shape " + Excerpt.of("(" + tuple + ")") + " is not understood; at most "
                + MOST_AXES + " axes of at most 2³¹−1 are read");
    }
}
