package dev.glissade.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glissade.autodiff.TapeGraph.Edge;
import dev.glissade.autodiff.TapeGraph.Group;
import dev.glissade.autodiff.TapeGraph.Kind;
import dev.glissade.autodiff.TapeGraph.Node;
import dev.glissade.autodiff.TapeGraph.Result;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TapeGraphTest {
    private final Tape tape = new Tape();

    /// ln(x1) + x1·x2 − sin(x2) at (2, 5).
    private TapeGraph example() {
        Variable x1 = tape.input(2.0);
        Variable x2 = tape.input(5.0);
        Variable y = x1.log().plus(x1.times(x2)).minus(x2.sin());
        return TapeGraph.builder(y)
                .name(x1, "x1")
                .name(x2, "x2")
                .name(y, "y")
                .gradients(y)
                .build();
    }

    @Test
    void theExampleInTheLanguageOfGraphviz() {
        assertThat(example().toDot()).isEqualTo("""
                digraph tape {
                  node [shape=box, style="rounded,filled", fontname="monospace", fontsize=11];
                  n0 [label="x1 = input\\nfloat64 scalar\\nvalue 2\\ngradient 5.5\\n8 bytes", fillcolor="#d9eaf5"];
                  n1 [label="x2 = input\\nfloat64 scalar\\nvalue 5\\ngradient 1.716338\\n8 bytes", fillcolor="#d9eaf5"];
                  n2 [label="log\\nfloat64 scalar\\nvalue 0.6931472\\ngradient 1\\n8 bytes", fillcolor="#ffffff"];
                  n3 [label="multiply\\nfloat64 scalar\\nvalue 10\\ngradient 1\\n8 bytes", fillcolor="#ffffff"];
                  n4 [label="add\\nfloat64 scalar\\nvalue 10.69315\\ngradient 1\\n8 bytes", fillcolor="#ffffff"];
                  n5 [label="sin\\nfloat64 scalar\\nvalue -0.9589243\\ngradient -1\\n8 bytes", fillcolor="#ffffff"];
                  n6 [label="y = subtract\\nfloat64 scalar\\nvalue 11.65207\\ngradient 1\\n8 bytes", fillcolor="#fbe5d6"];
                  n0 -> n2;
                  n0 -> n3;
                  n1 -> n3;
                  n2 -> n4;
                  n3 -> n4;
                  n1 -> n5;
                  n4 -> n6;
                  n5 -> n6;
                }
                """);
    }

    @Test
    void theExampleInMermaid() {
        assertThat(example().toMermaid()).isEqualTo("""
                flowchart TB
                  n0["x1 = input<br/>float64 scalar<br/>value 2<br/>gradient 5.5<br/>8 bytes"]
                  n1["x2 = input<br/>float64 scalar<br/>value 5<br/>gradient 1.716338<br/>8 bytes"]
                  n2["log<br/>float64 scalar<br/>value 0.6931472<br/>gradient 1<br/>8 bytes"]
                  n3["multiply<br/>float64 scalar<br/>value 10<br/>gradient 1<br/>8 bytes"]
                  n4["add<br/>float64 scalar<br/>value 10.69315<br/>gradient 1<br/>8 bytes"]
                  n5["sin<br/>float64 scalar<br/>value -0.9589243<br/>gradient -1<br/>8 bytes"]
                  n6["y = subtract<br/>float64 scalar<br/>value 11.65207<br/>gradient 1<br/>8 bytes"]
                  n0 --> n2
                  n0 --> n3
                  n1 --> n3
                  n2 --> n4
                  n3 --> n4
                  n1 --> n5
                  n4 --> n6
                  n5 --> n6
                  classDef input fill:#d9eaf5,stroke:#0072b2,color:#111111
                  class n0,n1 input
                  classDef operation fill:#ffffff,stroke:#777777,color:#111111
                  class n2,n3,n4,n5 operation
                  classDef result fill:#fbe5d6,stroke:#d55e00,color:#111111
                  class n6 result
                """);
    }

    @Test
    void takingAGraphLeavesTheTapeAsItWas() {
        Variable x = tape.input(3.0);
        Variable y = x.square().times(2);
        TapeGraph.builder(y).gradients(y).times(Duration.ZERO).build();

        assertThat(tape.instructions()).isEqualTo(3);
        assertThat(y.value()).isEqualTo(18);
        assertThat(tape.grad(y, x).getFirst().value()).isEqualTo(12);
    }

    @Test
    void tensorsShowNormsStorageAndSettings() {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put("w", Shape.of(2, 2));
        Parameters parameters = Parameters.zeros(DType.FLOAT32, shapes);
        parameters.values().floats()[0] = 3;
        parameters.values().floats()[3] = 4;
        Variable w = tape.parameter(parameters, "w");
        Variable loss = w.transpose(0, 1)
                .times(2)
                .plus(tape.constant(1, DType.FLOAT32, Shape.of(2)))
                .sum();
        TapeGraph graph = TapeGraph.builder(loss).gradients(loss).build();

        assertThat(graph.nodes().stream().map(Node::lines))
                .containsExactly(
                        List.of("parameter w", "float32 2×2", "norm 5", "gradient norm 4", "0 bytes"),
                        List.of("transpose first=0, second=1", "float32 2×2", "norm 5", "gradient norm 4", "0 bytes"),
                        List.of("scale factor=2.0", "float32 2×2", "norm 10", "gradient norm 2", "16 bytes"),
                        List.of("constant", "float32 [2]", "norm 1.414214", "4 bytes"),
                        List.of("add", "float32 2×2", "norm 11.48913", "gradient norm 2", "16 bytes"),
                        List.of(
                                "sum reduction=sum, correction=1, axes={0, 1}",
                                "float32 1×1",
                                "value 18",
                                "gradient 1",
                                "4 bytes"),
                        List.of("squeeze axes={0, 1}", "float32 scalar", "value 18", "gradient 1", "0 bytes"));
        assertThat(graph.nodes())
                .first()
                .extracting(node -> ((Result) node).kind())
                .isEqualTo(Kind.PARAMETER);
    }

    @Test
    void timesAreMeasuredWhereSomethingRuns() {
        Variable y = tape.input(3.0).exp();
        List<Node> nodes =
                TapeGraph.builder(y).times(Duration.ofMillis(1)).build().nodes();

        assertThat(nodes.getFirst().nanoseconds()).isEmpty();
        assertThat(nodes.getLast().nanoseconds().orElseThrow()).isPositive();
        assertThat(nodes.getLast().lines().getLast()).matches("[0-9.,]+ (ns|µs|ms), 8 bytes");
    }

    @Test
    void onlyWhatLeadsToTheResultIsDrawnUnlessTheTapeIs() {
        Variable x = tape.input(1.0);
        Variable y = x.exp();
        x.sin();

        assertThat(TapeGraph.builder(y).build().nodes()).hasSize(2);
        TapeGraph all = TapeGraph.builder(tape).gradients(y).build();
        assertThat(all.nodes()).hasSize(3);
        assertThat(((Result) all.nodes().getLast()).gradient()).isEmpty();
    }

    @Test
    void theMiddleOfALongProgramIsOneNode() {
        Variable x = tape.input(0.5);
        Variable y = x;
        for (int i = 0; i < 5_000; i++) {
            y = y.times(x).sin();
        }
        TapeGraph graph = TapeGraph.builder(y).gradients(y).times(Duration.ZERO).build();

        assertThat(graph.nodes()).hasSize(200);
        assertThat(graph.instructions()).isEqualTo(10_001);
        assertThat(graph.note()).isEqualTo("Of 10,001 instructions, 9,802 from number 99 on are drawn as one.");
        Group group = (Group) graph.nodes().get(99);
        assertThat(group.lines().subList(0, 2))
                .containsExactly("… 9,802 instructions, not shown", "multiply 4,901, sin 4,901");
        assertThat(group.bytes()).isEqualTo(8 * 9802);
        assertThat(graph.edges()).allMatch(edge -> edge.from() < edge.to()).doesNotHaveDuplicates();
        assertThat(graph.edges()).contains(new Edge(0, 99, 0), new Edge(98, 99, 0), new Edge(99, 100, 0));
        assertThat(graph.toDot())
                .contains("label=\"Of 10,001 instructions")
                .hasLineCount(3 + 200 + graph.edges().size() + 1);
        assertThat(graph.toMermaid()).contains("class n99 group");
    }

    @Test
    void namesAreText() {
        Variable x = tape.input(1.0);
        String name = "a\"b\\N<i>&amp;`%%{init}\n\u202e;#";

        TapeGraph graph = TapeGraph.builder(x).name(x, name).build();

        assertThat(graph.toDot()).contains("[label=\"a\\\"b\\\\N<i>&amp;amp;`%%{init}??;# = input\\n");
        assertThat(graph.toMermaid())
                .contains("[\"a#34;b#92;N#60;i#62;#38;amp#59;#96;#37;#37;#123;init#125;??#59;#35; = input<br/>");
        String longName = "x".repeat(1000);
        assertThat(TapeGraph.builder(x).name(x, longName).build().toDot())
                .contains("x…\\n")
                .hasSizeLessThan(400);
    }

    @Test
    void numbersAreTheSameInEveryLocale() {
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(List.of(GraphText.number(1e-30 / 3), GraphText.number(Double.NaN), GraphText.number(-0.0)))
                    .containsExactly("3.333333E-31", "NaN", "0");
            assertThat(GraphText.cost(OptionalDouble.of(12345.6), 12_345_678)).isEqualTo("12.3 µs, 11.8 MiB");
        } finally {
            Locale.setDefault(locale);
        }
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        Variable x = tape.input(Tensor.zeros(DType.FLOAT32, Shape.of(3)));

        assertThatThrownBy(TapeGraph::builder).hasMessage("graph: there are 0 results; at least 1 is needed");
        assertThatThrownBy(() -> TapeGraph.builder(x).atMost(2))
                .hasMessage("graph: at most 2 nodes; there must be at least 3");
        assertThatThrownBy(() -> TapeGraph.builder(x).times(Duration.ofMillis(-1)))
                .hasMessage("graph: time is PT-0.001S; it must not be negative");
        assertThatThrownBy(() -> TapeGraph.builder(x).gradients(x).build())
                .hasMessageStartingWith("grad: result is [3] with 3 elements");
        assertThatThrownBy(() -> TapeGraph.builder(x).name(new Tape().input(1.0), "y"))
                .hasMessageContaining("belongs to another tape");
        TapeGraphBuilder builder = TapeGraph.builder(x);
        tape.restart();
        assertThatThrownBy(builder::build).hasMessageContaining("belongs to an earlier recording");
    }
}
