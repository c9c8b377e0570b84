package dev.glissade.formats;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.glissade.formats.SafetensorsHeader.Dtype;
import dev.glissade.formats.SafetensorsHeader.Tensor;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the JSON of a header that nobody vouches for. It reads what the reference implementation reads (it skips unknown
/// keys of a tensor and takes `null` for no metadata), but refuses names that are there twice, and what is beyond the limits of
/// [SafetensorsHeader]. Memory grows with the text alone, not with what the text claims.
final class SafetensorsHeaderReader {
    /// As deep as the reference implementation follows.
    private static final int DEEPEST = 128;

    private final JsonReader json;
    /// The axes of the tensor that is being read.
    private final int[] axes = new int[SafetensorsHeader.MOST_AXES];
    /// Start of error messages: the file.
    private final String file;

    private SafetensorsHeaderReader(byte[] text, String file) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        this.json = new JsonReader(new InputStreamReader(new ByteArrayInputStream(text), decoder));
        this.json.setStrictness(Strictness.STRICT);
        this.json.setNestingLimit(DEEPEST);
        this.file = file;
    }

    /// Reads the text; offsets are as it gives them, not checked.
    ///
    /// @param file start of error messages
    /// @throws DataException if it is no header
    static SafetensorsHeader read(byte[] text, String file) {
        if (text.length == 0 || text[0] != '{') {
            throw new DataException(file + "the header begins with "
                    + (text.length == 0 ? "nothing" : "byte %#04x".formatted(text[0])) + "; it must begin with '{'");
        }
        var reader = new SafetensorsHeaderReader(text, file);
        try {
            return reader.header();
        } catch (CharacterCodingException e) {
            throw new DataException(file + "the header is not UTF-8", e);
        } catch (EOFException e) {
            throw new DataException(file + "the header ends early, within " + reader.path(), e);
        } catch (IOException e) {
            throw new DataException(
                    file + "the header is not JSON of at most " + DEEPEST + " levels, at " + reader.path(), e);
        }
    }

    private String path() {
        return Excerpt.of(json.getPath());
    }

    private SafetensorsHeader header() throws IOException {
        @Nullable Map<String, String> metadata = null;
        var tensors = new LinkedHashMap<String, Tensor>();
        json.beginObject();
        while (json.hasNext()) {
            String name = name(file);
            String place = file + Excerpt.of(name) + ": ";
            if (name.equals(SafetensorsHeader.METADATA)) {
                checkOnce(metadata == null, place);
                metadata = metadata(place);
                continue;
            }
            checkOnce(!tensors.containsKey(name), place);
            tensors.put(name, tensor(place));
            checkCount(tensors.size(), "tensors", file);
        }
        json.endObject();
        expect(JsonToken.END_DOCUMENT, "the end", file);
        return new SafetensorsHeader(tensors, metadata == null ? Map.of() : metadata);
    }

    private String name(String place) throws IOException {
        String name = json.nextName();
        if (name.length() > SafetensorsHeader.LONGEST_NAME || !SafetensorsHeader.isUnicode(name)) {
            throw new DataException(place + "name " + Excerpt.of(name) + " of " + name.length()
                    + " characters; a name is at most " + SafetensorsHeader.LONGEST_NAME + " characters of Unicode");
        }
        return name;
    }

    private static void checkOnce(boolean first, String place) {
        if (!first) {
            throw twice(place);
        }
    }

    private static DataException twice(String place) {
        return new DataException(place + "there twice");
    }

    private static void checkCount(int count, String what, String place) {
        if (count > SafetensorsHeader.MOST_ENTRIES) {
            throw new DataException(place + "more than " + SafetensorsHeader.MOST_ENTRIES + " " + what + ", the limit");
        }
    }

    private Map<String, String> metadata(String place) throws IOException {
        var metadata = new TreeMap<String, String>();
        if (json.peek() == JsonToken.NULL) {
            json.nextNull();
            return metadata;
        }
        expect(JsonToken.BEGIN_OBJECT, "an object of texts", place);
        json.beginObject();
        while (json.hasNext()) {
            String name = name(place);
            if (metadata.containsKey(name)) {
                throw twice(place + Excerpt.of(name) + ": ");
            }
            metadata.put(name, text(name, place));
            checkCount(metadata.size(), "entries", place);
        }
        json.endObject();
        return metadata;
    }

    /// Entries can be short and many: the start of their messages is put together when there is one.
    private String text(String name, String place) throws IOException {
        if (json.peek() != JsonToken.STRING) {
            throw unexpected("a text", place + Excerpt.of(name) + ": ");
        }
        String text = json.nextString();
        if (!SafetensorsHeader.isUnicode(text)) {
            throw new DataException(
                    place + Excerpt.of(name) + ": text " + Excerpt.of(text) + " has half a surrogate pair");
        }
        return text;
    }

    private Tensor tensor(String place) throws IOException {
        @Nullable Dtype type = null;
        int @Nullable [] shape = null;
        long @Nullable [] offsets = null;
        expect(JsonToken.BEGIN_OBJECT, "an object with dtype, shape and data_offsets", place);
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case SafetensorsHeader.DTYPE -> {
                    checkOnce(type == null, place + "dtype ");
                    type = type(place);
                }
                case SafetensorsHeader.SHAPE -> {
                    checkOnce(shape == null, place + "shape ");
                    shape = shape(place);
                }
                case SafetensorsHeader.DATA_OFFSETS -> {
                    checkOnce(offsets == null, place + "data_offsets ");
                    offsets = offsets(place);
                }
                default -> json.skipValue();
            }
        }
        json.endObject();
        if (type == null || shape == null || offsets == null) {
            throw new DataException(place + "no "
                    + (type == null ? "dtype" : shape == null ? "shape" : "data_offsets")
                    + "; a tensor has dtype, shape and data_offsets");
        }
        return new Tensor(type, shape, offsets[0], offsets[1]);
    }

    private Dtype type(String place) throws IOException {
        expect(JsonToken.STRING, "a text for dtype", place);
        String dtype = json.nextString();
        return switch (dtype) {
            case "F32" -> Dtype.F32;
            case "F64" -> Dtype.F64;
            default ->
                throw new DataException(
                        place + "elements of type " + Excerpt.of(dtype) + "; only 'F32' and 'F64' are read");
        };
    }

    private int[] shape(String place) throws IOException {
        int rank = 0;
        expect(JsonToken.BEGIN_ARRAY, "a list for shape", place);
        json.beginArray();
        while (json.hasNext()) {
            if (rank == axes.length) {
                throw new DataException(place + "shape of more than " + axes.length + " axes, the limit");
            }
            long axis = whole("an axis", place);
            if (axis > Integer.MAX_VALUE) {
                throw new DataException(place + "an axis of " + axis + "; the limit is 2³¹−1");
            }
            axes[rank++] = (int) axis;
        }
        json.endArray();
        return Arrays.copyOf(axes, rank);
    }

    private long[] offsets(String place) throws IOException {
        expect(JsonToken.BEGIN_ARRAY, "a list for data_offsets", place);
        json.beginArray();
        long begin = whole("an offset", place);
        long end = whole("an offset", place);
        expect(JsonToken.END_ARRAY, "two numbers for data_offsets", place);
        json.endArray();
        if (end < begin) {
            throw new DataException(
                    place + "data_offsets [" + begin + ", " + end + "]; the end must not lie before the beginning");
        }
        return new long[] {begin, end};
    }

    private long whole(String what, String place) throws IOException {
        expect(JsonToken.NUMBER, "a number for " + what, place);
        String digits = json.nextString();
        if (digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException e) {
                // Told below.
            }
        }
        throw new DataException(
                place + what + " of " + Excerpt.of(digits) + "; it must be a whole number from 0 to 2⁶³−1");
    }

    private void expect(JsonToken token, String what, String place) throws IOException {
        if (json.peek() != token) {
            throw unexpected(what, place);
        }
    }

    private DataException unexpected(String what, String place) throws IOException {
        return new DataException(place + json.peek() + " at " + path() + "; " + what + " is needed");
    }
}
