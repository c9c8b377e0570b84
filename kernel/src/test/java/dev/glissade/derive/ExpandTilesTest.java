package dev.glissade.derive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpandTilesTest {

    @ParameterizedTest
    @CsvSource({"whole6x4, 24, 4", "whole8x3, 24, 3", "whole1x2, 2, 2", "part4x1, 4, 1", "part1x1, 1, 1"})
    void aTileHasOneChainForEachAccumulatorAndLoadsBOnceAStep(String tile, int chains, int vectors) {
        String method = method(ExpandTiles.expand("float"), tile);
        assertThat(method.split("\\.fma\\(", -1)).hasSize(chains + 1);
        assertThat(method.split("\\.intoArray\\(result", -1)).hasSize(chains + 1);
        assertThat(method.split("fromArray\\(SPECIES, right", -1)).hasSize(vectors + 1);
    }

    @ParameterizedTest
    @CsvSource({"float, Float", "double, Double"})
    void bothTypesHaveTheSameTiles(String type, String name) {
        String text = ExpandTiles.expand(type);
        assertThat(text)
                .contains("final class Simd" + name + "Tiles")
                .isEqualTo(ExpandTiles.expand("float").replace("float", type).replace("Float", name));
    }

    @ParameterizedTest
    @CsvSource({"whole6x4, false", "part4x1, true"})
    void onlyATileOfAPartIsMasked(String tile, boolean masked) {
        assertThat(method(ExpandTiles.expand("float"), tile).contains(", mask)"))
                .isEqualTo(masked);
    }

    private static String method(String text, String name) {
        int from = text.indexOf(" " + name + "(");
        assertThat(from).as("%s is written", name).isPositive();
        return text.substring(from, text.indexOf("\n    }\n", from));
    }
}
