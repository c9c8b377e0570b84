package dev.glissade.derive;

import static dev.glissade.derive.ClassText.capital;
import static dev.glissade.derive.ClassText.line;

import java.io.IOException;
import java.util.StringJoiner;

/// Writes the transposes of squares in registers, and the products of a row with a matrix that is transposed on the way, which are one text for every number of lanes.
///
/// Run by the build: `java ExpandTransposes.java targetRoot`. For each element type it writes one
/// class `Simd…Squares` into the package of the kernels, with one method for each number of lanes a vector may have.
///
/// A square of V × V elements is V vectors, each in a local variable; so the methods cannot be one method with loops.
/// Transposing it takes log₂ V steps. In the step of distance d rows i and i + d, where i has no bit d, exchange halves: the
/// lanes of row i with bit d change places with the lanes of row i + d without it.
public final class ExpandTransposes {

    private ExpandTransposes() {}

    /// Writes both classes under `arguments[0]`; ends the JVM with 2 if it is missing.
    public static void main(String[] arguments) throws IOException {
        ClassText.writeClasses(arguments, "Squares", ExpandTransposes::expand);
    }

    /// The source text of the class of all squares for `float` or `double`.
    static String expand(String type) {
        String vector = capital(type) + "Vector";
        int most = type.equals("float") ? 16 : 8;
        var text = new StringBuilder(String.join(
                "\n",
                "// Expanded by the build from ExpandTransposes; change that file instead.",
                "package dev.glissade.kernel;",
                "",
                "import static dev.glissade.kernel.Simd" + capital(type) + "Species.SPECIES;",
                "",
                "import jdk.incubator.vector." + vector + ";",
                "",
                "/// Squares as wide as a vector, transposed in registers: row r of the source becomes column r.",
                "final class Simd" + capital(type) + "Squares {",
                "    private static final int V = SPECIES.length();",
                "",
                "    /// Where a row that does not accumulate begins: an array is chosen, since vectors that are chosen may become objects.",
                "    private static final " + type + "[] ZEROS = new " + type + "[V];",
                ""));
        for (int lanes = most; lanes > 1; lanes /= 2) {
            writeChoices(type, lanes, text);
        }
        line(text, 0, "");
        line(text, 1, "private Simd" + capital(type) + "Squares() {}");
        String source = type + "[] source, int offset, int stride, ";
        String target = type + "[] target, int targetOffset";
        String transpose = source + target + ", int targetStride";
        line(text, 0, "");
        line(text, 1, "/// Transposes V × V elements; a stride is the distance between the beginnings of two rows.");
        writeChoice("transpose", transpose, "source, offset, stride, target, targetOffset, targetStride", most, text);
        String row = "int depth, " + type + "[] left, int leftOffset, " + source + target + ", boolean accumulate";
        line(text, 0, "");
        line(
                text,
                1,
                "/// V elements of a row times the transpose of the source, each one chain of `depth` steps, whole vectors of them.");
        writeChoice(
                "row",
                row,
                "depth, left, leftOffset, source, offset, stride, target, targetOffset, accumulate",
                most,
                text);
        line(text, 0, "");
        line(
                text,
                1,
                "/// Transposes V/2 rows of V elements; the target is dense, so that two of its rows are a vector.");
        writeChoice("half", source + target, "source, offset, stride, target, targetOffset", most, text);
        for (int lanes = most; lanes > 1; lanes /= 2) {
            writeTranspose(type, lanes, transpose, text);
            writeHalf(type, lanes, source + target, text);
            writeRow(type, lanes, row, text);
        }
        return text.append("}\n").toString();
    }

    /// The method of that name for the vectors of this process.
    private static void writeChoice(String name, String parameters, String arguments, int most, StringBuilder text) {
        line(text, 1, "static void " + name + "(" + parameters + ") {");
        for (int lanes = most; lanes > 1; lanes /= 2) {
            String condition = lanes == 2 ? "} else {" : "if (V == " + lanes + ") {";
            line(text, 2, lanes == most || lanes == 2 ? condition : "} else " + condition);
            line(text, 3, name + lanes + "(" + arguments + ");");
        }
        line(text, 2, "}");
        line(text, 1, "}");
    }

    /// For each step the lanes that the two rows of a pair take, from V on those of the second.
    private static void writeChoices(String type, int lanes, StringBuilder text) {
        for (int d = lanes / 2; d > 0; d /= 2) {
            var front = new StringJoiner(", ");
            var back = new StringJoiner(", ");
            for (int lane = 0; lane < lanes; lane++) {
                boolean bit = (lane & d) != 0;
                front.add(String.valueOf(bit ? lanes + lane - d : lane));
                back.add(String.valueOf(bit ? lanes + lane : lane + d));
            }
            String name = lanes + "_" + d;
            line(text, 1, "private static final " + type + "[] FRONT" + name + " = {" + front + "};");
            line(text, 1, "private static final " + type + "[] BACK" + name + " = {" + back + "};");
        }
        var together = new StringJoiner(", ");
        for (int lane = 0; lane < lanes; lane++) {
            together.add(String.valueOf(2 * lane % lanes + 2 * lane / lanes));
        }
        line(text, 1, "private static final " + type + "[] TOGETHER" + lanes + " = {" + together + "};");
    }

