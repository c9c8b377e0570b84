package dev.glissade.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts a process for rows of a family and reads what it measured.
///
/// Its environment and properties hold every library to one thread, and nothing in it imposes loops or block sizes that
/// were meant for another program or machine.
final class Launch {
    private static final List<String> IMPOSING = List.of(
            "OPENBLAS_CORETYPE",
            "OPENBLAS_L2_SIZE",
            "OPENBLAS_VERBOSE",
            "ATEN_CPU_CAPABILITY",
            "DNNL_MAX_CPU_ISA",
            "MKL_ENABLE_INSTRUCTIONS",
            "MKL_CBWR",
            "MKL_DEBUG_CPU_TYPE",
            "NVPL_BLAS_DEBUG_CPU_TYPE",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS");

    private static final List<String> THREADS = List.of("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS");

    private Launch() {}

    /// What a process has written, line by line.
    ///
    /// @throws IOException if it fails; the message has the end of what it printed
    static List<String> run(Family family, Effort effort, List<String> implementations, List<String> rows)
            throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("glissade-bench");
        Path results = directory.resolve("results");
        Path log = directory.resolve("log");
        try {
            var builder = new ProcessBuilder(command(family, effort, results, implementations, rows));
            setUpEnvironment(builder);
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
            int exit = builder.start().waitFor();
            if (exit != 0) {
                var printed = Files.readAllLines(log);
                var end = printed.subList(Math.max(0, printed.size() - 12), printed.size());
                throw new IOException("the process of " + family.name() + " by " + String.join(", ", implementations)
                        + " ended with " + exit + ":\n" + String.join("\n", end));
            }
            return Files.readAllLines(results);
        } finally {
            Files.deleteIfExists(results);
            Files.deleteIfExists(log);
            Files.deleteIfExists(directory);
        }
    }

    private static List<String> command(
            Family family, Effort effort, Path results, List<String> implementations, List<String> rows) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of(
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djmh.ignoreLock=true",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1",
                "-Dai.djl.pytorch.num_interop_threads=1"));
        command.addAll(family.jvmArguments());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                family.program(implementations.getFirst()).getName()));
        command.addAll(List.of(family.name(), effort.name(), results.toString(), String.join(",", implementations)));
        command.addAll(rows);
        return command;
    }

    /// Besides threads: the C library keeps memory that was given back, so that a result of some megabytes does not
    /// cost a page fault for each of its pages in every call.
    private static void setUpEnvironment(ProcessBuilder builder) {
        var environment = builder.environment();
        IMPOSING.forEach(environment::remove);
        THREADS.forEach(name -> environment.put(name, "1"));
        environment.put("OPT_OUT_TRACKING", "true");
        environment.put("MALLOC_ARENA_MAX", "1");
        environment.put("MALLOC_MMAP_THRESHOLD_", Integer.toString(1 << 25));
        environment.put("MALLOC_TRIM_THRESHOLD_", Integer.toString(Integer.MAX_VALUE));
    }
}
