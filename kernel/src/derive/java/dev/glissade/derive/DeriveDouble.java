package dev.glissade.derive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Writes the `double` twins of source files that are written once, for `float`.
///
/// Run by the build as a single-file program: `java DeriveDouble.java sourceRoot targetRoot`. Every file under the
/// source root whose name says `Float` is read and rewritten, except where its twin is written by hand, that is, where
/// the name with `Double` exists beside it.
///
/// | in | `float` | becomes |
/// |---|---|---|
/// | names, keywords, comments, strings | `float` `Float` `FLOAT`, also in `toFloats` | `double` `Double` `DOUBLE` |
/// | the same | `float32` `Float32` `FLOAT32` | `float64` `Float64` `FLOAT64` |
/// | the same | *floating*, as in floating point | unchanged |
/// | code, comments | `1.5f` `1f` `0x1p-3f` | `1.5` `1.0` `0x1p-3` |
///
/// Names that speak of the bits of a float have no such twin, for example `floatToIntBits` or `IntVector`; they are
/// refused, with file and line. Such code belongs in two files written by hand.
///
/// A file is written only if its text changes, so that the compiler sees what is new; files in the target root that no
/// longer have a source are deleted.
public final class DeriveDouble {

    /// Names from which the rewriting would make nonsense: they pair float with a type of its own width.
    private static final Set<String> WITHOUT_TWIN = Set.of(
            "floatToIntBits",
            "floatToRawIntBits",
            "intBitsToFloat",
            "floatToFloat16",
            "float16ToFloat",
            "IntVector",
            "IntBuffer",
            "reinterpretAsInts",
            "F2I",
            "I2F",
            "F2D",
            "D2F",
            "F2L",
            "L2F",
            "REINTERPRET_F2I",
            "REINTERPRET_I2F");

    private DeriveDouble() {}

