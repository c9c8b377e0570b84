package dev.glissade.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the documents show compiles, runs and gives the values that they state.
class DocumentationTest {
    @TempDir
    private Path directory;

    @Test
    void theChapterOnDerivativesHolds() throws Exception {
        var program = DocumentedProgram.of(Path.of("../docs/autodiff.md"), _ -> true);
        assertThat(program.run(directory)).isEmpty();
        assertThat(program.parts()).as("sections with snippets").isGreaterThan(10);
        assertThat(program.statements()).as("values that are stated").isGreaterThan(40);
    }

    /// Those of the first page that need a tape and no model.
    @Test
    void theFirstPageHolds() throws Exception {
        var program = DocumentedProgram.of(
                Path.of("../README.md"), snippet -> snippet.contains("new Tape()") && !snippet.contains("Model"));
        assertThat(program.run(directory)).isEmpty();
        assertThat(program.statements()).isPositive();
    }

    @Test
    void whatDoesNotHoldIsNamedByItsLine() throws Exception {
        assertThat(complaints("", "```java", "int a = 1 +;", "```"))
                .singleElement()
                .asString()
                .contains(":3: error");
        assertThat(complaints("", "", "```java", "double a = 0.5;  // 0.25", "```"))
                .singleElement()
                .asString()
                .endsWith(":4: stated is 0.25, found was [0.5]");
        assertThat(complaints("", "```java", "new Tape().input(1f).sum(3);", "```"))
                .singleElement()
                .asString()
                .contains(":3: java.lang.IllegalArgumentException: sum: axis 3");
    }

    private List<String> complaints(String... lines) throws Exception {
        Path document = directory.resolve("document.md");
        Files.write(document, List.of(lines));
        return DocumentedProgram.of(document, _ -> true).run(directory);
    }
}
