package dev.glissade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The files in the page about writing an optimizer are those of the example.
class GuidePageTest {
    private static final Path PAGE = Path.of("..", "docs", "writing-an-optimizer.md");
    private static final Path EXAMPLE = Path.of("..", "examples", "power-sign");
    private static final Pattern FILE = Pattern.compile("cat > (\\S+) <<'EOF'\n(.*?\n)EOF\n", Pattern.DOTALL);
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void filesAreThoseOfTheExample() throws IOException {
        String page = Files.readString(PAGE);
        var shown = new ArrayList<String>();
        Matcher file = FILE.matcher(page);
        while (file.find()) {
            assertThat(file.group(2)).as(file.group(1)).isEqualTo(Files.readString(EXAMPLE.resolve(file.group(1))));
            shown.add(file.group(1));
        }
        assertThat(shown)
                .containsExactly(
                        "pom.xml",
                        "src/main/java/org/example/PowerSign.java",
                        "src/test/java/org/example/PowerSignTest.java");
        Matcher java = JAVA.matcher(page);
        assertThat(java.find()).isTrue();
        assertThat(java.group(1)).isEqualTo(Files.readString(EXAMPLE.resolve("src/main/java/module-info.java")));
        assertThat(page)
                .contains("echo "
                        + Files.readString(
                                        EXAMPLE.resolve(
                                                "src/main/resources/META-INF/services/dev.glissade.optimizers.spi.OptimizerProvider"))
                                .strip()
                        + " > src/main/resources/META-INF/services/dev.glissade.optimizers.spi.OptimizerProvider");
    }
}
