package dev.glissade.formats;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Lines over a common horizontal axis, in panels one below the other, as an SVG file.
///
/// The file is the same wherever it is made: no ids, dates or fonts of the machine are in it, and text stays text. It
/// is drawn on white, in colours that colour-blind readers can tell apart.
///
/// @param title          above all
/// @param horizontalAxis what the horizontal axis counts, with its unit
/// @param panels         from top to bottom; at least one
public record LineChart(String title, String horizontalAxis, List<Panel> panels) {
    /// @throws IllegalArgumentException if there is no panel
    public LineChart {
        panels = List.copyOf(panels);
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("line chart: 0 panels; there must be at least 1");
        }
    }

    /// One vertical axis and the lines along it.
    ///
    /// @param verticalAxis what the axis measures, with its unit
    /// @param lines        drawn in this order; at least one
    public record Panel(String verticalAxis, List<Line> lines) {
        /// @throws IllegalArgumentException if there is no line
        public Panel {
            lines = List.copyOf(lines);
            if (lines.isEmpty()) {
                throw new IllegalArgumentException("panel " + verticalAxis + ": 0 lines; there must be at least 1");
            }
        }
    }

    /// Points joined by a line. Where a coordinate is not finite, or beyond ±1e300, the line has a gap.
    ///
    /// @param name shown in the legend
    /// @param x    horizontal coordinates, in ascending order; handed over, not copied
    /// @param y    vertical coordinates, as many; handed over, not copied
    public record Line(String name, double[] x, double[] y) {
        /// @throws IllegalArgumentException if there are more of one than of the other
        public Line {
            if (x.length != y.length) {
                throw new IllegalArgumentException(
                        "line " + name + ": " + x.length + " x, " + y.length + " y; both must be equal");
            }
        }
    }

    /// Writes the chart, whole or not at all (see [AtomicFile]).
    ///
    /// @throws IOException if the disk refuses
    public void write(Path file) throws IOException {
        byte[] svg = toSvg().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, bytes -> bytes.write(svg));
    }

    /// Returns the chart as the text of an SVG file.
    public String toSvg() {
        return new ChartDrawing(this).draw();
    }
}
