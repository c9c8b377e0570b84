package dev.glissade.formats;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// The text of an SVG file under construction. Numbers are in pixels, written to a hundredth.
final class SvgText {
    private final StringBuilder text = new StringBuilder();

    /// Appends one line of markup as it is.
    SvgText line(String markup) {
        text.append(markup).append('\n');
        return this;
    }

    /// Appends `<text>` with escaped content.
    ///
    /// @param attributes markup, such as `class="title"`
    SvgText label(double x, double y, String attributes, String content) {
        return line("<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" " + attributes + ">" + escaped(content)
                + "</text>");
    }

    /// Appends a straight line.
    SvgText stroke(double x1, double y1, double x2, double y2, String attributes) {
        return line("<path d=\"M" + number(x1) + " " + number(y1) + "L" + number(x2) + " " + number(y2) + "\" "
                + attributes + "/>");
    }

    static String number(double pixels) {
        return BigDecimal.valueOf(pixels)
                .setScale(2, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    /// Returns content without markup; characters that XML does not allow become `?`.
    static String escaped(String content) {
        var escaped = new StringBuilder();
        content.codePoints().forEach(character -> {
            switch (character) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isAllowed(character) ? character : '?');
            }
        });
        return escaped.toString();
    }

    /// XML 1.0, production 2 (Char), less the line breaks.
    private static boolean isAllowed(int character) {
        return (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
