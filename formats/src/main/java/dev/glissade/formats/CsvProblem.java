package dev.glissade.formats;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the CSV library refuses, in our words: it tells problems apart, and where they are, by its message only.
final class CsvProblem {
    private static final Pattern LINE = Pattern.compile("(?:starting at|in) line (\\d+)");

    private CsvProblem() {}

    /// Returns the error of a record that could not be read.
    ///
    /// @param previous    the line of the record before, 0 if there is none
    /// @param longestCell most characters of a cell
    static DataException in(String source, long previous, int longestCell, CsvParseException e) {
        String message = String.valueOf(e.getMessage());
        Matcher line = LINE.matcher(message);
        String place = line.find() ? "line " + line.group(1) : "after line " + previous;
        return new DataException(source + ": " + place + ": " + reason(message, longestCell), e);
    }

    private static String reason(String message, int longestCell) {
        if (message.contains("maximum buffer size")) {
            return "a cell of more than " + longestCell + " characters; is a quote not closed?";
        }
        if (message.contains("Unclosed quoted")) {
            return "a quote that is not closed";
        }
        if (message.contains("after closing quote")) {
            return "a quoted cell with text behind its closing quote";
        }
        Matcher fields = Pattern.compile("limit of (\\d+) fields").matcher(message);
        if (fields.find()) {
            return "more than " + fields.group(1) + " cells";
        }
        return "no row of a CSV table";
    }
}
