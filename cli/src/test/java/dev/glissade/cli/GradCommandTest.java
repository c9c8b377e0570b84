package dev.glissade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradCommandTest {
    private static final String EXAMPLE = "ln(x1) + x1*x2 - sin(x2)";

    @TempDir
    Path folder;

    private static Outcome grad(String formula, String at, String... more) {
        return Outcome.of(Stream.concat(Stream.of("grad", formula, "--at", at), Stream.of(more))
                .toArray(String[]::new));
    }

    /// The cells of the rows below a title, up to an empty line.
    private static List<List<String>> section(Outcome outcome, String title) {
        return outcome.out()
                .lines()
                .dropWhile(line -> !line.startsWith(title))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .map(line -> List.of(line.strip().split(" {2,}", -1)))
                .toList();
    }

    @Test
    void showsThePassesOfTheExample() {
        Outcome outcome = grad(EXAMPLE, "x1=2,x2=5");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines().findFirst()).hasValue("f(x1, x2) = " + EXAMPLE + " at x1 = 2, x2 = 5");
        assertThat(section(outcome, "forward"))
                .containsExactly(
                        List.of("v1", "= ln(x1)", "= 0.6931471805599453"),
                        List.of("v2", "= x1*x2", "= 10"),
                        List.of("v3", "= sin(x2)", "= -0.9589242746631385"),
                        List.of("v4", "= v1 + v2", "= 10.693147180559945"),
                        List.of("v5", "= v4 - v3", "= 11.652071455223084"));
        assertThat(section(outcome, "backward").stream().skip(1))
                .containsExactly(
                        List.of("v5", "1"),
                        List.of("v4", "v5", "∂v5/∂v4 = 1", "1", "1", "1", "1"),
                        List.of("v3", "v5", "∂v5/∂v3 = -1", "-1", "1", "-1", "-1"),
                        List.of("v2", "v4", "∂v4/∂v2 = 1", "1", "1", "1", "1"),
                        List.of("v1", "v4", "∂v4/∂v1 = 1", "1", "1", "1", "1"),
                        List.of("x2", "v3", "∂v3/∂x2 = cos(x2)", "0.28366218546322625", "-1", "-0.28366218546322625"),
                        List.of("v2", "∂v2/∂x2 = x1", "2", "1", "2", "1.7163378145367738"),
                        List.of("x1", "v2", "∂v2/∂x1 = x2", "5", "1", "5"),
                        List.of("v1", "∂v1/∂x1 = 1/x1", "0.5", "1", "0.5", "5.5"));
        assertThat(section(outcome, "by rule"))
                .containsExactly(List.of("∂f/∂x1 = 1/x1 + x2"), List.of("∂f/∂x2 = x1 - cos(x2)"));
    }

    @Test
    void allFourWaysAgree() {
        List<List<String>> rows = section(grad(EXAMPLE, "x1=2,x2=5"), "gradient");

        assertThat(rows).hasSize(1 + 2 * 4);
        assertThat(rows.get(2)).containsExactly("symbolic", "5.5", "0");
        assertThat(rows.get(3)).containsExactly("forward", "5.5", "0");
        assertThat(rows.get(4)).containsExactly("reverse", "5.5");
        assertThat(rows.get(8)).containsExactly("reverse", "1.7163378145367738");
        for (int numerical : new int[] {1, 5}) {
            List<String> row = rows.get(numerical);
            assertThat(row.get(1)).isEqualTo("numerical");
            assertThat(Double.parseDouble(row.get(3).replaceFirst(" .*", ""))).isLessThan(1e-10);
        }
    }

    @Test
    void showsHowDerivativesSwell() {
        List<List<String>> rows = section(grad("sin(x*y)^3", "x=0.5,y=2", "--order", "2"), "size");

        assertThat(rows.getFirst()).containsExactly("order", "derivatives", "by rule", "simplified", "shared", "tape");
        assertThat(rows).hasSize(4);
    }

    @Test
    void theSecondOrderAddsTheHessian() {
        Outcome outcome = grad("x^2*y", "x=3,y=5", "--order", "2");

        assertThat(section(outcome, "by rule")).contains(List.of("∂²f/∂x² = 2*y"), List.of("∂²f/∂x∂y = 2*x"));
        List<List<String>> rows = section(outcome, "Hessian");
        assertThat(rows).hasSize(1 + 3 * 4);
        assertThat(rows.get(1)).startsWith("x, x", "numerical");
        assertThat(rows.get(2)).containsExactly("symbolic", "10", "0");
        assertThat(rows.get(3)).containsExactly("forward over reverse", "10", "0");
        assertThat(rows.get(4)).containsExactly("reverse over reverse", "10");
        assertThat(rows.get(8)).containsExactly("reverse over reverse", "6");
        assertThat(rows.get(12)).containsExactly("reverse over reverse", "0");
    }

    @Test
    void writesTheDrawing() throws IOException {
        Path file = folder.resolve("graph.svg");
        Outcome outcome = grad(EXAMPLE, "x1=2,x2=5", "--svg", file.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).endsWith("\n" + file + System.lineSeparator());
        String svg = Files.readString(file);
        assertThat(svg).startsWith("<svg ").contains(">v5 = subtract<", ">x2 = input<", ">gradient 5.5<", EXAMPLE);
        assertThat(Pattern.compile("class=\"box ").matcher(svg).results()).hasSize(7);
        grad(EXAMPLE, "x1=2,x2=5", "--svg", file.toString());
        assertThat(file).as("the same bytes again").hasContent(svg);
        grad(EXAMPLE, "x1=2,x2=5", "--svg", file.toString(), "--times");
        assertThat(file).content().containsPattern(">[0-9.,]+ (ns|µs|ms), 8 bytes<");
    }

    @Test
    void aDrawingThatCannotBeWrittenLeavesNothing() throws IOException {
        Path file = folder.resolve("missing").resolve("graph.svg");
        Outcome outcome = grad("x^2", "x=1", "--svg", file.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errorLines())
                .containsExactly(
                        "glissade: cannot write: " + file + ": there is no folder " + folder.resolve("missing"));
        assertThat(grad("x^2", "x=1", "--svg", folder.toString()).errorLines())
                .containsExactly("glissade: cannot write: " + folder + ": it is a folder; a file is needed");
        assertThat(grad("x^2 + ", "x=1", "--svg", folder.resolve("a.svg").toString())
                        .exitCode())
                .isEqualTo(2);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aSyntaxErrorIsMarkedInTheFormula() {
        Outcome outcome = grad("ln(x) + )", "x=1");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.errorLines()).hasSize(3);
        assertThat(outcome.errorLines().getFirst()).startsWith("glissade: formula, column 9: ");
        assertThat(outcome.errorLines().subList(1, 3)).containsExactly("  ln(x) + )", "          ^");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x*y      | x=1       | --at: y has no number; each variable needs one, as in --at x=1,y=2",
                "x        | x=1,z=2   | --at z=…: the formula has no variable 'z'; it has x",
                "x        | x=two     | 'two' is not a finite number",
                "x        | x=        | '' is not a finite number",
                "x        | x=1/0     | '1/0' is not a finite number",
                "x        | 5         | '5' is not NAME=NUMBER",
                "x        | x=1,x=2   | x is given twice",
                "ln(x)    | x=-1      | v1 = ln(x) is NaN at x = -1; ln is defined above 0",
                "1/(x-1)  | x=1       | v2 = 1/v1 is Infinity at v1 = 0; the divisor must not be 0",
                "asin(2x) | x=1       | v2 = asin(v1) is NaN at v1 = 2; asin is defined from -1 to 1",
                "2*pi     | x=1       | the formula has no variable; there is nothing to differentiate by"
            })
    void whatIsWrongCostsOneLine(String formula, String at, String message) {
        Outcome outcome = grad(formula, at);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.errorLines())
                .singleElement()
                .asString()
                .startsWith("glissade: ")
                .contains(message);
    }

    @Test
    void optionsAreChecked() {
        assertThat(grad("x", "x=1", "--order", "3").errorLines())
                .containsExactly("glissade: --order 3: it must be 1 or 2");
        assertThat(grad("x", "x=1", "--times").errorLines())
                .containsExactly("glissade: --times: the times are shown in a drawing; it needs --svg FILE");
        assertThat(grad("x", "x=1", "--ordr", "2").exitCode()).isEqualTo(2);
        assertThat(Outcome.of("grad").exitCode()).isEqualTo(2);
        assertThat(Outcome.of("grad", "x*y").errorLines().getFirst()).contains("x, y have no number");
    }

    @Test
    void aFormulaMayBeginWithAMinusAndBeOneVariable() {
        assertThat(section(grad("-x^2", "x=3"), "by rule")).containsExactly(List.of("∂f/∂x = -2*x"));
        Outcome one = grad("x", "x=3", "--svg", folder.resolve("x.svg").toString());
        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(one.out()).contains("nothing to compute: f is x");
        assertThat(section(one, "backward").get(1)).containsExactly("x", "1");
    }

    @Test
    void numbersMayBeFormulas() {
        assertThat(section(grad("sin(t)", "t=pi/2"), "forward")).containsExactly(List.of("v1", "= sin(t)", "= 1"));
    }

    @Test
    void equalPartsAreComputedOnceAndNamesNeverClash() {
        List<List<String>> forward = section(grad("sin(v1)*sin(v1)", "v1=1"), "forward");

        assertThat(forward.stream().map(row -> row.getFirst() + " " + row.get(1)))
                .containsExactly("w1 = sin(v1)", "w2 = w1*w1");
        assertThat(section(grad("sin(v1)*sin(v1)", "v1=1"), "backward").get(2))
                .startsWith("w1", "w2", "∂w2/∂w1 = 2*w1");
    }

    @Test
    void aDerivativeThatIsNotFiniteIsSaid() {
        assertThat(grad("sqrt(x)", "x=0").out()).contains("∂f/∂x is Infinity: f has no finite derivative there");
    }

    @Test
    void latexIsShownOnDemand() {
        assertThat(grad(EXAMPLE, "x1=2,x2=5", "--latex").out())
                .contains("\\frac{\\partial f}{\\partial x_{1}} = \\frac{1}{x_{1}} + x_{2}");
        assertThat(grad(EXAMPLE, "x1=2,x2=5").out()).doesNotContain("\\frac");
    }

    @Test
    void longFormulasAreCountedNotShown() {
        String product = String.join(
                "*",
                IntStream.range(0, 60).mapToObj(i -> "(1+x^" + (i + 2) + ")").toList());

        Outcome outcome = grad(product, "x=0.5");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(section(outcome, "by rule").getFirst().getFirst())
                .matches("∂f/∂x = … \\([0-9]+ nodes, not shown\\)");
    }
}
