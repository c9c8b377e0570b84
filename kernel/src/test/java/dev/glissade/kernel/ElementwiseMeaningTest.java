package dev.glissade.kernel;

import static dev.glissade.kernel.ElementType.bits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glissade.kernel.ElementwiseLoop.Call;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each elementwise loop computes, on values whose results are known, special ones included.
class ElementwiseMeaningTest {
    private static final int LENGTH = 67;
    private static final double SCALAR = 0.75;

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "add, 1.5, 2.25, -, 3.75",
                "subtract, 1.5, 2.25, -, -0.75",
                "multiply, 1.5, -2, -, -3",
                "divide, 3, -2, -, -1.5",
                "divide, 1, -0.0, -, -Infinity",
                "max, -0.0, 0.0, -, 0.0",
                "max, 0.0, -0.0, -, 0.0",
                "max, 1, NaN, -, NaN",
                "max, NaN, 1, -, NaN",
                "max, -3, 2, -, 2",
                "min, -0.0, 0.0, -, -0.0",
                "min, 0.0, -0.0, -, -0.0",
                "min, 1, NaN, -, NaN",
                "min, -3, 2, -, -3",
                "negate, 0.0, -, -, -0.0",
                "negate, -3, -, -, 3",
                "abs, -0.0, -, -, 0.0",
                "abs, -3, -, -, 3",
                "square, -3, -, -, 9",
                "sqrt, 2.25, -, -, 1.5",
                "sqrt, -0.0, -, -, -0.0",
                "sqrt, -1, -, -, NaN",
                "reciprocal, -4, -, -, -0.25",
                "reciprocal, -0.0, -, -, -Infinity",
                "reciprocalSqrt, 4, -, -, 0.5",
                "reciprocalSqrt, 0.0, -, -, Infinity",
                "reciprocalSqrt, -0.0, -, -, -Infinity",
                "reciprocalSqrt, Infinity, -, -, 0.0",
                "reciprocalSqrt, -Infinity, -, -, NaN",
                "reciprocalSqrt, -1, -, -, NaN",
                "reciprocalSqrt, NaN, -, -, NaN",
                "floor, 2.5, -, -, 2",
                "floor, -2.5, -, -, -3",
                "floor, -0.0, -, -, -0.0",
                "floor, 0.75, -, -, 0.0",
                "floor, -1e-45, -, -, -1",
                "floor, 8388607.5, -, -, 8388607",
                "floor, -Infinity, -, -, -Infinity",
                "floor, NaN, -, -, NaN",
                "ceil, 2.5, -, -, 3",
                "ceil, -2.5, -, -, -2",
                "ceil, -0.75, -, -, -0.0",
                "ceil, 0.0, -, -, 0.0",
                "ceil, -0.0, -, -, -0.0",
                "ceil, 1e-45, -, -, 1",
                "ceil, Infinity, -, -, Infinity",
                "ceil, NaN, -, -, NaN",
                "round, 2.5, -, -, 2",
                "round, 3.5, -, -, 4",
                "round, -2.5, -, -, -2",
                "round, 0.5, -, -, 0.0",
                "round, -0.5, -, -, -0.0",
                "round, -0.0, -, -, -0.0",
                "round, 8388607.5, -, -, 8388608",
                "round, -1e10, -, -, -1e10",
                "round, Infinity, -, -, Infinity",
                "round, NaN, -, -, NaN",
                "softsign, 3, -, -, 0.75",
                "softsign, -1, -, -, -0.5",
                "softsign, -0.0, -, -, -0.0",
                "softsign, Infinity, -, -, NaN",
                "softsign, NaN, -, -, NaN",
                "relu, -2, -, -, 0.0",
                "relu, -0.0, -, -, 0.0",
                "relu, 2, -, -, 2",
                "relu, NaN, -, -, NaN",
                "relu, -Infinity, -, -, 0.0",
                "scale, 3, -, -, 2.25",
                "addScaled, 1, 2, -, 2.5",
                "fma, 2, 3, 4, 10",
                "less, 1, 2, -, 1",
                "less, 2, 1, -, 0.0",
                "less, -0.0, 0.0, -, 0.0",
                "less, NaN, 1, -, 0.0",
                "less, 1, NaN, -, 0.0",
                "lessOrEqual, 1, 2, -, 1",
                "lessOrEqual, 0.0, -0.0, -, 1",
                "lessOrEqual, 2, 1, -, 0.0",
                "lessOrEqual, NaN, NaN, -, 0.0",
                "equal, 2, 2, -, 1",
                "equal, -0.0, 0.0, -, 1",
                "equal, 1, 2, -, 0.0",
                "equal, NaN, NaN, -, 0.0",
                "notEqual, 1, 2, -, 1",
                "notEqual, -0.0, 0.0, -, 0.0",
                "notEqual, NaN, NaN, -, 1",
                "where, 1, 2, 3, 2",
                "where, -0.5, 2, NaN, 2",
                "where, 0.0, 2, 3, 3",
                "where, -0.0, NaN, 3, 3",
                "where, NaN, 2, 3, 2",
                "where, -1e-45, 2, -0.0, 2",
                "sign, 3, -, -, 1",
                "sign, -1e-45, -, -, -1",
                "sign, -Infinity, -, -, -1",
                "sign, 0.0, -, -, 0.0",
                "sign, -0.0, -, -, 0.0",
                "sign, NaN, -, -, 0.0",
                "clamp, 0.5, -, -, 0.75",
                "clamp, 1, -, -, 1",
                "clamp, 2, -, -, 1.875",
                "clamp, Infinity, -, -, 1.875",
                "clamp, -Infinity, -, -, 0.75",
                "clamp, NaN, -, -, NaN",
                "leakyRelu, 2, -, -, 2",
                "leakyRelu, -2, -, -, -1.5",
                "leakyRelu, 0.0, -, -, 0.0",
                "leakyRelu, -0.0, -, -, -0.0",
                "leakyRelu, -Infinity, -, -, -Infinity",
                "leakyRelu, NaN, -, -, NaN",
                "absBackward, -2, 5, -, -5",
                "absBackward, 2, 5, -, 5",
                "absBackward, -0.0, 5, -, 0.0",
                "absBackward, 0.0, -5, -, -0.0",
                "absBackward, NaN, 5, -, 0.0",
                "reluBackward, 2, 5, -, 5",
                "reluBackward, 0.0, 5, -, 0.0",
                "reluBackward, -0.0, -5, -, 0.0",
                "reluBackward, NaN, 5, -, 5",
                "sigmoidBackward, 0.25, 16, -, 3",
                "tanhBackward, 0.5, 16, -, 12",
                "maxBackward, 2, 1, 5, 5",
                "maxBackward, 1, 2, -5, 0.0",
                "maxBackward, 1, 1, 5, 2.5",
                "maxBackward, 0.0, -0.0, 5, 2.5",
                "maxBackward, NaN, 1, 5, 5",
                "maxBackward, 1, NaN, 5, 5",
                "gather, 7, -, -, 7",
                "scatter, 7, -, -, 7",
                "exp, 0.0, -, -, 1",
                "exp, -0.0, -, -, 1",
                "exp, Infinity, -, -, Infinity",
                "exp, -Infinity, -, -, 0.0",
                "exp, NaN, -, -, NaN",
                "exp, 710, -, -, Infinity",
                "exp, -746, -, -, 0.0",
                "log, 1, -, -, 0.0",
                "log, 0.0, -, -, -Infinity",
                "log, -0.0, -, -, -Infinity",
                "log, -1, -, -, NaN",
                "log, -1e-40, -, -, NaN",
                "log, -Infinity, -, -, NaN",
                "log, Infinity, -, -, Infinity",
                "log, NaN, -, -, NaN",
                "sin, 0.0, -, -, 0.0",
                "sin, -0.0, -, -, -0.0",
                "sin, Infinity, -, -, NaN",
                "sin, -Infinity, -, -, NaN",
                "sin, NaN, -, -, NaN",
                "cos, 0.0, -, -, 1",
                "cos, -0.0, -, -, 1",
                "cos, Infinity, -, -, NaN",
                "cos, -Infinity, -, -, NaN",
                "cos, NaN, -, -, NaN",
                "tanh, 0.0, -, -, 0.0",
                "tanh, -0.0, -, -, -0.0",
                "tanh, Infinity, -, -, 1",
                "tanh, -Infinity, -, -, -1",
                "tanh, 40, -, -, 1",
                "tanh, NaN, -, -, NaN",
                "sigmoid, 0.0, -, -, 0.5",
                "sigmoid, -0.0, -, -, 0.5",
                "sigmoid, Infinity, -, -, 1",
                "sigmoid, -Infinity, -, -, 0.0",
                "sigmoid, 50, -, -, 1",
                "sigmoid, NaN, -, -, NaN"
            })
    void aLoopGives(String name, double first, @Nullable Double second, @Nullable Double third, double expected) {
        int found = 0;
        for (ElementwiseLoop loop : ElementwiseLoop.all()) {
            if (loop.method().getName().equals(name)) {
                found++;
                check(loop, first, second, third, expected);
            }
        }
        assertThat(found).as("element types of " + name).isEqualTo(2);
    }

    private static void check(
            ElementwiseLoop loop, double first, @Nullable Double second, @Nullable Double third, double expected) {
        @Nullable Double[] operands = {first, second, third};
        for (Object implementation : List.of(loop.scalar(), loop.simd())) {
            var arrays = new Object[loop.arrays()];
            for (int a = 0; a < arrays.length; a++) {
                arrays[a] = loop.type().array(LENGTH);
                if (a < arrays.length - 1) {
                    fill(loop.type(), arrays[a], Objects.requireNonNull(operands[a]));
                }
            }
            loop.run(implementation, loop.arguments(new Call(arrays, new int[arrays.length], 1, SCALAR, LENGTH)));
            var result = arrays[arrays.length - 1];
            for (int i = 0; i < LENGTH; i++) {
                assertThat(bits(loop.type().get(result, i)))
                        .as(
                                "element %d of %s is %s, expected %s",
                                i, loop, loop.type().get(result, i), expected)
                        .isEqualTo(bits(expected));
            }
        }
    }

    private static void fill(ElementType type, Object array, double value) {
        for (int i = 0; i < LENGTH; i++) {
            type.set(array, i, value);
        }
    }
}
