package dev.glissade.cli;

import dev.glissade.kernel.KernelReport;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// Tells what runs here, and whether it computes what every other machine computes.
@Command(
        name = "doctor",
        sortOptions = false,
        description = "Shows what runs here, and checks that it computes the same bits as every other machine.",
        footer = {
            "",
            "A built-in program runs all operations in both element types, shared products on 1, 2, 3 and 8 threads, and a"
                    + " short training run with each optimizer; the digests of its results are compared with recorded"
                    + " ones. It takes seconds, and minutes where loops are interpreted or emulated.",
            "",
            "Exit codes: 0 equal; 1 different; 2 the input is wrong."
        })
final class DoctorCommand implements Callable<Integer> {
    private final Console console;
    private final Answers expected;
    private final Supplier<Answers> program;

    @Option(
            names = "--digests",
            description = "Only print the digest of each part of the program, to compare two machines with 'diff'.")
    private boolean digests;

    DoctorCommand(Console console) {
        this(console, Answers.recorded(), Answers::compute);
    }

    DoctorCommand(Console console, Answers expected, Supplier<Answers> program) {
        this.console = console;
        this.expected = expected;
        this.program = program;
    }

    @Override
    public Integer call() {
        KernelReport report = Loops.inUse();
        if (digests) {
            program.get().lines().forEach(console.out()::println);
            return ExitCode.OK;
        }
        PrintStream out = console.out();
        TextTable.of(List.of(
                        List.of("loops", report.toString()),
                        List.of(
                                "java",
                                Runtime.version() + ", " + property("java.vm.name") + ", " + property("java.vendor")),
                        List.of(
                                "system",
                                property("os.name") + " " + property("os.arch") + ", "
                                        + Runtime.getRuntime().availableProcessors() + " processors"),
                        List.of("heap", "at most " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB")))
                .forEach(out::println);
        Answers computed = program.get();
        List<String> differing = computed.differingFrom(expected);
        out.println("digest  " + computed.digest());
        if (!computed.equals(expected)) {
            out.println("answer  DIFFERENT from the recorded " + expected.digest() + " in " + differing.size() + " of "
                    + computed.lines().size() + " parts:");
            differing.forEach(line -> out.println("        " + line));
            return ExitCode.SOFTWARE;
        }
        out.println(
                "answer  equal to the recorded one in all " + computed.lines().size() + " parts");
        SpeedCheck.Result speed = SpeedCheck.run();
        out.println("speed   " + speed.text());
        return speed.sameBits() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
