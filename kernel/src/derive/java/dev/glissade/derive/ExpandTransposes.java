package dev.glissade.derive;

import static dev.glissade.derive.ClassText.capital;
import static dev.glissade.derive.ClassText.line;

import java.io.IOException;

/// Writes the transposes of squares in registers, which are one text for every number of lanes.
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
                "import jdk.incubator.vector.VectorMask;",
                "import jdk.incubator.vector.VectorShuffle;",
                "",
                "/// Transposes squares as wide as a vector: row r of the source becomes column r of the target.",
                "final class Simd" + capital(type) + "Squares {",
                "    private static final int V = SPECIES.length();",
                ""));
        for (int d = most / 2; d > 0; d /= 2) {
            line(
                    text,
                    1,
                    "private static final VectorShuffle<%s> UP%d = VectorShuffle.iota(SPECIES, V - %d %% V, 1, true);"
                            .formatted(capital(type), d, d));
            line(
                    text,
                    1,
                    "private static final VectorShuffle<%s> DOWN%d = VectorShuffle.iota(SPECIES, %d %% V, 1, true);"
                            .formatted(capital(type), d, d));
            line(
                    text,
                    1,
                    "private static final VectorMask<%s> BIT%d = VectorMask.fromLong(SPECIES, 0x%sL);"
                            .formatted(capital(type), d, Long.toHexString(lanesWithBit(d))));
        }
        line(text, 0, "");
        line(text, 1, "private Simd" + capital(type) + "Squares() {}");
        writeChoice(type, most, text);
        for (int lanes = most; lanes > 1; lanes /= 2) {
            writeSquare(type, lanes, text);
        }
        return text.append("}\n").toString();
    }

    private static void writeChoice(String type, int most, StringBuilder text) {
        line(text, 0, "");
        line(text, 1, "/// Transposes V × V elements; a stride is the distance between the beginnings of two rows.");
        writeHead("", "transpose", type, text);
        for (int lanes = most; lanes > 1; lanes /= 2) {
            String condition = lanes == 2 ? "} else {" : "if (V == " + lanes + ") {";
            line(text, 2, lanes == most || lanes == 2 ? condition : "} else " + condition);
            line(text, 3, "transpose" + lanes + "(source, offset, stride, target, targetOffset, targetStride);");
        }
        line(text, 2, "}");
        line(text, 1, "}");
    }

    private static void writeSquare(String type, int lanes, StringBuilder text) {
        line(text, 0, "");
        writeHead("private ", "transpose" + lanes, type, text);
        for (int i = 0; i < lanes; i++) {
            line(
                    text,
                    2,
                    "var r0_%d = %sVector.fromArray(SPECIES, source, offset + %d * stride);"
                            .formatted(i, capital(type), i));
        }
        int step = 0;
        for (int d = lanes / 2; d > 0; d /= 2) {
            for (int i = 0; i < lanes; i++) {
                if ((i & d) == 0) {
                    String low = "r" + step + "_" + i;
                    String high = "r" + step + "_" + (i + d);
                    String format = "var r%d_%d = %s;";
                    line(
                            text,
                            2,
                            format.formatted(
                                    step + 1, i, low + ".blend(" + high + ".rearrange(UP" + d + "), BIT" + d + ")"));
                    line(
                            text,
                            2,
                            format.formatted(
                                    step + 1,
                                    i + d,
                                    low + ".rearrange(DOWN" + d + ").blend(" + high + ", BIT" + d + ")"));
                }
            }
            step++;
        }
        for (int i = 0; i < lanes; i++) {
            line(text, 2, "r%d_%d.intoArray(target, targetOffset + %d * targetStride);".formatted(step, i, i));
        }
        line(text, 1, "}");
    }

    private static void writeHead(String modifier, String name, String type, StringBuilder text) {
        line(text, 1, modifier + "static void " + name + "(");
        line(text, 3, type + "[] source, int offset, int stride,");
        line(text, 3, type + "[] target, int targetOffset, int targetStride) {");
    }

    private static long lanesWithBit(int bit) {
        long lanes = 0;
        for (int lane = 0; lane < 16; lane++) {
            if ((lane & bit) != 0) {
                lanes |= 1L << lane;
            }
        }
        return lanes;
    }
}
