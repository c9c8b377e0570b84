package dev.glissade.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void replacesTheOldContent() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "a longer old text");

        AtomicFile.write(file, bytes -> bytes.write("new".getBytes(StandardCharsets.UTF_8)));

        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryContaining("glob:**a.txt");
        assertThat(folder.toFile().list()).containsExactly("a.txt");
    }

    @Test
    void allowsTheContentToCloseTheStream() throws IOException {
        Path file = folder.resolve("a.txt");

        AtomicFile.write(file, OutputStream::close);

        assertThat(file).isEmptyFile();
    }

    @Test
    void leavesTheOldContentAndNoPartWhenTheContentFails() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");

        assertThatThrownBy(() -> AtomicFile.write(file, bytes -> {
                    bytes.write(new byte[1 << 20]);
                    throw new IOException("no more");
                }))
                .hasMessage("no more");

        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("a.txt");
    }

    @Test
    void writesBesideAPartThatACrashLeft() throws IOException {
        Path left = Files.writeString(folder.resolve(".a.txt.0.part"), "half");

        AtomicFile.write(folder.resolve("a.txt"), bytes -> bytes.write('x'));

        assertThat(left).hasContent("half");
        assertThat(folder.resolve("a.txt")).hasContent("x");
        assertThat(folder.resolve(".a.txt.1.part")).doesNotExist();
    }

    @Test
    void saysThatTheFolderIsMissing() {
        Path file = folder.resolve("missing").resolve("a.txt");

        assertThatThrownBy(() -> AtomicFile.write(file, bytes -> bytes.write('x')))
                .isInstanceOf(IOException.class);
    }
}
