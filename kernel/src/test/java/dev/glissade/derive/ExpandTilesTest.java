package dev.glissade.derive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpandTilesTest {

    @ParameterizedTest
    @CsvSource({
        "whole6x4Next, 24, 4",
        "whole6x4Apart, 24, 4",
        "whole8x3Next, 24, 3",
        "whole1x2Next, 2, 2",
        "lapped8x3Next, 24, 3",
        "lapped1x2Apart, 2, 2",
        "square16x1, 16, 1",
        "square6x4, 24, 4",
        "square4x4of8, 16, 4"
    })
    void aTileHasOneChainForEachAccumulatorAndLoadsBOnceAStep(String tile, int chains, int vectors) {
        String method = method(ExpandTiles.expand("float"), tile);
        assertThat(method.split("\\.fma\\(", -1)).hasSize(chains + 1);
        assertThat(method.split("\\.intoArray\\(result", -1)).hasSize(chains + 1);
        assertThat(method.split("fromArray\\(SPECIES, right", -1)).hasSize(vectors + 1);
    }

    @ParameterizedTest
    @CsvSource({"2", "5", "8"})
    void columnsOfFewStepsReadBOnceAndWriteARowAtATime(int steps) {
        String method = method(ExpandTiles.expand("float"), "outer" + steps + "x2");
        int loop = method.indexOf("for (int i = 0; i < rows; i++)");
        assertThat(method.substring(0, loop).split("fromArray\\(SPECIES, right", -1))
                .hasSize(2 * steps + 1);
        assertThat(method.substring(loop))
                .doesNotContain("fromArray")
                .satisfies(rows -> assertThat(rows.split("\\.fma\\(", -1)).hasSize(2 * steps + 1))
                .satisfies(rows ->
                        assertThat(rows.split("\\.intoArray\\(result", -1)).hasSize(3));
    }

    @Test
    void aTileOfWholeVectorsChoosesByTheDistanceOfItsSteps() {
        assertThat(method(ExpandTiles.expand("float"), "whole4x2"))
                .containsSubsequence("if (leftStep == 1)", "whole4x2Next(", "whole4x2Apart(");
    }

    /// A side of 8 with two rows in a vector: each of the four vectors of C takes 8 steps.
    @Test
    void aFoldedSquareHasOneChainForEachVector() {
        String method = method(ExpandTiles.expand("float"), "fold2x8");
        for (int i = 0; i < 4; i++) {
            assertThat(method.split("c" + i + " = a" + i + "\\.rearrange\\(FOLD2X8_STEP", -1))
                    .hasSize(8 + 1);
        }
        assertThat(method.split("fromArray\\(SPECIES, right", -1)).hasSize(4 + 1);
    }

    @ParameterizedTest
    @CsvSource({"float, Float", "double, Double"})
    void bothTypesHaveTheSameTiles(String type, String name) {
        String text = ExpandTiles.expand(type);
        assertThat(text)
                .contains("final class Simd" + name + "Tiles")
                .isEqualTo(ExpandTiles.expand("float").replace("float", type).replace("Float", name));
    }

    /// Steps whose vector lies in the array, and those whose vector ends with it.
    @Test
    void aTileOfAPartReadsBInTwoWays() {
        String method = method(ExpandTiles.expand("float"), "part4x1");
        assertThat(method.split("\\.fma\\(", -1)).hasSize(2 * 4 + 1);
        assertThat(method.split("fromArray\\(SPECIES, right", -1)).hasSize(2 + 1);
        assertThat(method.split("\\.intoArray\\(result", -1)).hasSize(4 + 1);
    }

    /// At the end of an array the Vector API looks at each lane of a mask, and makes it an object.
    @Test
    void noLoadAndNoStoreIsMasked() {
        assertThat(ExpandTiles.expand("float")).doesNotContainPattern("(fromArray|intoArray)\\([^;]*[mM]ask");
    }

    private static String method(String text, String name) {
        int from = text.indexOf(" void " + name + "(");
        assertThat(from).as("%s is written", name).isPositive();
        return text.substring(from, text.indexOf("\n    }\n", from));
    }
}
