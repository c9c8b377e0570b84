package dev.glissade.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a run of the command left behind, the files apart.
///
/// @param out what it wrote to its output
/// @param err what it wrote to its error stream
record Outcome(int exitCode, String out, String err) {

    /// Runs the command in this process, without a terminal.
    static Outcome of(String... arguments) {
        return of(false, arguments);
    }

    /// Runs the command in this process.
    static Outcome of(boolean interactive, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(stream(out), stream(err), interactive);
        int exitCode = GlissadeCommand.run(console, arguments);
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    List<String> errorLines() {
        return err.lines().toList();
    }
}
