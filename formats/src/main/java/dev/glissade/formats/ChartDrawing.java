package dev.glissade.formats;

import dev.glissade.formats.LineChart.Line;
import dev.glissade.formats.LineChart.Panel;
import java.util.List;

/// A [LineChart] laid out and drawn.
///
/// ```text
///            title
///      ┌──────────────────┐
/// axis │ panel 0   legend │   ← HEIGHT pixels each, GAP between them
///      └──────────────────┘
///      ┌──────────────────┐
/// axis │ panel 1          │
///      └──────────────────┘
///        marks, axis
/// ```
final class ChartDrawing {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 230;
    private static final int GAP = 34;
    private static final int LEFT = 84;
    private static final int RIGHT = 28;
    private static final int TOP = 54;
    private static final int BOTTOM = 56;
    private static final int LEGEND_ROW = 20;
    /// About the width of a letter of the legend.
    private static final int LETTER = 7;
    private static final int MOST_VERTICAL_STEPS = 5;
    private static final int MOST_HORIZONTAL_STEPS = 10;
    /// A vertical axis begins at 0 if the data comes this near to it, as a part of their range.
    private static final double NEAR_ZERO = 0.5;

    /// Beyond it, positions overflow; no loss worth drawing is there.
    private static final double LARGEST = 1e300;

    /// Blue, vermilion, bluish green, reddish purple, orange, sky blue: Okabe & Ito 2008, "Color Universal Design".
    private static final List<String> COLOURS =
            List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9");

    private final LineChart chart;
    private final SvgText svg = new SvgText();
    private final AxisTicks horizontal;

    ChartDrawing(LineChart chart) {
        this.chart = chart;
        var range = new Range();
        for (Panel panel : chart.panels()) {
            for (Line line : panel.lines()) {
                range.add(line.x(), line.y());
            }
        }
        this.horizontal = AxisTicks.covering(range.least(), range.greatest(), MOST_HORIZONTAL_STEPS, true);
    }

    String draw() {
        int panels = chart.panels().size();
        int height = TOP + panels * HEIGHT + (panels - 1) * GAP + BOTTOM;
        svg.line("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + WIDTH + " " + height + "\" role=\"img\" font-family=\"sans-serif\">");
        svg.line("<title>" + SvgText.escaped(chart.title()) + "</title>");
        svg.line("<rect width=\"" + WIDTH + "\" height=\"" + height + "\" fill=\"#ffffff\"/>");
        svg.label(LEFT, 32, "font-size=\"17\" font-weight=\"bold\" fill=\"#222222\"", chart.title());
        int linesAbove = 0;
        for (int i = 0; i < panels; i++) {
            Panel panel = chart.panels().get(i);
            drawPanel(panel, TOP + i * (HEIGHT + GAP), linesAbove, i == panels - 1);
            linesAbove += panel.lines().size();
        }
        svg.label(
                LEFT + plotWidth() / 2.0,
                height - 14,
                "font-size=\"13\" fill=\"#222222\" text-anchor=\"middle\"",
                chart.horizontalAxis());
        return svg.line("</svg>").toString();
    }

    /// Lines of different panels differ in colour too.
    private static String colour(int line) {
        return COLOURS.get(line % COLOURS.size());
    }

    private static int plotWidth() {
        return WIDTH - LEFT - RIGHT;
    }

    private void drawPanel(Panel panel, int top, int linesAbove, boolean last) {
        AxisTicks vertical = verticalAxis(panel);
        int bottom = top + HEIGHT;
        for (AxisTicks.Mark mark : vertical.marks()) {
            double y = y(mark.value(), vertical, bottom);
            svg.stroke(LEFT, y, LEFT + plotWidth(), y, "stroke=\"#e3e3e3\"");
            svg.label(LEFT - 8, y + 4, "font-size=\"12\" fill=\"#444444\" text-anchor=\"end\"", mark.label());
        }
        for (AxisTicks.Mark mark : horizontal.marks()) {
            double x = x(mark.value());
            svg.stroke(x, bottom, x, bottom + 5, "stroke=\"#888888\"");
            if (last) {
                svg.label(x, bottom + 20, "font-size=\"12\" fill=\"#444444\" text-anchor=\"middle\"", mark.label());
            }
        }
        svg.line("<path d=\"M" + LEFT + " " + top + "V" + bottom + "H" + (LEFT + plotWidth())
                + "\" fill=\"none\" stroke=\"#888888\"/>");
        svg.line("<text transform=\"translate(20 " + (top + HEIGHT / 2)
                + ") rotate(-90)\" font-size=\"13\" fill=\"#222222\" text-anchor=\"middle\">"
                + SvgText.escaped(panel.verticalAxis()) + "</text>");
        for (int i = 0; i < panel.lines().size(); i++) {
            drawLine(panel.lines().get(i), colour(linesAbove + i), vertical, bottom);
        }
        drawLegend(panel, top, linesAbove, endsHigh(panel, vertical));
    }

