package dev.glissade.formats;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Writes a file so that its name always refers to a whole one: the old content, or all of the new.
///
/// The bytes go to a file beside the target (`.name.0.part`), are forced to the disk, and take the name in one atomic
/// move. What fails on the way leaves the target as it was and removes the part; a crash may leave the part behind.
public final class AtomicFile {
    private static final int MOST_PARTS = 100;

    private AtomicFile() {}

    /// Writes the bytes of a file. Called once; may close the stream or not.
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream bytes) throws IOException;
    }

    /// Replaces or creates `target`, whose folder exists.
    ///
    /// @throws IOException if there is no such folder, the target is one, the disk refuses, or the content throws it; then the target is as before
    public static void write(Path target, Content content) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        Path fileName = absolute.getFileName();
        if (folder == null || fileName == null) {
            throw new IOException(target + ": not the name of a file");
        }
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(target.toString(), null, "there is no folder " + folder);
        }
        if (Files.isDirectory(absolute)) {
            throw new FileSystemException(target.toString(), null, "it is a folder; a file is needed");
        }
        Path part = create(folder, fileName.toString());
        try {
            try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
                content.writeTo(bytes);
            }
            force(part, StandardOpenOption.WRITE);
            Files.move(part, absolute, StandardCopyOption.ATOMIC_MOVE);
        } catch (Throwable e) {
            Files.deleteIfExists(part);
            throw e;
        }
        forceFolder(folder);
    }

    private static void force(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }

    /// Makes the move itself durable where the system lets a folder be forced (Windows does not).
    private static void forceFolder(Path folder) {
        try {
            force(folder, StandardOpenOption.READ);
        } catch (IOException expected) {
            // The file is whole in any case; at worst a power cut brings the old one back.
        }
    }

    /// Creates the file that is written to before it takes its name.
    private static Path create(Path folder, String name) throws IOException {
        for (int i = 0; ; i++) {
            try {
                return Files.createFile(folder.resolve("." + name + "." + i + ".part"));
            } catch (FileAlreadyExistsException e) {
                // Another writer's, or left by a crash.
                if (i == MOST_PARTS) {
                    throw e;
                }
            }
        }
    }
}
