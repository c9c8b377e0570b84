package dev.glissade.cli;

import dev.glissade.formats.DataException;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.training.DivergenceException;
import java.io.IOException;
import java.nio.file.FileSystemException;
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
        return tell(
                e.getCommandLine(), e.getMessage() + suggestion(e) + "; see '" + command + " --help'", ExitCode.USAGE);
    }

    private static String suggestion(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            return " (did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?)";
        }
        return "";
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult arguments) throws Exception {
        return switch (e) {
            case UsageException _, DataException _, OptimizerException _ ->
                tell(command, String.valueOf(e.getMessage()), ExitCode.USAGE);
            case DivergenceException _ -> tell(command, String.valueOf(e.getMessage()), ExitCode.SOFTWARE);
            case IOException failure -> tell(command, message(failure), ExitCode.SOFTWARE);
            default -> throw e;
        };
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
