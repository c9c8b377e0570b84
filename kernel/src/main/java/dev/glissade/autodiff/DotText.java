package dev.glissade.autodiff;

import dev.glissade.autodiff.TapeGraph.Edge;
import dev.glissade.autodiff.TapeGraph.Group;
import dev.glissade.autodiff.TapeGraph.Node;
import dev.glissade.autodiff.TapeGraph.Result;
import java.util.stream.Collectors;

/// A [TapeGraph] in the language of Graphviz.
///
/// Source: The DOT Language and Escape Strings, graphviz.org/doc/info. In a quoted label a backslash begins an escape,
/// and `&` an entity.
final class DotText {
    private DotText() {}

    static String of(TapeGraph graph) {
        var text = new StringBuilder("""
                digraph tape {
                  node [shape=box, style="rounded,filled", fontname="monospace", fontsize=11];
                """);
        if (!graph.note().isEmpty()) {
            text.append("  label=\"").append(escaped(graph.note())).append("\";\n");
        }
        for (Node node : graph.nodes()) {
            text.append("  n")
                    .append(node.position())
                    .append(" [label=\"")
                    .append(node.lines().stream().map(DotText::escaped).collect(Collectors.joining("\\n")))
                    .append("\", ")
                    .append(style(node))
                    .append("];\n");
        }
        for (Edge edge : graph.edges()) {
            text.append("  n")
                    .append(graph.nodes().get(edge.from()).position())
                    .append(" -> n")
                    .append(graph.nodes().get(edge.to()).position())
                    .append(";\n");
        }
        return text.append("}\n").toString();
    }

    private static String style(Node node) {
        return switch (node) {
            case Group _ -> "fillcolor=\"#ffffff\", style=\"rounded,filled,dashed\"";
            case Result result ->
                switch (result.kind()) {
                    case INPUT -> "fillcolor=\"#d9eaf5\"";
                    case PARAMETER -> "fillcolor=\"#d9f0e6\"";
                    case CONSTANT -> "fillcolor=\"#ececec\"";
                    case OPERATION -> "fillcolor=\"#ffffff\"";
                    case RESULT -> "fillcolor=\"#fbe5d6\"";
                };
        };
    }

    private static String escaped(String line) {
        return GraphText.escaped(line, character -> switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '&' -> "&amp;";
            default -> Character.toString(character);
        });
    }
}
