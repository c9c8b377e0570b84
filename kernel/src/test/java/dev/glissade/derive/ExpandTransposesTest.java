package dev.glissade.derive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpandTransposesTest {

    @ParameterizedTest
    @CsvSource({"16, 64", "8, 24", "4, 8", "2, 2"})
    void aSquareIsReadAndWrittenOnceAndExchangesLanesInEachStep(int lanes, int exchanges) {
        String text = ExpandTransposes.expand("float");
        int from = text.indexOf("static void transpose" + lanes + "(");
        String method = text.substring(from, text.indexOf("\n    }\n", from));
        assertThat(method.split("fromArray\\(SPECIES, source", -1)).hasSize(lanes + 1);
        assertThat(method.split("\\.selectFrom\\(", -1)).hasSize(exchanges + 1);
        assertThat(method.split("\\.intoArray\\(", -1)).hasSize(lanes + 1);
    }

    @ParameterizedTest
    @CsvSource({"16, 64", "2, 2"})
    void aRowTakesEachColumnOfASquareIntoItsChains(int lanes, int exchanges) {
        String text = ExpandTransposes.expand("float");
        int from = text.indexOf("static void row" + lanes + "(");
        String method = text.substring(from, text.indexOf("\n    }\n", from));
        assertThat(method.split("\\.selectFrom\\(", -1)).hasSize(exchanges + 1);
        assertThat(method.split("\\.fma\\(", -1)).hasSize(lanes + 1);
    }

    @ParameterizedTest
    @CsvSource({"double, 8", "float, 16"})
    void thereIsAMethodForEachVectorOfTheType(String type, int most) {
        String text = ExpandTransposes.expand(type);
        for (int lanes = 2; lanes <= 2 * most; lanes *= 2) {
            assertThat(text.contains("static void transpose" + lanes + "("))
                    .as("%d lanes of %s", lanes, type)
                    .isEqualTo(lanes <= most);
        }
    }
}
