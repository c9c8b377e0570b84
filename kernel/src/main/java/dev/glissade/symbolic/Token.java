package dev.glissade.symbolic;

/// A word of a formula.
///
/// @param text as it is written
/// @param number the value of a number or superscript, else 0
/// @param column where it begins, the first being 1
record Token(Kind kind, String text, double number, int column) {
    enum Kind {
        NUMBER,
        NAME,
        PLUS,
        MINUS,
        TIMES,
        DIVIDE,
        CARET,
        SUPERSCRIPT,
        OPEN,
        CLOSE,
        COMMA,
        END
    }

    /// As it appears in messages.
    @Override
    public String toString() {
        return kind == Kind.END ? "the end" : "'" + (text.length() <= 40 ? text : text.substring(0, 39) + "…") + "'";
    }
}
