package dev.glissade.derive;

import static dev.glissade.derive.ClassText.capital;
import static dev.glissade.derive.ClassText.line;

import java.io.IOException;
import java.util.List;

/// Writes the register tiles of convolution, as [ExpandTiles] does those of the matrix product.
///
/// Run by the build: `java ExpandConvolutionTiles.java targetRoot`. For each element type it writes one class
/// `Simd…StepTiles` into the package of the kernels, with one method for each tile.
public final class ExpandConvolutionTiles {

    /// Eight rows for 32 registers, four for 16.
    private static final List<Shape> SHAPES =
            List.of(new Shape(8, 3), new Shape(8, 2), new Shape(8, 1), new Shape(4, 2), new Shape(4, 1));

    private ExpandConvolutionTiles() {}

    /// Writes both classes under `arguments[0]`; ends the JVM with 2 if it is missing.
    public static void main(String[] arguments) throws IOException {
        ClassText.writeClasses(arguments, "StepTiles", ExpandConvolutionTiles::expand);
    }

    /// The source text of the class of all tiles for `float` or `double`.
    static String expand(String type) {
        String name = "Simd" + capital(type) + "StepTiles";
        var text = new StringBuilder(String.join(
                "\n",
                "// Expanded by the build from ExpandConvolutionTiles; change that file instead.",
                "package dev.glissade.kernel;",
                "",
                "import static dev.glissade.kernel.Simd" + capital(type) + "Species.SPECIES;",
                "",
                "import jdk.incubator.vector." + capital(type) + "Vector;",
                "",
                "/// The register tiles of convolution, a product with a matrix B whose rows lie anywhere: C += A·B, or C = A·B",
                "/// where not `accumulate`, for a tile of C. The rows of A end with row `rows` − 1, which is taken for those beyond it.",
                "///",
                "/// | operand | element | access |",
                "/// |---|---|---|",
                "/// | left | A[i,p] at `leftOffset + i × leftRow + p` | read |",
                "/// | right | B[p,j] at `rightOffset + steps[p] + j` | read |",
                "/// | result | C[i,j] at `resultOffset + i × resultStride + j` | written; read first where `accumulate` |",
                "final class " + name + " {",
                "    private static final int V = SPECIES.length();",
                "",
                "    /// Where a tile that does not accumulate begins: an array is chosen, since vectors that are chosen may become objects.",
                "    private static final " + type + "[] ZEROS = new " + type + "[3 * V];",
                "",
                "    private " + name + "() {}",
                ""));
        for (Shape shape : SHAPES) {
            new Tile(type, shape.rows, shape.vectors, text).write();
        }
        return text.append("}\n").toString();
    }

    private record Shape(int rows, int vectors) {}

    /// One method, its names as in [ExpandTiles].
    private record Tile(String type, int rows, int vectors, StringBuilder text) {

        void write() {
            line(text, 0, "");
            line(text, 1, "/// " + rows + " rows × " + vectors + " vectors.");
            line(text, 1, "static void steps" + rows + "x" + vectors + "(");
            line(text, 3, "int rows, int depth,");
            line(text, 3, type + "[] left, int leftOffset, int leftRow,");
            line(text, 3, type + "[] right, int rightOffset, int[] steps,");
            line(text, 3, type + "[] result, int resultOffset, int resultStride,");
            line(text, 3, "boolean accumulate) {");
            line(text, 2, type + "[] start = accumulate ? result : ZEROS;");
            for (int i = 0; i < rows; i++) {
                line(text, 2, "int row" + i + " = resultOffset + " + i + " * resultStride;");
                line(text, 2, "int left" + i + " = leftOffset + Math.min(" + i + ", rows - 1) * leftRow;");
                line(text, 2, "int start" + i + " = accumulate ? row" + i + " : 0;");
                for (int j = 0; j < vectors; j++) {
                    line(text, 2, "var c%d_%d = %s;".formatted(i, j, load("start", "start" + i, j)));
                }
            }
            writeLoop();
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < vectors; j++) {
                    line(text, 2, "c%d_%d.intoArray(result, row%d + %d * V);".formatted(i, j, i, j));
                }
            }
            line(text, 1, "}");
        }

        private void writeLoop() {
            line(text, 2, "for (int p = 0; p < depth; p++) {");
            line(text, 3, "int rightAt = rightOffset + steps[p];");
            for (int j = 0; j < vectors; j++) {
                line(text, 3, "var b" + j + " = " + load("right", "rightAt", j) + ";");
            }
            for (int i = 0; i < rows; i++) {
                line(
                        text,
                        3,
                        "var a%d = %sVector.broadcast(SPECIES, left[left%d + p]);".formatted(i, capital(type), i));
                for (int j = 0; j < vectors; j++) {
                    line(text, 3, "c%1$d_%2$d = a%1$d.fma(b%2$d, c%1$d_%2$d);".formatted(i, j));
                }
            }
            line(text, 2, "}");
        }

        private String load(String array, String offset, int vector) {
            return "%sVector.fromArray(SPECIES, %s, %s + %d * V)".formatted(capital(type), array, offset, vector);
        }
    }
}