    /// Derives the twins of the sources under `arguments[0]` into `arguments[1]`; ends the JVM with 1 if it cannot.
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("usage: java DeriveDouble.java <sourceRoot> <targetRoot>");
            System.exit(2);
        }
        try {
            deriveAll(Path.of(arguments[0]), Path.of(arguments[1]));
        } catch (DerivationException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("derive: " + e);
            System.exit(1);
        }
    }

    /// Derives every twin of the sources under `sourceRoot`, and brings `targetRoot` to hold these files alone.
    ///
    /// All are derived before the first is written.
    ///
    /// @throws DerivationException if a source cannot be rewritten; nothing is written then
    static void deriveAll(Path sourceRoot, Path targetRoot) throws IOException {
        Map<Path, String> twins = new TreeMap<>();
        for (Path source : javaFiles(sourceRoot)) {
            String name = source.getFileName().toString();
            Path twin = source.resolveSibling(rename(name));
            boolean concernsBoth = name.contains("Double");
            if (twin.equals(source) || concernsBoth || Files.exists(twin)) {
                continue;
            }
            Path relative = sourceRoot.relativize(source);
            twins.put(
                    targetRoot.resolve(sourceRoot.relativize(twin)),
                    derive(Files.readString(source), relative.toString()));
        }
        for (Path file : javaFiles(targetRoot)) {
            if (!twins.containsKey(file)) {
                Files.delete(file);
            }
        }
        for (Map.Entry<Path, String> twin : twins.entrySet()) {
            Path file = twin.getKey();
            if (!Files.exists(file) || !Files.readString(file).equals(twin.getValue())) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, twin.getValue());
            }
        }
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    /// The twin of one source text, under a first line that says where it comes from.
    ///
    /// @param source the text of a Java file
    /// @param name how the file is called in that line and in errors
    /// @throws DerivationException at a name without a twin, or a literal or comment without an end
    static String derive(String source, String name) {
        return "// Derived by the build from " + name.replace('\\', '/') + "; change that file instead.\n"
                + new Rewriter(source, name).rewrite();
    }

    /// A name as it reads for double.
    static String rename(String name) {
        var renamed = new StringBuilder();
        int i = 0;
        while (i < name.length()) {
            Word word = Word.at(name, i);
            if (word == null) {
                renamed.append(name.charAt(i++));
            } else {
                renamed.append(word.twin);
                i += word.text.length();
            }
        }
        return renamed.toString();
    }

    /// The spellings of float that are rewritten, those with a width before their own prefixes.
    private enum Word {
        WIDTH_LOWER("float32", "float64"),
        WIDTH_CAPITAL("Float32", "Float64"),
        WIDTH_UPPER("FLOAT32", "FLOAT64"),
        LOWER("float", "double"),
        CAPITAL("Float", "Double"),
        UPPER("FLOAT", "DOUBLE");

        private static final List<Word> ALL = List.of(values());

        private final String text;
        private final String twin;

        Word(String text, String twin) {
            this.text = text;
            this.twin = twin;
        }

        /// The word at `index` of `name`, or null.
        static Word at(String name, int index) {
            for (Word word : ALL) {
                if (name.startsWith(word.text, index)) {
                    return name.regionMatches(true, index, "floating", 0, 8) ? null : word;
                }
            }
            return null;
        }
    }

    /// A source that cannot be rewritten; the message names file, line and cure.
    static final class DerivationException extends RuntimeException {
        private static final long serialVersionUID = 1;

        DerivationException(String message) {
            super(message);
        }
    }

    /// One pass over the tokens of a source text.
    ///
    /// Tokens are what the Java Language Specification, chapter 3, calls comments, identifiers, keywords and literals;
    /// all else passes character by character.
    private static final class Rewriter {
        private final String source;
        private final String name;
        private final StringBuilder result;
        private int position;

        Rewriter(String source, String name) {
            this.source = source;
            this.name = name;
            this.result = new StringBuilder(source.length() + source.length() / 8);
        }

        String rewrite() {
            while (position < source.length()) {
                if (at("//")) {
                    prose(endOfLine());
                } else if (at("/*")) {
                    prose(after("*/", position + 2, "comment"));
                } else if (at("\"\"\"")) {
                    text(endOfTextBlock());
                } else if (at("\"")) {
                    text(endOfQuoted('"', "string"));
                } else if (at("'")) {
                    copy(endOfQuoted('\'', "character"));
                } else if (isNumberStart()) {
                    number();
                } else if (Character.isJavaIdentifierStart(source.charAt(position))) {
                    identifier();
                } else {
                    copy(position + 1);
                }
            }
            return result.toString();
        }

        private void identifier() {
            int end = endOfIdentifier();
            String identifier = source.substring(position, end);
            if (WITHOUT_TWIN.contains(identifier)) {
                throw failure(identifier + " has no twin for double; put this code into files written by hand, " + name
                        + " and its Double sibling");
            }
            result.append(rename(identifier));
            position = end;
        }

        /// A comment: names and numbers are rewritten as in code, but nothing is refused.
        private void prose(int end) {
            while (position < end) {
                if (isNumberStart()) {
                    number();
                } else if (Character.isJavaIdentifierStart(source.charAt(position))) {
                    int wordEnd = Math.min(endOfIdentifier(), end);
                    result.append(rename(source.substring(position, wordEnd)));
                    position = wordEnd;
                } else {
                    copy(position + 1);
                }
            }
        }

        /// A string literal or text block: names are rewritten, escapes and numbers (`%.3f`) are not.
        private void text(int end) {
            int from = position;
            for (int i = position; i < end; i++) {
                if (source.charAt(i) == '\\') {
                    result.append(rename(source.substring(from, i))).append(source, i, i + 2);
                    from = i + 2;
                    i++;
                }
            }
            result.append(rename(source.substring(from, end)));
            position = end;
        }

        /// A numeric literal. A float suffix goes; where nothing else said so, a fraction tells that it is no int.
        private void number() {
            int end = endOfNumber();
            String literal = source.substring(position, end);
            char last = literal.charAt(literal.length() - 1);
            boolean hexadecimal = literal.startsWith("0x") || literal.startsWith("0X");
            boolean hexadecimalInteger = hexadecimal && literal.indexOf('p') < 0 && literal.indexOf('P') < 0;
            if ((last == 'f' || last == 'F') && !hexadecimalInteger) {
                String digits = literal.substring(0, literal.length() - 1);
                result.append(digits);
                if (digits.chars().allMatch(c -> isDigit((char) c) || c == '_')) {
                    result.append(".0");
                }
            } else {
                result.append(literal);
            }
            position = end;
        }

        private boolean isNumberStart() {
            char c = source.charAt(position);
            if (c == '.') {
                return position + 1 < source.length() && isDigit(source.charAt(position + 1));
            }
            return isDigit(c);
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        /// Letters, digits and points that follow, and signs right after an exponent's letter.
        private int endOfNumber() {
            boolean hexadecimal = at("0x") || at("0X");
            int end = position + 1;
            while (end < source.length()) {
                char c = source.charAt(end);
                char before = source.charAt(end - 1);
                boolean exponentSign = (c == '+' || c == '-')
                        && (hexadecimal ? before == 'p' || before == 'P' : before == 'e' || before == 'E');
                boolean point = c == '.' && end + 1 < source.length() && source.charAt(end + 1) != '.';
                if (!Character.isJavaIdentifierPart(c) && !exponentSign && !point) {
                    break;
                }
                end++;
            }
            return end;
        }

        private int endOfIdentifier() {
            int end = position + 1;
            while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
                end++;
            }
            return end;
        }

        private int endOfLine() {
            int end = source.indexOf('\n', position);
            return end < 0 ? source.length() : end;
        }

        private int endOfQuoted(char quote, String kind) {
            for (int i = position + 1; i < source.length() && source.charAt(i) != '\n'; i++) {
                if (source.charAt(i) == '\\') {
                    i++;
                } else if (source.charAt(i) == quote) {
                    return i + 1;
                }
            }
            throw failure(kind + " literal has no end");
        }

        private int endOfTextBlock() {
            for (int i = position + 3; i < source.length(); i++) {
                if (source.charAt(i) == '\\') {
                    i++;
                } else if (source.startsWith("\"\"\"", i)) {
                    return i + 3;
                }
            }
            throw failure("text block has no end");
        }

        private int after(String closing, int from, String kind) {
            int end = source.indexOf(closing, from);
            if (end < 0) {
                throw failure(kind + " has no end");
            }
            return end + closing.length();
        }

        private boolean at(String token) {
            return source.startsWith(token, position);
        }

        private void copy(int end) {
            result.append(source, position, end);
            position = end;
        }

        private DerivationException failure(String message) {
            long line = 1
                    + source.substring(0, position)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            return new DerivationException("derive: " + name + ":" + line + ": " + message);
        }
    }
}
