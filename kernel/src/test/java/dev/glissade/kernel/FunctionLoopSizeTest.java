package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
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
                "SimdFloatShiftedExponentials",
                "SimdDoubleShiftedExponentials",
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
        for (MethodModel method : parse(name).methods()) {
            if (!method.methodName().equalsString("<init>")
                    && !method.methodName().equalsString("<clinit>")) {
                CodeAttribute code = (CodeAttribute) method.code().orElseThrow();
                assertThat(code.codeLength())
                        .as("bytecodes of %s.%s", name, method.methodName())
                        .isGreaterThan(LONGEST_INLINED);
            }
        }
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
        var blocks = parse(name).methods().stream()
                .filter(method -> method.methodName().equalsString("block"))
                .toList();
        assertThat(blocks).as(name).hasSize(1);
        CodeAttribute code = (CodeAttribute) blocks.getFirst().code().orElseThrow();
        assertThat(code.codeLength()).as("bytecodes of %s.block", name).isGreaterThan(LONGEST_INLINED);
    }

    private static ClassModel parse(String name) throws IOException {
        try (InputStream bytes = FunctionLoopSizeTest.class.getResourceAsStream(name + ".class")) {
            return ClassFile.of().parse(Objects.requireNonNull(bytes).readAllBytes());
        }
    }
}
