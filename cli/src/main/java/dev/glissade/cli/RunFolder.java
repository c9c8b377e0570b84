package dev.glissade.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The folder of one run and the files in it.
///
/// @param path may exist; other files in it are left alone
record RunFolder(Path path) {

    /// The log, one row an epoch.
    Path metrics() {
        return path.resolve("metrics.csv");
    }

    /// The plot of loss and accuracy.
    Path plot() {
        return path.resolve("loss.svg");
    }

    /// The trained parameters.
    Path parameters() {
        return path.resolve("parameters.npz");
    }

    /// All of them.
    List<Path> files() {
        return List.of(metrics(), plot(), parameters());
    }

    /// Checks that the folder can be one, without touching it.
    ///
    /// @param data the file that is read, which must not be one of those that are written
    /// @throws UsageException if it cannot
    void check(@Nullable Path data) {
        for (Path existing = path.toAbsolutePath(); existing != null; existing = existing.getParent()) {
            if (Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
                if (!Files.exists(existing)) {
                    throw new UsageException("--out " + path, existing + " is a link to nowhere; it must be a folder");
                }
                if (!Files.isDirectory(existing)) {
                    throw new UsageException("--out " + path, existing + " is a file; it must be a folder");
                }
                if (!Files.isWritable(existing)) {
                    throw new UsageException("--out " + path, existing + " cannot be written to");
                }
                break;
            }
        }
        for (Path file : files()) {
            if (Files.isDirectory(file)) {
                throw new UsageException("--out " + path, file + " is a folder; the run writes a file there");
            }
            if (data != null && isSame(data, file)) {
                throw new UsageException("--out " + path, "the run would overwrite " + data + ", its own data");
            }
        }
    }

    private static boolean isSame(Path left, Path right) {
        try {
            return Files.exists(left) && Files.exists(right) && Files.isSameFile(left, right);
        } catch (IOException e) {
            return false;
        }
    }

    /// Creates the folder, and deletes what an earlier run wrote there, so that all files are of one run.
    ///
    /// @throws IOException if the disk refuses
    void prepare() throws IOException {
        Files.createDirectories(path);
        for (Path file : files()) {
            Files.deleteIfExists(file);
        }
    }
}
