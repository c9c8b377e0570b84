package dev.glissade.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glissade.formats.LineChart.Line;
import dev.glissade.formats.LineChart.Panel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineChartTest {
    private static final double[] EPOCHS = {1, 2, 3, 4};

    @TempDir
    Path folder;

    @Test
    void labelsAxesWithUnitsAndNamesTheLines() {
        String svg = LossPlot.of("digits", EPOCHS, new double[] {2, 1, 0.5, 0.4}, new double[] {0.5, 0.7, 0.9, 0.95})
                .toSvg();

        assertThat(texts(svg))
                .contains("digits", "epoch (passes over the training set)", "loss (nats per sample)")
                .contains("accuracy (part correct)", "training loss", "test accuracy")
                .contains("1", "2", "3", "4", "0.5", "1.5", "0.6");
    }

    @Test
    void putsPointsWhereTheAxesSay() {
        var line = new Line("y", new double[] {0, 10}, new double[] {0, 1});
        String svg = new LineChart("t", "x", List.of(new Panel("y", List.of(line)))).toSvg();

        // The plot spans 84 to 732 across and 54 to 284 down.
        assertThat(svg).contains("<path d=\"M84 284L732 54\" fill=\"none\" stroke=\"#0072B2\"");
    }

    @Test
    void leavesGapsAtNumbersThatAreNotFiniteAndShowsLonelyPoints() {
        double[] y = {1, Double.NaN, 3, 4, Double.POSITIVE_INFINITY};
        String svg = chart(new double[] {1, 2, 3, 4, 5}, y).toSvg();

        assertThat(svg.split("<circle", -1)).hasSize(2);
        assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "5, 5",
        "-1e300, 1.7976931348623157e308",
        "1e-320, 2e-320",
        "0.1, 0.1000001",
        "-1.7e308, 1.7e308"
    })
    void drawsAnyRange(double least, double greatest) {
        String svg = chart(new double[] {1, 2}, new double[] {least, greatest}).toSvg();

        assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity").hasSizeLessThan(10_000);
    }

    @Test
    void drawsAxesWithoutAnyPoint() {
        assertThat(texts(chart(new double[0], new double[0]).toSvg())).contains("0", "1");
    }

    @Test
    void escapesText() {
        var chart =
                new LineChart("<a & \"b\">\u0001", "x", chart(EPOCHS, EPOCHS).panels());

        assertThat(texts(chart.toSvg())).contains("&lt;a &amp; &quot;b&quot;&gt;?");
    }

    @Test
    void writesTheSameBytesInEveryLocale() throws IOException {
        Locale locale = Locale.getDefault();
        String here = chart(EPOCHS, new double[] {0.1, 0.25, 1000.5, 3}).toSvg();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            Path file = folder.resolve("loss.svg");
            chart(EPOCHS, new double[] {0.1, 0.25, 1000.5, 3}).write(file);
            assertThat(file).hasContent(here);
        } finally {
            Locale.setDefault(locale);
        }
    }

    @Test
    void refusesCoordinatesOfDifferentNumber() {
        assertThatThrownBy(() -> new Line("loss", new double[2], new double[3]))
                .hasMessage("line loss: 2 x, 3 y; both must be equal");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0     | 2.1    | 5  | false | 0.0 0.5 1.0 1.5 2.0 2.5",
                "0.2   | 0.975  | 5  | false | 0.2 0.4 0.6 0.8 1.0",
                "-3    | 4      | 5  | false | -4 -2 0 2 4",
                "1     | 30     | 10 | true  | 0 5 10 15 20 25 30",
                "1     | 3      | 10 | true  | 1 2 3",
                "7     | 7      | 10 | true  | 6 7 8",
                "0     | 4e30   | 5  | false | 0 1E+30 2E+30 3E+30 4E+30",
                "0     | 4e-12  | 5  | false | 0 1E-12 2E-12 3E-12 4E-12",
                "100000000 | 100000004 | 5 | true | 100E+6 100000001 100000002 100000003 100000004"
            })
    void marksAxesAtShortNumbers(double least, double greatest, int steps, boolean whole, String labels) {
        AxisTicks axis = AxisTicks.covering(least, greatest, steps, whole);

        assertThat(axis.marks().stream().map(AxisTicks.Mark::label))
                .containsExactly(labels.replace("0.0 ", "0 ").split(" "));
    }

    private static LineChart chart(double[] x, double[] y) {
        return new LineChart("t", "x", List.of(new Panel("y", List.of(new Line("y", x, y)))));
    }

    private static List<String> texts(String svg) {
        return Pattern.compile("<text[^>]*>([^<]*)</text>")
                .matcher(svg)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
