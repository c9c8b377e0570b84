package dev.glissade.bench.peers;

import java.util.List;

/// Rows of one kind, by ours and by others.
interface Family {

    /// The name in the command line.
    String name();

    /// What is computed, how, and what a reader has to know of it; a few sentences in Markdown.
    String summary();

    /// Who computes it, ours first.
    List<String> implementations();

    /// All rows, in the order of the table.
    List<Row> rows();

    /// Whether an implementation has a row; the table has a dash where not.
    default boolean has(String implementation, Row row) {
        return true;
    }

    /// A row by an implementation, ready to run.
    ///
    /// @throws IllegalArgumentException if there is no such row or implementation
    Work work(String implementation, Row row);

    /// How far an element of a result may be from ours: relative to the larger of its magnitude and 1.
    double tolerance(Row row);

    /// The name of the row that does nothing, whose time is subtracted from all rows of the same implementation; empty
    /// if there is none.
    default String emptyRow() {
        return "";
    }

    /// Whether implementations take turns inside one process, for ratios that the noise between processes would hide.
    default boolean interleaved() {
        return false;
    }

    /// Whether the median of all processes counts, where else the fastest does.
    default boolean median() {
        return interleaved();
    }

    /// Processes for each implementation.
    default int rounds(Effort effort) {
        return effort.rounds();
    }

    /// The program of a process for an implementation; it takes the arguments of [Fork].
    default Class<?> program(String implementation) {
        return Fork.class;
    }

    /// Whether the ratio may be to this implementation; what is there for orientation is not.
    default boolean rival(String implementation) {
        return true;
    }

    /// Whether the table states the difference of ours and the best peer, besides the ratio.
    default boolean difference() {
        return false;
    }

    /// What is wanted of ours in a row, in a few signs; empty if nothing is stated.
    default String target(Row row) {
        return "";
    }

    /// Arguments of the virtual machine besides the usual ones.
    default List<String> jvmArguments() {
        return List.of();
    }

    /// The row of a name.
    ///
    /// @throws IllegalArgumentException if there is none
    default Row row(String name) {
        for (Row row : rows()) {
            if (row.name().equals(name)) {
                return row;
            }
        }
        throw new IllegalArgumentException(name() + ": no row is called '" + name + "'");
    }
}
