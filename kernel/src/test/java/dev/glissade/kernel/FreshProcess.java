package dev.glissade.kernel;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A virtual machine that a test started, and the files that take what it prints.
public record FreshProcess(Process process, Path output, Path errorOutput) {
    /// The option without which loops are scalar.
    public static final String WITH_VECTORS = "--add-modules=jdk.incubator.vector";

    /// Starts one on the class path, whichever path the test itself runs on.
    ///
    /// @param outputs the folder for what it prints
    /// @param options of the virtual machine
    public static FreshProcess start(Path outputs, Class<?> main, String... options)
            throws IOException, URISyntaxException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-cp", classPath(), main.getName()));
        return start(outputs, arguments);
    }

    static FreshProcess start(Path outputs, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+IgnoreUnrecognizedVMOptions");
        command.addAll(arguments);
        var output = Files.createTempFile(outputs, "output", ".txt");
        var errors = Files.createTempFile(outputs, "errors", ".txt");
        var process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        return new FreshProcess(process, output, errors);
    }

    /// The classes of the loops and of the tests, also where this test itself runs on the module path: tests are then
    /// patched into the module, and their own folder lies beside that of the module.
    private static String classPath() throws URISyntaxException {
        return String.join(
                File.pathSeparator,
                classes().toString(),
                testClasses().toString(),
                System.getProperty("java.class.path"));
    }

    static Path testClasses() throws URISyntaxException {
        return classes().resolveSibling("test-classes");
    }

    static Path classes() throws URISyntaxException {
        return Path.of(Kernels.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /// Waits for the end, two minutes at most; −1 if it had to be stopped.
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }

    /// What it printed.
    public List<String> lines() throws IOException {
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }

    /// What it printed as errors.
    public String errors() throws IOException {
        return Files.readString(errorOutput, StandardCharsets.UTF_8);
    }
}
