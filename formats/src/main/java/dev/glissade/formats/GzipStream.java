package dev.glissade.formats;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// What a gzip file holds: one member, or several one after the other.
///
/// Unlike [java.util.zip.GZIPInputStream], it does not overlook what follows the last member, and what is wrong is a
/// [DataException]. The end, −1, is told only when the checksums and lengths of all members have been found right.
///
/// Source: RFC 1952, "GZIP file format specification version 4.3", section 2.3.
final class GzipStream extends InputStream {
    /// Deflate spends at least two bits on a match, and the longest has 258 bytes (RFC 1951, section 3.2.5).
    static final int LARGEST_RATIO = 258 * 8 / 2;

    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int RESERVED = 0b1110_0000;

    private final InputStream file;
    private final String place;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 content = new CRC32();
    private final CRC32 header = new CRC32();

    /// Bytes of the file, of which those from `next` to `end` are not used yet.
    private final byte[] block = new byte[1 << 14];

    private int next;
    private int end;
    private long readSoFar;
    private int members;
    private boolean inMember;

    /// @param file  its bytes, from the first on
    /// @param place start of error messages
    GzipStream(InputStream file, String place) {
        this.file = file;
        this.place = place;
    }

    /// Tells a gzip file by its first two bytes.
    static boolean isGzip(byte first, byte second) {
        return first == MAGIC_1 && (second & 0xff) == MAGIC_2;
    }

    @Override
    public int read() throws IOException {
        var single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        try {
            while (inMember || beginMember()) {
                int count = inflater.inflate(target, offset, length);
                if (count > 0) {
                    content.update(target, offset, count);
                    return count;
                }
                if (inflater.finished()) {
                    endMember();
                } else {
                    feed();
                }
            }
            return -1;
        } catch (DataFormatException e) {
            throw new DataException(
                    place + "corrupt gzip data before byte " + readSoFar + " of the file: " + e.getMessage(), e);
        } catch (EOFException e) {
            throw new DataException(place + "the gzip data end early, at byte " + readSoFar + " of the file", e);
        }
    }

    private void feed() throws IOException {
        if (inflater.needsDictionary()) {
            throw new DataException(place + "gzip data with a preset dictionary; there is none in this format");
        }
        if (next == end) {
            fill();
        }
        inflater.setInput(block, next, end - next);
        next = end;
    }

    /// Reads the header of a member; returns false if the file has ended.
    private boolean beginMember() throws IOException {
        if (next == end && members > 0 && !hasMore()) {
            return false;
        }
        long from = readSoFar - (end - next);
        header.reset();
        if (headerByte() != MAGIC_1 || headerByte() != MAGIC_2) {
            throw new DataException(place + "the gzip data end at byte " + from + "; something else follows");
        }
        int method = headerByte();
        if (method != DEFLATE) {
            throw new DataException(place + "gzip method " + method + "; only " + DEFLATE + " is read");
        }
        int flags = headerByte();
        if ((flags & RESERVED) != 0) {
            throw new DataException(
                    place + "gzip flags 0x" + Integer.toHexString(flags) + "; the upper 3 are reserved");
        }
        // Time (4 bytes), extra flags, operating system.
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(headerByte() | headerByte() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            long counted = header.getValue() & 0xffff;
            check("checksum of a header", counted, headerByte() | headerByte() << 8);
        }
        content.reset();
        inflater.reset();
        members++;
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        next = end - inflater.getRemaining();
        check("checksum", content.getValue(), trailer());
        check("length", inflater.getBytesWritten() & 0xffff_ffffL, trailer());
        inMember = false;
    }

    private void check(String what, long counted, long stated) {
        if (counted != stated) {
            throw new DataException(
                    place + "corrupt gzip data; the " + what + " is " + counted + ", " + stated + " is stated");
        }
    }

    /// Returns the next 4 bytes, little-endian.
    private long trailer() throws IOException {
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value |= (long) nextByte() << 8 * i;
        }
        return value;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            headerByte();
        }
    }

    /// Skips a text that ends in a zero byte.
    private void skipText() throws IOException {
        while (headerByte() != 0) {
            // Until the end of the text.
        }
    }

    private int headerByte() throws IOException {
        int value = nextByte();
        header.update(value);
        return value;
    }

    private int nextByte() throws IOException {
        if (next == end) {
            fill();
        }
        return block[next++] & 0xff;
    }

    private void fill() throws IOException {
        if (!hasMore()) {
            throw new EOFException();
        }
    }

    /// Reads the next block of the file, all of the last one being used.
    private boolean hasMore() throws IOException {
        int count = file.read(block, 0, block.length);
        if (count <= 0) {
            return false;
        }
        next = 0;
        end = count;
        readSoFar += count;
        return true;
    }

    /// Frees the inflater, and closes the file.
    @Override
    public void close() throws IOException {
        inflater.end();
        file.close();
    }
}
