package dev.glissade.bench.peers;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measurements as Markdown.
final class Report {
    private final Map<Limit, Double> peaks;
    private final StringBuilder text = new StringBuilder();

    /// A report that holds rows against the given peaks, in billions a second of what each limit counts.
    Report(Map<Limit, Double> peaks) {
        this.peaks = peaks;
    }

    /// Where and how it was measured.
    void head(String command, List<String> facts) {
        line("## Beside other libraries");
        line("");
        line("`" + command + "`. One thread unless a table says otherwise.");
        line("");
        for (String fact : facts) {
            line("- " + fact);
        }
        peaks.forEach((limit, speed) ->
                line("- " + limit.text() + " peak of one core: " + number(speed) + " " + limit.unit()));
        line("");
    }

    /// Who took part, over all families.
    void libraries(Iterable<String> descriptions) {
        line("### Libraries");
        line("");
        for (String description : descriptions) {
            line("- " + description);
        }
    }

    /// One table.
    void family(FamilyRun run) {
        var family = run.family();
        var peers = run.peers();
        line("### " + family.name());
        line("");
        line(family.summary());
        line("");
        boolean limited = run.rows().stream().anyMatch(row -> row.limit() != Limit.NONE);
        boolean aimed = run.rows().stream().anyMatch(row -> !family.target(row).isEmpty());
        var titles = new StringBuilder("| | " + family.implementations().getFirst() + " |");
        peers.forEach(peer -> titles.append(' ').append(peer).append(" |"));
        titles.append(peers.isEmpty() ? "" : " ratio |")
                .append(family.difference() ? " difference |" : "")
                .append(aimed ? " target |" : "")
                .append(limited ? " speed | of the peak |" : "");
        line(titles.toString());
        line("|" + "---|".repeat((int) titles.chars().filter(c -> c == '|').count() - 1));
        for (Row row : run.rows()) {
            if (!row.name().equals(family.emptyRow())) {
                row(run, row, peers, aimed, limited);
            }
        }
        line("");
        if (!family.emptyRow().isEmpty()) {
            var costs = new StringBuilder("Subtracted, the cost of an empty call:");
            for (String name : family.implementations()) {
                run.time(name, family.emptyRow())
                        .ifPresent(time -> costs.append(' ')
                                .append(name)
                                .append(' ')
                                .append(number(time))
                                .append(" ns,"));
            }
            line(costs.substring(0, costs.length() - 1) + ".");
            line("");
        }
        for (String failure : run.failures()) {
            line("- **failed**: " + failure.replace("\n", "\n  "));
        }
        if (!run.failures().isEmpty()) {
            line("");
        }
    }

    private void row(FamilyRun run, Row row, List<String> peers, boolean aimed, boolean limited) {
        double[] times = run.times(row);
        var cells = new StringBuilder("| " + row.name() + " |");
        for (double time : times) {
            cells.append(' ').append(duration(time)).append(" |");
        }
        int best = best(run.family(), peers, times);
        if (!peers.isEmpty()) {
            cells.append(' ')
                    .append(best == 0 ? "–" : number(times[best] / times[0]) + " (" + peers.get(best - 1) + ")")
                    .append(" |");
        }
        if (run.family().difference()) {
            cells.append(' ')
                    .append(best == 0 ? "–" : number(times[0] - times[best]) + " ns")
                    .append(" |");
        }
        if (aimed) {
            String target = run.family().target(row);
            cells.append(' ').append(target.isEmpty() ? "–" : target).append(" |");
        }
        if (limited) {
            double speed = row.amount() / times[0];
            double peak = peaks.getOrDefault(row.limit(), Double.NaN);
            boolean none = row.limit() == Limit.NONE || Double.isNaN(speed);
            cells.append(' ')
                    .append(none ? "–" : number(speed) + " " + row.limit().unit())
                    .append(" |");
            cells.append(' ').append(none ? "–" : number(speed / peak)).append(" |");
        }
        line(cells.toString());
    }

    /// The place of the fastest rival; 0 if there is none to compare with.
    private static int best(Family family, List<String> peers, double[] times) {
        int best = 0;
        for (int i = 1; i < times.length; i++) {
            boolean measured = !Double.isNaN(times[i]) && !Double.isNaN(times[0]);
            if (measured && family.rival(peers.get(i - 1)) && (best == 0 || times[i] < times[best])) {
                best = i;
            }
        }
        return best;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    static String duration(double nanoseconds) {
        if (Double.isNaN(nanoseconds)) {
            return "–";
        }
        if (nanoseconds < 1e4) {
            return number(nanoseconds) + " ns";
        }
        return nanoseconds < 1e6 ? number(nanoseconds / 1e3) + " µs" : number(nanoseconds / 1e6) + " ms";
    }

    /// Two decimals below 10, one below 100, none from there on.
    private static String number(double value) {
        double magnitude = Math.abs(value);
        String format = magnitude < 10 ? "%.2f" : magnitude < 100 ? "%.1f" : "%,.0f";
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
