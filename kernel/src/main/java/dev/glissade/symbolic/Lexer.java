package dev.glissade.symbolic;

import dev.glissade.symbolic.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Splits a formula into its words.
final class Lexer {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Lexer(String text) {
        this.text = text;
    }

    /// The words of a text, the last of kind `END`.
    ///
    /// @throws SyntaxException at a character that has no meaning, or a number that is out of range
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.position < text.length()) {
            lexer.step();
        }
        lexer.add(Kind.END, 0);
        return lexer.tokens;
    }

    private void step() {
        int c = text.codePointAt(position);
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            position += Character.charCount(c);
        } else if (digit(position) || (c == '.' && digit(position + 1))) {
            number();
        } else if (Names.starts(c)) {
            int end = position;
            while (end < text.length() && Names.continues(text.codePointAt(end))) {
                end += Character.charCount(text.codePointAt(end));
            }
            add(Kind.NAME, end - position);
        } else if (c == '⁻' || SUPERSCRIPTS.indexOf(c) >= 0) {
            superscript();
        } else {
            sign(c);
        }
    }

    private void sign(int c) {
        switch (c) {
            case '+' -> add(Kind.PLUS, 1);
            case '-', '−' -> add(Kind.MINUS, 1);
            case '*' -> {
                if (text.startsWith("**", position)) {
                    add(Kind.CARET, 2);
                } else {
                    add(Kind.TIMES, 1);
                }
            }
            case '·', '⋅', '×' -> add(Kind.TIMES, 1);
            case '/', '÷' -> add(Kind.DIVIDE, 1);
            case '^' -> add(Kind.CARET, 1);
            case '(' -> add(Kind.OPEN, 1);
            case ')' -> add(Kind.CLOSE, 1);
            case ',' -> add(Kind.COMMA, 1);
            case '√' -> add(Kind.NAME, 1);
            default -> throw new SyntaxException(text, position + 1, meaningless(c));
        }
    }

    private static String meaningless(int c) {
        String shown = Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE
                ? String.format("U+%04X", c)
                : "'" + Character.toString(c) + "'";
        String instead = switch (c) {
            case '[', '{', ']', '}' -> "; parentheses are '(' and ')'";
            case '|' -> "; the magnitude of x is abs(x)";
            case '=' -> "; a formula has one side only";
            case '.' -> "; a number has a digit before or after the point";
            default -> "";
        };
        return shown + " has no meaning in a formula" + instead;
    }

    private void number() {
        int end = digits(position);
        if (end < text.length() && text.charAt(end) == '.') {
            end = digits(end + 1);
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            boolean signed = end + 1 < text.length() && "+-".indexOf(text.charAt(end + 1)) >= 0;
            int exponent = end + (signed ? 2 : 1);
            if (digit(exponent)) {
                end = digits(exponent);
            }
        }
        String written = text.substring(position, end);
        double number = Double.parseDouble(written);
        if (Double.isInfinite(number) || (number == 0 && !zero(written))) {
            throw new SyntaxException(text, position + 1, "number is beyond the range of float64, 4.9e-324 to 1.8e308");
        }
        tokens.add(new Token(Kind.NUMBER, written, number, position + 1));
        position = end;
    }

    /// Whether all digits before the exponent are 0.
    private static boolean zero(String written) {
        for (int i = 0; i < written.length() && "eE".indexOf(written.charAt(i)) < 0; i++) {
            if (written.charAt(i) >= '1' && written.charAt(i) <= '9') {
                return false;
            }
        }
        return true;
    }

    private void superscript() {
        boolean negative = text.charAt(position) == '⁻';
        int end = negative ? position + 1 : position;
        int start = end;
        double number = 0;
        while (end < text.length() && SUPERSCRIPTS.indexOf(text.charAt(end)) >= 0) {
            number = 10 * number + SUPERSCRIPTS.indexOf(text.charAt(end));
            end++;
        }
        if (end == start || end - start > 15) {
            throw new SyntaxException(
                    text, position + 1, "a superscript has 1 to 15 digits, this one has " + (end - start));
        }
        tokens.add(
                new Token(Kind.SUPERSCRIPT, text.substring(position, end), negative ? -number : number, position + 1));
        position = end;
    }

    private boolean digit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private int digits(int from) {
        int end = from;
        while (digit(end)) {
            end++;
        }
        return end;
    }

    private void add(Kind kind, int length) {
        tokens.add(new Token(kind, text.substring(position, position + length), 0, position + 1));
        position += length;
    }
}
