package dev.glissade.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A reader at files that may be hostile: it reads or refuses with one line, and sets no more memory aside than is allowed.
///
/// @param reader under test
/// @param fixed what it may allocate whatever the file, in bytes
/// @param factor what it may allocate for each byte of the file besides
record BoundedReading(Consumer<Path> reader, long fixed, long factor) {

    /// Reads a file; returns whether it was read rather than refused.
    ///
    /// @param run how to repeat it
    boolean isRead(Path file, long fileSize, String run) {
        long before = AllocatedBytes.now();
        boolean read = true;
        try {
            reader.accept(file);
        } catch (DataException e) {
            read = false;
            assertThat(e.getMessage()).as(run).startsWith(file + ": ").doesNotContain("\n");
        } catch (RuntimeException | Error e) {
            fail(run, e);
        }
        assertThat(AllocatedBytes.now() - before).as(run).isLessThan(fixed + factor * fileSize);
        return read;
    }

    /// Writes the bytes into the file, and expects that it is refused.
    void refuses(Path file, byte[] bytes, String message) throws IOException {
        Files.write(file, bytes);
        long before = AllocatedBytes.now();
        assertThatThrownBy(() -> reader.accept(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
        assertThat(AllocatedBytes.now() - before).isLessThan(fixed + factor * bytes.length);
    }
}
