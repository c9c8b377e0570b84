package dev.glissade.formats;

/// A number as tables write it: decimal digits with an optional point, sign and exponent. What Java's parser takes
/// besides (`NaN`, `Infinity`, hexadecimal, a trailing `f` or `d`) is refused.
final class FiniteNumber {
    private FiniteNumber() {}

    /// Returns the value of a cell.
    ///
    /// @throws DataException naming place and text, if it is not a finite number
    static double parse(String text, String source, int line, String column) {
        if (text.isEmpty()) {
            throw new DataException(place(source, line, column) + "empty; every cell must be a number");
        }
        double value = valueOf(text);
        if (Double.isNaN(value)) {
            throw new DataException(place(source, line, column) + Excerpt.of(text) + " is not a finite number");
        }
        if (Double.isInfinite(value)) {
            throw new DataException(place(source, line, column) + Excerpt.of(text)
                    + " is too large; the largest 64-bit number is " + Double.MAX_VALUE);
        }
        return value;
    }

    static boolean isOne(String text) {
        return Double.isFinite(valueOf(text));
    }

    /// Returns the start of a message about one cell.
    static String place(String source, int line, String column) {
        return source + ": line " + line + ", column " + Excerpt.of(column) + ": ";
    }

    /// Returns NaN for text that is no number, an infinity for one beyond the range.
    private static double valueOf(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789.+-eE".indexOf(text.charAt(i)) < 0) {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