    private static AxisTicks verticalAxis(Panel panel) {
        var range = new Range();
        for (Line line : panel.lines()) {
            range.add(line.y(), line.y());
        }
        double least = range.least();
        double greatest = range.greatest();
        if (least > 0 && least <= NEAR_ZERO * (greatest - least)) {
            least = 0;
        }
        return AxisTicks.covering(least, greatest, MOST_VERTICAL_STEPS, false);
    }

    private double x(double value) {
        return LEFT + plotWidth() * part(value, horizontal);
    }

    private static double y(double value, AxisTicks vertical, int bottom) {
        return bottom - HEIGHT * part(value, vertical);
    }

    /// Returns 0 at the low end of an axis, 1 at its high end.
    private static double part(double value, AxisTicks axis) {
        return (value - axis.low()) / (axis.high() - axis.low());
    }

    private void drawLine(Line line, String colour, AxisTicks vertical, int bottom) {
        var path = new StringBuilder();
        boolean joined = false;
        for (int i = 0; i < line.x().length; i++) {
            if (!isShown(line, i)) {
                joined = false;
                continue;
            }
            double x = x(line.x()[i]);
            double y = y(line.y()[i], vertical, bottom);
            if (!joined && (i + 1 == line.x().length || !isShown(line, i + 1))) {
                // A point without neighbours has no line to show it.
                svg.line("<circle cx=\"" + SvgText.number(x) + "\" cy=\"" + SvgText.number(y) + "\" r=\"3\" fill=\""
                        + colour + "\"/>");
            } else {
                path.append(joined ? "L" : "M")
                        .append(SvgText.number(x))
                        .append(' ')
                        .append(SvgText.number(y));
                joined = true;
            }
        }
        if (!path.isEmpty()) {
            svg.line("<path d=\"" + path + "\" fill=\"none\" stroke=\"" + colour
                    + "\" stroke-width=\"2\" stroke-linejoin=\"round\" stroke-linecap=\"round\"/>");
        }
    }

    private static boolean isShown(double value) {
        return Math.abs(value) <= LARGEST;
    }

    private static boolean isShown(Line line, int index) {
        return isShown(line.x()[index]) && isShown(line.y()[index]);
    }

    /// Whether the first line ends in the upper half of the panel, so that the legend goes into the lower.
    private static boolean endsHigh(Panel panel, AxisTicks vertical) {
        Line line = panel.lines().getFirst();
        for (int i = line.y().length - 1; i >= 0; i--) {
            if (isShown(line, i)) {
                return part(line.y()[i], vertical) > 0.5;
            }
        }
        return false;
    }

    /// Draws the names at the right end, above or below the lines.
    private void drawLegend(Panel panel, int top, int linesAbove, boolean below) {
        int rows = panel.lines().size();
        int y = below ? top + HEIGHT - rows * LEGEND_ROW : top + LEGEND_ROW;
        int right = LEFT + plotWidth() - 10;
        int longest = panel.lines().stream()
                .mapToInt(line -> line.name().length())
                .max()
                .orElse(0);
        int width = 42 + longest * LETTER;
        // Lines below it stay visible, but do not strike the names out.
        svg.line("<rect x=\"" + (right - width) + "\" y=\"" + (y - LEGEND_ROW / 2) + "\" width=\"" + width
                + "\" height=\"" + rows * LEGEND_ROW + "\" fill=\"#ffffff\" fill-opacity=\"0.75\"/>");
        for (int i = 0; i < rows; i++) {
            String colour = colour(linesAbove + i);
            int middle = y + i * LEGEND_ROW;
            svg.stroke(right - 24, middle, right, middle, "stroke=\"" + colour + "\" stroke-width=\"3\"");
            svg.label(
                    right - 32,
                    middle + 4,
                    "font-size=\"12\" fill=\"#222222\" text-anchor=\"end\"",
                    panel.lines().get(i).name());
        }
    }

    /// The least and the greatest of the numbers added; 0 and 1 before the first.
    private static final class Range {
        private double least = Double.POSITIVE_INFINITY;
        private double greatest = Double.NEGATIVE_INFINITY;

        /// Adds those of `numbers` that are shown and whose companions are.
        void add(double[] numbers, double[] companions) {
            for (int i = 0; i < numbers.length; i++) {
                if (isShown(numbers[i]) && isShown(companions[i])) {
                    least = Math.min(least, numbers[i]);
                    greatest = Math.max(greatest, numbers[i]);
                }
            }
        }

        double least() {
            return least <= greatest ? least : 0;
        }

        double greatest() {
            return least <= greatest ? greatest : 1;
        }
    }
}
