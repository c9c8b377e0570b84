package dev.glissade.formats;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// One array in a `.npy` file, as `numpy.save` and `numpy.load` write and read it: a header, then the elements, little-endian
/// and row-major. [Npz] has several arrays with names in one file.
///
/// ```java
/// Npy.write(file, new StoredArray.Floats(new int[] {2, 3}, values));
/// StoredArray array = Npy.read(file);
/// ```
///
/// The same array gives the same bytes; every NaN is written as the canonical one. Written is version 1.0 of the format; read are
/// 1.0 and 2.0, of `<f4` and `<f8` in row-major order, of at most 64 axes and 2³¹−1 elements.
public final class Npy {
    /// Most bytes of the file that [#read(Path)] accepts: 2 GiB.
    public static final long MOST_BYTES = Npz.MOST_BYTES;

    private Npy() {}

    /// Writes the array, whole or not at all (see [AtomicFile]).
    ///
    /// @param array not modified
    /// @throws IllegalArgumentException if it has more than 64 axes; then nothing is written
    /// @throws IOException if the disk refuses
    public static void write(Path file, StoredArray array) throws IOException {
        NpyHeader.check(array);
        AtomicFile.write(file, bytes -> NpyCodec.write(array, bytes));
    }

    /// Reads the array, at most [#MOST_BYTES].
    ///
    /// @throws DataException if the file cannot be read, is larger, or is no array of `float32` or `float64`
    public static StoredArray read(Path file) {
        return read(file, MOST_BYTES);
    }

    /// Reads the array. What the header says is checked against the size of the file before memory is set aside.
    ///
    /// @param mostBytes limit of the file
    /// @throws DataException if the file cannot be read, is larger, or is no array of `float32` or `float64`
    public static StoredArray read(Path file, long mostBytes) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + (Files.isDirectory(file) ? ": a directory" : ": no such file"));
        }
        String place = file + ": ";
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size > mostBytes) {
                throw new DataException(place + size + " bytes; the limit is " + mostBytes);
            }
            if (size < NpyHeader.PREFIX_V2) {
                throw new DataException(
                        place + size + " bytes; the header of a NumPy array has more than " + NpyHeader.PREFIX_V2);
            }
            return NpyCodec.read(Channels.newInputStream(channel), size, place);
        } catch (IOException e) {
            throw new DataException(place + "cannot be read: " + e.getMessage(), e);
        }
    }
}
