package dev.glissade.cli;

import java.util.ArrayList;
import java.util.List;

/// Rows of cells as lines of aligned columns.
final class TextTable {
    private static final String GAP = "  ";

    private TextTable() {}

    /// Returns one line a row, each cell but the last as wide as the widest of its column.
    ///
    /// @param rows all of one length
    static List<String> of(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        var lines = new ArrayList<String>();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                line.append(cell).repeat(" ", widths[i] - width(cell)).append(GAP);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
