package dev.glissade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.optimizers.spi.Discovery;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.ProviderKind;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Java in the README compiles as it stands, its examples do what they promise, and its counts are right.
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String IMPORTS = """
            import dev.glissade.autodiff.*;
            import dev.glissade.optimizers.spi.*;
            import dev.glissade.tensor.*;
            import dev.glissade.training.*;
            import java.util.List;
            """;

    @TempDir
    Path folder;

    @Test
    void firstExampleGivesTheNumbersInItsComment() throws Exception {
        compile("First", method("First", "List<Variable> run()", examples().getFirst() + "return gradient;"));

        List<?> gradient = (List<?>) run("First");

        assertThat(gradient.stream().map(ReadmeTest::value)).containsExactly(5.5, (double) 1.7163378f);
    }

    @Test
    void trainingLoopCompiles() throws Exception {
        compile("Loop", method("Loop", "void run(Dataset data)", examples().get(1)));
    }

    @Test
    void recipeIsAccepted() throws Exception {
        String parameters = """
                Parameters parameters = Model.of(Dense.of(3, 2)).initialise(Seed.of(7));
                """;
        compile(
                "Around",
                method("Around", "String run()", parameters + examples().get(2) + "return recipe.toString();"));

        assertThat(run("Around")).asString().startsWith("adamw ");
    }

    @Test
    void itCountsWhatThereIs() throws Exception {
        Discovery found = Optimizers.discover();

        assertThat(Files.readString(README))
                .contains("There are " + found.found(ProviderKind.OPTIMIZER).size() + " optimizers")
                .contains(found.found(ProviderKind.GRADIENT_TRANSFORM).size() + " gradient transforms, "
                        + found.found(ProviderKind.AVERAGING).size() + " averagings, "
                        + found.found(ProviderKind.SCHEDULE).size() + " schedules");
    }

    @Test
    void optimizerCompiles() throws Exception {
        compile("SignDescent", IMPORTS + examples().get(3));
    }

    @Test
    void theDerivativesShownAreThoseOfTheCommand() throws Exception {
        String readme = Files.readString(README);
        Matcher shown = Pattern.compile(
                        "\\./glissade grad '([^']*)' --at (\\S+) --svg .*?```text\n(.*?)\n```", Pattern.DOTALL)
                .matcher(readme);
        assertThat(shown.find()).isTrue();

        Outcome outcome = Outcome.of("grad", shown.group(1), "--at", shown.group(2));

        assertThat(outcome.out().lines())
                .containsExactlyElementsOf(shown.group(3).lines().toList());
    }

    private static List<String> examples() throws IOException {
        List<String> examples = JAVA.matcher(Files.readString(README))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(examples).hasSize(4);
        return examples;
    }

    private static String method(String name, String signature, String body) {
        return IMPORTS + "public class " + name + " { public static " + signature + " {\n" + body + "\n} }";
    }

    private void compile(String name, String source) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        var messages = new StringWriter();
        var writer = new PrintWriter(messages);
        int exitCode = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        writer,
                        writer,
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        "-classpath",
                        everything(),
                        file.toString());
        assertThat(exitCode).as("%s", messages).isZero();
    }

    private Object run(String name) throws Exception {
        try (var loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            return loader.loadClass(name).getMethod("run").invoke(null);
        }
    }

    private static double value(Object variable) {
        return ((dev.glissade.autodiff.Variable) variable).value();
    }

    /// The class path and the module path of this test as one class path.
    private static String everything() {
        var paths = new ArrayList<String>();
        Stream.of("java.class.path", "jdk.module.path")
                .map(property -> Optional.ofNullable(System.getProperty(property)))
                .forEach(path -> path.ifPresent(paths::add));
        return paths.stream().filter(path -> !path.isEmpty()).collect(Collectors.joining(File.pathSeparator));
    }
}
