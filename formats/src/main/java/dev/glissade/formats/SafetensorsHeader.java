package dev.glissade.formats;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The text in front of the data of a safetensors file:
///
/// ```text
/// length N of what follows (8 bytes, little-endian)
/// {"__metadata__":{"key":"value"},"weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}      spaces…
/// ```
///
/// where N is written as a multiple of 8. Offsets are in bytes and count from the end of the text; the data of the tensors
/// touch one another, from the first byte to the last.
/// Source: huggingface/safetensors, README, "Format", and `tensor.rs`, `Metadata::validate`.
///
/// @param tensors  in the order of the text, which need not be that of the data
/// @param metadata sorted by name when it is written
record SafetensorsHeader(SequencedMap<String, Tensor> tensors, Map<String, String> metadata) {
    /// The name that no tensor can have.
    static final String METADATA = "__metadata__";
    static final String DTYPE = "dtype";
    static final String SHAPE = "shape";
    static final String DATA_OFFSETS = "data_offsets";

    /// The limit of the reference implementation.
    static final int LONGEST_TEXT = 100_000_000;
    /// Most tensors, and most entries of metadata.
    static final int MOST_ENTRIES = 1 << 16;
    /// Most characters of the name of a tensor or of an entry of metadata.
    static final int LONGEST_NAME = 1 << 10;
    /// As many as NumPy's arrays have.
    static final int MOST_AXES = 64;

    private static final int ALIGNMENT = 8;

    /// How elements are stored, the widest first: in this order the data of tensors lie, so that each is aligned.
    enum Dtype {
        F64(Double.BYTES),
        F32(Float.BYTES);

        /// Bytes of one element.
        final int size;

        Dtype(int size) {
            this.size = size;
        }

        static Dtype of(StoredArray array) {
            return switch (array) {
                case StoredArray.Floats _ -> F32;
                case StoredArray.Doubles _ -> F64;
            };
        }
    }

    /// What the header says of one tensor.
    ///
    /// @param type  how its elements are stored
    /// @param shape length of each axis
    /// @param begin its first byte in the data
    /// @param end   one past its last byte
    record Tensor(Dtype type, int[] shape, long begin, long end) {
        int elements() {
            return (int) StoredArray.elements(shape);
        }

        /// Returns the bytes that the shape takes; −1 if it is not counted: there are more than 2³¹−1 elements, or the
        /// product of the axes in their order exceeds 63 bits on the way, though an axis of 0 follows.
        long bytes() {
            long elements = 1;
            for (int axis : shape) {
                if (Math.multiplyHigh(elements, axis) != 0 || elements * axis < 0) {
                    return -1;
                }
                elements *= axis;
            }
            return elements <= Integer.MAX_VALUE ? elements * type.size : -1;
        }
    }

    /// Lays out the data of the arrays: those of 64 bits first, each type in the order of the arrays.
    ///
    /// @throws IllegalArgumentException if a name, a shape or the number of arrays is beyond what files have
    static SafetensorsHeader of(NamedArrays content) {
        checkNames("tensor", content.arrays());
        checkNames("entry of metadata", content.metadata());
        content.metadata().values().forEach(value -> {
            if (!isUnicode(value)) {
                throw new IllegalArgumentException(
                        "safetensors: metadata " + Excerpt.of(value) + " has half a surrogate pair; it is not Unicode");
            }
        });
        var tensors = new LinkedHashMap<String, Tensor>();
        content.arrays().forEach((name, array) -> tensors.put(name, new Tensor(Dtype.of(array), array.shape(), 0, 0)));
        long[] end = new long[1];
        for (Dtype type : Dtype.values()) {
            tensors.replaceAll((name, tensor) -> tensor.type() == type ? placed(name, tensor, end) : tensor);
        }
        return new SafetensorsHeader(tensors, content.metadata());
    }

    /// Returns the tensor at `end[0]`, which it moves on.
    private static Tensor placed(String name, Tensor tensor, long[] end) {
        if (tensor.shape().length > MOST_AXES || tensor.bytes() < 0) {
            throw new IllegalArgumentException("safetensors: " + Excerpt.of(name) + ": shape "
                    + StoredArray.text(tensor.shape()) + "; at most " + MOST_AXES
                    + " axes, with a product below 2⁶³ also where one is 0");
        }
        long begin = end[0];
        end[0] += tensor.bytes();
        return new Tensor(tensor.type(), tensor.shape(), begin, end[0]);
    }

