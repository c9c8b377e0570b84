package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The loops with helper methods for vectors are too long for C2 to inline them into their callers, where the helpers
/// would be called with boxed vectors (docs/decisions/0005).
class FunctionLoopSizeTest {
    /// C2's default for FreqInlineSize: methods of up to that many bytecodes become a part of a hot caller.
    private static final int LONGEST_INLINED = 325;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SimdFloatExponentials",
                "SimdDoubleExponentials",
                "SimdFloatTrigonometry",
                "SimdDoubleTrigonometry",
                "SimdFloatErrorFunctions",
                "SimdDoubleErrorFunctions",
                "SimdFloatActivations",
                "SimdDoubleActivations",
                "SimdFloatPowers",
                "SimdDoublePowers"
            })
    void everyLoopStaysAMethodOfItsOwn(String name) throws IOException {
        List<MethodModel> methods = parse(name).methods();
        List<MethodModel> functions = methods.stream()
                .filter(method -> method.flags().has(AccessFlag.PUBLIC))
                .toList();
        assertThat(functions).as("functions of %s", name).isNotEmpty();
        for (MethodModel function : functions) {
            assertLong(name, methods, function.methodName() + "Vectors");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SimdFloatShiftedExponentials", "SimdDoubleShiftedExponentials"})
    void shiftedExponentialsStayAMethodOfTheirOwn(String name) throws IOException {
        assertLong(name, parse(name).methods(), "exp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SimdFloatSums",
                "SimdDoubleSums",
                "SimdFloatMagnitudes",
                "SimdDoubleMagnitudes",
                "SimdFloatSquaredDifferences",
                "SimdDoubleSquaredDifferences",
                "SimdFloatDots",
                "SimdDoubleDots",
                "SimdFloatProducts",
                "SimdDoubleProducts"
            })
    void everyFoldOfABlockStaysAMethodOfItsOwn(String name) throws IOException {
        assertLong(name, parse(name).methods(), "block");
    }

    private static void assertLong(String type, List<MethodModel> methods, String name) {
        var named = methods.stream()
                .filter(method -> method.methodName().equalsString(name))
                .toList();
        assertThat(named).as("%s.%s", type, name).hasSize(1);
        CodeAttribute code = (CodeAttribute) named.getFirst().code().orElseThrow();
        assertThat(code.codeLength()).as("bytecodes of %s.%s", type, name).isGreaterThan(LONGEST_INLINED);
    }

    private static ClassModel parse(String name) throws IOException {
        try (InputStream bytes = FunctionLoopSizeTest.class.getResourceAsStream(name + ".class")) {
            return ClassFile.of().parse(Objects.requireNonNull(bytes).readAllBytes());
        }
    }
}
