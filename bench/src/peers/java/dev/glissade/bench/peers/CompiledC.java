package dev.glissade.bench.peers;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Loops in C, compiled on this machine into a library of this process, and called on arrays of the heap.
///
/// Calls are marked as ones that do not come back to Java and may be given heap memory: no copy, no change of state.
@SuppressWarnings("restricted") // native calls are what this class is for
final class CompiledC {
    private static final String COMPILER = "cc";

    /// Products and sums are rounded as in Java, and a root need not report an error, or no loop with one would be
    /// vectorised.
    private static final List<String> OPTIONS =
            List.of("-O3", "-march=native", "-ffp-contract=off", "-fno-math-errno", "-shared", "-fPIC");
    private static final List<String> SOURCES = List.of("elementwise.c", "optimizers.c");

    private CompiledC() {}

    /// Compiled at the first call that needs it.
    private static final class Compiled {
        static final SymbolLookup LIBRARY = compile();
    }

    /// Whether there is a compiler.
    static boolean present() {
        try {
            var process = new ProcessBuilder(COMPILER, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static SymbolLookup compile() {
        try {
            var directory = Files.createTempDirectory("glissade-bench-c");
            Path library = directory.resolve("loops.so");
            List<String> arguments = new ArrayList<>(OPTIONS);
            try {
                for (String name : SOURCES) {
                    arguments.add(unpack(name, directory).toString());
                }
                arguments.addAll(List.of("-o", library.toString()));
                print(arguments);
                return SymbolLookup.libraryLookup(library, Arena.global());
            } finally {
                for (String name : SOURCES) {
                    Files.deleteIfExists(directory.resolve(name));
                }
                Files.deleteIfExists(library);
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the loops in C could not be compiled", e);
        }
    }

    private static Path unpack(String name, Path directory) throws IOException {
        Path source = directory.resolve(name);
        try (InputStream text = CompiledC.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            Files.copy(text, source);
        }
        return source;
    }

    /// Runs the compiler and returns what it printed.
    private static String print(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(COMPILER));
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed;
        try (var output = process.getInputStream()) {
            printed = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + printed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(COMPILER + " was interrupted", e);
        }
        return printed;
    }

    /// A loop `void name(const float *, const float *, float *, long)`, for `invokeExact`.
    static MethodHandle loop(String name) {
        return function(
                name,
                FunctionDescriptor.ofVoid(
                        ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    }

    /// A function of any form, for `invokeExact`.
    static MethodHandle function(String name, FunctionDescriptor form) {
        return Linker.nativeLinker()
                .downcallHandle(Compiled.LIBRARY.findOrThrow(name), form, Linker.Option.critical(true));
    }

    /// The compiler and its options.
    static String description() {
        try {
            String version = print(List.of("--version")).lines().findFirst().orElse(COMPILER);
            return "C, " + version + ", " + String.join(" ", OPTIONS) + "; arrays of the heap";
        } catch (IOException e) {
            throw new IllegalStateException(COMPILER + " does not say its version", e);
        }
    }
}
