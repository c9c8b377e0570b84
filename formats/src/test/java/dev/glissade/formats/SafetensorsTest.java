package dev.glissade.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glissade.formats.StoredArray.Doubles;
import dev.glissade.formats.StoredArray.Floats;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("a.safetensors");
    }

    /// What `safetensors.numpy.save_file({"w": …, "b": …}, file, metadata={"format": "np"})` writes, put together by hand from
    /// the description of the format and the order of `tensor.rs`, `prepare`: by type, the widest first, then by name; keys
    /// without spaces between them; spaces up to a multiple of 8. Version 0.8.0 of the Python package wrote these bytes.
    private static byte[] pythonsBytes() {
        String text = "{\"__metadata__\":{\"format\":\"np\"},"
                + "\"b\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                + "\"w\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[8,16]}}";
        assertThat(text).hasSize(141);
        return ByteBuffer.allocate(8 + 144 + 16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(144)
                .put((text + " ".repeat(3)).getBytes(UTF_8))
                .putDouble(3)
                .putFloat(1)
                .putFloat(-2.5f)
                .array();
    }

    @Test
    void writesTheBytesOfTheFormat() throws IOException {
        var arrays = new LinkedHashMap<String, StoredArray>();
        arrays.put("b", new Doubles(new int[] {1}, new double[] {3}));
        arrays.put("w", new Floats(new int[] {2, 1}, new float[] {1, -2.5f}));

        Safetensors.write(file, arrays, Map.of("format", "np"));

        assertThat(file).hasBinaryContent(pythonsBytes());
    }

    @Test
    void readsTheBytesOfTheFormat() throws IOException {
        Files.write(file, pythonsBytes());

        NamedArrays content = Safetensors.read(file);

        assertThat(content.metadata()).containsExactly(Map.entry("format", "np"));
        assertThat(content.arrays().sequencedKeySet()).containsExactly("b", "w");
        assertThat(content.arrays().get("w")).isInstanceOfSatisfying(Floats.class, w -> {
            assertThat(w.shape()).containsExactly(2, 1);
            assertThat(w.values()).containsExactly(1, -2.5f);
        });
        assertThat(content.arrays().get("b"))
                .isInstanceOfSatisfying(
                        Doubles.class, b -> assertThat(b.values()).containsExactly(3));
    }

    @Test
    void readsWhatItWrote() throws IOException {
        float[] many = new float[70_001];
        double[] moreThanABlock = new double[8193];
        for (int i = 0; i < many.length; i++) {
            many[i] = i * 0.1f;
        }
        for (int i = 0; i < moreThanABlock.length; i++) {
            moreThanABlock[i] = i * 0.1;
        }
        var arrays = new LinkedHashMap<String, StoredArray>();
        arrays.put("layer0/weight", new Floats(new int[] {70_001}, many));
        arrays.put("scalar", new Floats(new int[0], new float[] {7}));
        arrays.put("", new Doubles(new int[] {3, 2731}, moreThanABlock));
        arrays.put("nothing", new Floats(new int[] {0, 5}, new float[0]));
        arrays.put("nothing, double", new Doubles(new int[] {Integer.MAX_VALUE, 0}, new double[0]));
        arrays.put(
                "many axes", new Doubles(IntStream.generate(() -> 1).limit(64).toArray(), new double[] {5}));
        arrays.put("\"\\ \u0000\n\u2028 µ 🎿", new Floats(new int[] {1}, new float[] {2}));
        var content = new NamedArrays(arrays, Map.of("text", "\"\\\u0001\r🎿", "", ""));

        Safetensors.write(file, content);
        NamedArrays read = Safetensors.read(file);

        assertSame(read, content);
        assertThat(ByteBuffer.wrap(Files.readAllBytes(file))
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getLong(0)
                        % 8)
                .as("the data are aligned")
                .isZero();
    }

    @Test
    void readsNoTensorsAtAll() throws IOException {
        Safetensors.write(file, new LinkedHashMap<>(), Map.of());

        assertThat(file).hasBinaryContent("\u0008\0\0\0\0\0\0\0{}      ".getBytes(UTF_8));
        assertThat(Safetensors.read(file).arrays()).isEmpty();
        assertThat(Safetensors.read(file).metadata()).isEmpty();
    }

    @Test
    void keepsEveryBit() throws IOException {
        int[] floatBits = {0x7f800001, 0xffc12345, 0x7fc00000, 0x80000000, 0xff800000, 1};
        long[] doubleBits = {0x7ff0000000000001L, 0xfff8123456789abcL, 0x8000000000000000L, 1};
        var floats = new float[floatBits.length];
        var doubles = new double[doubleBits.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = Float.intBitsToFloat(floatBits[i]);
        }
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = Double.longBitsToDouble(doubleBits[i]);
        }
        var arrays = new LinkedHashMap<String, StoredArray>();
        arrays.put("floats", new Floats(new int[] {floats.length}, floats));
        arrays.put("doubles", new Doubles(new int[] {doubles.length}, doubles));
        Safetensors.write(file, arrays, Map.of());

        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(8 + (int) bytes.getLong(0));
        for (long bits : doubleBits) {
            assertThat(bytes.getLong()).isEqualTo(bits);
        }
        for (int bits : floatBits) {
            assertThat(bytes.getInt()).isEqualTo(bits);
        }
        assertSame(Safetensors.read(file), new NamedArrays(arrays, Map.of()));
    }

    @Test
    void writesMetadataInOneOrder() throws IOException {
        var forward = new LinkedHashMap<String, String>();
        var backward = new LinkedHashMap<String, String>();
        for (int i = 0; i < 20; i++) {
            forward.put("key" + i, "v");
            backward.put("key" + (19 - i), "v");
        }
        Safetensors.write(file, new LinkedHashMap<>(), forward);
        byte[] first = Files.readAllBytes(file);
        Safetensors.write(file, new LinkedHashMap<>(), backward);

        assertThat(file).hasBinaryContent(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"__metadata__", "\ud800", "a\udfff"})
    void refusesNamesThatFilesCannotHave(String name) {
        SequencedMap<String, StoredArray> arrays = new LinkedHashMap<>();
        arrays.put(name, new Floats(new int[] {0}, new float[0]));

        assertThatThrownBy(() -> Safetensors.write(file, arrays, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("safetensors: tensor '");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesWhatIsBeyondTheLimits() {
        refuses(Map.of("n".repeat(1025), ""), new int[0], "of 1025 characters; a name is at most 1024");
        refuses(Map.of("key", "\udc00"), new int[0], "half a surrogate pair");
        refuses(Map.of(), IntStream.generate(() -> 1).limit(65).toArray(), "at most 64 axes");
        refuses(
                Map.of("key", "x".repeat(100_000_000)),
                new int[0],
                "a header of 100000080 bytes; the limit is 100000000");
        assertThat(folder).isEmptyDirectory();
    }

    /// The reference implementation multiplies the axes before it meets the 0.
    @Test
    void refusesAxesWhoseProductOverflowsAheadOfAZero() {
        int most = Integer.MAX_VALUE;
        SequencedMap<String, StoredArray> arrays = new LinkedHashMap<>();
        arrays.put("a", new Floats(new int[] {most, most, most, 0}, new float[0]));

        assertThatThrownBy(() -> Safetensors.write(file, arrays, Map.of()))
                .hasMessageContaining("2147483647×2147483647×2147483647×0");
    }

    private void refuses(Map<String, String> metadata, int[] shape, String message) {
        SequencedMap<String, StoredArray> arrays = new LinkedHashMap<>();
        arrays.put("a", new Floats(shape, new float[1]));
        assertThatThrownBy(() -> Safetensors.write(file, arrays, metadata))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("safetensors: ")
                .hasMessageContaining(message);
    }

    /// Equal names, order, shapes and bits.
    static void assertSame(NamedArrays actual, NamedArrays expected) {
        assertThat(actual.metadata()).isEqualTo(expected.metadata());
        assertThat(actual.arrays().sequencedKeySet())
                .containsExactlyElementsOf(expected.arrays().sequencedKeySet());
        expected.arrays().forEach((name, array) -> {
            StoredArray other = actual.arrays().get(name);
            assertThat(other.shape()).as(name).isEqualTo(array.shape());
            assertThat(bits(other)).as(name).isEqualTo(bits(array));
        });
    }

    private static long[] bits(StoredArray array) {
        return switch (array) {
            case Floats floats ->
                IntStream.range(0, floats.length())
                        .mapToLong(i -> Float.floatToRawIntBits(floats.values()[i]))
                        .toArray();
            case Doubles doubles ->
                IntStream.range(0, doubles.length())
                        .mapToLong(i -> Double.doubleToRawLongBits(doubles.values()[i]))
                        .toArray();
        };
    }
}
