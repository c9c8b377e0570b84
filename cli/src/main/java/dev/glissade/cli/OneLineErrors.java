package dev.glissade.cli;

import dev.glissade.formats.DataException;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.StepFailedException;
import dev.glissade.symbolic.SyntaxException;
import dev.glissade.training.DivergenceException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Tells errors that a user can mend in one line, and lets those that only we can mend pass with their stack trace.
final class OneLineErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        String problem =
                e instanceof UnmatchedArgumentException unmatched ? problem(unmatched) : String.valueOf(e.getMessage());
        return tell(e.getCommandLine(), problem + "; see '" + command + " --help'", ExitCode.USAGE);
    }

    /// Names the first argument that nothing takes; those behind it may be no more than its values.
    private static String problem(UnmatchedArgumentException e) {
        String argument = e.getUnmatched().getFirst();
        String name = argument.startsWith("-") ? argument.replaceFirst("=.*", "") : argument;
        String suggestion =
                e.getSuggestions().isEmpty() ? "" : " (did you mean " + String.join(" or ", e.getSuggestions()) + "?)";
        return (e.isUnknownOption() ? "Unknown option: '" : "Unmatched argument: '") + name + "'" + suggestion;
    }

    /// Tells that the heap did not suffice.
    ///
    /// @return the exit code
    int tellOutOfMemory(CommandLine command) {
        long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
        return tell(
                command,
                "out of memory: " + mebibytes + " MiB are not enough; smaller tables, layers or batches need less, and"
                        + " JAVA_TOOL_OPTIONS=-Xmx… grants more",
                ExitCode.SOFTWARE);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult arguments) throws Exception {
        return switch (e) {
            case SyntaxException syntax -> tellSyntax(command, syntax);
            case UsageException _, DataException _, OptimizerException _ ->
                tell(command, String.valueOf(e.getMessage()), ExitCode.USAGE);
            case DivergenceException _, StepFailedException _ ->
                tell(command, String.valueOf(e.getMessage()), ExitCode.SOFTWARE);
            case IOException failure -> tell(command, message(failure), ExitCode.SOFTWARE);
            default -> throw e;
        };
    }

    /// The one error of several lines: below it stands the formula, with a mark under the column.
    private static int tellSyntax(CommandLine command, SyntaxException e) {
        List<String> lines = String.valueOf(e.getMessage()).lines().toList();
        tell(command, "formula, " + lines.getFirst(), ExitCode.USAGE);
        lines.subList(1, lines.size()).forEach(command.getErr()::println);
        return ExitCode.USAGE;
    }

    /// The message of a file system's error may be no more than the path.
    private static String message(IOException e) {
        String reason = e instanceof FileSystemException failure && failure.getReason() == null
                ? failure.getClass().getSimpleName().replace("Exception", "") + ": "
                : "";
        return "cannot write: " + reason + e.getMessage();
    }

    private static int tell(CommandLine command, String message, int exitCode) {
        command.getErr().println("glissade: " + message.replaceAll("\\R\\s*", " "));
        return exitCode;
    }
}
