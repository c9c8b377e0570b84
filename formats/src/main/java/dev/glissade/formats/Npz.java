package dev.glissade.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Named arrays in one file, which NumPy opens with `numpy.load`: a zip archive with one `name.npy` an array.
///
/// What is written is not compressed and has no clock in it: the same arrays give the same bytes.
public final class Npz {
    /// Most bytes of all arrays together that [#read(Path)] accepts: 2 GiB.
    public static final long MOST_BYTES = 1L << 31;

    private static final int MOST_ARRAYS = 1 << 14;
    private static final String SUFFIX = ".npy";
    /// Folders are allowed (`layer0/weight`), ways out of them are not.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");
    private static final int LONGEST_NAME = 200;
    /// Month 2, not 1: for the very first minute that zip can express, [ZipEntry] adds an extra field in the time zone
    /// of the machine.
    private static final LocalDateTime NO_CLOCK = LocalDateTime.of(1980, 2, 1, 0, 0);

    private Npz() {}

    /// Writes the arrays in their order, whole or not at all (see [AtomicFile]).
    ///
    /// @param arrays by name: letters, digits, `_`, `.`, `-`, and `/` between them
    /// @throws IllegalArgumentException if a name has other characters, or an array more than 64 axes; then nothing is written
    /// @throws IOException if the disk refuses
    public static void write(Path file, SequencedMap<String, ? extends StoredArray> arrays) throws IOException {
        for (String name : arrays.keySet()) {
            if (!isName(name)) {
                throw new IllegalArgumentException("npz: name " + Excerpt.of(name) + "; a name is 1 to " + LONGEST_NAME
                        + " letters, digits, '_', '.', '-' and '/' between them");
            }
        }
        arrays.values().forEach(NpyHeader::check);
        AtomicFile.write(file, bytes -> write(bytes, arrays));
    }

    private static void write(OutputStream bytes, Map<String, ? extends StoredArray> arrays) throws IOException {
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, ? extends StoredArray> array : arrays.entrySet()) {
                zip.putNextEntry(entry(array.getKey(), array.getValue()));
                NpyCodec.write(array.getValue(), zip);
                zip.closeEntry();
            }
        }
    }

    /// An entry that is not compressed states its checksum and size in front of its bytes.
    private static ZipEntry entry(String name, StoredArray array) throws IOException {
        var checksum = new CRC32();
        NpyCodec.write(array, new CheckedOutputStream(OutputStream.nullOutputStream(), checksum));
        var entry = new ZipEntry(name + SUFFIX);
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(NO_CLOCK);
        entry.setSize(NpyCodec.size(array));
        entry.setCompressedSize(NpyCodec.size(array));
        entry.setCrc(checksum.getValue());
        return entry;
    }

    private static boolean isName(String name) {
        return name.length() <= LONGEST_NAME && NAME.matcher(name).matches();
    }

    /// Reads all arrays, at most [#MOST_BYTES].
    ///
    /// @throws DataException if the file cannot be read or is no archive of `float32` and `float64` arrays
    public static SequencedMap<String, StoredArray> read(Path file) {
        return read(file, MOST_BYTES);
    }

    /// Reads all arrays, in the order of the archive. Entries may be compressed.
    ///
    /// @param mostBytes limit of all arrays together; checked before memory is set aside
    /// @throws DataException if the file cannot be read, is larger, or is no archive of `float32` and `float64` arrays
    public static SequencedMap<String, StoredArray> read(Path file, long mostBytes) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + (Files.isDirectory(file) ? ": a directory" : ": no such file"));
        }
        var arrays = new LinkedHashMap<String, StoredArray>();
        try (var zip = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> entries = Collections.list(zip.entries());
            check(file, entries, mostBytes);
            for (ZipEntry entry : entries) {
                String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
                arrays.put(name, read(file, zip, entry));
            }
        } catch (ZipException e) {
            throw new DataException(file + ": not a readable npz archive: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
        return arrays;
    }

    private static StoredArray read(Path file, ZipFile zip, ZipEntry entry) throws IOException {
        try (var bytes = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
            StoredArray array = NpyCodec.read(bytes, entry.getSize(), place(file, entry));
            if (bytes.getChecksum().getValue() != entry.getCrc()) {
                throw new DataException(place(file, entry) + "damaged; its checksum does not match its bytes");
            }
            return array;
        }
    }

    private static void check(Path file, List<? extends ZipEntry> entries, long mostBytes) throws IOException {
        if (entries.size() > MOST_ARRAYS) {
            throw new DataException(file + ": " + entries.size() + " entries; the limit is " + MOST_ARRAYS);
        }
        long fileSize = Files.size(file);
        long total = 0;
        var names = new HashSet<String>();
        for (ZipEntry entry : entries) {
            String name = entry.getName();
            if (!name.endsWith(SUFFIX) || !isName(name.substring(0, name.length() - SUFFIX.length()))) {
                throw new DataException(place(file, entry) + "not the name of an array");
            }
            if (!names.add(name)) {
                throw new DataException(place(file, entry) + "there twice");
            }
            if (entry.getMethod() == ZipEntry.STORED && entry.getSize() > fileSize) {
                throw new DataException(place(file, entry) + entry.getSize() + " bytes in a file of " + fileSize);
            }
            total += entry.getSize();
            if (total > mostBytes) {
                throw new DataException(file + ": more than " + mostBytes + " bytes of arrays, the limit");
            }
        }
    }

    private static String place(Path file, ZipEntry entry) {
        return file + ": " + Excerpt.of(entry.getName()) + ": ";
    }
}
