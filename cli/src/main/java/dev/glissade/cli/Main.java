package dev.glissade.cli;

/// Entry of the `glissade` command.
final class Main {
    private Main() {}

    /// Runs the command and ends the process with its exit code.
    public static void main(String[] arguments) {
        System.exit(GlissadeCommand.run(Console.ofProcess(), arguments));
    }
}
