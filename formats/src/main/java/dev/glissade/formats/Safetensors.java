package dev.glissade.formats;

import dev.glissade.formats.SafetensorsHeader.Dtype;
import dev.glissade.formats.SafetensorsHeader.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Named arrays and texts in one file, as Hugging Face's `safetensors` reads and writes them: a header of JSON, then the
/// elements, little-endian and row-major. Every bit of an element is kept, those of NaN and −0 too.
///
/// ```java
/// Safetensors.write(file, new NamedArrays(arrays, Map.of("epoch", "7")));
/// NamedArrays content = Safetensors.read(file);
/// ```
///
/// The same arrays in the same order give the same bytes. In the file the elements of 64 bits lie before those of 32, so that
/// all are aligned; the header lists the arrays in the order given. The reference implementation sorts both by type, then name;
/// arrays given in that order give its bytes.
///
/// Files of other hands are read if they keep to the format and to these limits: a header of 100,000,000 bytes, 65,536 tensors,
/// 65,536 texts, names of 1,024 characters, 64 axes, 2³¹−1 elements of a tensor.
public final class Safetensors {
    /// Most bytes of all arrays together that [#read(Path)] accepts: 2 GiB.
    public static final long MOST_BYTES = 1L << 31;

    /// Bytes that are moved at once; a multiple of the size of every element.
    private static final int BLOCK = 1 << 16;

    private Safetensors() {}

    /// Writes arrays and metadata, whole or not at all (see [AtomicFile]).
    ///
    /// @param arrays   by name: at most 1,024 characters of Unicode, not `__metadata__`
    /// @param metadata texts by name, of the same rule
    /// @throws IllegalArgumentException if a name is not such, or there is more than the limits allow; then nothing is written
    /// @throws IOException if the disk refuses
    public static void write(
            Path file, SequencedMap<String, ? extends StoredArray> arrays, Map<String, String> metadata)
            throws IOException {
        write(file, new NamedArrays(new LinkedHashMap<>(arrays), metadata));
    }

    /// Writes arrays and metadata, whole or not at all (see [AtomicFile]).
    ///
    /// @param content not modified; names as for [#write(Path, SequencedMap, Map)]
    /// @throws IllegalArgumentException if a name is not such, or there is more than the limits allow; then nothing is written
    /// @throws IOException if the disk refuses
    public static void write(Path file, NamedArrays content) throws IOException {
        byte[] text = SafetensorsHeader.of(content).text();
        AtomicFile.write(file, bytes -> {
            bytes.write(littleEndian(new byte[Long.BYTES]).putLong(text.length).array());
            bytes.write(text);
            var block = new byte[BLOCK];
            for (Dtype type : Dtype.values()) {
                for (StoredArray array : content.arrays().values()) {
                    if (Dtype.of(array) == type) {
                        write(array, type, block, bytes);
                    }
                }
            }
        });
    }

    private static void write(StoredArray array, Dtype type, byte[] block, OutputStream bytes) throws IOException {
        ByteBuffer buffer = littleEndian(block);
        int perBlock = BLOCK / type.size;
        int count;
        for (int from = 0; from < array.length(); from += count) {
            count = Math.min(perBlock, array.length() - from);
            switch (array) {
                case StoredArray.Floats floats -> buffer.asFloatBuffer().put(floats.values(), from, count);
                case StoredArray.Doubles doubles -> buffer.asDoubleBuffer().put(doubles.values(), from, count);
            }
            bytes.write(block, 0, count * type.size);
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Reads all arrays, at most [#MOST_BYTES], and the metadata.
    ///
    /// @throws DataException if the file cannot be read, or is no safetensors file of `F32` and `F64` within the limits
    public static NamedArrays read(Path file) {
        return read(file, MOST_BYTES);
    }

    /// Reads all arrays, in the order of the header, and the metadata.
    ///
    /// What the file says of itself is checked against its size before memory is set aside; beside the arrays, the header is
    /// held and its text, and one block.
    ///
    /// @param mostBytes limit of all arrays together
    /// @throws DataException if the file cannot be read, is larger, or is no safetensors file of `F32` and `F64` within the
    ///     limits
    public static NamedArrays read(Path file, long mostBytes) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + (Files.isDirectory(file) ? ": a directory" : ": no such file"));
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel, mostBytes, file + ": ");
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static NamedArrays read(FileChannel channel, long mostBytes, String place) throws IOException {
        long fileSize = channel.size();
        int headerLength = headerLength(channel, fileSize, place);
        long dataFrom = (long) Long.BYTES + headerLength;
        long dataBytes = fileSize - dataFrom;
        if (dataBytes > mostBytes) {
            throw new DataException(place + dataBytes + " bytes of arrays; the limit is " + mostBytes);
        }
        var text = new byte[headerLength];
        for (int from = 0; from < headerLength; from += BLOCK) {
            fill(channel, Long.BYTES + from, ByteBuffer.wrap(text, from, Math.min(BLOCK, headerLength - from)), place);
        }
        SafetensorsHeader header = SafetensorsHeaderReader.read(text, place);
        header.check(dataBytes, place);
        var arrays = new LinkedHashMap<String, StoredArray>();
        ByteBuffer block = littleEndian(new byte[(int) Math.min(BLOCK, dataBytes)]);
        for (Map.Entry<String, Tensor> entry : header.tensors().entrySet()) {
            arrays.put(entry.getKey(), array(channel, entry.getValue(), dataFrom, block, place));
        }
        return new NamedArrays(arrays, header.metadata());
    }

    private static int headerLength(FileChannel channel, long fileSize, String place) throws IOException {
        if (fileSize < Long.BYTES) {
            throw new DataException(place + fileSize + " bytes; a safetensors file begins with " + Long.BYTES
                    + " that give the length of its header");
        }
        ByteBuffer prefix = littleEndian(new byte[Long.BYTES]);
        fill(channel, 0, prefix, place);
        long length = prefix.getLong(0);
        if (length < 0 || length > SafetensorsHeader.LONGEST_TEXT) {
            throw new DataException(place + "a header of " + Long.toUnsignedString(length) + " bytes; the limit is "
                    + SafetensorsHeader.LONGEST_TEXT);
        }
        if (length > fileSize - Long.BYTES) {
            throw new DataException(
                    place + "a header of " + length + " bytes; behind its length there are " + (fileSize - Long.BYTES));
        }
        return (int) length;
    }

    private static StoredArray array(FileChannel channel, Tensor tensor, long dataFrom, ByteBuffer block, String place)
            throws IOException {
        boolean single = tensor.type() == Dtype.F32;
        int elements = tensor.elements();
        float[] floats = new float[single ? elements : 0];
        double[] doubles = new double[single ? 0 : elements];
        int size = tensor.type().size;
        long position = dataFrom + tensor.begin();
        int count;
        for (int from = 0; from < elements; from += count) {
            count = Math.min(block.capacity() / size, elements - from);
            fill(channel, position + (long) from * size, block.clear().limit(count * size), place);
            block.flip();
            if (single) {
                block.asFloatBuffer().get(floats, from, count);
            } else {
                block.asDoubleBuffer().get(doubles, from, count);
            }
        }
        return single
                ? new StoredArray.Floats(tensor.shape(), floats)
                : new StoredArray.Doubles(tensor.shape(), doubles);
    }

    /// Fills the buffer up to its limit with the bytes from `position` on.
    private static void fill(FileChannel channel, long position, ByteBuffer buffer, String place) throws IOException {
        long next = position;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, next);
            if (count < 0) {
                throw new DataException(place + "ends early, at byte " + next + "; it has become shorter");
            }
            next += count;
        }
    }
}
