package dev.glissade.documentation;

import static java.util.stream.Collectors.joining;

import dev.glissade.autodiff.Tape;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// The Java snippets of a Markdown document, compiled as one program in which line n is line n of the document.
///
/// The snippets between two headings of the second level are one method, so that a later one may use what an earlier one
/// has declared. A comment that begins with a number, a bracket or a quotation mark states the value that its line
/// declares, assigns or computes:
///
/// ```
/// double slope = gradient.value();       // 5.5
/// List<Variable> g = tape.grad(y, a, b); // 5.5 and 1.7163378
/// a.exp();                               // 7.389…, which goes on
/// ```
final class DocumentedProgram {
    /// One line for each, as the heads of all snippets must fit in front of their text.
    private static final List<String> IMPORTS = List.of(
            "dev.glissade.autodiff.*",
            "dev.glissade.kernel.*",
            "dev.glissade.symbolic.*",
            "dev.glissade.tensor.*",
            "java.util.*",
            "java.util.function.*");

    private static final Pattern STATED = Pattern.compile(
            "^(\\s*)(?:(?:final )?[A-Z_a-z][\\w.]*(?:<.*>)?(?:\\[])* (\\w+) = .*|(\\S.*));\\s*// (.*)$");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:,\\d{3})*(?:\\.\\d+)?(?:[eE]-?\\d+)?…?");

    /// A value that the document states.
    record Stated(int line, String text, List<String> numbers) {}

    private final Path document;
    private final List<String> program = new ArrayList<>();
    private final List<Stated> stated = new ArrayList<>();
    private int methods;

    private DocumentedProgram(Path document) {
        this.document = document;
    }

    /// Reads a document.
    ///
    /// @param wanted which snippets, as texts; all others are left out
    static DocumentedProgram of(Path document, Predicate<String> wanted) throws IOException {
        var read = new DocumentedProgram(document);
        List<String> lines = Files.readAllLines(document);
        var open = false;
        for (int i = 0; i < lines.size(); i++) {
            int end = lines.subList(i, lines.size()).indexOf("```");
            String line = lines.get(i);
            if (line.equals("```java") && wanted.test(String.join("\n", lines.subList(i + 1, i + end)))) {
                read.program.add(open ? "" : "static void part" + read.methods++ + "() throws Exception {");
                open = true;
                for (int j = i + 1; j < i + end; j++) {
                    read.program.add(read.checked(j + 1, lines.get(j)));
                }
                i += end - 1;
            } else if (line.startsWith("## ") || i == lines.size() - 1) {
                read.program.add(open ? "}" : "");
                open = false;
            } else {
                read.program.add("");
            }
        }
        String head = IMPORTS.stream().map(name -> "import " + name + ";").collect(joining(" "));
        read.program.set(
                0,
                head + " final class Document { static BiConsumer<Integer, Object> found;" + read.program.getFirst());
        read.program.set(read.program.size() - 1, read.program.getLast() + "}");
        return read;
    }

    /// How many values are stated.
    int statements() {
        return stated.size();
    }

    int parts() {
        return methods;
    }

    private String checked(int number, String line) {
        Matcher matcher = STATED.matcher(line);
        if (!matcher.matches() || !matcher.group(4).matches("[-\\d\\[\"].*")) {
            return line;
        }
        String comment = matcher.group(4);
        var numbers = new ArrayList<String>();
        Matcher each = NUMBER.matcher(comment);
        for (int at = comment.startsWith("[") ? 1 : 0; at >= 0 && !comment.startsWith("\""); ) {
            each.region(at, comment.length());
            if (!each.lookingAt()) {
                break;
            }
            numbers.add(each.group());
            String rest = comment.substring(each.end());
            at = rest.startsWith(", ") ? each.end() + 2 : rest.startsWith(" and ") ? each.end() + 5 : -1;
        }
        String text = comment.startsWith("\"") ? comment.substring(1, comment.indexOf('"', 1)) : comment;
        stated.add(new Stated(number, text, numbers));
        String name = matcher.group(2);
        return name == null
                ? matcher.group(1) + "found.accept(" + number + ", " + matcher.group(3) + ");"
                : line.substring(0, line.indexOf("; ") + 1) + " found.accept(" + number + ", " + name + ");";
    }

    /// Compiles and runs all parts.
    ///
    /// @return one line for each complaint, with the line of the document
    List<String> run(Path directory) throws IOException, ReflectiveOperationException, URISyntaxException {
        Path source = directory.resolve("Document.java");
        Files.write(source, program);
        URI library =
                Tape.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        var words = new StringWriter();
        var writer = new PrintWriter(words);
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        writer,
                        writer,
                        "-proc:none",
                        "-nowarn",
                        "-cp",
                        Path.of(library).toString(),
                        "-d",
                        directory.toString(),
                        source.toString());
        if (status != 0) {
            return List.of(words.toString().replace(source.toString(), document.toString()));
        }
        var complaints = new ArrayList<String>();
        try (var loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, Tape.class.getClassLoader())) {
            Class<?> compiled = loader.loadClass("Document");
            BiConsumer<Integer, Object> found = (line, value) -> compare(line, value, complaints);
            var field = compiled.getDeclaredField("found");
            field.setAccessible(true);
            field.set(null, found);
            for (int i = 0; i < methods; i++) {
                var part = compiled.getDeclaredMethod("part" + i);
                part.setAccessible(true);
                try {
                    part.invoke(null);
                } catch (InvocationTargetException e) {
                    complaints.add(document + ":" + line(e.getCause()) + ": " + e.getCause());
                }
            }
        }
        return complaints;
    }

    private static int line(Throwable thrown) {
        return Stream.of(thrown.getStackTrace())
                .filter(frame -> "Document.java".equals(frame.getFileName()))
                .mapToInt(StackTraceElement::getLineNumber)
                .findFirst()
                .orElse(0);
    }

    private void compare(int line, Object value, List<String> complaints) {
        Stated expected =
                stated.stream().filter(each -> each.line() == line).findFirst().orElseThrow();
        boolean same;
        Object shown;
        if (expected.numbers().isEmpty()) {
            shown = value;
            same = expected.text().equals(String.valueOf(value));
        } else {
            List<Double> numbers = Numbers.of(value);
            shown = numbers;
            same = numbers.size() == expected.numbers().size();
            for (int i = 0; same && i < numbers.size(); i++) {
                same = Numbers.agree(expected.numbers().get(i), numbers.get(i));
            }
        }
        if (!same) {
            complaints.add(document + ":" + line + ": stated is " + expected.text() + ", found was " + shown);
        }
    }
}
