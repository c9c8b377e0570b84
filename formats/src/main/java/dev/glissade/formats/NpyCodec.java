package dev.glissade.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One array to and from the bytes of a `.npy` file.
final class NpyCodec {
    private static final int BUFFER = 1 << 16;

    private NpyCodec() {}

    /// Returns how many bytes [#write] writes.
    static long size(StoredArray array) {
        NpyHeader header = NpyHeader.of(array);
        return header.bytes().length + (long) array.length() * header.elementSize();
    }

    /// Writes header and elements. Every NaN is written as the canonical one.
    static void write(StoredArray array, OutputStream bytes) throws IOException {
        NpyHeader header = NpyHeader.of(array);
        bytes.write(header.bytes());
        byte[] chunk = new byte[BUFFER];
        ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
        int perChunk = BUFFER / header.elementSize();
        for (int from = 0; from < array.length(); from += perChunk) {
            int to = Math.min(from + perChunk, array.length());
            buffer.clear();
            put(array, from, to, buffer);
            bytes.write(chunk, 0, buffer.position());
        }
    }

    private static void put(StoredArray array, int from, int to, ByteBuffer buffer) {
        switch (array) {
            case StoredArray.Floats floats -> {
                for (int i = from; i < to; i++) {
                    buffer.putInt(Float.floatToIntBits(floats.values()[i]));
                }
            }
            case StoredArray.Doubles doubles -> {
                for (int i = from; i < to; i++) {
                    buffer.putLong(Double.doubleToLongBits(doubles.values()[i]));
                }
            }
        }
    }

    /// Reads one array that fills the stream exactly.
    ///
    /// @param size  bytes of the stream, believed by the caller; nothing larger is allocated
    /// @param place start of error messages
    /// @throws DataException if the bytes are no such array
    static StoredArray read(InputStream bytes, long size, String place) throws IOException {
        byte[] prefix = exactly(bytes, NpyHeader.PREFIX_V2, place);
        int textLength = NpyHeader.textLength(prefix, place);
        int prefixLength = NpyHeader.version(prefix) == 1 ? NpyHeader.PREFIX_V1 : NpyHeader.PREFIX_V2;
        int early = NpyHeader.PREFIX_V2 - prefixLength;
        if (textLength < early) {
            throw new DataException(place + "a header of " + textLength + " bytes is too short");
        }
        byte[] text = Arrays.copyOf(Arrays.copyOfRange(prefix, prefixLength, NpyHeader.PREFIX_V2), textLength);
        byte[] rest = exactly(bytes, textLength - early, place);
        System.arraycopy(rest, 0, text, early, rest.length);
        NpyHeader header = NpyHeader.parse(new String(text, StandardCharsets.ISO_8859_1), place);
        long needed = prefixLength + textLength + (long) header.elements() * header.elementSize();
        if (needed != size) {
            throw new DataException(place + "shape " + StoredArray.text(header.shape()) + " of '" + header.descr()
                    + "' takes " + needed + " bytes, there are " + size);
        }
        return elements(header, bytes, place);
    }

    private static StoredArray elements(NpyHeader header, InputStream bytes, String place) throws IOException {
        boolean single = header.elementSize() == Float.BYTES;
        float[] floats = new float[single ? header.elements() : 0];
        double[] doubles = new double[single ? 0 : header.elements()];
        int perChunk = BUFFER / header.elementSize();
        for (int from = 0; from < header.elements(); from += perChunk) {
            int count = Math.min(perChunk, header.elements() - from);
            ByteBuffer buffer = ByteBuffer.wrap(exactly(bytes, count * header.elementSize(), place))
                    .order(ByteOrder.LITTLE_ENDIAN);
            if (single) {
                buffer.asFloatBuffer().get(floats, from, count);
            } else {
                buffer.asDoubleBuffer().get(doubles, from, count);
            }
        }
        return single
                ? new StoredArray.Floats(header.shape(), floats)
                : new StoredArray.Doubles(header.shape(), doubles);
    }

    private static byte[] exactly(InputStream bytes, int count, String place) throws IOException {
        byte[] read = bytes.readNBytes(count);
        if (read.length < count) {
            throw new DataException(
                    place + "ends early; " + count + " more bytes are needed, there are " + read.length);
        }
        return read;
    }
}
