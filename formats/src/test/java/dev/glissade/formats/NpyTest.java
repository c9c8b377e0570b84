package dev.glissade.formats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyTest {
    /// Whatever a file claims, reading it allocates at most so many bytes …
    private static final long FIXED = 1 << 19;
    /// … and so many times the bytes of the file.
    private static final long FACTOR = 8;

    private static final BoundedReading READING = new BoundedReading(Npy::read, FIXED, FACTOR);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("a.npy");
    }

    @Test
    void writesTheBytesOfTheFormat() throws IOException {
        Npy.write(file, new Doubles(new int[] {1, 2}, new double[] {1, -2.5}));

        String text = "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }";
        assertThat(Files.readAllBytes(file)).isEqualTo(npy(1, text + " ".repeat(117 - text.length()), 1, -2.5));
    }

    @Test
    void readsVersionTwoAndOtherSpacing() throws IOException {
        Files.write(file, npy(2, "{'descr':'<f8','fortran_order':False,'shape':(2,)}", 3, 4));

        assertThat(((Doubles) Npy.read(file)).values()).containsExactly(3, 4);
        assertThat(Npy.read(file).shape()).containsExactly(2);
    }

    @Test
    void readsWhatItWrote() throws IOException {
        float[] many = new float[3 * 23_333];
        for (int i = 0; i < many.length; i++) {
            many[i] = i * 0.1f;
        }
        Npy.write(file, new Floats(new int[] {3, 1, 23_333}, many));
        assertThat(((Floats) Npy.read(file)).values()).isEqualTo(many);
        assertThat(Npy.read(file).shape()).containsExactly(3, 1, 23_333);

        double[] awkward = {-0.0, Double.MIN_VALUE, Double.NaN, Double.NEGATIVE_INFINITY};
        Npy.write(file, new Doubles(new int[] {4}, awkward));
        assertThat(((Doubles) Npy.read(file)).values()).containsExactly(awkward);
    }

    @Test
    void keepsShapesWithoutAxesAndWithoutElements() throws IOException {
        Npy.write(file, new Floats(new int[0], new float[] {7}));
        assertThat(Npy.read(file).shape()).isEmpty();
        assertThat(((Floats) Npy.read(file)).values()).containsExactly(7);

        Npy.write(file, new Doubles(new int[] {0}, new double[0]));
        assertThat(Npy.read(file)).isInstanceOf(Doubles.class);
        assertThat(Npy.read(file).shape()).containsExactly(0);

        int[] wide = {Integer.MAX_VALUE, 0, Integer.MAX_VALUE};
        Npy.write(file, new Floats(wide, new float[0]));
        assertThat(Npy.read(file).shape()).containsExactly(wide);

        int[] deep = new int[64];
        Arrays.fill(deep, 1);
        Npy.write(file, new Floats(deep, new float[1]));
        assertThat(Npy.read(file).shape()).containsExactly(deep);
    }

    @Test
    void refusesToWriteMoreAxesThanAreRead() {
        int[] deep = new int[65];
        Arrays.fill(deep, 1);

        assertThatThrownBy(() -> Npy.write(file, new Floats(deep, new float[1])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("npy: an array of 65 axes; the limit is 64");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'descr': '<i8', 'fortran_order': False, 'shape': (2,), } | elements of type '<i8'; only '<f4' and",
                "{'descr': '>f8', 'fortran_order': False, 'shape': (2,), } | elements of type '>f8'; only '<f4' and",
                "{'descr': '<f8', 'fortran_order': True, 'shape': (2,), }  | columns first (fortran_order)",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), } | shape 3 of '<f8' takes 92 bytes, there are 84",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), } | shape 1 of '<f8' takes 76 bytes, there are 84",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647,), } | takes 8589934665 bytes, there are 93",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (65536, 32768), } | shape 65536×32768; an array has",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (2147483648,), } | is not understood; at most 64 axes",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (,), }  | is not understood",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (-2,), } | is not understood",
                "{'descr': '<f8'}                                          | header '{'descr': '<f8'}' is not understood",
            })
    void saysWhatItCannotRead(String header, String message) throws IOException {
        refuses(npy(1, header, 1, 2), message);
    }

    @Test
    void refusesFilesThatAreNoArrays() throws IOException {
        assertThatThrownBy(() -> Npy.read(file)).hasMessage(file + ": no such file");
        assertThatThrownBy(() -> Npy.read(folder)).hasMessage(folder + ": a directory");
        byte[] whole = npy(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", 1, 2);
        refuses(new byte[0], "0 bytes; the header of a NumPy array has more than 12");
        refuses(Arrays.copyOf(whole, 11), "11 bytes; the header");
        refuses("PK\3\4 an archive".getBytes(ISO_8859_1), "not a NumPy array; it must begin with \\x93NUMPY");
        refuses(Arrays.copyOf(whole, 40), "ends early; 56 more bytes are needed, there are 28");
        whole[6] = 3;
        refuses(whole, "NumPy format version 3; only 1 and 2 are read");
        whole[6] = 2;
        refuses(whole, " bytes; the limit is 4096");
    }

    @Test
    void keepsToTheLimit() throws IOException {
        Npy.write(file, new Floats(new int[] {8}, new float[8]));

        assertThat(Npy.read(file, 160).length()).isEqualTo(8);
        assertThatThrownBy(() -> Npy.read(file, 159)).hasMessage(file + ": 160 bytes; the limit is 159");
    }

    @Test
    void endsInAnArrayOrInOneLineWhateverTheBytesAre() throws IOException {
        Npy.write(file, new Floats(new int[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6}));
        byte[] whole = Files.readAllBytes(file);
        long seed = 405;
        var random = new SplittableRandom(seed);
        int refused = 0;
        int runs = 0;
        long end = System.nanoTime() + 1_000_000_000L;
        while (runs < 100 || System.nanoTime() < end) {
            byte[] bytes = mutated(whole, random);
            Files.write(file, bytes);
            if (!READING.isRead(file, bytes.length, "seed %d, run %d".formatted(seed, runs))) {
                refused++;
            }
            runs++;
        }
        assertThat(refused).as("of %d runs, refused", runs).isBetween(runs / 4, runs - 1);
    }

    /// Flips bits, replaces bytes by those that a header is made of, cuts off and appends.
    private static byte[] mutated(byte[] whole, SplittableRandom random) {
        byte[] bytes = whole.clone();
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 3, 4 -> bytes[random.nextInt(Math.min(80, bytes.length))] = (byte) random.nextInt(256);
                case 5, 6 -> bytes[at] = (byte) "{}(),:'<f48 9".charAt(random.nextInt(13));
                default -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(whole.length + 8));
            }
        }
        return bytes;
    }

    private void refuses(byte[] bytes, String message) throws IOException {
        READING.refuses(file, bytes, message);
    }

    /// @param header without its line feed
    private static byte[] npy(int version, String header, double... elements) {
        int length = header.length() + 1;
        ByteBuffer bytes = ByteBuffer.allocate((version == 1 ? 10 : 12) + length + Double.BYTES * elements.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("\u0093NUMPY".getBytes(ISO_8859_1))
                .put((byte) version)
                .put((byte) 0);
        if (version == 1) {
            bytes.putShort((short) length);
        } else {
            bytes.putInt(length);
        }
        bytes.put((header + "\n").getBytes(ISO_8859_1));
        for (double element : elements) {
            bytes.putDouble(element);
        }
        return bytes.array();
    }
}
