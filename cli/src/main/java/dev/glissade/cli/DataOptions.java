package dev.glissade.cli;

import dev.glissade.formats.DataException;
import dev.glissade.formats.Table;
import dev.glissade.formats.TableReader;
import dev.glissade.formats.Target;
import dev.glissade.training.Dataset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that choose what to learn from.
final class DataOptions {
    private static final String DIGITS = "digits.csv";
    /// The squares of so large numbers, summed over any table, are numbers: deviations can be computed.
    private static final double LARGEST_FEATURE = 1e150;

    @Option(
            names = "--data",
            paramLabel = "FILE.csv",
            description = "A table with a header line: numbers, and a column of classes. Default: 1,797 handwritten"
                    + " digits of 8x8 pixels, which come with Glissade.")
    private @Nullable Path data;

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            description = "The column of classes, numbers or text; default: the last.")
    private @Nullable String target;

    /// Returns the file that was named, if one was.
    @Nullable
    Path file() {
        return data;
    }

    /// Returns what to call the data in titles: the name of the file without its folders.
    String name() {
        Path fileName = data == null ? null : data.getFileName();
        return fileName == null ? DIGITS : fileName.toString();
    }

    /// Reads the data.
    ///
    /// @throws DataException if the table cannot be read, or its target is no set of classes
    Dataset read() {
        Table table = table();
        Target.Classes classes = table.target().classes();
        if (2L * classes.names().size() > table.rows()) {
            throw new DataException(
                    table.source() + ": column '" + table.target().name() + "': "
                            + classes.names().size() + " classes in " + table.rows()
                            + " rows; a classifier needs at least twice as many rows as classes");
        }
        checkFeatures(table);
        return Dataset.of(
                table.values(),
                table.columns().size(),
                classes.labels(),
                classes.names().size());
    }

    private static void checkFeatures(Table table) {
        for (int row = 0; row < table.rows(); row++) {
            for (int column = 0; column < table.columns().size(); column++) {
                double value = table.value(row, column);
                if (Math.abs(value) > LARGEST_FEATURE) {
                    throw new DataException(table.source() + ": line "
                            + table.target().line(row) + ", column '"
                            + table.columns().get(column) + "': " + value
                            + " is too far from 0 to be scaled; features must be within ±" + LARGEST_FEATURE);
                }
            }
        }
    }

    private Table table() {
        if (data != null) {
            return new TableReader().read(data, target);
        }
        try (InputStream digits = Objects.requireNonNull(DataOptions.class.getResourceAsStream(DIGITS))) {
            return new TableReader().read(DIGITS, digits, target);
        } catch (IOException e) {
            throw new DataException(DIGITS + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
