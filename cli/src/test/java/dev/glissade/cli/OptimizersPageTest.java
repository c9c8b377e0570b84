package dev.glissade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.optimizers.spi.Optimizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page about the optimizers is what would be written today.
class OptimizersPageTest {
    private static final Path PAGE = Path.of("..", "docs", "optimizers.md");
    private static final Path CHART = Path.of("..", "docs", "optimizers.svg");
    private static final Pattern PARAGRAPHS_END = Pattern.compile("(.*:)\\n\\n+(.*)");
    private static final String HINT =
            "write it anew: ./build -pl cli -am -Dtest=OptimizersPageTest -Dglissade.docs.write=true test";

    @Test
    void thePageIsUpToDate() throws IOException {
        var page = new OptimizersPage(Optimizers.discover());
        String markdown = page.markdown();
        String chart = page.chart().toSvg();
        if (Boolean.getBoolean("glissade.docs.write")) {
            Files.writeString(PAGE, markdown);
            Files.writeString(CHART, chart);
        }
        assertThat(markdown).as(HINT).isEqualTo(Files.readString(PAGE));
        assertThat(chart).as(HINT).isEqualTo(Files.readString(CHART));
    }

    @Test
    void whatAnnouncesSomethingIsFollowedByIt() throws IOException {
        for (Matcher end = PARAGRAPHS_END.matcher(Files.readString(PAGE)); end.find(); ) {
            assertThat(end.group(2)).as("after: " + end.group(1)).matches("(> |```).*");
        }
    }

    @Test
    void noLinkOrNumberIsLeftAsJavaWritesIt() throws IOException {
        assertThat(Files.readString(PAGE)).doesNotContainPattern("]\\[|#[a-z]+[A-Z]|[0-9]E-?[0-9]");
    }
}
