package dev.glissade.derive;

import static dev.glissade.derive.ClassText.capital;

import java.io.IOException;
import java.util.List;

/// Writes the register tiles of the matrix product, which are one text for every number of rows and vectors.
///
/// Run by the build: `java ExpandTiles.java targetRoot`. For each element type it writes one
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

    /// The tiles whose last two vectors overlap, and those of a part of a vector: rows.
    private static final List<Integer> EDGES = List.of(8, 4, 2, 1);

    /// The tiles of a dense square product: rows × vectors, and the vectors of a whole row.
    private static final List<Shape> SQUARE = List.of(
            new Shape(16, 1, 1),
            new Shape(8, 1, 1),
            new Shape(4, 1, 1),
            new Shape(8, 2, 2),
            new Shape(4, 2, 2),
            new Shape(6, 4, 4),
            new Shape(4, 4, 4),
            new Shape(6, 4, 8),
            new Shape(4, 4, 8));

    /// Square products in which a vector holds several rows: the rows of a vector, and the side.
    private static final List<Fold> FOLDED = List.of(new Fold(4, 4), new Fold(2, 8), new Fold(2, 4));

    /// The most steps of a product whose B is kept in registers, two vectors of each step.
    private static final int MOST_OUTER = 8;

    private ExpandTiles() {}

    /// Writes both classes under `arguments[0]`; ends the JVM with 2 if it is missing.
    public static void main(String[] arguments) throws IOException {
        ClassText.writeClasses(arguments, "Tiles", ExpandTiles::expand);
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
                "import jdk.incubator.vector.VectorOperators;",
                "import jdk.incubator.vector.VectorShuffle;",
                "",
                "/// The register tiles of the matrix product: C += A·B, or C = A·B where not `accumulate`, for a tile of C.",
                "///",
                "/// | operand | element | access |",
                "/// |---|---|---|",
                "/// | left | A[i,p] at `leftOffset + i × leftRow + p × leftStep` | read |",
                "/// | right | B[p,j] at `rightOffset + p × rightStep + j` | read |",
                "/// | result | C[i,j] at `resultOffset + i × resultStride + j` | written; read first where `accumulate` |",
                "///",
                "/// The squares have dense operands and no `accumulate`: C = A·B. The columns of few steps have none either, and `leftRow` 1.",
                "final class " + className(type) + " {",
                "    private static final int V = SPECIES.length();",
                "",
                "    /// Where a tile that does not accumulate begins: an array is chosen, since vectors that are chosen may become objects.",
                "    private static final " + type + "[] ZEROS = new " + type + "[4 * V];",
                "",
                "    private " + className(type) + "() {}",
                ""));
        for (Shape shape : WHOLE) {
            new Tile(type, shape, Form.WHOLE, text).write();
            new Tile(type, shape, Form.NEXT, text).write();
            new Tile(type, shape, Form.APART, text).write();
        }
        for (int rows : EDGES) {
            for (int vectors = 2; vectors <= 3; vectors++) {
                new Tile(type, new Shape(rows, vectors), Form.LAPPED, text).write();
                new Tile(type, new Shape(rows, vectors), Form.LAPPED_NEXT, text).write();
                new Tile(type, new Shape(rows, vectors), Form.LAPPED_APART, text).write();
            }
            new Tile(type, new Shape(rows, 1), Form.PART, text).write();
        }
        for (int steps = 2; steps <= MOST_OUTER; steps++) {
            new Outer(type, steps, text).write();
        }
        for (Shape shape : SQUARE) {
            new Tile(type, shape, Form.SQUARE, text).write();
        }
        for (Fold fold : FOLDED) {
            new FoldedSquare(type, fold, text).write();
        }
        return text.append("}\n").toString();
    }

    private static String className(String type) {
        return "Simd" + capital(type) + "Tiles";
    }

    private record Shape(int rows, int vectors, int side) {

        Shape(int rows, int vectors) {
            this(rows, vectors, vectors);
        }
    }

    /// A square of `side` rows, `rows` of them in a vector.
    private record Fold(int rows, int side) {}

    /// What a method is for.
    private enum Form {
        /// Whole vectors: chooses one of the next two.
        WHOLE("whole", ""),
        /// Whole vectors, the steps of a row of A next to each other: the compiler takes the checks of A out of the loop.
        NEXT("whole", "Next"),
        /// Whole vectors, the steps of a row of A apart.
        APART("whole", "Apart"),
        /// Vectors of which the last two may overlap; elements that both have are computed twice, with the same bits.
        LAPPED("lapped", ""),
        LAPPED_NEXT("lapped", "Next"),
        LAPPED_APART("lapped", "Apart"),
        /// The first lanes of one vector. Nothing is read or written beyond the end of an array, and what is written behind
        /// these lanes is what was there: masked loads and stores would do the same, but made objects.
        PART("part", ""),
        /// Dense squares, C = A·B: every distance is a constant, and few checks are left. A choice between zeros
        /// and C, as in the others, made the compiler box where a loop goes over the tiles.
        SQUARE("square", "");

        private final String prefix;
        private final String suffix;

        Form(String prefix, String suffix) {
            this.prefix = prefix;
            this.suffix = suffix;
        }

        /// Whether the method chooses between two others.
        boolean chooses() {
            return this == WHOLE || this == LAPPED;
        }

        boolean next() {
            return this == NEXT || this == LAPPED_NEXT;
        }

        boolean apart() {
            return this == APART || this == LAPPED_APART;
        }

        boolean lapped() {
            return this == LAPPED || this == LAPPED_NEXT || this == LAPPED_APART;
        }
    }

    /// One method. Rows are numbered in the names of pointers and broadcasts (`left3`, `a3`), vectors in those of B
    /// (`b1`), both in accumulators (`c3_1`).
    private record Tile(String type, Shape shape, Form form, StringBuilder text) {

        void write() {
            head();
            if (form.chooses()) {
                choose();
                return;
            }
            if (form == Form.SQUARE) {
                line(2, "var zero = " + capital(type) + "Vector.zero(SPECIES);");
            } else {
                line(2, type + "[] start = accumulate ? result : ZEROS;");
            }
            if (grouped()) {
                line(2, "int end = last * " + shape.side + " * V;");
                line(
                        2,
                        "for (int from = first * %2$d * V; from < end; from += %1$d * %2$d * V) {"
                                .formatted(shape.rows, shape.side));
            }
            if (form != Form.SQUARE) {
                pointers("row", "result");
            }
            for (int i = 0; i < shape.rows; i++) {
                if (form != Form.SQUARE) {
                    line(2, "int start" + i + " = accumulate ? row" + i + " : 0;");
                }
                for (int j = 0; j < shape.vectors; j++) {
                    String start = form == Form.SQUARE ? "zero" : load("start", "start" + i, j);
                    line(2, "var c" + i + "_" + j + " = " + start + ";");
                }
            }
            if (form != Form.SQUARE) {
                pointers("left", "left");
            }
            loop();
            if (form == Form.PART) {
                keepRest();
            }
            for (int i = 0; i < shape.rows; i++) {
                for (int j = 0; j < shape.vectors; j++) {
                    String value = (form == Form.PART ? "kept" : "c") + i + "_" + j;
                    line(2, value + ".intoArray(result, " + at(row(i), j) + ");");
                }
            }
            line(1, grouped() ? "}}" : "}");
        }

        /// Behind the columns, what is there now. All rows are read before one is written: these elements may belong to
        /// the next rows of the tile, which come after.
        private void keepRest() {
            for (int i = 0; i < shape.rows; i++) {
                line(2, "var old" + i + " = " + load("result", row(i), 0) + ";");
            }
            line(2, "var within = " + lanes() + ".compare(VectorOperators.LT, (" + type + ") columns);");
            for (int i = 0; i < shape.rows; i++) {
                line(2, "var kept%1$d_0 = old%1$d.blend(c%1$d_0, within);".formatted(i));
            }
        }

        private String lanes() {
            return "%1$sVector.fromArray(SPECIES, Simd%1$sTail.LANE_NUMBERS, 0)".formatted(capital(type));
        }

        /// Whether the method goes through all rows of a square. The tile of eight or more rows of one vector is one; with
        /// four vectors, a loop over the tiles in their method made the compiler box beside other shapes.
        private boolean grouped() {
            return form == Form.SQUARE && shape.vectors < 4 && (shape.side > 1 || shape.rows < 8);
        }

        private void head() {
            line(0, "");
            String size = form == Form.PART
                    ? "the first `columns` lanes of a vector; `inside` steps of B have a whole vector in the array, and C has"
                    : shape.vectors + " vectors" + (form.lapped() ? ", the last `distance` after the first" : "");
            String first = form.next()
                    ? ", with `leftStep` 1."
                    : form == Form.SQUARE
                            ? ", of squares whose rows are " + shape.side + " vectors"
                                    + (grouped() ? "; from row `first` to `last`." : ".")
                            : ".";
            line(1, "/// " + shape.rows + " rows × " + size + first);
            line(1, (form.next() || form.apart() ? "private static void " : "static void ") + name(form) + "(");
            if (form == Form.SQUARE) {
                line(3, type + "[] left, int leftOffset, " + type + "[] right, int rightOffset,");
                line(3, type + "[] result, int resultOffset" + (grouped() ? ", int first, int last" : "") + ") {");
                return;
            }
            if (form == Form.PART) {
                line(3, "int columns,");
                line(3, "int inside,");
            }
            if (form.lapped()) {
                line(3, "int distance,");
            }
            line(3, "int depth,");
            line(3, type + "[] left, int leftOffset, int leftRow," + (form.next() ? "" : " int leftStep,"));
            line(3, type + "[] right, int rightOffset, int rightStep,");
            line(3, type + "[] result, int resultOffset, int resultStride,");
            line(3, "boolean accumulate) {");
        }

        private String name(Form of) {
            String side = shape.side == shape.vectors ? "" : "of" + shape.side;
            return of.prefix + shape.rows + "x" + shape.vectors + side + of.suffix;
        }

        private void choose() {
            String first = (form.lapped() ? "(distance, " : "(") + "depth, left, leftOffset, leftRow, ";
            String others = "right, rightOffset, rightStep, result, resultOffset, resultStride, accumulate);";
            line(2, "if (leftStep == 1) {");
            line(3, name(form.lapped() ? Form.LAPPED_NEXT : Form.NEXT) + first + others);
            line(2, "} else {");
            line(3, name(form.lapped() ? Form.LAPPED_APART : Form.APART) + first + "leftStep, " + others);
            line(2, "}");
            line(1, "}");
        }

        /// Where each row of the tile begins in A or C, if that is not known before.
        private void pointers(String name, String operand) {
            String distance = name.equals("left") ? "leftRow" : "resultStride";
            for (int i = 0; i < shape.rows; i++) {
                String begin = i == 0 ? operand + "Offset" : name + (i - 1) + " + " + distance;
                line(2, "int " + name + i + " = " + begin + ";");
            }
        }

        private String row(int i) {
            return form == Form.SQUARE ? "resultOffset" + known(i) : "row" + i;
        }

        /// The distance of a row of a square from the first.
        private String known(int i) {
            return (grouped() ? " + from" : "") + " + " + i * shape.side + " * V";
        }

        private void loop() {
            if (form != Form.SQUARE) {
                line(2, "int rightAt = rightOffset;");
            }
            if (form.apart() || form == Form.PART) {
                line(2, "int leftAt = 0;");
            }
            if (form != Form.PART) {
                steps("0", form == Form.SQUARE ? shape.side + " * V" : "depth");
                return;
            }
            steps("0", "inside");
            line(2, "int last = right.length - V;");
            steps("inside", "depth");
        }

        private void steps(String from, String to) {
            boolean strides = form.apart() || form == Form.PART;
            boolean square = form == Form.SQUARE;
            String step = square ? "rightOffset + p * " + shape.side + " * V" : "rightAt";
            line(2, "for (int p = " + from + "; p < " + to + "; p++) {");
            if (from.equals("inside")) {
                line(3, "var lanes = " + lanes() + ".add(rightAt - last);");
                line(3, "var b0 = lanes.selectFrom(" + load("right", "last", 0) + ");");
            }
            for (int j = 0; from.equals("0") && j < shape.vectors; j++) {
                line(3, "var b" + j + " = " + load("right", step, j) + ";");
            }
            for (int i = 0; i < shape.rows; i++) {
                String element = square
                        ? "left[leftOffset + p" + known(i) + "]"
                        : "left[left" + i + (strides ? " + leftAt]" : " + p]");
                line(3, "var a" + i + " = " + capital(type) + "Vector.broadcast(SPECIES, " + element + ");");
                for (int j = 0; j < shape.vectors; j++) {
                    line(3, "c%1$d_%2$d = a%1$d.fma(b%2$d, c%1$d_%2$d);".formatted(i, j));
                }
            }
            if (strides) {
                line(3, "leftAt += leftStep;");
            }
            if (!square) {
                line(3, "rightAt += rightStep;");
            }
            line(2, "}");
        }

        private String load(String array, String offset, int vector) {
            return "%sVector.fromArray(SPECIES, %s, %s)".formatted(capital(type), array, at(offset, vector));
        }

        private String at(String offset, int vector) {
            if (form.lapped() && vector == shape.vectors - 1) {
                return offset + " + distance";
            }
            return vector == 0 ? offset : vector == 1 ? offset + " + V" : offset + " + " + vector + " * V";
        }

        private void line(int depth, String code) {
            text.append("    ".repeat(depth)).append(code).append('\n');
        }
    }

    /// The method of a product of so many steps for two vectors of columns: all of B is in registers, and the rows of C are
    /// written one after the other.
    private record Outer(String type, int steps, StringBuilder text) {
        private static final int VECTORS = 2;

        void write() {
            String vector = capital(type) + "Vector";
            line(0, "");
            line(1, "/// Any number of rows × " + VECTORS + " vectors, " + steps + " steps.");
            line(1, "static void outer" + steps + "x" + VECTORS + "(");
            line(3, "int rows,");
            line(3, type + "[] left, int leftOffset, int leftStep,");
            line(3, type + "[] right, int rightOffset, int rightStep,");
            line(3, type + "[] result, int resultOffset, int resultStride) {");
            line(2, "var zero = " + vector + ".zero(SPECIES);");
            for (int p = 0; p < steps; p++) {
                line(2, "int left%d = %s;".formatted(p, p == 0 ? "leftOffset" : "left" + (p - 1) + " + leftStep"));
                line(2, "int right%d = %s;".formatted(p, p == 0 ? "rightOffset" : "right" + (p - 1) + " + rightStep"));
                for (int j = 0; j < VECTORS; j++) {
                    line(
                            2,
                            "var b%1$d_%2$d = %3$s.fromArray(SPECIES, right, right%1$d + %2$d * V);"
                                    .formatted(p, j, vector));
                }
            }
            line(2, "int row = resultOffset;");
            line(2, "for (int i = 0; i < rows; i++) {");
            for (int p = 0; p < steps; p++) {
                line(3, "var a%1$d = %2$s.broadcast(SPECIES, left[left%1$d + i]);".formatted(p, vector));
                for (int j = 0; j < VECTORS; j++) {
                    line(
                            3,
                            "%1$sc%2$d = a%3$d.fma(b%3$d_%2$d, %4$s);"
                                    .formatted(p == 0 ? "var " : "", j, p, p == 0 ? "zero" : "c" + j));
                }
            }
            for (int j = 0; j < VECTORS; j++) {
                line(3, "c" + j + ".intoArray(result, row + " + j + " * V);");
            }
            line(3, "row += resultStride;");
            line(2, "}");
            line(1, "}");
        }

        private void line(int depth, String code) {
            text.append("    ".repeat(depth)).append(code).append('\n');
        }
    }

    /// The method of a square product whose vectors hold several rows each. A vector of C needs, for step p, the element
    /// A[i,p] in all lanes of row i, and row p of B as often as there are rows: both are lanes rearranged.
    private record FoldedSquare(String type, Fold fold, StringBuilder text) {

        void write() {
            String vector = capital(type) + "Vector";
            String name = "fold" + fold.rows + "x" + fold.side;
            int vectors = fold.side / fold.rows;
            line(0, "");
            for (int p = 0; p < fold.side; p++) {
                shuffle("STEP" + p, "lane / %d * %1$d + %d".formatted(fold.side, p));
            }
            for (int r = 0; r < fold.rows; r++) {
                shuffle("ROW" + r, "%d + lane %% %d".formatted(r * fold.side, fold.side));
            }
            line(0, "");
            line(
                    1,
                    "/// A dense square of side " + fold.side + ", " + fold.rows + " rows in a vector of "
                            + fold.rows * fold.side + " lanes.");
            line(1, "static void " + name + "(");
            line(3, type + "[] left, int leftOffset, " + type + "[] right, int rightOffset,");
            line(3, type + "[] result, int resultOffset) {");
            line(2, "var zero = " + vector + ".zero(SPECIES);");
            for (int i = 0; i < vectors; i++) {
                line(2, "var a" + i + " = " + load("left", i) + ";");
                line(2, "var c" + i + " = zero;");
            }
            for (int q = 0; q < vectors; q++) {
                line(2, "var rows" + q + " = " + load("right", q) + ";");
                for (int r = 0; r < fold.rows; r++) {
                    int p = q * fold.rows + r;
                    line(2, "var b" + p + " = rows" + q + ".rearrange(" + constant("ROW" + r) + ");");
                    for (int i = 0; i < vectors; i++) {
                        line(
                                2,
                                "c%1$d = a%1$d.rearrange(%3$s).fma(b%2$d, c%1$d);"
                                        .formatted(i, p, constant("STEP" + p)));
                    }
                }
            }
            for (int i = 0; i < vectors; i++) {
                line(2, "c" + i + ".intoArray(result, resultOffset + " + i + " * V);");
            }
            line(1, "}");
        }

        /// A constant that says which lane each lane takes; of use where a vector has as many lanes as the fold.
        private void shuffle(String name, String lane) {
            String shuffle = "VectorShuffle<" + capital(type) + ">";
            line(
                    1,
                    "private static final " + shuffle + " " + constant(name)
                            + " = VectorShuffle.fromOp(SPECIES, lane -> (" + lane + ") % V);");
        }

        private String constant(String name) {
            return "FOLD" + fold.rows + "X" + fold.side + "_" + name;
        }

        private String load(String array, int vector) {
            return capital(type) + "Vector.fromArray(SPECIES, " + array + ", " + array + "Offset + " + vector + " * V)";
        }

        private void line(int depth, String code) {
            text.append("    ".repeat(depth)).append(code).append('\n');
        }
    }
}
