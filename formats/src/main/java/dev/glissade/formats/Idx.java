package dev.glissade.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// One array in an IDX file, the format of the MNIST database, plain or as gzip has compressed it; which of the two, the first
/// bytes tell, not the name.
///
/// ```java
/// var images = (StoredArray.Floats) Idx.read(Path.of("train-images-idx3-ubyte.gz"));   // 60000×28×28, from 0 to 255
/// ```
///
/// | in the file | in memory |
/// |---|---|
/// | unsigned byte, signed byte, short | [StoredArray.Floats], the numbers as they stand, not scaled |
/// | float | [StoredArray.Floats], bit for bit |
/// | int | [StoredArray.Doubles], since a `float` does not hold them all |
/// | double | [StoredArray.Doubles], bit for bit |
///
/// Files are read if they keep to the format and to these limits: 8 axes, 2³¹−1 elements. No axes are one number.
public final class Idx {
    /// Most bytes of the array in memory that [#read(Path)] accepts: 2 GiB, which are 2²⁹ pixels.
    public static final long MOST_BYTES = 1L << 31;

    /// Bytes that are read at once; a multiple of the size of every element.
    private static final int BLOCK = 1 << 16;
    /// How many times the bytes of a compressed file are set aside at once; beyond, memory grows as data arrive. Images of
    /// digits shrink to a fifth, and each of their bytes takes four in memory.
    private static final int TRUSTED_RATIO = 16;

    private final InputStream bytes;
    private final IdxHeader header;
    private final long fileSize;
    private final String place;

    private Idx(InputStream bytes, IdxHeader header, long fileSize, String place) {
        this.bytes = bytes;
        this.header = header;
        this.fileSize = fileSize;
        this.place = place;
    }

    /// Reads the array, at most [#MOST_BYTES].
    ///
    /// @throws DataException if the file cannot be read, or is no IDX file within the limits
    public static StoredArray read(Path file) {
        return read(file, MOST_BYTES);
    }

    /// Reads the array.
    ///
    /// What the file says of itself is checked against its size and the limit before memory is set aside: the size itself of a
    /// plain file, what gzip can make of it at most (1,032 times) of a compressed one.
    ///
    /// @param mostBytes limit of the array in memory, where an element takes 4 bytes or 8
    /// @throws DataException if the file cannot be read, the array is larger, or this is no IDX file within the limits
    public static StoredArray read(Path file, long mostBytes) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + (Files.isDirectory(file) ? ": a directory" : ": no such file"));
        }
        String place = file + ": ";
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                InputStream plain = Channels.newInputStream(channel)) {
            long fileSize = channel.size();
            byte[] start = plain.readNBytes(2);
            channel.position(0);
            if (start.length == 2 && GzipStream.isGzip(start[0], start[1])) {
                try (var inflated = new GzipStream(plain, place)) {
                    return compressed(inflated, fileSize, mostBytes, place);
                }
            }
            return plain(plain, fileSize, mostBytes, place);
        } catch (IOException e) {
            throw new DataException(place + "cannot be read: " + e.getMessage(), e);
        }
    }

    private static StoredArray plain(InputStream bytes, long fileSize, long mostBytes, String place)
            throws IOException {
        IdxHeader header = header(bytes, mostBytes, place);
        if (header.fileBytes() != fileSize) {
            throw new DataException(
                    place + header.text() + " takes " + header.fileBytes() + " bytes, there are " + fileSize);
        }
        return new Idx(bytes, header, fileSize, place).array();
    }

    private static StoredArray compressed(InputStream bytes, long fileSize, long mostBytes, String place)
            throws IOException {
        IdxHeader header = header(bytes, mostBytes, place);
        long most = fileSize * GzipStream.LARGEST_RATIO;
        if (header.fileBytes() > most) {
            throw new DataException(place + header.text() + " takes " + header.fileBytes() + " bytes, " + fileSize
                    + " of gzip hold at most " + most);
        }
        StoredArray array = new Idx(bytes, header, fileSize, place).array();
        if (bytes.read() >= 0) {
            throw new DataException(place + header.text() + " takes " + header.fileBytes()
                    + " bytes, there are at least " + (header.fileBytes() + 1));
        }
        return array;
    }

    private static IdxHeader header(InputStream bytes, long mostBytes, String place) throws IOException {
        IdxHeader header = IdxHeader.read(bytes, place);
        if (header.arrayBytes() > mostBytes) {
            throw new DataException(place + header.text() + " takes " + header.arrayBytes()
                    + " bytes of memory; the limit is " + mostBytes);
        }
        return header;
    }

    private StoredArray array() throws IOException {
        return header.type().fitsFloat()
                ? new StoredArray.Floats(header.shape(), floats())
                : new StoredArray.Doubles(header.shape(), doubles());
    }

    private float[] floats() throws IOException {
        int elements = header.elements();
        var values = new float[trusted()];
        var block = new byte[BLOCK];
        int to;
        for (int from = 0; from < elements; from = to) {
            to = from + next(block, from);
            if (to > values.length) {
                values = Arrays.copyOf(values, grown(to));
            }
            decode(ByteBuffer.wrap(block), values, from, to);
        }
        return values;
    }

    private void decode(ByteBuffer block, float[] values, int from, int to) {
        switch (header.type()) {
            case UNSIGNED_BYTE -> {
                for (int i = from; i < to; i++) {
                    values[i] = block.get() & 0xff;
                }
            }
            case SIGNED_BYTE -> {
                for (int i = from; i < to; i++) {
                    values[i] = block.get();
                }
            }
            case SHORT -> {
                for (int i = from; i < to; i++) {
                    values[i] = block.getShort();
                }
            }
            case FLOAT -> block.asFloatBuffer().get(values, from, to - from);
            case INT, DOUBLE -> throw new IllegalStateException(header.text() + " is held as double");
        }
    }

    private double[] doubles() throws IOException {
        int elements = header.elements();
        var values = new double[trusted()];
        var block = new byte[BLOCK];
        int to;
        for (int from = 0; from < elements; from = to) {
            to = from + next(block, from);
            if (to > values.length) {
                values = Arrays.copyOf(values, grown(to));
            }
            decode(ByteBuffer.wrap(block), values, from, to);
        }
        return values;
    }

    private void decode(ByteBuffer block, double[] values, int from, int to) {
        if (header.type() == IdxHeader.Type.DOUBLE) {
            block.asDoubleBuffer().get(values, from, to - from);
        } else {
            for (int i = from; i < to; i++) {
                values[i] = block.getInt();
            }
        }
    }

    /// Fills the block, or reads what is left; returns how many elements that are.
    private int next(byte[] block, int from) throws IOException {
        int size = header.type().size;
        int count = Math.min(block.length / size, header.elements() - from);
        int read = bytes.readNBytes(block, 0, count * size);
        if (read < count * size) {
            long there = header.fileBytes() - (long) (header.elements() - from) * size + read;
            throw new DataException(
                    place + header.text() + " takes " + header.fileBytes() + " bytes, there are " + there);
        }
        return count;
    }

    /// Returns for how many elements memory is set aside before the first of them has been read; for all, if the file is plain.
    private int trusted() {
        return (int) Math.min(header.elements(), Math.max(BLOCK, TRUSTED_RATIO * fileSize) / header.type().size);
    }

    /// Returns for how many elements there is to be room when `to` of them are there.
    private int grown(int to) {
        return (int) Math.min(header.elements(), 2L * to);
    }
}
