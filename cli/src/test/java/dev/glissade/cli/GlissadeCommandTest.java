package dev.glissade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlissadeCommandTest {
    @ParameterizedTest
    @CsvSource({
        "--help, Usage: glissade ",
        "train --help, Usage: glissade train ",
        "optimizers -h, Usage: glissade optimizers ",
        "grad --help, Usage: glissade grad ",
        "doctor --help, Usage: glissade doctor "
    })
    void explainsEveryCommand(String arguments, String usage) {
        Outcome outcome = Outcome.of(arguments.split(" "));

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith(usage).contains("--help").doesNotContain("\u001b");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void tellsItsVersionAndTheLoopsInUse() {
        assertThat(Outcome.of("--version").out()).startsWith("glissade").contains("Java ", "loops: ");
    }

    @Test
    void memoryThatRunsOutCostsOneLine() {
        var err = new ByteArrayOutputStream();
        var full = new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void println(String line) {
                throw new OutOfMemoryError("Java heap space");
            }
        };
        var console = new Console(full, new PrintStream(err, true, StandardCharsets.UTF_8), false);

        assertThat(GlissadeCommand.run(console, "optimizers")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("glissade: out of memory: ")
                .hasLineCount(1);
    }

    @Test
    void withoutACommandShowsWhatThereIs() {
        Outcome outcome = Outcome.of();

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("Usage: glissade", "train", "optimizers", "doctor");
    }

    @Test
    void anUnknownCommandCostsOneLine() {
        Outcome outcome = Outcome.of("trian");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.errorLines())
                .containsExactly("glissade: Unmatched argument: 'trian' (did you mean train?); see 'glissade --help'");
    }
}
