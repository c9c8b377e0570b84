package dev.glissade.cli;

import java.math.BigDecimal;
import java.util.Locale;

/// Numbers as results are printed.
final class NumberText {
    private NumberText() {}

    /// The shortest text that is read as the same number, such as `2`, `0.1` or `1e-300`.
    static String of(double number) {
        if (!Double.isFinite(number)) {
            return Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        }
        double magnitude = Math.abs(number);
        String shortest = Double.toString(number);
        return magnitude == 0 || (magnitude >= 1e-5 && magnitude < 1e16)
                ? new BigDecimal(shortest).stripTrailingZeros().toPlainString()
                : shortest.replace(".0E", "e").replace('E', 'e');
    }

    /// How far two numbers are apart, to two digits; a dash where that is not a number.
    static String difference(double left, double right) {
        double difference = Math.abs(left - right);
        return left == right ? "0" : Double.isFinite(difference) ? size(difference) : "–";
    }

    /// A size to two digits, such as `1.2e-13`.
    static String size(double number) {
        return Double.isFinite(number) ? String.format(Locale.ROOT, "%.1e", number) : of(number);
    }
}
