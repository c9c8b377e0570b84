package dev.glissade.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.formats.StoredArray.Doubles;
import dev.glissade.formats.StoredArray.Floats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files by hand, from the description of the format at the MNIST database.
class IdxTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("a-idx");
    }

    @Test
    void readsImagesAsTheyStand() throws IOException {
        write(hex("0000 08 03  00000002 00000001 00000003  00 01 7f  80 fe ff"));

        Floats images = (Floats) Idx.read(file);

        assertThat(images.shape()).containsExactly(2, 1, 3);
        assertThat(images.values()).containsExactly(0, 1, 127, 128, 254, 255);
    }

    @Test
    void readsEveryType() throws IOException {
        write(hex("0000 09 01  00000003  80 ff 7f"));
        assertThat(((Floats) Idx.read(file)).values()).containsExactly(-128, -1, 127);

        write(hex("0000 0b 01  00000003  8000 ff00 7fff"));
        assertThat(((Floats) Idx.read(file)).values()).containsExactly(-32768, -256, 32767);

        write(hex("0000 0c 01  00000003  80000000 01000001 7fffffff"));
        assertThat(((Doubles) Idx.read(file)).values()).containsExactly(-2147483648.0, 16777217, 2147483647);

        write(hex("0000 0d 01  00000003  3fc00000 80000000 7fa00001"));
        float[] floats = ((Floats) Idx.read(file)).values();
        assertThat(floats).hasSize(3).startsWith(1.5f, -0.0f);
        assertThat(Float.floatToRawIntBits(floats[2])).as("a signalling NaN").isEqualTo(0x7fa00001);

        write(hex("0000 0e 01  00000002  bff8000000000000 0000000000000001"));
        assertThat(((Doubles) Idx.read(file)).values()).containsExactly(-1.5, Double.MIN_VALUE);
    }

    @Test
    void readsShapesWithoutAxesAndWithoutElements() throws IOException {
        write(hex("0000 08 00  2a"));
        assertThat(Idx.read(file).shape()).isEmpty();
        assertThat(((Floats) Idx.read(file)).values()).containsExactly(42);

        write(hex("0000 0e 01  00000000"));
        assertThat(Idx.read(file)).isInstanceOf(Doubles.class);
        assertThat(Idx.read(file).shape()).containsExactly(0);

        write(hex("0000 08 03  7fffffff 00000000 7fffffff"));
        assertThat(Idx.read(file).shape()).containsExactly(Integer.MAX_VALUE, 0, Integer.MAX_VALUE);

        write(hex("0000 08 08" + "00000001".repeat(8) + "07"));
        assertThat(Idx.read(file).shape()).hasSize(8).containsOnly(1);
    }

    /// Lengths about the blocks that are read at once; the content shrinks so far that memory grows several times.
    @Test
    void readsTheSameFromGzip() throws IOException {
        for (int length : new int[] {0, 1, 65_535, 65_536, 65_537, 1_000_003}) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(8 + length).put(hex("0000 08 01")).putInt(length);
            ByteBuffer doubles =
                    ByteBuffer.allocate(8 + 8 * length).put(hex("0000 0e 01")).putInt(length);
            var expected = new float[length];
            var expectedDoubles = new double[length];
            for (int i = 0; i < length; i++) {
                expected[i] = i % 1000 == 0 ? i / 1000 % 256 : 0;
                expectedDoubles[i] = Math.floorDiv(i, 1000) * 0.1;
                bytes.put((byte) expected[i]);
                doubles.putDouble(expectedDoubles[i]);
            }
            assertThat(((Floats) plainAndGzip(bytes.array())).values()).isEqualTo(expected);
            assertThat(((Doubles) plainAndGzip(doubles.array())).values()).isEqualTo(expectedDoubles);
        }
    }

    /// Reads the bytes as they are and compressed; both must give the same bits.
    private StoredArray plainAndGzip(byte[] bytes) throws IOException {
        write(bytes);
        StoredArray plain = Idx.read(file);
        write(gzip(bytes));
        StoredArray inflated = Idx.read(file);
        assertThat(bits(inflated)).isEqualTo(bits(plain));
        assertThat(inflated.shape()).isEqualTo(plain.shape());
        return inflated;
    }

    private static byte[] bits(StoredArray array) throws IOException {
        var bytes = new ByteArrayOutputStream();
        NpyCodec.write(array, bytes);
        return bytes.toByteArray();
    }

    @Test
    void readsMembersOneAfterTheOther() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(gzip(hex("0000 08 01 0000")));
        bytes.write(gzip(new byte[0]));
        bytes.write(gzip(hex("0004 01 02")));
        bytes.write(gzip(hex("03 04")));
        bytes.write(gzip(new byte[0]));
        write(bytes.toByteArray());

        assertThat(((Floats) Idx.read(file)).values()).containsExactly(1, 2, 3, 4);
    }

    /// RFC 1952, section 2.3: extra field, name, comment and checksum of the header; content that is stored, not compressed.
    @Test
    void skipsWhatAHeaderOfGzipMayHold() throws IOException {
        byte[] header = hex("1f8b 08 1f 00000000 00 03  0300 aabbcc  612d69647800  6e6f746500");
        byte[] content = hex("0000 08 01 00000001 2a");
        ByteBuffer bytes = ByteBuffer.allocate(header.length + 2 + 5 + content.length + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(header)
                .putShort((short) checksum(header))
                .put(hex("01 0900 f6ff"))
                .put(content)
                .putInt((int) checksum(content))
                .putInt(content.length);
        write(bytes.array());

        assertThat(((Floats) Idx.read(file)).values()).containsExactly(42);
    }

    private static long checksum(byte[] bytes) {
        var checksum = new CRC32();
        checksum.update(bytes);
        return checksum.getValue();
    }

    private void write(byte[] bytes) throws IOException {
        Files.write(file, bytes);
    }

    /// Returns bytes written as pairs of digits, with spaces anywhere.
    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }
}