    private static void checkNames(String what, Map<String, ?> named) {
        if (named.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException(
                    "safetensors: " + named.size() + " names of the kind '" + what + "'; the limit is " + MOST_ENTRIES);
        }
        for (String name : named.keySet()) {
            if (name.length() > LONGEST_NAME || name.equals(METADATA) || !isUnicode(name)) {
                throw new IllegalArgumentException("safetensors: " + what + " " + Excerpt.of(name) + " of "
                        + name.length() + " characters; a name is at most " + LONGEST_NAME
                        + " characters of Unicode, not '" + METADATA + "'");
            }
        }
    }

    /// Returns whether every surrogate has its other half: only then is there such a text in UTF-8.
    static boolean isUnicode(String text) {
        int point;
        for (int i = 0; i < text.length(); i += Character.charCount(point)) {
            point = text.codePointAt(i);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                return false;
            }
        }
        return true;
    }

    /// Returns the text with the spaces after it.
    ///
    /// @throws IllegalArgumentException if it is longer than [#LONGEST_TEXT]
    byte[] text() {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        long total = Math.ceilDiv((long) bytes.length, ALIGNMENT) * ALIGNMENT;
        if (total > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    "safetensors: a header of " + total + " bytes; the limit is " + LONGEST_TEXT);
        }
        byte[] padded = Arrays.copyOf(bytes, (int) total);
        Arrays.fill(padded, bytes.length, padded.length, (byte) ' ');
        return padded;
    }

    private void write(JsonWriter json) throws IOException {
        json.beginObject();
        if (!metadata.isEmpty()) {
            json.name(METADATA).beginObject();
            for (Map.Entry<String, String> entry : metadata.entrySet()) {
                json.name(entry.getKey()).value(entry.getValue());
            }
            json.endObject();
        }
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            json.name(entry.getKey()).beginObject();
            json.name(DTYPE).value(tensor.type().name());
            json.name(SHAPE).beginArray();
            for (int axis : tensor.shape()) {
                json.value(axis);
            }
            json.endArray();
            json.name(DATA_OFFSETS)
                    .beginArray()
                    .value(tensor.begin())
                    .value(tensor.end())
                    .endArray();
            json.endObject();
        }
        json.endObject();
    }

    /// Checks shapes against offsets, and that the tensors cover the data without gap or overlap.
    ///
    /// @param dataBytes bytes of the file behind the header
    /// @param place     start of error messages
    /// @throws DataException if they do not
    void check(long dataBytes, String place) {
        List<Map.Entry<String, Tensor>> inDataOrder = tensors.sequencedEntrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Tensor> entry) ->
                                entry.getValue().begin())
                        .thenComparingLong(entry -> entry.getValue().end()))
                .toList();
        long next = 0;
        for (Map.Entry<String, Tensor> entry : inDataOrder) {
            check(entry.getValue(), next, dataBytes, place + Excerpt.of(entry.getKey()) + ": ");
            next = entry.getValue().end();
        }
        if (next != dataBytes) {
            throw new DataException(place + "the tensors end at byte " + next + " of the data, the file at " + dataBytes
                    + "; both must be equal");
        }
    }

    private static void check(Tensor tensor, long next, long dataBytes, String place) {
        String offsets = DATA_OFFSETS + " [" + tensor.begin() + ", " + tensor.end() + "]";
        long bytes = tensor.bytes();
        if (bytes < 0) {
            throw new DataException(
                    place + "shape " + StoredArray.text(tensor.shape()) + "; a tensor has at most 2³¹−1 elements");
        }
        if (tensor.end() - tensor.begin() != bytes) {
            throw new DataException(place + "shape " + StoredArray.text(tensor.shape()) + " of " + tensor.type()
                    + " takes " + bytes + " bytes, " + offsets + " hold " + (tensor.end() - tensor.begin()));
        }
        if (tensor.begin() != next) {
            throw new DataException(
                    place + offsets + ", the tensor before ends at " + next + "; there must be no gap and no overlap");
        }
        if (tensor.end() > dataBytes) {
            throw new DataException(place + offsets + " in data of " + dataBytes + " bytes");
        }
    }
}