    private static void writeLoadOfChoices(String type, int lanes, int least, StringBuilder text) {
        String vector = capital(type) + "Vector";
        for (int d = lanes / 2; d >= least; d /= 2) {
            line(text, 2, "var front" + d + " = " + vector + ".fromArray(SPECIES, FRONT" + lanes + "_" + d + ", 0);");
            line(text, 2, "var back" + d + " = " + vector + ".fromArray(SPECIES, BACK" + lanes + "_" + d + ", 0);");
        }
    }

    private static void writeTranspose(String type, int lanes, String parameters, StringBuilder text) {
        line(text, 0, "");
        line(text, 1, "private static void transpose" + lanes + "(" + parameters + ") {");
        writeLoadOfChoices(type, lanes, 1, text);
        String last = writeSquare(type, lanes, 2, "offset", text);
        for (int i = 0; i < lanes; i++) {
            line(text, 2, "%s_%d.intoArray(target, targetOffset + %d * targetStride);".formatted(last, i, i));
        }
        line(text, 1, "}");
    }

    private static void writeHalf(String type, int lanes, String parameters, StringBuilder text) {
        line(text, 0, "");
        line(text, 1, "private static void half" + lanes + "(" + parameters + ") {");
        writeLoadOfChoices(type, lanes, 2, text);
        line(text, 2, "var together = %sVector.fromArray(SPECIES, TOGETHER%d, 0);".formatted(capital(type), lanes));
        String last = writeHalfSquare(type, lanes, text);
        for (int i = 0; i < lanes / 2; i++) {
            line(text, 2, "%s_%d.intoArray(target, targetOffset + %d * V);".formatted(last, i, i));
        }
        line(text, 1, "}");
    }

    private static void writeRow(String type, int lanes, String parameters, StringBuilder text) {
        String vector = capital(type) + "Vector";
        line(text, 0, "");
        line(text, 1, "private static void row" + lanes + "(" + parameters + ") {");
        writeLoadOfChoices(type, lanes, 1, text);
        line(text, 2, type + "[] start = accumulate ? target : ZEROS;");
        line(text, 2, "var chains = " + vector + ".fromArray(SPECIES, start, accumulate ? targetOffset : 0);");
        line(text, 2, "for (int p = 0; p < depth; p += V) {");
        line(text, 3, "int at = offset + p;");
        String last = writeSquare(type, lanes, 3, "at", text);
        for (int i = 0; i < lanes; i++) {
            line(text, 3, "var a%d = %s.broadcast(SPECIES, left[leftOffset + p + %d]);".formatted(i, vector, i));
            line(text, 3, "chains = a%d.fma(%s_%d, chains);".formatted(i, last, i));
        }
        line(text, 2, "}");
        line(text, 2, "chains.intoArray(target, targetOffset);");
        line(text, 1, "}");
    }

    /// Reads a square from `at` on and transposes it; the result is the prefix of the names of its columns.
    private static String writeSquare(String type, int lanes, int depth, String at, StringBuilder text) {
        writeLoads(type, lanes, depth, at, text);
        int step = 0;
        for (int d = lanes / 2; d > 0; d /= 2) {
            for (int i = 0; i < lanes; i++) {
                if ((i & d) == 0) {
                    String low = "r" + step + "_" + i;
                    String high = "r" + step + "_" + (i + d);
                    String pair = ".selectFrom(" + low + ", " + high + ");";
                    line(text, depth, "var r" + (step + 1) + "_" + i + " = front" + d + pair);
                    line(text, depth, "var r" + (step + 1) + "_" + (i + d) + " = back" + d + pair);
                }
            }
            step++;
        }
        return "r" + step;
    }

    /// The same for half as many rows. After the steps of all distances but 1 a vector holds two columns, their lanes in
    /// turns; the lanes of each come together in one more step.
    private static String writeHalfSquare(String type, int lanes, StringBuilder text) {
        writeLoads(type, lanes / 2, 2, "offset", text);
        int step = 0;
        for (int d = lanes / 2; d > 1; d /= 2) {
            for (int i = 0; i < lanes / 2; i++) {
                if ((i & d / 2) == 0) {
                    String low = "r" + step + "_" + i;
                    String high = "r" + step + "_" + (i + d / 2);
                    String pair = ".selectFrom(" + low + ", " + high + ");";
                    line(text, 2, "var r" + (step + 1) + "_" + i + " = front" + d + pair);
                    line(text, 2, "var r" + (step + 1) + "_" + (i + d / 2) + " = back" + d + pair);
                }
            }
            step++;
        }
        for (int i = 0; i < lanes / 2; i++) {
            String one = "r" + step + "_" + i;
            line(text, 2, "var r%d_%d = together.selectFrom(%s, %s);".formatted(step + 1, i, one, one));
        }
        return "r" + (step + 1);
    }

    private static void writeLoads(String type, int rows, int depth, String at, StringBuilder text) {
        for (int i = 0; i < rows; i++) {
            line(
                    text,
                    depth,
                    "var r0_%d = %sVector.fromArray(SPECIES, source, %s + %d * stride);"
                            .formatted(i, capital(type), at, i));
        }
    }
}
