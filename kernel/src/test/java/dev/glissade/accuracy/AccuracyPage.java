package dev.glissade.accuracy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The table in docs/accuracy.md.
final class AccuracyPage {
    static final String HEAD = """
            | function | type | max ulp | at | mean ulp | values | bound |
            |---|---|---|---|---|---|---|""";

    private AccuracyPage() {}

    /// The page with these rows in its table, in place of those of the same functions and types, ordered by both.
    ///
    /// @throws IllegalArgumentException if the page has no such table
    static String replaced(String page, List<String> rows) {
        int start = page.indexOf(HEAD + "\n");
        if (start < 0) {
            throw new IllegalArgumentException("the page has no table that starts with "
                    + HEAD.lines().toList().getFirst());
        }
        int first = start + HEAD.length() + 1;
        int end = first;
        Map<String, String> table = new LinkedHashMap<>();
        while (page.startsWith("|", end)) {
            int next = page.indexOf('\n', end);
            String row = page.substring(end, next);
            table.put(key(row), row);
            end = next + 1;
        }
        for (String row : rows) {
            table.put(key(row), row);
        }
        List<String> sorted = new ArrayList<>(table.values());
        sorted.sort(Comparator.comparingInt(AccuracyPage::place).thenComparing(AccuracyPage::key));
        return page.substring(0, first)
                + String.join("\n", sorted)
                + (sorted.isEmpty() ? "" : "\n")
                + page.substring(end);
    }

    /// Function and type: the first two cells.
    private static String key(String row) {
        String[] cells = row.split("\\|", -1);
        return cells[1].strip() + " " + cells[2].strip();
    }

    private static int place(String row) {
        String name = row.split("\\|", -1)[1].strip().split(" ", -1)[0];
        List<String> names =
                FunctionReference.all().stream().map(FunctionReference::name).toList();
        return names.contains(name) ? names.indexOf(name) : names.size();
    }
}
