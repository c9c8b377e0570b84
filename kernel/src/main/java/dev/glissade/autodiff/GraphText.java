package dev.glissade.autodiff;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/// Numbers and names as pictures of a tape show them, in every locale the same.
final class GraphText {
    private static final int DIGITS = 7;
    private static final int LONGEST = 60;

    private GraphText() {}

    /// Seven digits, such as `1.716338` or `2.5E-12`.
    static String number(double number) {
        if (!Double.isFinite(number)) {
            return Double.isNaN(number) ? "NaN" : number > 0 ? "∞" : "−∞";
        }
        BigDecimal rounded = new BigDecimal(number)
                .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        int magnitude = rounded.precision() - rounded.scale();
        return number == 0 || (magnitude > -4 && magnitude <= 9) ? rounded.toPlainString() : rounded.toString();
    }

    /// A count with groups of three digits, such as `9,801`.
    static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// Time, if there is one, and bytes.
    static String cost(OptionalDouble nanoseconds, long bytes) {
        String storage = bytes < 10_000
                ? grouped(bytes) + (bytes == 1 ? " byte" : " bytes")
                : bytes < 10_000L << 10
                        ? String.format(Locale.ROOT, "%,.1f KiB", bytes / 1024.0)
                        : String.format(Locale.ROOT, "%,.1f MiB", bytes / 1048576.0);
        return nanoseconds.isEmpty() ? storage : time(nanoseconds.getAsDouble()) + ", " + storage;
    }

    private static String time(double nanoseconds) {
        return nanoseconds < 1e4
                ? String.format(Locale.ROOT, "%,.0f ns", nanoseconds)
                : nanoseconds < 1e7
                        ? String.format(Locale.ROOT, "%,.1f µs", nanoseconds / 1e3)
                        : String.format(Locale.ROOT, "%,.1f ms", nanoseconds / 1e6);
    }

    /// A text of at most 60 characters, with what is special replaced; what moves a cursor or breaks a line becomes `?`.
    static String escaped(String text, IntFunction<String> replacement) {
        var escaped = new StringBuilder();
        int length = 0;
        int i = 0;
        while (i < text.length() && length < LONGEST) {
            int character = text.codePointAt(i);
            escaped.append(isPrintable(character) ? replacement.apply(character) : "?");
            i += Character.charCount(character);
            length++;
        }
        return i < text.length() ? escaped.append('…').toString() : escaped.toString();
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
