package dev.glissade.autodiff;

import dev.glissade.autodiff.TapeGraph.Edge;
import dev.glissade.autodiff.TapeGraph.Group;
import dev.glissade.autodiff.TapeGraph.Node;
import dev.glissade.autodiff.TapeGraph.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A [TapeGraph] as a Mermaid flowchart.
///
/// Source: Flowcharts, "Entity codes to escape characters", mermaid.js.org. Whatever means something there, or in the
/// HTML it becomes, is written as the number of its character.
final class MermaidText {
    private static final String SPECIAL = "\"#&<>`\\%;{}";
    private static final Map<String, String> STYLES = styles();

    private MermaidText() {}

    private static Map<String, String> styles() {
        var styles = new LinkedHashMap<String, String>();
        styles.put("input", "fill:#d9eaf5,stroke:#0072b2,color:#111111");
        styles.put("parameter", "fill:#d9f0e6,stroke:#009e73,color:#111111");
        styles.put("constant", "fill:#ececec,stroke:#777777,color:#111111");
        styles.put("operation", "fill:#ffffff,stroke:#777777,color:#111111");
        styles.put("result", "fill:#fbe5d6,stroke:#d55e00,color:#111111");
        styles.put("group", "fill:#ffffff,stroke:#777777,color:#111111,stroke-dasharray:4 3");
        return styles;
    }

    static String of(TapeGraph graph) {
        var text = new StringBuilder("flowchart TB\n");
        if (!graph.note().isEmpty()) {
            text.append("  %% ").append(graph.note()).append('\n');
        }
        for (Node node : graph.nodes()) {
            text.append("  n")
                    .append(node.position())
                    .append("[\"")
                    .append(node.lines().stream().map(MermaidText::escaped).collect(Collectors.joining("<br/>")))
                    .append("\"]\n");
        }
        for (Edge edge : graph.edges()) {
            text.append("  n")
                    .append(graph.nodes().get(edge.from()).position())
                    .append(" --> n")
                    .append(graph.nodes().get(edge.to()).position())
                    .append('\n');
        }
        STYLES.forEach((name, style) -> {
            List<String> members = members(graph, name);
            if (!members.isEmpty()) {
                text.append("  classDef ")
                        .append(name)
                        .append(' ')
                        .append(style)
                        .append('\n');
                text.append("  class ")
                        .append(String.join(",", members))
                        .append(' ')
                        .append(name)
                        .append('\n');
            }
        });
        return text.toString();
    }

    private static List<String> members(TapeGraph graph, String style) {
        var members = new ArrayList<String>();
        for (Node node : graph.nodes()) {
            String name = switch (node) {
                case Group _ -> "group";
                case Result result -> result.kind().name().toLowerCase(Locale.ROOT);
            };
            if (name.equals(style)) {
                members.add("n" + node.position());
            }
        }
        return members;
    }

    private static String escaped(String line) {
        return GraphText.escaped(
                line,
                character -> SPECIAL.indexOf(character) < 0 ? Character.toString(character) : "#" + character + ";");
    }
}
