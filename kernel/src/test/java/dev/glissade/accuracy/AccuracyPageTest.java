package dev.glissade.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The table of the page keeps its other rows and its order.
class AccuracyPageTest {
    @Test
    void rowsReplaceThoseOfTheSameFunctionAndType() {
        String page =
                "before\n\n" + AccuracyPage.HEAD + "\n| exp | float32 | 1 | old |\n| sin | float32 | 2 |\n\nafter\n";
        String replaced = AccuracyPage.replaced(
                page, List.of("| log | float64 | 3 |", "| exp | float32 | 4 | new |", "| log | float32 | 5 |"));
        assertThat(replaced)
                .isEqualTo("before\n\n" + AccuracyPage.HEAD
                        + "\n| exp | float32 | 4 | new |\n| log | float32 | 5 |\n| log | float64 | 3 |\n"
                        + "| sin | float32 | 2 |\n\nafter\n");
    }

    @Test
    void aPageWithoutTheTableIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccuracyPage.replaced("nothing", List.of()))
                .withMessage("the page has no table that starts with "
                        + "| function | type | max ulp | at | mean ulp | values | bound |");
    }
}
