package dev.glissade.optimizers.spi;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// Writes, compiles and packs plugins during a test.
final class PluginWorkshop {
    static final String SERVICE_ENTRY = "META-INF/services/" + OptimizerProvider.class.getName();

    private final Path folder;
    private int count;

    PluginWorkshop(Path folder) {
        this.folder = folder;
    }

    /// Source of a provider in package `plugin`; `extra` is put into the class body.
    static String provider(String className, String optimizerName, String extra) {
        return """
                package plugin;
                import dev.glissade.optimizers.spi.*;
                import java.util.List;
                public final class %s implements OptimizerProvider {
                    public String name() { return "%s"; }
                    public String summary() { return "a plugin"; }
                    public List<Hyperparameter> hyperparameters() { return List.of(Hyperparameter.LEARNING_RATE); }
                    public FloatUpdateRule floatRule(Hyperparameters chosen) { return (step, from, to) -> {}; }
                    %s
                }
                """.formatted(className, optimizerName, extra);
    }

    /// Compiles sources, given as pairs of a path and a text, into a folder of classes.
    Path compile(String... sources) {
        try {
            Path source = Files.createDirectories(folder.resolve("source" + ++count));
            Path classes = Files.createDirectories(folder.resolve("classes" + count));
            var arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes.toString()));
            boolean modular = sources[0].equals("module-info.java");
            arguments.addAll(List.of(modular ? "-p" : "-cp", spiClasses().toString()));
            for (int i = 0; i < sources.length; i += 2) {
                Path file = source.resolve(sources[i]);
                Files.createDirectories(file.getParent());
                Files.writeString(file, sources[i + 1]);
                arguments.add(file.toString());
            }
            var output = new StringWriter();
            var writer = new PrintWriter(output);
            int result =
                    ToolProvider.findFirst("javac").orElseThrow().run(writer, writer, arguments.toArray(new String[0]));
            if (result != 0) {
                throw new IllegalStateException(output.toString());
            }
            return classes;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Adds a services file to a folder of classes.
    static Path naming(Path classes, String... providers) {
        return write(
                classes.resolve(SERVICE_ENTRY), String.join("\n", providers).getBytes(StandardCharsets.UTF_8), classes);
    }

    static Path write(Path file, byte[] content, Path result) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return result;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Packs a folder of classes into a jar.
    static Path pack(Path classes, Path jar) {
        try (Stream<Path> files = Files.walk(classes);
                var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                out.write(Files.readAllBytes(file));
                out.closeEntry();
            }
            return jar;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path spiClasses() {
        try {
            return Path.of(OptimizerProvider.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
