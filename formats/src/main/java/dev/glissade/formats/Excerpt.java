package dev.glissade.formats;

/// Text of a file as an error message shows it: on one line, short, nothing that moves a terminal's cursor.
final class Excerpt {
    private static final int LONGEST = 40;

    private Excerpt() {}

    /// Returns the text in quotes; characters that are not printable become `?`, what is too long ends in `…`.
    static String of(String text) {
        var shown = new StringBuilder("'");
        int length = 0;
        int i = 0;
        while (i < text.length() && length < LONGEST) {
            int character = text.codePointAt(i);
            shown.appendCodePoint(isPrintable(character) ? character : '?');
            i += Character.charCount(character);
            length++;
        }
        if (i < text.length()) {
            shown.append('…');
        }
        return shown.append('\'').toString();
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
