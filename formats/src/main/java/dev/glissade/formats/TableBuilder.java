package dev.glissade.formats;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A table under construction: the header is checked first, then row after row.
final class TableBuilder {
    private final String source;
    private final TableLimits limits;
    private final List<String> header;
    private final int targetIndex;

    private double[] values = new double[1 << 10];
    private int cells;
    private final List<String> targets = new ArrayList<>();
    private int[] lines = new int[1 << 6];

    /// @throws DataException if the header has too many, blank or equal names, or lacks the target
    TableBuilder(String source, CsvRecord header, @Nullable String target, TableLimits limits) {
        this.source = source;
        this.limits = limits;
        this.header = header.getFields().stream().map(String::strip).toList();
        checkNames(header.getStartingLineNumber());
        if (this.header.size() < 2) {
            throw new DataException(source + ": one column only, " + Excerpt.of(this.header.getFirst())
                    + "; a table needs at least one column beside the target, with commas between them");
        }
        this.targetIndex = target == null ? this.header.size() - 1 : indexOf(target.strip());
    }

    private int indexOf(String target) {
        int index = header.indexOf(target);
        if (index < 0) {
            throw new DataException(source + ": no column " + Excerpt.of(target) + NearNames.hint(target, header));
        }
        return index;
    }

    private void checkNames(long line) {
        String place = source + ": line " + line + ": ";
        if (header.size() > limits.columns()) {
            throw new DataException(place + header.size() + " columns; the limit is " + limits.columns());
        }
        Map<String, Integer> seen = HashMap.newHashMap(header.size());
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            if (name.isEmpty()) {
                throw new DataException(place + "column " + (i + 1) + " of " + header.size() + " has no name");
            }
            Integer first = seen.putIfAbsent(name, i);
            if (first != null) {
                throw new DataException(place + "columns " + (first + 1) + " and " + (i + 1) + " are both named "
                        + Excerpt.of(name) + "; names must differ");
            }
        }
    }

    /// Appends a row.
    ///
    /// @throws DataException if it has another number of cells than the header, or a feature that is not a number
    void add(CsvRecord row) {
        int line = Math.toIntExact(row.getStartingLineNumber());
        if (row.getFieldCount() != header.size()) {
            throw new DataException(source + ": line " + line + ": " + count(row.getFieldCount(), "cell")
                    + ", the header has " + header.size() + "; every row must have as many");
        }
        int features = header.size() - 1;
        if (cells > limits.cells() - features) {
            throw new DataException(
                    source + ": line " + line + ": more than " + limits.cells() + " numbers, the limit for a table");
        }
        makeRoom(features);
        for (int i = 0; i < header.size(); i++) {
            String text = row.getField(i).strip();
            if (i == targetIndex) {
                lines[targets.size()] = line;
                targets.add(text);
            } else {
                values[cells++] = FiniteNumber.parse(text, source, line, header.get(i));
            }
        }
    }

    private void makeRoom(int features) {
        if (values.length - cells < features) {
            long wanted = Math.max(2L * values.length, (long) cells + features);
            values = Arrays.copyOf(values, (int) Math.min(wanted, limits.cells()));
        }
        if (targets.size() == lines.length) {
            lines = Arrays.copyOf(lines, 2 * lines.length);
        }
    }

    /// @throws DataException if there is no row
    Table build() {
        if (targets.isEmpty()) {
            throw new DataException(source + ": a header and no rows; a table needs at least one");
        }
        List<String> columns = new ArrayList<>(header);
        String name = columns.remove(targetIndex);
        var target = new Target(source, name, targets, Arrays.copyOf(lines, targets.size()));
        return new Table(source, columns, Arrays.copyOf(values, cells), target);
    }

    private static String count(int number, String noun) {
        return number + " " + (number == 1 ? noun : noun + "s");
    }
}
