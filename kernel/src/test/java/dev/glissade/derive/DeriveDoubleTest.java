package dev.glissade.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glissade.derive.DeriveDouble.DerivationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeriveDoubleTest {

    private static String twin(String source) {
        String derived = DeriveDouble.derive(source, "FloatSource.java");
        return derived.substring(derived.indexOf('\n') + 1);
    }

    @Nested
    class Names {

        @ParameterizedTest
        @CsvSource({
            "float, double",
            "Float, Double",
            "floats, doubles",
            "toFloats, toDoubles",
            "FLOATS, DOUBLES",
            "JAVA_FLOAT, JAVA_DOUBLE",
            "FloatVector, DoubleVector",
            "DType.FLOAT32, DType.FLOAT64",
            "float32, float64",
            "Float32Test, Float64Test",
            "floatFloatFLOAT32, doubleDoubleFLOAT64",
            "floatValue, doubleValue",
        })
        void sayDoubleForFloat(String name, String expected) {
            assertThat(twin(name)).isEqualTo(expected);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"floating", "FloatingPoint", "FLOATING", "afloating", "int", "flo at", "double", "f", "F2"})
        void withoutFloatStay(String name) {
            assertThat(twin(name)).isEqualTo(name);
        }
    }

    @Nested
    class Literals {

        @ParameterizedTest
        @CsvSource({
            "1.5f, 1.5",
            "1.5F, 1.5",
            ".5f, .5",
            "1.f, 1.",
            "1f, 1.0",
            "0f, 0.0",
            "1_000f, 1_000.0",
            "1_0.2_5f, 1_0.2_5",
            "1e5f, 1e5",
            "1e-5f, 1e-5",
            "1E+10F, 1E+10",
            "0x1p-3f, 0x1p-3",
            "0x1.8p3F, 0x1.8p3",
            "0X1.fP+3f, 0X1.fP+3",
            "0x.8p1f, 0x.8p1",
        })
        void ofFloatLoseTheirSuffixAndStayFractions(String literal, String expected) {
            assertThat(twin("x = " + literal + ";")).isEqualTo("x = " + expected + ";");
            assertThat(Double.parseDouble(literal.replace("_", "")))
                    .isEqualTo(Double.parseDouble(expected.replace("_", "")));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"1", "0x1f", "0xFF", "0x7f_ffL", "0b1010", "1L", "1.5", "1e5", "1d", "1.5D", "0x1p-3", "017"
                })
        void ofOtherTypesStay(String literal) {
            assertThat(twin("x = " + literal + ";")).isEqualTo("x = " + literal + ";");
        }

        @Test
        void standNextToOperators() {
            assertThat(twin("a-1f+0x1p-3f-2e3f*.5f/x1f")).isEqualTo("a-1.0+0x1p-3-2e3*.5/x1f");
        }

        @Test
        void inIndexesAndRangesStay() {
            assertThat(twin("a[0].floats[1f > 0 ? 1 : 0]")).isEqualTo("a[0].doubles[1.0 > 0 ? 1 : 0]");
        }

        @Test
        void ofCharactersStay() {
            assertThat(twin("'f' + '\\'' + '\"' + 1f + '\\\\'")).isEqualTo("'f' + '\\'' + '\"' + 1.0 + '\\\\'");
        }
    }

    @Nested
    class Strings {

        @Test
        void renameWordsOnly() {
            assertThat(twin("\"float32 sum of %d floats: %.3f, 1.5f\" + 1f"))
                    .isEqualTo("\"float64 sum of %d doubles: %.3f, 1.5f\" + 1.0");
        }

        @Test
        void keepEscapes() {
            assertThat(twin("\"\\float \\\"float\\\\\" + float")).isEqualTo("\"\\float \\\"double\\\\\" + double");
        }

        @Test
        void mayLookLikeComments() {
            assertThat(twin("\"// 1f /*\" + 1f")).isEqualTo("\"// 1f /*\" + 1.0");
        }

        @Test
        void ofSeveralLinesAreTextBlocks() {
            String block = "\"\"\"\n  say \"float\" \\\"\"\" 1f // 'x\n  \"\"\"";
            assertThat(twin(block + " + 1f")).isEqualTo(block.replace("float", "double") + " + 1.0");
        }
    }

    @Nested
    class Comments {

        @Test
        void readForDouble() {
            assertThat(twin("// a float[] of 1.5f, don't round: floating point\n/* Float 0x1p-3f \" */ 1f"))
                    .isEqualTo("// a double[] of 1.5, don't round: floating point\n/* Double 0x1p-3 \" */ 1.0");
        }

        @Test
        void mayEndTheFile() {
            assertThat(twin("// float")).isEqualTo("// double");
        }

        @Test
        void mayNameWhatHasNoTwin() {
            assertThat(twin("// unlike floatToIntBits")).isEqualTo("// unlike doubleToIntBits");
        }
    }

    @Nested
    class Refusals {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "floatToIntBits",
                    "floatToRawIntBits",
                    "intBitsToFloat",
                    "IntVector",
                    "reinterpretAsInts",
                    "F2I"
                })
        void nameFileLineAndCure(String name) {
            assertThatThrownBy(() -> twin("class A {\n  int bits = Float." + name + "(1f);\n}\n"))
                    .isInstanceOf(DerivationException.class)
                    .hasMessage(
                            "derive: FloatSource.java:2: " + name + " has no twin for double; put this code into files"
                                    + " written by hand, FloatSource.java and its Double sibling");
        }

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '`',
                value = {
                    "/* float, comment",
                    "x = \"float, string literal",
                    "'f, character literal",
                    "\"\"\" float, text block"
                })
        void concernWhatHasNoEnd(String source, String what) {
            assertThatThrownBy(() -> twin("\n" + source + "\n"))
                    .isInstanceOf(DerivationException.class)
                    .hasMessage("derive: FloatSource.java:2: " + what + " has no end");
        }
    }

    @Nested
    class Roots {

        @TempDir
        private Path folder;

        private Path source(String name, String text) throws IOException {
            return write(folder.resolve("main"), name, text);
        }

        private Path target(String name) {
            return folder.resolve("derived").resolve(name);
        }

        private void deriveAll() throws IOException {
            DeriveDouble.deriveAll(folder.resolve("main"), folder.resolve("derived"));
        }

        private static Path write(Path root, String name, String text) throws IOException {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        }

        @Test
        void getTheTwinInTheSamePackageUnderAHeader() throws IOException {
            source("a/b/ScalarFloatSums.java", "class ScalarFloatSums {}\n");
            deriveAll();
            assertThat(target("a/b/ScalarDoubleSums.java"))
                    .hasContent("// Derived by the build from a/b/ScalarFloatSums.java; change that file instead.\n"
                            + "class ScalarDoubleSums {}\n");
        }

        @Test
        void leaveOutWhatHasATwinByHandOrConcernsBothOrNeither() throws IOException {
            source("FloatExp.java", "class FloatExp {}");
            source("DoubleExp.java", "class DoubleExp {}");
            source("FloatToDouble.java", "class FloatToDouble {}");
            source("FloatingPoint.java", "class FloatingPoint {}");
            source("Workspace.java", "class Workspace { float[] floats; }");
            deriveAll();
            assertThat(folder.resolve("derived")).doesNotExist();
        }

        @Test
        void loseWhatHasNoSourceAnyMore() throws IOException {
            Path source = source("a/FloatSums.java", "class FloatSums {}");
            source("a/FloatMaxima.java", "class FloatMaxima {}");
            deriveAll();
            Files.delete(source);
            deriveAll();
            assertThat(target("a/DoubleSums.java")).doesNotExist();
            assertThat(target("a/DoubleMaxima.java")).exists();
        }

        @Test
        void loseATwinOnceItIsWrittenByHand() throws IOException {
            source("FloatSums.java", "class FloatSums {}");
            deriveAll();
            source("DoubleSums.java", "class DoubleSums {}");
            deriveAll();
            assertThat(target("DoubleSums.java")).doesNotExist();
        }

        @Test
        void areWrittenOnlyWhereTheTextChanges() throws IOException {
            source("FloatSums.java", "class FloatSums {}");
            source("FloatMaxima.java", "class FloatMaxima {}");
            deriveAll();
            FileTime longAgo = FileTime.fromMillis(0);
            Files.setLastModifiedTime(target("DoubleSums.java"), longAgo);
            Files.setLastModifiedTime(target("DoubleMaxima.java"), longAgo);
            source("FloatMaxima.java", "final class FloatMaxima {}");
            deriveAll();
            assertThat(Files.getLastModifiedTime(target("DoubleSums.java"))).isEqualTo(longAgo);
            assertThat(Files.getLastModifiedTime(target("DoubleMaxima.java"))).isNotEqualTo(longAgo);
        }

        @Test
        void stayAsTheyAreIfOneSourceIsRefused() throws IOException {
            source("FloatBits.java", "int b = Float.floatToIntBits(1f);");
            source("FloatSums.java", "class FloatSums {}");
            assertThatThrownBy(this::deriveAll)
                    .hasMessageStartingWith("derive: FloatBits.java:1: floatToIntBits has no twin");
            assertThat(folder.resolve("derived")).doesNotExist();
        }

        @Test
        void mayBeEmptyOrMissing() throws IOException {
            deriveAll();
            assertThat(folder.resolve("derived")).doesNotExist();
        }
    }
}
