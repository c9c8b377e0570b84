package dev.glissade.formats;

import dev.glissade.autodiff.TapeGraph;
import dev.glissade.autodiff.TapeGraph.Edge;
import dev.glissade.autodiff.TapeGraph.Group;
import dev.glissade.autodiff.TapeGraph.Node;
import dev.glissade.autodiff.TapeGraph.Result;
import dev.glissade.formats.LayeredLayout.Arrow;
import dev.glissade.formats.LayeredLayout.Box;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A recorded program as an SVG file: a box for each result, arrows from what it was computed from.
///
/// The file is the same wherever it is made: no ids, dates, scripts or fonts of the machine are in it, nothing is loaded,
/// and text stays text. It follows the reader's choice of a light or a dark page. Where times were measured, a bar in each
/// box shows its share of the longest.
///
/// @param title above all; empty for none
public record TapeDrawing(TapeGraph graph, String title) {
    private static final int MARGIN = 24;
    private static final int PADDING = 10;
    private static final int LINE = 16;
    private static final int FONT = 12;
    private static final int TITLE_FONT = 16;
    private static final int BAR = 4;
    private static final int HEAD = 7;
    private static final int LONGEST_LINE = 44;
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_TIP = 300;
    /// The width of a character as a part of its height, in the widest of the usual fonts of one width.
    private static final double CHARACTER = 0.61;

    private static final String STYLE = """
            <style>
            .tape{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:12px}
            .tape .ground{fill:#ffffff}
            .tape .box{stroke-width:1.4}
            .tape .input{fill:#e4f1f9;stroke:#0072b2}
            .tape .parameter{fill:#e2f4ec;stroke:#009e73}
            .tape .constant{fill:#f0f0f0;stroke:#8a8a8a}
            .tape .operation{fill:#ffffff;stroke:#8a8a8a}
            .tape .result{fill:#fdeee2;stroke:#d55e00}
            .tape .group{fill:#ffffff;stroke:#8a8a8a;stroke-dasharray:5 4}
            .tape .arrow{fill:none;stroke:#7a7a7a;stroke-width:1.2}
            .tape .head{fill:#7a7a7a}
            .tape .bar{fill:#cc79a7}
            .tape .title{font-size:16px;font-weight:bold;fill:#1b1b1b}
            .tape .name{font-weight:bold;fill:#1b1b1b}
            .tape .line,.tape .note{fill:#484848}
            .tape .gradient{fill:#a34700}
            @media (prefers-color-scheme:dark){
            .tape .ground{fill:#14171a}
            .tape .input{fill:#12303f;stroke:#56b4e9}
            .tape .parameter{fill:#10352a;stroke:#2fc79b}
            .tape .constant{fill:#2a2d30;stroke:#8f959b}
            .tape .operation,.tape .group{fill:#1d2125;stroke:#8f959b}
            .tape .result{fill:#40260f;stroke:#f0955a}
            .tape .arrow{stroke:#9aa0a6}
            .tape .head{fill:#9aa0a6}
            .tape .title,.tape .name{fill:#f2f2f2}
            .tape .line,.tape .note{fill:#c4c8cc}
            .tape .gradient{fill:#f5a873}
            }
            </style>""";

