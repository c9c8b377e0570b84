package dev.glissade.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.TypeConversionException;

/// The path of a file or folder as it is typed. Nothing at all, as an unset variable of the shell leaves, is none.
final class PathArgument {
    private PathArgument() {}

    static Path of(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("'' is not a path");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + text + "' is not a path: " + e.getReason()
                    + "; names beyond ASCII need a UTF-8 locale, such as LC_ALL=C.UTF-8");
        }
    }
}
