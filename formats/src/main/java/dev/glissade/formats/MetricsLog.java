package dev.glissade.formats;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A CSV file that grows by one row of numbers at a time. Each row is handed to the system when it is appended, so a
/// run that ends early, however it ends, leaves the rows up to there.
///
/// Numbers are written in the shortest form that reads back as the same number ([Float#toString(float)],
/// [Double#toString(double)]), whatever the locale; nothing else is written, no clock above all.
public final class MetricsLog implements Closeable {
    private final Path file;
    private final int columns;
    private final CsvWriter rows;

    /// Creates the file, over an old one if there is one, and writes the header.
    ///
    /// @param columns names; at least one
    /// @throws IOException if the disk refuses
    public MetricsLog(Path file, List<String> columns) throws IOException {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("metrics log: 0 columns; there must be at least 1");
        }
        this.file = file;
        this.columns = columns.size();
        this.rows = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file, StandardCharsets.UTF_8);
        append(columns);
    }

    /// Appends a row.
    ///
    /// @param numbers one a column: `Integer`, `Long`, `Float` or `Double`; NaN and infinities are written as such,
    ///     null as an empty cell
    /// @throws IllegalArgumentException if there are more or fewer; then nothing is written
    /// @throws IOException if the disk refuses
    public void append(@Nullable Number... numbers) throws IOException {
        if (numbers.length != columns) {
            throw new IllegalArgumentException(file + ": a row of " + numbers.length + " numbers, the header has "
                    + columns + " columns; both must be equal");
        }
        var cells = new ArrayList<String>(numbers.length);
        for (Number number : numbers) {
            cells.add(number == null ? "" : number.toString());
        }
        append(cells);
    }

    private void append(List<String> cells) throws IOException {
        try {
            rows.writeRecord(cells);
            rows.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
