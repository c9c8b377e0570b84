package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How far the elementary functions are from the true values, in units in the last place of the result.
///
/// The parity test carries the figures over from the scalar mathematics, tested here, to the SIMD loops.
class FunctionAccuracyTest {
    private static final long SEED = 7;

    enum Function {
        EXP(FloatMathematics::exp, DoubleMathematics::exp, StrictMath::exp),
        LOG(FloatMathematics::log, DoubleMathematics::log, StrictMath::log),
        SIN(FloatMathematics::sin, DoubleMathematics::sin, StrictMath::sin),
        COS(FloatMathematics::cos, DoubleMathematics::cos, StrictMath::cos),
        TANH(FloatMathematics::tanh, DoubleMathematics::tanh, StrictMath::tanh),
        SIGMOID(FloatMathematics::sigmoid, DoubleMathematics::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)));

        private final FloatFunction floats;
        private final DoubleUnaryOperator doubles;
        private final DoubleUnaryOperator reference;

        Function(FloatFunction floats, DoubleUnaryOperator doubles, DoubleUnaryOperator reference) {
            this.floats = floats;
            this.doubles = doubles;
            this.reference = reference;
        }
    }

    private interface FloatFunction {
        float apply(float x);
    }

    /// 0 to +∞ in random steps of 1 … 8,000 representations, each with both signs: over 500,000 inputs, every exponent
    /// among them. The reference, `double` StrictMath, is off by 2⁻²⁸ of such a unit.
    @ParameterizedTest
    @EnumSource
    void float32IsWithinOneUnit(Function function) {
        var random = new SplittableRandom(SEED);
        int last = Float.floatToIntBits(Float.POSITIVE_INFINITY);
        for (int bits = 0; bits <= last; bits += 1 + random.nextInt(8000)) {
            float x = Float.intBitsToFloat(bits);
            checkFloat(function, x);
            checkFloat(function, -x);
        }
    }

    private static void checkFloat(Function function, float x) {
        float actual = function.floats.apply(x);
        double expected = function.reference.applyAsDouble(x);
        float nearest = (float) expected;
        if (Float.isNaN(nearest) || Float.isInfinite(nearest)) {
            boolean same = Float.compare(actual, nearest) == 0;
            boolean atTheEdge = Math.abs(expected) < 0x1p128 && Math.abs(actual) == Float.MAX_VALUE;
            assertThat(same || atTheEdge)
                    .as("%s of %s is %s, expected %s, seed %d", function, x, actual, nearest, SEED)
                    .isTrue();
            return;
        }
        double error = Math.abs(actual - expected) / Math.ulp(nearest);
        if (!(error <= 1)) {
            assertThat(error)
                    .as("error of %s(%s) = %s, expected %s, seed %d", function, x, actual, expected, SEED)
                    .isLessThanOrEqualTo(1);
        }
    }

    /// Against `function-values.csv`: function, input, the `double` nearest to the value and the remainder, from mpmath
    /// with 200 bits at seeded random inputs of all sizes.
    @Test
    void float64IsWithinOneUnit() throws IOException {
        int lines = 0;
        try (var reader = table()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(",", -1);
                double x = Double.parseDouble(cells[1]);
                double nearest = Double.parseDouble(cells[2]);
                double actual = Function.valueOf(cells[0]).doubles.applyAsDouble(x);
                double error = Math.abs((actual - nearest) - Double.parseDouble(cells[3])) / Math.ulp(nearest);
                assertThat(error)
                        .as("error of %s(%s) = %s, expected %s", cells[0], x, actual, nearest)
                        .isLessThanOrEqualTo(1);
                lines++;
            }
        }
        assertThat(lines).isEqualTo(1800);
    }

    private static BufferedReader table() {
        var stream = FunctionAccuracyTest.class.getResourceAsStream("function-values.csv");
        return new BufferedReader(new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.US_ASCII));
    }
}
