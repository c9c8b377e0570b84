package dev.glissade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void alignsColumnsByCharacters() {
        assertThat(TextTable.of(List.of(List.of("name", "range", "meaning"), List.of("𝜂", "[0, ∞)", "step size"))))
                .containsExactly("name  range   meaning", "𝜂     [0, ∞)  step size");
    }
}
