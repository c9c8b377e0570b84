package dev.glissade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The scripts at the root, called as people put them on their PATH.
@DisabledOnOs(OS.WINDOWS)
class ScriptTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    Path folder;

    /// In a tree that holds nothing to build, with a `java` that says what it was called with.
    @Test
    void glissadeRunsThroughLinksFromAnyFolder() throws Exception {
        Path tree = Files.createDirectories(folder.resolve("source tree"));
        Files.createDirectories(tree.resolve("cli/target"));
        Files.createFile(tree.resolve("cli/target/glissade-cli.jar"));
        script(tree.resolve("jdk/bin/java"), "echo \"$@\"");
        script(tree.resolve("build"), "echo \"" + tree.resolve("jdk") + "\"");
        Path glissade = script(tree.resolve("glissade"), Files.readString(ROOT.resolve("glissade")));
        Path near = Files.createSymbolicLink(tree.resolve("near"), Path.of("glissade"));
        Path far = Files.createSymbolicLink(folder.resolve("far"), Path.of("source tree", "near"));

        for (Path link : List.of(glissade, near, far)) {
            assertThat(outputOf(link, "train")).endsWith("dev.glissade.cli/dev.glissade.cli.Main train\n");
        }
    }

    private static Path script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.startsWith("#!") ? text : "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String outputOf(Path script, String argument) throws Exception {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(script.toString(), argument)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ended in time").isTrue();
        String text = Files.readString(output);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
