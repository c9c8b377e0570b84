package dev.glissade.bench.peers;

/// One row by one implementation; as a line of text, fields with tabs between them.
///
/// @param nanoseconds the time of a call: the median over the iterations of one process
record Measured(String implementation, String row, double nanoseconds) {
    private static final String KEY = "time";

    /// The line that [#parse] reads.
    String line() {
        return String.join("\t", KEY, implementation, row, Double.toString(nanoseconds));
    }

    static boolean isLine(String line) {
        return line.startsWith(KEY + "\t");
    }

    static Measured parse(String line) {
        String[] fields = line.split("\t", -1);
        return new Measured(fields[1], fields[2], Double.parseDouble(fields[3]));
    }
}
