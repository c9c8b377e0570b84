package dev.glissade.formats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The names that a mistyped one may have meant.
final class NearNames {
    private static final int MOST_SHOWN = 5;
    private static final int LONGEST_COMPARED = 64;

    private NearNames() {}

    /// Returns "; did you mean 'a' or 'b'?" if names are near, else "; there are 'a', 'b', …" with the first ones.
    static String hint(String wanted, List<String> names) {
        List<String> near = near(wanted, names);
        if (!near.isEmpty()) {
            return "; did you mean " + String.join(" or ", quoted(near)) + "?";
        }
        List<String> shown = quoted(names.subList(0, Math.min(names.size(), MOST_SHOWN)));
        String more = names.size() > MOST_SHOWN ? " and " + (names.size() - MOST_SHOWN) + " more" : "";
        return "; there are " + String.join(", ", shown) + more;
    }

    private static List<String> quoted(List<String> names) {
        return names.stream().map(Excerpt::of).toList();
    }

    /// At most a third of the letters may differ; the nearest come first, equal ones in their given order.
    private static List<String> near(String wanted, List<String> names) {
        record Candidate(String name, int distance) {}
        var candidates = new ArrayList<Candidate>();
        String left = wanted.strip().toLowerCase(Locale.ROOT);
        for (String name : names) {
            if (Math.max(left.length(), name.length()) <= LONGEST_COMPARED) {
                int distance = distance(left, name.toLowerCase(Locale.ROOT));
                if (3 * distance <= Math.max(left.length(), name.length())) {
                    candidates.add(new Candidate(name, distance));
                }
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::distance));
        return candidates.stream().limit(3).map(Candidate::name).toList();
    }

    /// Edit distance of Levenshtein 1966: insertions, deletions and substitutions, one each.
    private static int distance(String left, String right) {
        int[] above = new int[right.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substitution = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(above[j - 1] + substitution, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[right.length()];
    }
}
