package dev.glissade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlissadeCommandTest {
    @ParameterizedTest
    @CsvSource({
        "--help, Usage: glissade ",
        "train --help, Usage: glissade train ",
        "optimizers -h, Usage: glissade optimizers "
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
    void withoutACommandShowsWhatThereIs() {
        Outcome outcome = Outcome.of();

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("Usage: glissade", "train", "optimizers");
    }

    @Test
    void anUnknownCommandCostsOneLine() {
        Outcome outcome = Outcome.of("trian");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.errorLines())
                .containsExactly(
                        "glissade: Unmatched argument at index 0: 'trian' (did you mean train?); see 'glissade --help'");
    }
}
