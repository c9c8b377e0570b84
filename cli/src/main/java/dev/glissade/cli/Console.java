package dev.glissade.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Where the command writes.
///
/// @param out         results
/// @param err         progress that is not drawn, and errors
/// @param interactive whether somebody watches, so that a progress bar may be drawn on `out`
record Console(PrintStream out, PrintStream err, boolean interactive) {

    /// The streams of the process.
    @SuppressWarnings("SystemConsoleNull") // Still null where the property jdk.console is java.base.
    static Console ofProcess() {
        java.io.Console console = System.console();
        boolean interactive = console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
        return new Console(
                stream(FileDescriptor.out, System.out.charset()),
                stream(FileDescriptor.err, System.err.charset()),
                interactive);
    }

    /// Where no locale is set, Java writes ASCII and so `?` for η; what reads it takes UTF-8 nowadays.
    private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
        Charset used = charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
        return new PrintStream(new FileOutputStream(descriptor), true, used);
    }
}
