package dev.glissade.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.TapeGraph;
import dev.glissade.autodiff.Variable;
import dev.glissade.formats.LayeredLayout.Arrow;
import dev.glissade.formats.LayeredLayout.Box;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TapeDrawingTest {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z]+)((?: [a-zA-Z:]+=\"[^\"<&]*\")*)(/?)>");
    private static final Pattern BOX = Pattern.compile(
            "<rect class=\"box [a-z]+\" x=\"([^\"]+)\" y=\"([^\"]+)\" width=\"([^\"]+)\" height=\"([^\"]+)\"");
    private static final Pattern LABEL = Pattern.compile("<text x=\"([^\"]+)\" y=\"([^\"]+)\" [^>]*>([^<]*)</text>");

    @TempDir
    Path folder;

    private final Tape tape = new Tape();

    private TapeGraph example(String name) {
        Variable x1 = tape.input(2.0);
        Variable x2 = tape.input(5.0);
        Variable y = x1.log().plus(x1.times(x2)).minus(x2.sin());
        return TapeGraph.builder(y).name(x1, name).gradients(y).build();
    }

    @Test
    void everyNodeHasABoxWithItsLines() {
        TapeGraph graph = example("x1");
        String svg = new TapeDrawing(graph, "ln(x1) + x1*x2 - sin(x2)").toSvg();

        assertWellFormed(svg);
        assertThat(boxes(svg)).hasSize(7);
        assertThat(texts(svg))
                .contains(
                        "ln(x1) + x1*x2 - sin(x2)", "x1 = input", "gradient 5.5", "log", "subtract", "value 11.65207");
        assertThat(svg)
                .contains("<title>instruction 6: subtract; of 4 (add), 5 (sin)</title>")
                .contains("prefers-color-scheme:dark");
        assertThat(svg.split("class=\"arrow\"", -1)).hasSize(1 + 8);
    }

    @Test
    void nothingIsLoadedAndNothingRuns() {
        String svg = new TapeDrawing(example("<script>alert(1)</script>"), "<a href=\"https://example.org\">").toSvg();

        assertWellFormed(svg);
        assertThat(svg)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script", "<a ", "href=\"", "url(");
        assertThat(svg.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http://");
    }

    @Test
    void timesAreBars() {
        Variable y = tape.input(2.0).exp().log();
        TapeGraph graph = TapeGraph.builder(y).times(Duration.ZERO).build();
        String svg = new TapeDrawing(graph, "").toSvg();

        assertWellFormed(svg);
        assertThat(svg.split("class=\"bar\"", -1)).hasSize(1 + 2);
    }

    @Test
    void aLongProgramIsCutWithANote() {
        Variable y = tape.input(0.5);
        for (int i = 0; i < 10_000; i++) {
            y = y.sin();
        }
        TapeGraph graph = TapeGraph.builder(y).build();
        String svg = new TapeDrawing(graph, "sin of sin").toSvg();

        assertWellFormed(svg);
        assertThat(boxes(svg)).hasSize(200);
        assertThat(texts(svg)).contains(graph.note(), "… 9,802 instructions, not shown");
    }

    @Test
    void theSameBytesInEveryLocale() throws IOException {
        Locale locale = Locale.getDefault();
        String here = new TapeDrawing(example("x1"), "f").toSvg();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            tape.restart();
            Path file = folder.resolve("f.svg");
            new TapeDrawing(example("x1"), "f").write(file);
            assertThat(file).hasContent(here);
        } finally {
            Locale.setDefault(locale);
        }
    }

    // ---- the layout

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 20, 60, 200})
    void boxesNeverOverlapAndArrowsGoAroundThem(int count) {
        var random = new SplittableRandom(11 + count);
        var boxes = new ArrayList<Box>();
        var arrows = new ArrayList<Arrow>();
        for (int i = 0; i < count; i++) {
            boxes.add(new Box(30 + random.nextInt(200), 20 + random.nextInt(80)));
            for (int k = random.nextInt(3); i > 0 && k > 0; k--) {
                arrows.add(new Arrow(random.nextInt(Math.max(0, i - 12), i), i));
            }
        }
        var layout = new LayeredLayout(boxes, arrows);

        for (int i = 0; i < count; i++) {
            assertThat(layout.left(i)).isGreaterThanOrEqualTo(-1e-6);
            assertThat(layout.left(i) + boxes.get(i).width()).isLessThanOrEqualTo(layout.width() + 1e-6);
            assertThat(layout.top(i) + boxes.get(i).height()).isLessThanOrEqualTo(layout.height() + 1e-6);
            for (int j = 0; j < i; j++) {
                boolean apart = layout.left(i) + boxes.get(i).width() < layout.left(j)
                        || layout.left(j) + boxes.get(j).width() < layout.left(i)
                        || layout.top(i) + boxes.get(i).height() < layout.top(j)
                        || layout.top(j) + boxes.get(j).height() < layout.top(i);
                assertThat(apart).as("boxes %d and %d of %d", i, j, count).isTrue();
            }
        }
        for (int i = 0; i < arrows.size(); i++) {
            double[] points = layout.points(i);
            for (int k = 0; k + 3 < points.length; k += 4) {
                assertThat(points[k]).isEqualTo(points[k + 2]);
                assertThat(points[k + 1]).isLessThanOrEqualTo(points[k + 3]);
                for (int box = 0; box < count; box++) {
                    // Where a line runs through a layer, it is vertical and beside all boxes but its own two ends.
                    boolean own =
                            box == arrows.get(i).from() || box == arrows.get(i).to();
                    boolean beside = points[k] < layout.left(box)
                            || points[k] > layout.left(box) + boxes.get(box).width()
                            || points[k + 3] < layout.top(box)
                            || points[k + 1] > layout.top(box) + boxes.get(box).height();
                    assertThat(own || beside)
                            .as("arrow %d at box %d of %d", i, box, count)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void manyLongArrowsDoNotHang() {
        var boxes = new ArrayList<Box>();
        var arrows = new ArrayList<Arrow>();
        for (int i = 0; i < 200; i++) {
            boxes.add(new Box(50, 20));
            for (int j = 0; j < i; j++) {
                arrows.add(new Arrow(j, i));
            }
        }
        assertThat(new LayeredLayout(boxes, arrows).height()).isEqualTo(200 * 20 + 199 * 44);
    }

    // ---- reading a drawing

    private static List<double[]> boxes(String svg) {
        return BOX.matcher(svg)
                .results()
                .map(found -> new double[] {
                    Double.parseDouble(found.group(1)),
                    Double.parseDouble(found.group(2)),
                    Double.parseDouble(found.group(3)),
                    Double.parseDouble(found.group(4))
                })
                .toList();
    }

    private static List<String> texts(String svg) {
        return LABEL.matcher(svg).results().map(found -> found.group(3)).toList();
    }

    /// Elements are closed in order, text has no markup, and labels lie within the picture.
    private static void assertWellFormed(String svg) {
        var open = new ArrayList<String>();
        int end = 0;
        var tags = TAG.matcher(svg);
        while (tags.find()) {
            String text = svg.substring(end, tags.start());
            assertThat(text).doesNotContain("<").doesNotContainPattern("&(?!(lt|gt|amp|quot);)");
            end = tags.end();
            if (!tags.group(1).isEmpty()) {
                assertThat(tags.group(2)).isEqualTo(open.removeLast());
            } else if (tags.group(4).isEmpty()) {
                open.add(tags.group(2));
            }
        }
        assertThat(open).isEmpty();
        assertThat(svg.substring(end)).isBlank();
        assertThat(svg).startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"").doesNotContain("NaN", "Infinity");
    }
}
