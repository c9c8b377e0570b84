package dev.glissade.formats;

import static dev.glissade.formats.IdxTest.gzip;
import static dev.glissade.formats.IdxTest.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that do not keep to the format: one line says why, and no more memory is set aside than data arrive.
class IdxHostileTest {
    /// Whatever a file claims, reading it allocates at most so many bytes, in all …
    private static final long FIXED = 1 << 20;
    /// … and so many times the bytes of the file, 16 of which are elements of 1 byte that take 4.
    private static final long FACTOR = 64 + 8;

    private static final BoundedReading READING = new BoundedReading(Idx::read, FIXED, FACTOR);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("a-idx");
    }

    /// What is wrong within is told alike of a plain file and a compressed one.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0000 08                      | 3 bytes; an IDX file begins with 4 that give type and axes",
                "''                           | 0 bytes; an IDX file begins with 4",
                "8950 4e47 0d0a               | begins with 89 50; an IDX file begins with 00 00",
                "0001 08 00 00                | begins with 00 01; an IDX file begins with 00 00",
                "0000 0a 00 00                | elements of type 0x0a; only 0x08, 0x09, 0x0b, 0x0c, 0x0d and 0x0e are read",
                "0000 ff 00 00                | elements of type 0xff; only",
                "0000 08 09 00000001          | 9 axes; the limit is 8",
                "0000 08 ff                   | 255 axes; the limit is 8",
                "0000 08 02 00000001          | a header of 2 axes takes 12 bytes, there are 8",
                "0000 08 01 000000            | a header of 1 axes takes 8 bytes, there are 7",
                "0000 08 01 80000000          | an axis of 2147483648; the limit is 2³¹−1",
                "0000 08 02 00000000 ffffffff | an axis of 4294967295; the limit is 2³¹−1",
                "0000 08 02 00010000 00008000 | shape 65536×32768; an array has at most 2³¹−1 elements",
                "0000 0e 08 7fffffff 7fffffff 7fffffff 7fffffff 7fffffff 7fffffff 7fffffff 7fffffff | an array has at most",
                "0000 08 01 00000003 0102     | shape 3 of unsigned byte takes 11 bytes, there are 10",
                "0000 0b 01 00000002 010203   | shape 2 of short takes 12 bytes, there are 11",
                "0000 0e 02 00000001 00000002 00 | shape 1×2 of double takes 28 bytes, there are 13",
                "0000 08 00                   | shape scalar of unsigned byte takes 5 bytes, there are 4",
                "0000 08 01 7fffffff          | shape 2147483647 of unsigned byte takes 8589934588 bytes of memory; the limit",
                "0000 0e 01 10000001          | shape 268435457 of double takes 2147483656 bytes of memory; the limit is 2147483648",
            })
    void saysWhatIsWrong(String bytes, String message) throws IOException {
        refuses(hex(bytes), message);
        refuses(gzip(hex(bytes)), message);
    }

    @Test
    void refusesTrailingBytes() throws IOException {
        byte[] bytes = hex("0000 08 01 00000002 0102 0304");

        refuses(bytes, "shape 2 of unsigned byte takes 10 bytes, there are 12");
        refuses(gzip(bytes), "shape 2 of unsigned byte takes 10 bytes, there are at least 11");
        refuses(gzip(hex("0000 09 01 00000000 00")), "shape 0 of signed byte takes 8 bytes, there are at least 9");
    }

    @Test
    void believesNoClaimOfASmallFile() throws IOException {
        refuses(
                hex("0000 08 01 20000000 0102"),
                "shape 536870912 of unsigned byte takes 536870920 bytes, there are 10");
        byte[] small = gzip(hex("0000 08 01 20000000 0102"));
        refuses(small, "takes 536870920 bytes, " + small.length + " of gzip hold at most " + small.length * 1032L);
        refuses(gzip(hex("0000 0e 01 10000000 0102")), "takes 2147483656 bytes, ");

        // Of a size that could hold what it claims, but does not: noise does not shrink.
        byte[] noise = new byte[300_000];
        new SplittableRandom(7).nextBytes(noise);
        byte[] large =
                gzip(ByteBuffer.wrap(noise).put(hex("0000 08 01 10000000")).array());
        refuses(large, "shape 268435456 of unsigned byte takes 268435464 bytes, there are 300000");
        large = gzip(ByteBuffer.wrap(noise).put(hex("0000 0e 01 02000000")).array());
        refuses(large, "shape 33554432 of double takes 268435464 bytes, there are 300000");
    }

    @Test
    void keepsToTheLimitOfMemory() throws IOException {
        byte[] bytes = hex("0000 08 02 00000001 00000005 0102030405");
        for (byte[] content : new byte[][] {bytes, gzip(bytes)}) {
            Files.write(file, content);
            assertThat(Idx.read(file, 20).length()).isEqualTo(5);
            assertThatThrownBy(() -> Idx.read(file, 19))
                    .isInstanceOf(DataException.class)
                    .hasMessage(file + ": shape 1×5 of unsigned byte takes 20 bytes of memory; the limit is 19");
        }
    }

    @Test
    void refusesWhatIsNoFile() {
        assertThatThrownBy(() -> Idx.read(file)).hasMessage(file + ": no such file");
        assertThatThrownBy(() -> Idx.read(folder)).hasMessage(folder + ": a directory");
    }

    @Test
    void refusesCorruptGzip() throws IOException {
        byte[] whole = gzip(hex("0000 08 01 00000003 010203"));
        int end = whole.length;
        for (int length = 2; length < end; length++) {
            refuses(Arrays.copyOf(whole, length), "the gzip data end early, at byte " + length + " of the file");
        }
        refuses(Arrays.copyOf(whole, end + 1), "the gzip data end at byte " + end + "; something else follows");
        refuses(Arrays.copyOf(whole, end + 30), "the gzip data end at byte " + end + "; something else follows");
        refuses(changed(whole, 2, 7), "gzip method 7; only 8 is read");
        refuses(changed(whole, 3, 0x20), "gzip flags 0x20; the upper 3 are reserved");
        refuses(changed(whole, 3, 0x02), "the checksum of a header is ");
        refuses(changed(whole, 10, 0x07), "corrupt gzip data before byte " + end + " of the file: ");
        refuses(changed(whole, end - 8, whole[end - 8] ^ 1), "corrupt gzip data; the checksum is ");
        refuses(changed(whole, end - 4, 12), "corrupt gzip data; the length is 11, 12 is stated");
    }

    private static byte[] changed(byte[] whole, int at, int value) {
        byte[] bytes = whole.clone();
        bytes[at] = (byte) value;
        return bytes;
    }

    @Test
    void endsInAnArrayOrInOneLineWhateverTheBytesAre() throws IOException {
        byte[] plain = hex("0000 08 02 00000003 00000004 000102030405060708090a0b");
        long seed = 406;
        var random = new SplittableRandom(seed);
        int refused = 0;
        int runs = 0;
        long end = System.nanoTime() + 1_500_000_000L;
        while (runs < 100 || System.nanoTime() < end) {
            byte[] bytes = switch (runs % 3) {
                case 0 -> mutated(plain, random);
                case 1 -> gzip(mutated(plain, random));
                default -> mutated(gzip(plain), random);
            };
            Files.write(file, bytes);
            if (!READING.isRead(file, bytes.length, "seed %d, run %d".formatted(seed, runs))) {
                refused++;
            }
            runs++;
        }
        assertThat(refused).as("of %d runs, refused", runs).isBetween(runs / 4, runs - 1);
    }

    /// Flips bits, replaces bytes, mostly of the header, cuts off and appends.
    private static byte[] mutated(byte[] whole, SplittableRandom random) {
        byte[] bytes = whole.clone();
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(random.nextBoolean() ? Math.min(12, bytes.length) : bytes.length);
            switch (random.nextInt(7)) {
                case 0, 1, 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 3 -> bytes[at] = (byte) random.nextInt(256);
                case 4, 5 -> bytes[at] = (byte) random.nextInt(16);
                default -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(whole.length + 8));
            }
        }
        return bytes;
    }

    private void refuses(byte[] bytes, String message) throws IOException {
        READING.refuses(file, bytes, message);
    }
}
