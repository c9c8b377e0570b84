package dev.glissade.optimizers.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void editsAreCountedAsByDamerau() {
        assertThat(Names.edits("", "adam")).isEqualTo(4);
        assertThat(Names.edits("adam", "adam")).isZero();
        assertThat(Names.edits("adma", "adam")).isEqualTo(1);
        assertThat(Names.edits("ca", "abc")).isEqualTo(3);
        assertThat(Names.edits("kitten", "sitting")).isEqualTo(3);
    }

    @Test
    void nearNamesComeFirstThenAll() {
        var names = List.of("learningRate", "beta1", "beta2");
        assertThat(suggest("beta", names))
                .isEqualTo("did you mean 'beta1' or 'beta2'? all: learningRate, beta1, beta2");
        assertThat(suggest("LearningRate", names)).startsWith("did you mean 'learningRate'? ");
        assertThat(suggest("adma", List.of("sgd", "adam"))).isEqualTo("did you mean 'adam'? all: sgd, adam");
        assertThat(suggest("momentum", names)).isEqualTo("all: learningRate, beta1, beta2");
        assertThat(suggest("x", List.of())).isEqualTo("all: none");
    }

    private static String suggest(String unknown, List<String> names) {
        return Names.suggest(unknown, names, Function.identity(), "all");
    }
}
