package dev.glissade.symbolic;

/// A text that is not a formula: where it stops being one, and by which rule.
///
/// The message shows the place:
///
/// ```text
/// column 8: expected a number, a name or '(', found ')'
///   ln(x) + )
///           ^
/// ```
public final class SyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// The characters shown on each side of the column in a long text.
    private static final int SIDE = 40;

    private final int column;
    private final String rule;
    private final String text;

    SyntaxException(String text, int column, String rule) {
        super("column " + column + ": " + rule + "\n" + picture(text, column));
        this.text = text;
        this.column = column;
        this.rule = rule;
    }

    /// The place in the text, in characters, the first being 1; one more than its length where the text ends too early.
    public int column() {
        return column;
    }

    /// What was expected and found.
    public String rule() {
        return rule;
    }

    /// The text that was to be read.
    public String text() {
        return text;
    }

    private static String picture(String text, int column) {
        int from = column - 1 <= SIDE ? 0 : column - 1 - SIDE;
        int to = Math.min(text.length(), column - 1 + SIDE);
        String before = from > 0 ? "…" : "";
        String after = to < text.length() ? "…" : "";
        StringBuilder shown = new StringBuilder();
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) || Character.isWhitespace(c) ? ' ' : c);
        }
        return "  " + before + shown + after + "\n  " + " ".repeat(before.length() + column - 1 - from) + "^";
    }
}
