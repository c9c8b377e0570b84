package dev.glissade.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Decodes UTF-8 strictly, drops a byte order mark, stops at a byte limit, and knows the line of what it refuses.
final class Utf8Reader extends Reader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String source;
    private final InputStream bytes;
    private final long mostBytes;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    /// Read and not yet decoded, ready to be decoded.
    private final ByteBuffer encoded = ByteBuffer.allocate(1 << 16).flip();
    /// Decoded and not yet handed out, ready to be handed out.
    private final CharBuffer decoded = CharBuffer.allocate(1 << 16).flip();

    private long bytesRead;
    private boolean atStart = true;
    private boolean atEnd;
    private long line = 1;
    private boolean afterCarriageReturn;

    Utf8Reader(String source, InputStream bytes, long mostBytes) {
        this.source = source;
        this.bytes = bytes;
        this.mostBytes = mostBytes;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!decoded.hasRemaining()) {
            if (atEnd) {
                return -1;
            }
            fill();
            decode();
        }
        int count = Math.min(length, decoded.remaining());
        decoded.get(target, offset, count);
        return count;
    }

    private void fill() throws IOException {
        encoded.compact();
        int count = bytes.read(encoded.array(), encoded.position(), encoded.remaining());
        if (count < 0) {
            atEnd = true;
        } else {
            bytesRead += count;
            encoded.position(encoded.position() + count);
        }
        encoded.flip();
        if (bytesRead > mostBytes) {
            throw new DataException(source + ": more than " + mostBytes + " bytes, the limit for a table");
        }
    }

    /// Decodes all of `encoded` but an unfinished character at its end: there is a place for each byte.
    private void decode() {
        CoderResult result = decoder.decode(encoded, decoded.clear(), atEnd);
        decoded.flip();
        if (atStart && decoded.hasRemaining()) {
            atStart = false;
            if (decoded.get(0) == BYTE_ORDER_MARK) {
                decoded.get();
            }
        }
        countLines();
        if (result.isError()) {
            throw new DataException(source + ": line " + line + ": not UTF-8; a table must be UTF-8 text");
        }
    }

    /// Counts the ends of lines: LF, CR, or CR LF as one.
    private void countLines() {
        for (int i = decoded.position(); i < decoded.limit(); i++) {
            char character = decoded.get(i);
            if (character == '\r' || (character == '\n' && !afterCarriageReturn)) {
                line++;
            }
            afterCarriageReturn = character == '\r';
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
