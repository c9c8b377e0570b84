package dev.glissade.optimizers.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Names in messages: lists of them, and the ones that somebody may have meant.
final class Names {
    private Names() {}

    /// The index of a name, or −1. A name that is the very same object, as a constant's is, is found without
    /// comparing text.
    static int index(String[] names, String name) {
        for (int i = 0; i < names.length; i++) {
            if (isSame(names[i], name)) {
                return i;
            }
        }
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    // Only a quick way; index compares the text of what is not the same object.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(String left, String right) {
        return left == right;
    }

    /// The names of `items`.
    static <T> String[] of(List<T> items, Function<T, String> name) {
        var names = new String[items.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = name.apply(items.get(i));
        }
        return names;
    }

    /// The names of `items`, separated by commas; `none` if there are none.
    static <T> String list(List<T> items, Function<T, String> name) {
        var names = new ArrayList<String>(items.size());
        for (T item : items) {
            names.add(name.apply(item));
        }
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /// The end of a message about an unknown name: the near ones, then all: `did you mean 'beta1'? declared: beta1,
    /// beta2`.
    static <T> String suggest(String unknown, List<T> items, Function<T, String> name, String heading) {
        var near = new ArrayList<String>();
        for (T item : items) {
            if (isNear(unknown, name.apply(item))) {
                near.add("'" + name.apply(item) + "'");
            }
        }
        String question = near.isEmpty() ? "" : "did you mean " + String.join(" or ", near) + "? ";
        return question + heading + ": " + list(items, name);
    }

    /// Whether one may have been typed for the other: at most one edit in three characters, upper and lower case
    /// alike, or the one begins with the other.
    private static boolean isNear(String typed, String name) {
        String left = typed.toLowerCase(Locale.ROOT);
        String right = name.toLowerCase(Locale.ROOT);
        if (left.isEmpty()) {
            return false;
        }
        int allowed = Math.max(1, Math.min(left.length(), right.length()) / 3);
        boolean begins = begins(left, right) || begins(right, left);
        return begins || edits(left, right) <= allowed;
    }

    private static boolean begins(String start, String name) {
        return start.length() >= 3 && name.startsWith(start);
    }

    /// The least number of insertions, deletions and substitutions of one character, and exchanges of two neighbours, that
    /// lead from `left` to `right`, no place being touched twice (Damerau 1964; Wagner and Fischer 1974 for the table).
    static int edits(String left, String right) {
        int[][] least = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            least[i][0] = i;
        }
        for (int j = 0; j <= right.length(); j++) {
            least[0][j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            for (int j = 1; j <= right.length(); j++) {
                int substitution = least[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                least[i][j] = Math.min(substitution, 1 + Math.min(least[i - 1][j], least[i][j - 1]));
                if (i > 1 && j > 1 && isExchange(left, i, right, j)) {
                    least[i][j] = Math.min(least[i][j], least[i - 2][j - 2] + 1);
                }
            }
        }
        return least[left.length()][right.length()];
    }

    private static boolean isExchange(String left, int i, String right, int j) {
        return left.charAt(i - 1) == right.charAt(j - 2) && left.charAt(i - 2) == right.charAt(j - 1);
    }
}
