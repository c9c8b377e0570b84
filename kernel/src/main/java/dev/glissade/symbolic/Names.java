package dev.glissade.symbolic;

import dev.glissade.symbolic.Expression.Constant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What names may look like, and what those of the language mean.
final class Names {
    /// The functions of two arguments.
    static final List<String> BINARY = List.of("max", "min", "pow");

    private static final String RULE =
            "a variable is a letter or underscore, then letters, digits and underscores, and is not named like a"
                    + " constant or function";

    private Names() {}

    /// @throws IllegalArgumentException unless a variable may have this name
    static void check(String name) {
        boolean valid = !name.isEmpty()
                && starts(name.codePointAt(0))
                && name.codePoints().allMatch(Names::continues)
                && name.length() <= Parser.LENGTH;
        if (!valid || reserved(name)) {
            throw new IllegalArgumentException("symbol: name is '" + name + "'; " + RULE);
        }
    }

    static boolean starts(int character) {
        return character == '_' || Character.isLetter(character);
    }

    static boolean continues(int character) {
        return starts(character) || (character >= '0' && character <= '9');
    }

    static boolean reserved(String name) {
        return constant(name).isPresent() || ElementaryFunction.named(name).isPresent() || BINARY.contains(name);
    }

    static Optional<Constant> constant(String name) {
        return switch (name) {
            case "pi", "π" -> Optional.of(Constant.PI);
            case "e" -> Optional.of(Constant.E);
            default -> Optional.empty();
        };
    }

    /// Compares names as people number things: x2 comes before x10.
    static int compare(String left, String right) {
        int leftDigits = digits(left);
        int rightDigits = digits(right);
        int stems = left.substring(0, leftDigits).compareTo(right.substring(0, rightDigits));
        if (stems != 0) {
            return stems;
        }
        int lengths = Integer.compare(left.length(), right.length());
        return lengths != 0 ? lengths : left.compareTo(right);
    }

    /// Where the digits at the end of a name begin.
    static int digits(String name) {
        int start = name.length();
        while (start > 0 && name.charAt(start - 1) >= '0' && name.charAt(start - 1) <= '9') {
            start--;
        }
        return start;
    }

    /// The functions whose names are at most two changes away, nearest first.
    static List<String> near(String name) {
        List<String> all = new ArrayList<>(BINARY);
        for (ElementaryFunction function : ElementaryFunction.values()) {
            all.addAll(function.names());
        }
        int limit = name.length() == 1 ? 0 : name.length() <= 3 ? 1 : 2;
        List<String> near = new ArrayList<>();
        for (int distance = 0; distance <= limit; distance++) {
            for (String other : all) {
                if (Math.abs(name.length() - other.length()) <= limit && distance(name, other) == distance) {
                    near.add(other);
                }
            }
        }
        return near;
    }

    /// The number of characters to insert, delete or replace (V. Levenshtein, 1966); those of case alone do not count.
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                boolean same = Character.toLowerCase(left.charAt(i - 1)) == Character.toLowerCase(right.charAt(j - 1));
                int replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
