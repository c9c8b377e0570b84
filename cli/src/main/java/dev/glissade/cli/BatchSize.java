package dev.glissade.cli;

import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How many rows a step of the descent looks at: all of them (batch descent), one (stochastic), or some (mini-batch).
///
/// @param rows empty for all
record BatchSize(OptionalInt rows) {
    private static final String FULL = "full";
    private static final int USUAL = 32;

    /// Returns the size where none was asked for: a mini-batch, of all rows if they are few.
    static BatchSize usual(int trainingRows) {
        return new BatchSize(OptionalInt.of(Math.min(USUAL, trainingRows)));
    }

    /// Returns the number of rows of a batch.
    ///
    /// @throws UsageException if there are fewer
    int of(int trainingRows) {
        int size = rows.orElse(trainingRows);
        if (size > trainingRows) {
            throw new UsageException(
                    "--batch " + size,
                    "more than the " + trainingRows + " rows of the training part; at most that, or 'full'");
        }
        return size;
    }

    @Override
    public String toString() {
        return rows.isEmpty() ? "full batches" : rows.getAsInt() == 1 ? "single rows" : "batches of " + rows.getAsInt();
    }

    /// Reads `full` or a number.
    static final class Converter implements ITypeConverter<BatchSize> {
        @Override
        public BatchSize convert(String text) {
            if (text.equals(FULL)) {
                return new BatchSize(OptionalInt.empty());
            }
            try {
                int rows = Integer.parseInt(text);
                if (rows >= 1) {
                    return new BatchSize(OptionalInt.of(rows));
                }
            } catch (NumberFormatException e) {
                // Told below.
            }
            throw new TypeConversionException("'" + text + "' is neither 'full' nor a number of rows from 1");
        }
    }
}