    /// Writes the drawing, whole or not at all (see [AtomicFile]).
    ///
    /// @throws IOException if the disk refuses
    public void write(Path file) throws IOException {
        byte[] svg = toSvg().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, bytes -> bytes.write(svg));
    }

    /// Returns the drawing as the text of an SVG file.
    public String toSvg() {
        List<Node> nodes = graph.nodes();
        var layout = new LayeredLayout(
                nodes.stream().map(this::box).toList(),
                graph.edges().stream()
                        .map(edge -> new Arrow(edge.from(), edge.to()))
                        .toList());
        String heading = clipped(title, LONGEST_TITLE);
        double headingHeight = heading.isEmpty() ? 0 : 2 * TITLE_FONT;
        double noteHeight = graph.note().isEmpty() ? 0 : 2 * LINE;
        double textWidth = Math.max(width(heading, TITLE_FONT), width(graph.note(), FONT));
        String width = SvgText.number(Math.max(layout.width(), textWidth) + 2 * MARGIN);
        String height = SvgText.number(layout.height() + headingHeight + noteHeight + 2 * MARGIN);
        double left = MARGIN + Math.max(0, textWidth - layout.width()) / 2;
        double top = MARGIN + headingHeight;

        var svg = new SvgText();
        svg.line("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tape\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\">");
        svg.line("<title>" + SvgText.escaped(heading.isEmpty() ? "recorded program" : heading) + "</title>");
        svg.line(STYLE);
        svg.line("<rect class=\"ground\" width=\"" + width + "\" height=\"" + height + "\"/>");
        if (!heading.isEmpty()) {
            svg.label(MARGIN, MARGIN + TITLE_FONT - 4, "class=\"title\"", heading);
        }
        for (int i = 0; i < graph.edges().size(); i++) {
            drawArrow(svg, layout.points(i), left, top);
        }
        for (int i = 0; i < nodes.size(); i++) {
            drawNode(svg, i, left + layout.left(i), top + layout.top(i));
        }
        if (!graph.note().isEmpty()) {
            svg.label(MARGIN, top + layout.height() + 2 * LINE, "class=\"note\"", graph.note());
        }
        return svg.line("</svg>").toString();
    }

    // ---- sizes

    private Box box(Node node) {
        double widest = 0;
        for (String line : node.lines()) {
            widest = Math.max(widest, width(clipped(line, LONGEST_LINE), FONT));
        }
        int bar = isTimed() ? BAR + 4 : 0;
        return new Box(widest + 2 * PADDING, node.lines().size() * LINE + 2 * PADDING - 4 + bar);
    }

    /// Letters of East Asia are twice as wide.
    private static double width(String text, int font) {
        long characters = text.codePoints()
                .map(character -> character >= 0x1100 && (character < 0x2000 || character > 0x2BFF) ? 2 : 1)
                .sum();
        return CHARACTER * font * characters;
    }

    private static String clipped(String text, int most) {
        int length = text.codePointCount(0, text.length());
        return length <= most ? text : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    private boolean isTimed() {
        return longest() > 0;
    }

    private double longest() {
        return graph.nodes().stream()
                .mapToDouble(node -> node.nanoseconds().orElse(0))
                .max()
                .orElse(0);
    }

    // ---- drawing

    private static void drawArrow(SvgText svg, double[] points, double left, double top) {
        var path = new StringBuilder("M" + place(points[0] + left, points[1] + top));
        for (int i = 2; i + 3 < points.length; i += 4) {
            double x = points[i] + left;
            double y = points[i + 1] + top;
            double nextX = points[i + 2] + left;
            double nextY = points[i + 3] + top;
            String middle = SvgText.number((y + nextY) / 2);
            path.append("L").append(place(x, y));
            path.append("C" + SvgText.number(x) + " " + middle + " " + SvgText.number(nextX) + " " + middle + " "
                    + place(nextX, nextY));
        }
        double x = points[points.length - 2] + left;
        double y = points[points.length - 1] + top;
        path.append("L").append(place(x, y));
        svg.line("<path class=\"arrow\" d=\"" + path + "\"/>");
        svg.line("<path class=\"head\" d=\"M" + place(x - HEAD / 2.0, y - HEAD) + "L" + place(x + HEAD / 2.0, y - HEAD)
                + "L" + place(x, y) + "Z\"/>");
    }

    private static String place(double x, double y) {
        return SvgText.number(x) + " " + SvgText.number(y);
    }

    private void drawNode(SvgText svg, int index, double x, double y) {
        Node node = graph.nodes().get(index);
        Box box = box(node);
        svg.line("<g>");
        svg.line("<title>" + SvgText.escaped(clipped(tip(index), LONGEST_TIP)) + "</title>");
        svg.line("<rect class=\"box " + kind(node) + "\" x=\"" + SvgText.number(x) + "\" y=\"" + SvgText.number(y)
                + "\" width=\"" + SvgText.number(box.width()) + "\" height=\"" + SvgText.number(box.height())
                + "\" rx=\"6\"/>");
        List<String> lines = node.lines();
        for (int i = 0; i < lines.size(); i++) {
            String style = i == 0 ? "name" : lines.get(i).startsWith("gradient") ? "gradient" : "line";
            svg.label(
                    x + PADDING,
                    y + PADDING + i * LINE + FONT - 2,
                    "class=\"" + style + "\"",
                    clipped(lines.get(i), LONGEST_LINE));
        }
        if (isTimed() && node.nanoseconds().isPresent()) {
            double part = node.nanoseconds().getAsDouble() / longest();
            svg.line("<rect class=\"bar\" x=\"" + SvgText.number(x + PADDING) + "\" y=\""
                    + SvgText.number(y + box.height() - BAR - 6) + "\" width=\""
                    + SvgText.number(part * (box.width() - 2 * PADDING)) + "\" height=\"" + BAR + "\"/>");
        }
        svg.line("</g>");
    }

    private static String kind(Node node) {
        return switch (node) {
            case Group _ -> "group";
            case Result result -> result.kind().name().toLowerCase(Locale.ROOT);
        };
    }

    /// What a pointer that rests on a box shows: the whole first line, and the operands in their order.
    private String tip(int index) {
        Node node = graph.nodes().get(index);
        var operands = new ArrayList<String>();
        for (Edge edge : graph.edges()) {
            if (edge.to() == index) {
                Node from = graph.nodes().get(edge.from());
                operands.add(from.position() + " (" + from.lines().getFirst() + ")");
            }
        }
        return "instruction " + node.position() + ": " + node.lines().getFirst()
                + (operands.isEmpty() ? "" : "; of " + String.join(", ", operands));
    }
}
