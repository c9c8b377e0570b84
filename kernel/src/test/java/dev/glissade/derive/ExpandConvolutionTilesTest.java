package dev.glissade.derive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpandConvolutionTilesTest {

    @ParameterizedTest
    @CsvSource({"steps8x3, 24, 3", "steps4x1, 4, 1"})
    void aTileHasOneChainForEachAccumulatorAndLooksUpEachRowOfBOnce(String tile, int chains, int vectors) {
        String text = ExpandConvolutionTiles.expand("float");
        int from = text.indexOf(" " + tile + "(");
        String method = text.substring(from, text.indexOf("\n    }\n", from));
        assertThat(method.split("\\.fma\\(", -1)).hasSize(chains + 1);
        assertThat(method.split("\\.intoArray\\(result", -1)).hasSize(chains + 1);
        assertThat(method.split("fromArray\\(SPECIES, right", -1)).hasSize(vectors + 1);
        assertThat(method.split("steps\\[p\\]", -1)).hasSize(2);
    }

    @Test
    void bothTypesHaveTheSameTiles() {
        String floats = ExpandConvolutionTiles.expand("float");
        assertThat(ExpandConvolutionTiles.expand("double"))
                .contains("final class SimdDoubleStepTiles")
                .isEqualTo(floats.replace("float", "double").replace("Float", "Double"));
    }
}
