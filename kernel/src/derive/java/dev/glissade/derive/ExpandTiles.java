package dev.glissade.derive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes the register tiles of the matrix product, which are one text for every number of rows and vectors.
///
/// Run by the build as a single-file program: `java ExpandTiles.java targetRoot`. For each element type it writes one
/// class `Simd…Tiles` into the package of the kernels, with one method for each tile.
///
/// An accumulator must be a local variable for the compiler to keep it in a register, and a method has as many as its
/// tile has vectors; so the tiles cannot be one method with loops, and by hand they would be the same lines a dozen times.
public final class ExpandTiles {

    /// The tiles of whole vectors: rows × vectors.
    private static final List<Shape> WHOLE = List.of(
            new Shape(6, 4),
            new Shape(4, 4),
            new Shape(2, 4),
            new Shape(1, 4),
            new Shape(8, 3),
            new Shape(8, 2),
            new Shape(4, 2),
            new Shape(2, 2),
            new Shape(1, 2),
            new Shape(8, 1),
            new Shape(4, 1),
            new Shape(1, 1));

    /// The tiles of a part of a vector: rows. With eight masked rows C2 no longer inlines every access, and boxes.
    private static final List<Integer> PART = List.of(4, 2, 1);

    private ExpandTiles() {}

    /// Writes both classes under `arguments[0]`; ends the JVM with 2 if it is missing.
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: java ExpandTiles.java <targetRoot>");
            System.exit(2);
        }
        for (String type : List.of("float", "double")) {
            Path file = Path.of(arguments[0], "dev/glissade/kernel", className(type) + ".java");
            String text = expand(type);
            if (!Files.exists(file) || !Files.readString(file).equals(text)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
        }
    }

    /// The source text of the class of all tiles for `float` or `double`.
    static String expand(String type) {
        String vector = capital(type) + "Vector";
        var text = new StringBuilder(String.join(
                "\n",
                "// Expanded by the build from ExpandTiles; change that file instead.",
                "package dev.glissade.kernel;",
                "",
                "import static dev.glissade.kernel.Simd" + capital(type) + "Species.SPECIES;",
                "",
                "import jdk.incubator.vector." + vector + ";",
                "",
                "/// The register tiles of the matrix product: C += A·B, or C = A·B where not `accumulate`, for a tile of C.",
                "///",
                "/// | operand | element | access |",
                "/// |---|---|---|",
                "/// | left | A[i,p] at `leftOffset + i × leftRow + p × leftStep` | read |",
                "/// | right | B[p,j] at `rightOffset + p × rightStep + j` | read |",
                "/// | result | C[i,j] at `resultOffset + i × resultStride + j` | written; read first where `accumulate` |",
                "final class " + className(type) + " {",
                "    private static final int V = SPECIES.length();",
                "",
                "    private " + className(type) + "() {}",
                ""));
        for (Shape shape : WHOLE) {
            new Tile(type, shape, false, text).write();
        }
        for (int rows : PART) {
            new Tile(type, new Shape(rows, 1), true, text).write();
        }
        return text.append("}\n").toString();
    }

    private static String className(String type) {
        return "Simd" + capital(type) + "Tiles";
    }

    private static String capital(String type) {
        return Character.toUpperCase(type.charAt(0)) + type.substring(1);
    }

    private record Shape(int rows, int vectors) {}

    /// One method. Rows are numbered in the names of pointers and broadcasts (`left3`, `a3`), vectors in those of B
    /// (`b1`), both in accumulators (`c3_1`).
    private record Tile(String type, Shape shape, boolean part, StringBuilder text) {

        void write() {
            head();
            for (int i = 0; i < shape.rows; i++) {
                line(2, "int row" + i + " = " + (i == 0 ? "resultOffset" : "row" + (i - 1) + " + resultStride") + ";");
            }
            for (int i = 0; i < shape.rows; i++) {
                for (int j = 0; j < shape.vectors; j++) {
                    line(2, "var c" + i + "_" + j + " = accumulate ? " + load("result", "row" + i, j) + " : zero;");
                }
            }
            for (int i = 0; i < shape.rows; i++) {
                line(2, "int left" + i + " = " + (i == 0 ? "leftOffset" : "left" + (i - 1) + " + leftRow") + ";");
            }
            line(2, "int rightAt = rightOffset;");
            line(2, "int leftAt = 0;");
            line(2, "for (int p = 0; p < depth; p++) {");
            for (int j = 0; j < shape.vectors; j++) {
                line(3, "var b" + j + " = " + load("right", "rightAt", j) + ";");
            }
            for (int i = 0; i < shape.rows; i++) {
                line(3, "var a%d = %sVector.broadcast(SPECIES, left[left%d + leftAt]);".formatted(i, capital(type), i));
                for (int j = 0; j < shape.vectors; j++) {
                    line(3, "c%1$d_%2$d = a%1$d.fma(b%2$d, c%1$d_%2$d);".formatted(i, j));
                }
            }
            line(3, "leftAt += leftStep;");
            line(3, "rightAt += rightStep;");
            line(2, "}");
            for (int i = 0; i < shape.rows; i++) {
                for (int j = 0; j < shape.vectors; j++) {
                    line(2, "c" + i + "_" + j + ".intoArray(result, " + at("row" + i, j) + (part ? ", mask);" : ");"));
                }
            }
            line(1, "}");
        }

        private void head() {
            line(0, "");
            String size = shape.rows + " rows × ";
            line(1, "/// " + size + (part ? "the first `columns` lanes of a vector." : shape.vectors + " vectors."));
            line(1, "static void " + (part ? "part" : "whole") + shape.rows + "x" + shape.vectors + "(");
            if (part) {
                line(3, "int columns,");
            }
            line(3, "int depth,");
            line(3, type + "[] left, int leftOffset, int leftRow, int leftStep,");
            line(3, type + "[] right, int rightOffset, int rightStep,");
            line(3, type + "[] result, int resultOffset, int resultStride,");
            line(3, "boolean accumulate) {");
            line(2, "var zero = " + capital(type) + "Vector.zero(SPECIES);");
            if (part) {
                line(2, "var mask = SPECIES.indexInRange(0, columns);");
            }
        }

        private String load(String array, String offset, int vector) {
            return "%sVector.fromArray(SPECIES, %s, %s%s)"
                    .formatted(capital(type), array, at(offset, vector), part ? ", mask" : "");
        }

        private static String at(String offset, int vector) {
            return vector == 0 ? offset : vector == 1 ? offset + " + V" : offset + " + " + vector + " * V";
        }

        private void line(int depth, String code) {
            text.append("    ".repeat(depth)).append(code).append('\n');
        }
    }
}
