package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How far tangent, inverse trigonometric functions, error function and powers are from the true values, in units in the
/// last place of the result.
///
/// The parity test carries the figures over from the scalar mathematics, tested here, to the SIMD loops.
class SpecialFunctionAccuracyTest {
    private static final long SEED = 11;

    /// Functions of one operand ignore the second.
    enum Function {
        TAN(1, 1, (x, y) -> FloatTrigonometricMathematics.tan(x), (x, y) -> DoubleTrigonometricMathematics.tan(x)),
        ASIN(1, 1, (x, y) -> FloatTrigonometricMathematics.asin(x), (x, y) -> DoubleTrigonometricMathematics.asin(x)),
        ACOS(1, 1, (x, y) -> FloatTrigonometricMathematics.acos(x), (x, y) -> DoubleTrigonometricMathematics.acos(x)),
        ATAN(1, 1, (x, y) -> FloatTrigonometricMathematics.atan(x), (x, y) -> DoubleTrigonometricMathematics.atan(x)),
        ERF(1, 1, (x, y) -> FloatErrorMathematics.erf(x), (x, y) -> DoubleErrorMathematics.erf(x)),
        GELU(1, 4, (x, y) -> FloatErrorMathematics.gelu(x), (x, y) -> DoubleErrorMathematics.gelu(x)),
        ATAN2(2, 1, FloatTrigonometricMathematics::atan2, DoubleTrigonometricMathematics::atan2),
        POW(2, 1, FloatPowerMathematics::pow, DoublePowerMathematics::pow);

        private final int operands;
        private final double units;
        private final FloatFunction floats;
        private final DoubleBinaryOperator doubles;

        Function(int operands, double units, FloatFunction floats, DoubleBinaryOperator doubles) {
            this.operands = operands;
            this.units = units;
            this.floats = floats;
            this.doubles = doubles;
        }
    }

    private interface FloatFunction {
        float apply(float x, float y);
    }

    /// 0 to +∞ in random steps of 1 … 8,000 representations, each with both signs: over 500,000 inputs, every exponent
    /// among them. The reference is the same function in `double`, which is tested below. A second operand has any bits,
    /// or is such that the result is neither 0 nor infinite.
    @ParameterizedTest
    @EnumSource
    void float32IsWithinItsUnits(Function function) {
        var random = new SplittableRandom(SEED);
        int last = Float.floatToIntBits(Float.POSITIVE_INFINITY);
        for (int bits = 0; bits <= last; bits += 1 + random.nextInt(8000)) {
            float x = Float.intBitsToFloat(bits);
            float y = function.operands == 1 ? 0 : second(function, x, random);
            check(function, x, y);
            check(function, -x, y);
        }
    }

    private static float second(Function function, float x, SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            return Float.intBitsToFloat(random.nextInt());
        }
        return function == Function.ATAN2
                ? x * (float) random.nextDouble(-4, 4)
                : (float) (random.nextDouble(-104, 89) / StrictMath.log(x));
    }

    private static void check(Function function, float x, float y) {
        float actual = function.floats.apply(x, y);
        double expected = function.doubles.applyAsDouble(x, y);
        float nearest = (float) expected;
        if (Float.isNaN(nearest) || Float.isInfinite(nearest) || nearest == 0) {
            boolean same = Float.compare(actual, nearest) == 0;
            boolean atTheEdge = !Float.isNaN(actual)
                    && Math.abs(actual - nearest) <= (nearest == 0 ? function.units * Float.MIN_VALUE : 0)
                    && Math.copySign(1f, actual) == Math.copySign(1f, nearest);
            assertThat(same || atTheEdge)
                    .as("%s of %s, %s is %s, expected %s, seed %d", function, x, y, actual, nearest, SEED)
                    .isTrue();
            return;
        }
        double error = Math.abs(actual - expected) / Math.ulp(nearest);
        if (!(error <= function.units)) {
            assertThat(error)
                    .as("error of %s(%s, %s) = %s, expected %s, seed %d", function, x, y, actual, expected, SEED)
                    .isLessThanOrEqualTo(function.units);
        }
    }

    /// Against `special-function-values.csv`: function, operands, the `double` nearest to the value and the remainder,
    /// from mpmath with 260 bits at seeded random inputs of all sizes. Remainders of results near the subnormal numbers
    /// are left out, half a unit at most.
    @Test
    void float64IsWithinItsUnits() throws IOException {
        int lines = 0;
        try (var reader = table()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(",", -1);
                Function function = Function.valueOf(cells[0]);
                double x = Double.parseDouble(cells[1]);
                double y = function.operands == 1 ? 0 : Double.parseDouble(cells[2]);
                double nearest = Double.parseDouble(cells[3]);
                double actual = function.doubles.applyAsDouble(x, y);
                double error = Math.abs((actual - nearest) - Double.parseDouble(cells[4])) / Math.ulp(nearest);
                assertThat(error)
                        .as("error of %s(%s, %s) = %s, expected %s", function, x, y, actual, nearest)
                        .isLessThanOrEqualTo(function.units);
                lines++;
            }
        }
        assertThat(lines).isEqualTo(Function.values().length * 300);
    }

    private static BufferedReader table() {
        var stream = SpecialFunctionAccuracyTest.class.getResourceAsStream("special-function-values.csv");
        return new BufferedReader(new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.US_ASCII));
    }
}
