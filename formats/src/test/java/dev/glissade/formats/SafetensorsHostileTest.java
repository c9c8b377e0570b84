package dev.glissade.formats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that do not keep to the format: one line says why, and no more memory is set aside than the file is large.
class SafetensorsHostileTest {
    /// Whatever a file claims, reading it allocates at most so many bytes, in all …
    private static final long FIXED = 1 << 20;
    /// … and so many times the bytes of the file.
    private static final long FACTOR = 32;

    private static final BoundedReading READING = new BoundedReading(Safetensors::read, FIXED, FACTOR);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("a.safetensors");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // The frame.
                "{                         | the header ends early, within '$.'",
                "{\"a\":{\"dtype\":\"F32\",\"sh | the header is not JSON of at most 128 levels, at '$.a.dtype'",
                "{\"a\":{\"dtype\":\"F32\"     | the header ends early, within '$.a.dtype'",
                "[]                        | the header begins with byte 0x5b; it must begin with '{'",
                "{} {}                     | the header is not JSON of at most 128 levels, at '$'",
                "{}x                       | the header is not JSON",
                "{'a':1}                   | the header is not JSON",
                "{\"a\";1}                 | the header is not JSON",
                "{\"a\":TRUE}              | the header is not JSON",
                "{\"a\":1}                 | 'a': NUMBER at '$.a'; an object with dtype, shape and data_offsets is needed",
                "{\"a\":{}}                | 'a': no dtype; a tensor has dtype, shape and data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}} | 'a': no data_offsets; a tensor has",
                "{\"a\":{\"dtype\":4}}     | 'a': NUMBER at '$.a.dtype'; a text for dtype is needed",
                // Names there twice.
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"\\u0061\":{}} | 'a': there twice",
                "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}    | 'a': dtype there twice",
                "{\"a\":{\"shape\":[],\"shape\":[]}}              | 'a': shape there twice",
                "{\"a\":{\"data_offsets\":[0,4],\"data_offsets\":[0,4]}} | 'a': data_offsets there twice",
                "{\"__metadata__\":{},\"__metadata__\":{}}        | '__metadata__': there twice",
                "{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}     | '__metadata__': 'k': there twice",
                // Metadata.
                "{\"__metadata__\":{\"k\":1}}                     | '__metadata__': 'k': NUMBER at",
                "{\"__metadata__\":[]}                            | '__metadata__': BEGIN_ARRAY at",
                "{\"__metadata__\":{\"k\":\"\\ud800\"}}           | '__metadata__': 'k': text '?' has half a surrogate pair",
                "{\"\\udc00\":{}}                                 | name '?' of 1 characters; a name is at most 1024",
                // Types.
                "{\"a\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[0,2]}} | 'a': elements of type 'BF16'; only 'F32'",
                "{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}  | 'a': elements of type 'I64'; only 'F32'",
                "{\"a\":{\"dtype\":\"f32\",\"shape\":[1],\"data_offsets\":[0,4]}}  | 'a': elements of type 'f32'; only 'F32'",
            })
    void saysWhatIsWrongWithTheHeader(String header, String message) throws IOException {
        refuses(safetensors(header, 4), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[-1]           | an axis of '-1'; it must be a whole number from 0 to 2⁶³−1",
                "[-0]           | an axis of '-0'; it must be",
                "[1.0]          | an axis of '1.0'; it must be",
                "[1e0]          | an axis of '1e0'; it must be",
                "[01]           | the header is not JSON",
                "[NaN]          | the header is not JSON",
                "['1']          | the header is not JSON",
                "[\"1\"]        | STRING at '$.a.shape[0]'; a number for an axis is needed",
                "[null]         | NULL at '$.a.shape[0]'",
                "[[1]]          | BEGIN_ARRAY at '$.a.shape[0]'",
                "1              | NUMBER at '$.a.shape'; a list for shape is needed",
                "[9223372036854775808] | an axis of '9223372036854775808'; it must be",
                "[99999999999999999999999] | an axis of '99999999999999999999999'; it must be",
                "[2147483648]   | an axis of 2147483648; the limit is 2³¹−1",
                "[2147483647,2147483647,2147483647] | 'a': shape 2147483647×2147483647×2147483647; a tensor has at most",
                "[65536,32768]  | 'a': shape 65536×32768; a tensor has at most 2³¹−1 elements",
                "[2147483647]   | 'a': shape 2147483647 of F32 takes 8589934588 bytes, data_offsets [0, 4] hold 4",
                "[2]            | 'a': shape 2 of F32 takes 8 bytes, data_offsets [0, 4] hold 4",
                "[0]            | 'a': shape 0 of F32 takes 0 bytes, data_offsets [0, 4] hold 4",
            })
    void saysWhatIsWrongWithAShape(String shape, String message) throws IOException {
        refuses(safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":[0,4]}}", 4), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[0,4]  | [4,8]  | 12 | the tensors end at byte 8 of the data, the file at 12; both must be equal",
                "[0,4]  | [4,8]  | 7  | 'b': data_offsets [4, 8] in data of 7 bytes",
                "[0,4]  | [0,4]  | 8  | 'b': data_offsets [0, 4], the tensor before ends at 4; there must be no gap and",
                "[0,4]  | [2,6]  | 8  | 'b': data_offsets [2, 6], the tensor before ends at 4; there must be no gap and",
                "[0,4]  | [5,9]  | 9  | 'b': data_offsets [5, 9], the tensor before ends at 4; there must be no gap and",
                "[4,8]  | [8,12] | 12 | 'a': data_offsets [4, 8], the tensor before ends at 0",
                "[4,0]  | [4,8]  | 8  | 'a': data_offsets [4, 0]; the end must not lie before the beginning",
                "[0,4,8] | [4,8] | 8  | 'a': NUMBER at '$.a.data_offsets[2]'; two numbers for data_offsets is needed",
                "[0]    | [4,8]  | 8  | 'a': END_ARRAY at",
                "[0,-4] | [4,8]  | 8  | 'a': an offset of '-4'; it must be a whole number",
                "[0,4]  | [9223372036854775803,9223372036854775807] | 8 | 'b': data_offsets [9223372036854775803, 92",
            })
    void saysWhatIsWrongWithOffsets(String first, String second, int dataBytes, String message) throws IOException {
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":" + first
                + "},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":" + second + "}}";
        refuses(safetensors(header, dataBytes), message);
    }

    @Test
    void readsWhatTheReferenceReads() throws IOException {
        // Another order than that of the data, spaces and line feeds, unknown keys, and null for no metadata.
        String header = "{ \"__metadata__\": null,\n \"b\": {\"shape\": [ ], \"note\": [[{\"x\": -1.5e3}]],"
                + " \"dtype\": \"F32\", \"data_offsets\": [4, 8]},\r\n"
                + "\t\"e\":{\"dtype\":\"F64\",\"shape\":[7,0],\"data_offsets\":[4,4]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}\n  ";
        Files.write(file, safetensors(header, 8));

        NamedArrays content = Safetensors.read(file);

        assertThat(content.metadata()).isEmpty();
        assertThat(content.arrays().sequencedKeySet()).containsExactly("b", "e", "a");
        assertThat(content.arrays().get("e").shape()).containsExactly(7, 0);
    }

    @Test
    void refusesLengthsOfTheHeaderThatCannotBe() throws IOException {
        refuses(new byte[0], "0 bytes; a safetensors file begins with 8 that give the length of its header");
        refuses(new byte[7], "7 bytes; a safetensors file begins with 8");
        refuses(new byte[8], "the header begins with nothing; it must begin with '{'");
        refuses(withLength(3, "{}"), "a header of 3 bytes; behind its length there are 2");
        refuses(withLength(100_000_000, "{}"), "a header of 100000000 bytes; behind its length there are 2");
        refuses(withLength(100_000_001, "{}"), "a header of 100000001 bytes; the limit is 100000000");
        refuses(withLength(-1, "{}"), "a header of 18446744073709551615 bytes; the limit is 100000000");
        refuses(withLength(Long.MIN_VALUE, "{}"), "a header of 9223372036854775808 bytes; the limit is 100000000");
        refuses(withLength(1, "{}"), "the header ends early");
        refuses(withLength(2, "{}x"), "the tensors end at byte 0 of the data, the file at 1; both must be equal");
    }

    @Test
    void refusesAHeaderThatIsNotUtf8() throws IOException {
        refuses(withLength(3, "\u00ef\u00bb\u00bf{}"), "the header begins with byte 0xef; it must begin with '{'");
        refuses(withLength(5, "{\"\u00ff\":"), "the header is not UTF-8");
        refuses(withLength(5, "{\"\u00c0\u0080\""), "the header is not UTF-8");
        refuses(withLength(3, "{\"\u00c3"), "the header is not UTF-8");
        refuses(withLength(5, "{\0\0\0}"), "the header is not JSON");
        refuses(withLength(5, "{\"\n\":"), "the header is not JSON");
    }

    @ParameterizedTest
    @ValueSource(ints = {129, 100_000, 10_000_000})
    void refusesDeepNesting(int depth) throws IOException {
        refuses(safetensors("{\"a\":{\"x\":" + "[".repeat(depth), 0), "the header is not JSON of at most 128 levels");
        refuses(safetensors("{\"a\":{\"x\":" + "{\"y\":".repeat(depth / 4 + 128), 0), "the header is not JSON");
    }

    @Test
    void refusesMoreThanTheLimits() throws IOException {
        refuses(safetensors("{\"" + "n".repeat(1025) + "\":{}}", 0), "of 1025 characters; a name is at most 1024");
        refuses(safetensors("{\"" + "n".repeat(5_000_000) + "\":{}}", 0), "of 5000000 characters; a name is at most");
        refuses(
                safetensors("{\"a\":{\"shape\":[" + "1,".repeat(1_000_000) + "1]}}", 0),
                "'a': shape of more than 64 axes, the limit");
        refuses(safetensors("{\"a\":{\"shape\":[" + "1".repeat(100_000) + "]}}", 0), "the header is not JSON");
        refuses(
                entries("\"__metadata__\":{", "\"%x\":\"\"", "}"),
                "'__metadata__': more than 65536 entries, the limit");
        refuses(
                entries("", "\"%x\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}", ""),
                "more than 65536 tensors, the limit");
    }

    private static byte[] entries(String before, String entry, String after) {
        var header = new StringBuilder("{").append(before);
        for (int i = 0; i <= 1 << 16; i++) {
            header.append(i == 0 ? "" : ",").append(entry.replace("%x", Integer.toHexString(i)));
        }
        return safetensors(header.append(after).append('}').toString(), 0);
    }

    @Test
    void refusesFilesThatAreTooLargeOrNone() throws IOException {
        assertThatThrownBy(() -> Safetensors.read(file)).hasMessage(file + ": no such file");
        assertThatThrownBy(() -> Safetensors.read(folder)).hasMessage(folder + ": a directory");
        Files.write(file, safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[5],\"data_offsets\":[0,20]}}", 20));
        assertThat(Safetensors.read(file, 20).arrays()).hasSize(1);
        assertThatThrownBy(() -> Safetensors.read(file, 19)).hasMessage(file + ": 20 bytes of arrays; the limit is 19");
    }

    @Test
    void tellsNothingThatMovesTheCursor() throws IOException {
        refuses(
                safetensors("{\"\\u001b[2J\\n\":{\"dtype\":\"\\u001b\\r\"}}", 0),
                "'?[2J?': elements of type '??'; only");
        refuses(safetensors("{\"\\u001b[2J\\n\":{\"dtype\":tru}}", 0), "at '$.?[2J?.dtype'");
    }

    @Test
    void endsInArraysOrInOneLineWhateverTheBytesAre() throws IOException {
        var arrays = new LinkedHashMap<String, StoredArray>();
        arrays.put("layer.weight", new Floats(new int[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6}));
        arrays.put("µ", new Doubles(new int[] {}, new double[] {3}));
        arrays.put("nothing", new Floats(new int[] {0}, new float[0]));
        Safetensors.write(file, arrays, Map.of("format", "pt", "note", "\u0001"));
        byte[] whole = Files.readAllBytes(file);
        int header =
                8 + (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        long seed = 404;
        var random = new SplittableRandom(seed);
        int refused = 0;
        int runs = 0;
        long end = System.nanoTime() + 2_000_000_000L;
        while (runs < 100 || System.nanoTime() < end) {
            byte[] bytes = mutated(whole, header, random);
            Files.write(file, bytes);
            if (!READING.isRead(file, bytes.length, "seed %d, run %d".formatted(seed, runs))) {
                refused++;
            }
            runs++;
        }
        assertThat(refused).as("of %d runs, refused", runs).isBetween(runs / 4, runs - 1);
    }

    /// Flips bits, replaces bytes by those that JSON is made of, moves stretches, cuts off.
    private static byte[] mutated(byte[] whole, int header, SplittableRandom random) {
        byte[] bytes = whole.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            int at = random.nextInt(random.nextInt(4) == 0 ? bytes.length : header);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] = (byte) "{}[]:,\"\\0123456789-+.eE un".charAt(random.nextInt(26));
                case 3 -> {
                    int from = random.nextInt(header);
                    int length = random.nextInt(Math.min(header - from, bytes.length - at) + 1);
                    System.arraycopy(whole, from, bytes, at, length);
                }
                default -> {
                    if (random.nextInt(8) == 0) {
                        bytes = Arrays.copyOf(bytes, header + random.nextInt(64));
                    }
                }
            }
        }
        return bytes;
    }

    private void refuses(byte[] bytes, String message) throws IOException {
        READING.refuses(file, bytes, message);
    }

    private static byte[] safetensors(String header, int dataBytes) {
        byte[] text = header.getBytes(UTF_8);
        return Arrays.copyOf(withLength(text.length, new String(text, ISO_8859_1)), 8 + text.length + dataBytes);
    }

    /// @param rest a character for each byte
    private static byte[] withLength(long length, String rest) {
        return ByteBuffer.allocate(8 + rest.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(rest.getBytes(ISO_8859_1))
                .array();
    }
}
