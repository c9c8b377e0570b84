package dev.glissade.cli;

import dev.glissade.kernel.Kernels;
import java.io.PrintWriter;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command without a subcommand: shows what there is.
@Command(
        name = "glissade",
        description = "Trains small networks by gradient descent, and differentiates formulas.",
        versionProvider = GlissadeCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "'glissade COMMAND --help' explains a command."})
final class GlissadeCommand implements Callable<Integer> {
    private static final int HELP_WIDTH = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "Also look for optimizers in the jars of DIR; may stand behind COMMAND too.")
    private @Nullable Path plugins;

    /// Runs the command.
    ///
    /// @return the exit code
    static int run(Console console, String... arguments) {
        var errors = new OneLineErrors();
        // A formula may begin with a minus.
        var grad = new CommandLine(new GradCommand(console)).setUnmatchedOptionsArePositionalParams(true);
        var command = new CommandLine(new GlissadeCommand())
                .addSubcommand(new TrainCommand(console))
                .addSubcommand(new OptimizersCommand(console))
                .addSubcommand(grad)
                .addSubcommand(new DoctorCommand(console));
        addHelp(command);
        command.getCommandSpec()
                .addOption(OptionSpec.builder("--version")
                        .versionHelp(true)
                        .description("Show versions and the loops in use, and exit.")
                        .build());
        command.getSubcommands().values().forEach(GlissadeCommand::addHelp);
        command.setOut(new PrintWriter(console.out(), true, console.out().charset()))
                .setErr(new PrintWriter(console.err(), true, console.err().charset()))
                .setColorScheme(Help.defaultColorScheme(console.interactive() ? Help.Ansi.AUTO : Help.Ansi.OFF))
                .setUsageHelpWidth(HELP_WIDTH)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .registerConverter(Path.class, PathArgument::of)
                .registerConverter(int.class, WholeNumber::ofInt)
                .registerConverter(long.class, WholeNumber::ofLong)
                // An argument is what was typed, not the name of a file of arguments.
                .setExpandAtFiles(false);
        try {
            return command.execute(arguments);
        } catch (OutOfMemoryError e) {
            return errors.tellOutOfMemory(command);
        }
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help and exit.")
                        .build());
    }

    @Nullable
    Path plugins() {
        return plugins;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }

    /// `glissade 0.1.0`, the Java it runs on, and the loops that were chosen.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            ModuleDescriptor module = GlissadeCommand.class.getModule().getDescriptor();
            String version = module == null ? "" : " " + module.rawVersion().orElse("");
            return new String[] {"glissade" + version, "Java " + Runtime.version(), "loops: " + loops()};
        }

        private static String loops() {
            try {
                return Kernels.report().toString();
            } catch (IllegalArgumentException e) {
                return "none; " + e.getMessage();
            }
        }
    }
}
