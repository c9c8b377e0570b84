package dev.glissade.formats;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// Reads tables of numbers from CSV (RFC 4180): a header line, commas, quotes where needed, UTF-8 with or without a
/// byte order mark, any kind of line end. Empty lines count as lines and are otherwise skipped.
///
/// ```java
/// Table iris = new TableReader().read(Path.of("iris.csv"), "species");
/// ```
public final class TableReader {
    /// Most characters of one cell.
    private static final int LONGEST_CELL = 1 << 16;

    private final TableLimits limits;

    /// Creates a reader with [TableLimits#STANDARD].
    public TableReader() {
        this(TableLimits.STANDARD);
    }

    public TableReader(TableLimits limits) {
        this.limits = limits;
    }

    /// Reads a file.
    ///
    /// @param file   named in errors as given
    /// @param target name of the column to set apart, or null for the last one
    /// @throws DataException if the file cannot be read or is no such table; the message names line and column
    public Table read(Path file, @Nullable String target) {
        if (!Files.exists(file)) {
            throw new DataException(file + ": no such file");
        }
        if (Files.isDirectory(file)) {
            throw new DataException(file + ": a directory; a table is a CSV file");
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return read(file.toString(), bytes, target);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + reason(e), e);
        }
    }

    /// Reads a stream, which is left open.
    ///
    /// @param source how errors name the stream
    /// @param bytes  the text of the table
    /// @param target name of the column to set apart, or null for the last one
    /// @throws DataException if the stream holds no such table; the message names line and column
    /// @throws IOException if the stream cannot be read
    public Table read(String source, InputStream bytes, @Nullable String target) throws IOException {
        // Not closed: that would close the caller's stream.
        @SuppressWarnings("resource")
        CsvReader<CsvRecord> records = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_CELL)
                .ofCsvRecord(new Utf8Reader(source, bytes, limits.bytes()));
        long line = 0;
        try {
            Iterator<CsvRecord> iterator = records.iterator();
            if (!iterator.hasNext()) {
                throw new DataException(source + ": empty; a table begins with a line of column names");
            }
            CsvRecord header = iterator.next();
            line = header.getStartingLineNumber();
            var table = new TableBuilder(source, header, target, limits);
            while (iterator.hasNext()) {
                CsvRecord row = iterator.next();
                line = row.getStartingLineNumber();
                table.add(row);
            }
            return table.build();
        } catch (CsvParseException e) {
            if (e.getCause() instanceof DataException cause) {
                throw cause;
            }
            throw CsvProblem.in(source, line, LONGEST_CELL, e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException ? "access denied" : String.valueOf(e.getMessage());
    }
}
