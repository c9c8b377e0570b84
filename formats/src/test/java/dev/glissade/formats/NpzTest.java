package dev.glissade.formats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glissade.formats.StoredArray.Doubles;
import dev.glissade.formats.StoredArray.Floats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpzTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("a.npz");
    }

    @Test
    void writesTheBytesOfTheFormat() {
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }";
        byte[] expected = ByteBuffer.allocate(136)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("\u0093NUMPY\1\0".getBytes(ISO_8859_1))
                .putShort((short) 118)
                .put((text + " ".repeat(117 - text.length()) + "\n").getBytes(ISO_8859_1))
                .putFloat(1)
                .putFloat(-2.5f)
                .array();
        assertThat(bytesOf(new Floats(new int[] {2, 1}, new float[] {1, -2.5f})))
                .isEqualTo(expected);
    }

    @Test
    void writesShapesAsPythonTuples() {
        assertThat(headerOf(new Doubles(new int[0], new double[1]))).contains("'<f8'", "'shape': (), }");
        assertThat(headerOf(new Doubles(new int[] {3}, new double[3]))).contains("'shape': (3,), }");
        assertThat(headerOf(new Floats(new int[] {4, 0, 2}, new float[0]))).contains("'shape': (4, 0, 2), }");
    }

    private static String headerOf(StoredArray array) {
        byte[] bytes = NpyHeader.of(array).bytes();
        assertThat(bytes.length % 64).isZero();
        return new String(bytes, ISO_8859_1);
    }

    @Test
    void readsWhatItWrote() throws IOException {
        float[] many = new float[70_001];
        for (int i = 0; i < many.length; i++) {
            many[i] = i * 0.1f;
        }
        var arrays = new LinkedHashMap<String, StoredArray>();
        arrays.put("layer0/weight", new Floats(new int[] {70_001}, many));
        arrays.put("0.bias", new Doubles(new int[] {1, 3}, new double[] {-0.0, Double.MIN_VALUE, Double.NaN}));
        arrays.put("loss", new Doubles(new int[0], new double[] {7}));
        arrays.put("nothing", new Floats(new int[] {0, 5}, new float[0]));
        Npz.write(file, arrays);

        SequencedMap<String, StoredArray> read = Npz.read(file);

        assertThat(read.sequencedKeySet()).containsExactly("layer0/weight", "0.bias", "loss", "nothing");
        arrays.forEach((name, array) -> assertThat(bytesOf(read.get(name))).isEqualTo(bytesOf(array)));
        assertThat(((Floats) read.get("layer0/weight")).values()).isEqualTo(many);
        assertThat(((Doubles) read.get("0.bias")).values()).containsExactly(-0.0, Double.MIN_VALUE, Double.NaN);
    }

    @Test
    void writesTheSameBytesInEveryTimeZone() throws IOException {
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
            Npz.write(file, weights());
            byte[] west = Files.readAllBytes(file);
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            Npz.write(file, weights());
            assertThat(Files.readAllBytes(file)).isEqualTo(west);
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void storesEntriesUncompressedWithoutExtraFields() throws IOException {
        Npz.write(file, weights());
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);

        // Local file header: PKWARE APPNOTE.TXT, section 4.3.7.
        assertThat(bytes.getInt(0)).isEqualTo(0x04034b50);
        assertThat(bytes.getShort(8)).as("method: stored").isZero();
        assertThat(bytes.getInt(10)).as("1980-02-01, 00:00").isEqualTo((2 << 5 | 1) << 16);
        assertThat(bytes.getInt(22)).as("size").isEqualTo(128 + 8);
        assertThat(bytes.getShort(28)).as("length of the extra field").isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "../a", "a/../b", "a//b", "a b", "ä", "a\n", ".a"})
    void refusesNamesThatLeaveTheFolder(String name) {
        var arrays = new LinkedHashMap<String, StoredArray>();
        arrays.put(name, new Floats(new int[] {0}, new float[0]));

        assertThatThrownBy(() -> Npz.write(file, arrays))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("npz: name '");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAShapeThatDoesNotFitTheValues() {
        assertThatThrownBy(() -> new Floats(new int[] {2, 3}, new float[5]))
                .hasMessage("array: shape 2×3 has 6 elements, there are 5 values; both must be equal");
        assertThatThrownBy(() -> new Doubles(new int[] {1 << 20, 1 << 20}, new double[0]))
                .hasMessageContaining("1048576×1048576");
    }

    @Test
    void readsCompressedEntriesWithinTheLimit() {
        byte[] array = npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", 16);
        zip(ZipEntry.DEFLATED, Map.of("a.npy", array));

        assertThat(Npz.read(file).get("a").shape()).containsExactly(2);
        assertThatThrownBy(() -> Npz.read(file, 80)).hasMessageEndingWith("more than 80 bytes of arrays, the limit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'descr': '<i8', 'fortran_order': False, 'shape': (2,), } | elements of type '<i8'; only '<f4' and",
                "{'descr': '<f8', 'fortran_order': True, 'shape': (2,), }  | columns first (fortran_order)",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), } | shape 3 of '<f8' takes 92 bytes, there are 84",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (99999, 99999), } | shape 99999×99999; an array has",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,), } | is not understood; at most 64 axes",
                "{'descr': '<f8'}                                          | header '{'descr': '<f8'}' is not understood"
            })
    void saysWhatItCannotRead(String header, String message) {
        zip(ZipEntry.DEFLATED, Map.of("a.npy", npy(header.strip(), 16)));

        assertThatThrownBy(() -> Npz.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": 'a.npy': ")
                .hasMessageContaining(message);
    }

    @Test
    void refusesFilesThatAreNoArchives() throws IOException {
        assertThatThrownBy(() -> Npz.read(file)).hasMessage(file + ": no such file");
        assertThatThrownBy(() -> Npz.read(folder)).hasMessage(folder + ": a directory");
        Files.writeString(file, "hello");
        assertThatThrownBy(() -> Npz.read(file)).hasMessageStartingWith(file + ": not a readable npz archive: ");
        zip(ZipEntry.DEFLATED, Map.of("readme.txt", new byte[3]));
        assertThatThrownBy(() -> Npz.read(file)).hasMessage(file + ": 'readme.txt': not the name of an array");
    }

    @Test
    void noticesAChangedNumber() throws IOException {
        Npz.write(file, weights());
        byte[] bytes = Files.readAllBytes(file);
        // After the local header (30 bytes and the name) and the array's header.
        bytes[30 + "weight.npy".length() + 128] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> Npz.read(file))
                .hasMessage(file + ": 'weight.npy': damaged; its checksum does not match its bytes");
    }

    @Test
    void endsInArraysOrInOneLineWhateverTheBytesAre() throws IOException {
        long seed = 404;
        var random = new SplittableRandom(seed);
        Npz.write(file, weights());
        byte[] whole = Files.readAllBytes(file);
        for (int run = 0; run < 300; run++) {
            byte[] bytes = whole.clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, bytes);
            try {
                Npz.read(file);
            } catch (DataException e) {
                assertThat(e.getMessage()).as("seed %d, run %d", seed, run).startsWith(file.toString());
            }
        }
    }

    private static byte[] bytesOf(StoredArray array) {
        var bytes = new ByteArrayOutputStream();
        try {
            NpyCodec.write(array, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static SequencedMap<String, StoredArray> weights() {
        var arrays = new LinkedHashMap<String, StoredArray>();
        arrays.put("weight", new Floats(new int[] {2, 1}, new float[] {1, -2.5f}));
        arrays.put("bias", new Doubles(new int[] {1}, new double[] {3}));
        return arrays;
    }

    private static byte[] npy(String header, int dataBytes) {
        return ByteBuffer.allocate(10 + header.length() + 1 + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("\u0093NUMPY\1\0".getBytes(ISO_8859_1))
                .putShort((short) (header.length() + 1))
                .put((header + "\n").getBytes(ISO_8859_1))
                .array();
    }

    private void zip(int method, Map<String, byte[]> entries) {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setMethod(method);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
