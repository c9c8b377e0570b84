package dev.glissade.formats;

import java.util.List;
import java.util.Objects;

/// A table of numbers with one column set apart as the target.
///
/// ```text
/// values:  row 0                  row 1
///          | c0  c1  …  c(n-1) |  | c0  c1  …  c(n-1) |  …      n = columns.size()
/// ```
///
/// @param source  what the table was read from, as error messages name it
/// @param columns names of the feature columns, in the order of the file, without the target
/// @param values  rows × columns finite numbers, row-major; handed over, not copied
/// @param target  what is to be predicted, one entry a row
public record Table(String source, List<String> columns, double[] values, Target target) {
    /// @throws IllegalArgumentException if `values` is not rows × columns
    public Table {
        columns = List.copyOf(columns);
        long cells = (long) target.rows() * columns.size();
        if (values.length != cells) {
            throw new IllegalArgumentException("table: " + values.length + " values for " + target.rows() + " rows × "
                    + columns.size() + " columns; there must be " + cells);
        }
    }

    /// Returns the number of rows, at least 1 for a table that was read.
    public int rows() {
        return target.rows();
    }

    /// Returns one number.
    ///
    /// @throws IndexOutOfBoundsException if there is no such row or column
    public double value(int row, int column) {
        return values[Objects.checkIndex(row, rows()) * columns.size() + Objects.checkIndex(column, columns.size())];
    }
}
