package dev.glissade.derive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// What the build steps that write loops into classes have in common: files, indentation, names.
final class ClassText {

    private ClassText() {}

    /// The main method of a build step: writes the class `Simd…` + `suffix` for each element type under `arguments[0]`, where
    /// it has changed; ends the JVM with 2 if there is no such argument. A build step is a program of its own, so it says that on
    /// the error output.
    static void writeClasses(String[] arguments, String suffix, Function<String, String> text) throws IOException {
        if (arguments.length != 1) {
            System.err.println("the one argument is the folder to write into");
            System.exit(2);
        }
        for (String type : List.of("float", "double")) {
            Path file = Path.of(arguments[0], "dev/glissade/kernel", "Simd" + capital(type) + suffix + ".java");
            String expanded = text.apply(type);
            if (!Files.exists(file) || !Files.readString(file).equals(expanded)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, expanded);
            }
        }
    }

    /// `Float` for `float`.
    static String capital(String type) {
        return Character.toUpperCase(type.charAt(0)) + type.substring(1);
    }

    /// Adds a line of code, `depth` steps indented.
    static void line(StringBuilder text, int depth, String code) {
        text.append("    ".repeat(depth)).append(code).append('\n');
    }
}
