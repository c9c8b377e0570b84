package dev.glissade.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {
    private static final String FLOWERS = "width,height,kind\n1,2.5,rose\n-3e-2,+4,tulip\n";

    @TempDir
    Path folder;

    @Test
    void readsNumbersRowByRowAndTheTargetAsText() {
        Table table = read(FLOWERS, "kind");

        assertThat(table.columns()).containsExactly("width", "height");
        assertThat(table.values()).containsExactly(1, 2.5, -0.03, 4);
        assertThat(table.value(1, 0)).isEqualTo(-0.03);
        assertThat(table.target().name()).isEqualTo("kind");
        assertThat(table.target().texts()).containsExactly("rose", "tulip");
        assertThat(table.target().line(1)).isEqualTo(3);
    }

    @Test
    void takesTheTargetFromAnyPlaceAndTheLastColumnByDefault() {
        assertThat(read("a,b,c\n1,2,3\n", "b").values()).containsExactly(1, 3);
        assertThat(read("a,b,c\n1,2,3\n", null).target().name()).isEqualTo("c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFFa,b\n1,2\n3,4\n",
                "a,b\r\n1,2\r\n3,4\r\n",
                "a,b\r1,2\r3,4",
                "a,b\n1,2\n3,4",
                "a,b\n\n1,2\n\n\n3,4\n\n",
                "\"a\",\"b\"\n\"1\",2\n3,\"4\"\n",
                " a , b \n 1 , 2 \n3,\t4\n"
            })
    void readsWhatOtherProgramsWrite(String text) {
        Table table = read(text, "b");

        assertThat(table.columns()).containsExactly("a");
        assertThat(table.values()).containsExactly(1, 3);
        assertThat(table.target().numbers()).containsExactly(2, 4);
    }

    @Test
    void readsQuotedCommasQuotesAndLineBreaks() {
        Table table = read("\"a, b\",\"c\"\"d\"\n1,\"x\ny\"\n2,z\n", null);

        assertThat(table.columns()).containsExactly("a, b");
        assertThat(table.target().name()).isEqualTo("c\"d");
        assertThat(table.target().texts()).containsExactly("x\ny", "z");
        assertThat(table.target().line(1)).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                   | t.csv: empty; a table begins with a line of column names",
                "`\n\n`               | t.csv: empty; a table begins with a line of column names",
                "`a,b\n`              | t.csv: a header and no rows; a table needs at least one",
                "`a\n1\n`             | t.csv: one column only, 'a'; a table needs at least one column beside the target, with commas between them",
                "`a,b,a\n1,2,3\n`     | t.csv: line 1: columns 1 and 3 are both named 'a'; names must differ",
                "`a,,b\n1,2,3\n`      | t.csv: line 1: column 2 of 3 has no name",
                "`a,b\n1,2\n1,2,3\n`  | t.csv: line 3: 3 cells, the header has 2; every row must have as many",
                "`a,b\n1\n`           | t.csv: line 2: 1 cell, the header has 2; every row must have as many",
                "`a,b\n1,2\nx y,2\n`  | t.csv: line 3, column 'a': 'x y' is not a finite number",
                "`a,b\r\n\r\nx,2\r\n` | t.csv: line 3, column 'a': 'x' is not a finite number",
                "`a,b\n,2\n`          | t.csv: line 2, column 'a': empty; every cell must be a number",
                "`a,b\n1e999,2\n`     | t.csv: line 2, column 'a': '1e999' is too large; "
                        + "the largest 64-bit number is 1.7976931348623157E308",
                "`a,b\n1,2\n\"3,4\n`  | t.csv: line 3: a quote that is not closed",
                "`a,b\n\n\"1\"x,2\n`   | t.csv: line 3: a quoted cell with text behind its closing quote",
                "`a;b\n1;2\n`         | t.csv: one column only, 'a;b'; a table needs at least one column beside the "
                        + "target, with commas between them"
            })
    void saysWhereATableIsWrongAndWhatTheRuleIs(String text, String message) {
        assertThatThrownBy(() -> read(text == null ? "" : text, null))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "0x1p3", "1f", "1d", "1,5", "1 2", "--1", "e", ".", "١"})
    void refusesWhatOnlyJavaTakesForANumber(String text) {
        assertThatThrownBy(() -> read("a,b\n\"" + text + "\",1\n", null))
                .hasMessage("t.csv: line 2, column 'a': '" + text + "' is not a finite number");
    }

    @Test
    void namesTheLineThatIsTooLong() {
        String cell = "1".repeat(70_000);

        assertThatThrownBy(() -> read("a,b\n1,2\n" + cell + ",2\n", null))
                .hasMessage("t.csv: line 3: a cell of more than 65536 characters; is a quote not closed?");
        assertThatThrownBy(() -> read("a,b\n1,2\n" + ",".repeat(20_000) + "\n", null))
                .hasMessage("t.csv: line 3: more than 16384 cells");
        assertThatThrownBy(() -> read("a,".repeat(20_000) + "b\n", null))
                .hasMessage("t.csv: line 1: more than 16384 cells");
    }

    @Test
    void shortensTheTextAndKeepsTheMessageOnOneLine() {
        assertThatThrownBy(() -> read("a,b\n\"x\n\u001b[31m" + "y".repeat(1000) + "\",1\n", null))
                .hasMessage("t.csv: line 2, column 'a': 'x??[31m" + "y".repeat(33) + "…' is not a finite number");
    }

    @Test
    void listsColumnsThatTheTargetMayHaveMeant() {
        assertThatThrownBy(() -> read(FLOWERS, "Kinds")).hasMessage("t.csv: no column 'Kinds'; did you mean 'kind'?");
        assertThatThrownBy(() -> read(FLOWERS, "colour"))
                .hasMessage("t.csv: no column 'colour'; there are 'width', 'height', 'kind'");
        assertThatThrownBy(() -> read("a,b,c,d,e,f,g\n", "colour"))
                .hasMessage("t.csv: no column 'colour'; there are 'a', 'b', 'c', 'd', 'e' and 2 more");
    }

    @Test
    void namesTheLineThatIsNotUtf8() {
        byte[] text = "a,b\r\n1,é\r\n2,x\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> new TableReader().read("t.csv", new ByteArrayInputStream(text), null))
                .hasMessage("t.csv: line 2: not UTF-8; a table must be UTF-8 text");
    }

    @Test
    void findsTheLineThatIsNotUtf8FarIntoTheFile() {
        byte[] text = ("a,b\r\n" + "12,é\r\n".repeat(40_000)).getBytes(StandardCharsets.UTF_8);
        text[text.length - 3] = (byte) 0xC3;

        assertThatThrownBy(() -> new TableReader().read("t.csv", new ByteArrayInputStream(text), null))
                .hasMessage("t.csv: line 40001: not UTF-8; a table must be UTF-8 text");
    }

    @Test
    void saysWhatIsWrongWithTheFile() throws IOException {
        Path missing = folder.resolve("missing.csv");
        Path file = Files.writeString(folder.resolve("t.csv"), FLOWERS);

        assertThatThrownBy(() -> new TableReader().read(missing, null)).hasMessage(missing + ": no such file");
        assertThatThrownBy(() -> new TableReader().read(folder, null))
                .hasMessage(folder + ": a directory; a table is a CSV file");
        assertThat(new TableReader().read(file, "kind").rows()).isEqualTo(2);
    }

    @Test
    void stopsAtItsLimits() {
        var bytes = new TableReader(new TableLimits(20, 9, 9));
        var columns = new TableReader(new TableLimits(999, 2, 9));
        var cells = new TableReader(new TableLimits(999, 9, 3));

        assertThatThrownBy(() -> read(bytes, FLOWERS, null))
                .hasMessage("t.csv: more than 20 bytes, the limit for a table");
        assertThatThrownBy(() -> read(columns, FLOWERS, null)).hasMessage("t.csv: line 1: 3 columns; the limit is 2");
        assertThatThrownBy(() -> read(cells, FLOWERS, null))
                .hasMessage("t.csv: line 3: more than 3 numbers, the limit for a table");
    }

    @Test
    void endsInATableOrInOneLineWhateverTheBytesAre() {
        long seed = 2_026;
        var random = new SplittableRandom(seed);
        byte[] alphabet = "0123456789.,,,\n\n\r\"-eE abN\t\u00e9\uFEFF\0".getBytes(StandardCharsets.UTF_8);
        var reader = new TableReader(new TableLimits(200, 5, 40));
        int tables = 0;
        for (int run = 0; run < 3_000; run++) {
            byte[] bytes = mutated(random, alphabet);
            try {
                Table table = reader.read("t.csv", new ByteArrayInputStream(bytes), null);
                assertThat(table.values())
                        .hasSize(table.rows() * table.columns().size());
                tables++;
            } catch (DataException e) {
                assertThat(e.getMessage())
                        .as("seed %d, run %d", seed, run)
                        .startsWith("t.csv: ")
                        .doesNotContain("\n");
            } catch (IOException e) {
                throw new AssertionError("seed " + seed + ", run " + run, e);
            }
        }
        assertThat(tables).isBetween(100, 2_900);
    }

    private static byte[] mutated(SplittableRandom random, byte[] alphabet) {
        byte[] bytes = "a,b,c\n1,2,3\n4.5,-6e1,\"7\"\n8,9,10\n".getBytes(StandardCharsets.UTF_8);
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = alphabet[random.nextInt(alphabet.length)];
        }
        return bytes;
    }

    private static Table read(String text, String target) {
        return read(new TableReader(), text, target);
    }

    private static Table read(TableReader reader, String text, String target) {
        try {
            return reader.read("t.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), target);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
