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

/// How far the elementary functions and those made of them are from the true values, in units in the last place of the result.
///
/// The parity test carries the figures over from the scalar mathematics, tested here, to the SIMD loops.
class FunctionAccuracyTest {
    private static final long SEED = 7;
    private static final float STEEPNESS = 3.1f;

    enum Function {
        EXP(1, FloatMathematics::exp, DoubleMathematics::exp, StrictMath::exp),
        LOG(1, FloatMathematics::log, DoubleMathematics::log, StrictMath::log),
        SIN(1, FloatTrigonometricMathematics::sin, DoubleTrigonometricMathematics::sin, StrictMath::sin),
        COS(1, FloatTrigonometricMathematics::cos, DoubleTrigonometricMathematics::cos, StrictMath::cos),
        TAN(1, FloatTrigonometricMathematics::tan, DoubleTrigonometricMathematics::tan, StrictMath::tan),
        ASIN(1, FloatTrigonometricMathematics::asin, DoubleTrigonometricMathematics::asin, StrictMath::asin),
        ACOS(1, FloatTrigonometricMathematics::acos, DoubleTrigonometricMathematics::acos, StrictMath::acos),
        ATAN(1, FloatTrigonometricMathematics::atan, DoubleTrigonometricMathematics::atan, StrictMath::atan),
        TANH(1, FloatMathematics::tanh, DoubleMathematics::tanh, StrictMath::tanh),
        EXPM1(1, FloatMathematics::expm1, DoubleMathematics::expm1, StrictMath::expm1),
        LOG1P(1, FloatMathematics::log1p, DoubleMathematics::log1p, StrictMath::log1p),
        LOG2(1, FloatMathematics::log2, DoubleMathematics::log2, x -> StrictMath.log(x) / StrictMath.log(2)),
        LOG10(1, FloatMathematics::log10, DoubleMathematics::log10, StrictMath::log10),
        SINH(1, FloatMathematics::sinh, DoubleMathematics::sinh, StrictMath::sinh),
        COSH(1, FloatMathematics::cosh, DoubleMathematics::cosh, StrictMath::cosh),
        SIGMOID(
                1,
                FloatActivationMathematics::sigmoid,
                DoubleActivationMathematics::sigmoid,
                x -> 1 / (1 + StrictMath.exp(-x))),
        SOFTPLUS(
                4,
                x -> FloatActivationMathematics.softplus(x, 1, 20),
                x -> DoubleActivationMathematics.softplus(x, 1, 20),
                x -> x > 20 ? x : softplus(x, 1)),
        SOFTPLUS_STEEP(
                4,
                x -> FloatActivationMathematics.softplus(x, STEEPNESS, Float.POSITIVE_INFINITY),
                x -> DoubleActivationMathematics.softplus(x, STEEPNESS, Double.POSITIVE_INFINITY),
                x -> softplus(x, STEEPNESS)),
        LOG_SIGMOID(
                4,
                FloatActivationMathematics::logSigmoid,
                DoubleActivationMathematics::logSigmoid,
                x -> -softplus(-x, 1)),
        SILU(4, FloatActivationMathematics::silu, DoubleActivationMathematics::silu, x -> weighted(x, x)),
        ELU(
                4,
                x -> FloatActivationMathematics.elu(x, STEEPNESS),
                x -> DoubleActivationMathematics.elu(x, STEEPNESS),
                x -> x > 0 ? x : STEEPNESS * StrictMath.expm1(x)),
        GELU_TANH(
                4,
                FloatActivationMathematics::geluTanh,
                DoubleActivationMathematics::geluTanh,
                x -> weighted(x, 2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));

        private final double units;
        private final FloatFunction floats;
        private final DoubleUnaryOperator doubles;
        private final DoubleUnaryOperator reference;

        Function(double units, FloatFunction floats, DoubleUnaryOperator doubles, DoubleUnaryOperator reference) {
            this.units = units;
            this.floats = floats;
            this.doubles = doubles;
            this.reference = reference;
        }
    }

    private static double softplus(double x, double beta) {
        return (Math.max(beta * x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(beta * x)))) / beta;
    }

    /// x ÷ (1 + e^−t)
    private static double weighted(double x, double t) {
        double exp = StrictMath.exp(-Math.abs(t));
        return (t >= 0 ? x : x * exp) / (1 + exp);
    }

    private interface FloatFunction {
        float apply(float x);
    }

    /// 0 to +∞ in random steps of 1 … 8,000 representations, each with both signs: over 500,000 inputs, every exponent
    /// among them. The reference, `double` StrictMath, is off by 2⁻²⁸ of such a unit.
    @ParameterizedTest
    @EnumSource
    void float32IsWithinItsUnits(Function function) {
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
        if (!(error <= function.units)) {
            assertThat(error)
                    .as("error of %s(%s) = %s, expected %s, seed %d", function, x, actual, expected, SEED)
                    .isLessThanOrEqualTo(function.units);
        }
    }

    /// Against `function-values.csv`: function, input, the `double` nearest to the value and the remainder, from mpmath
    /// with 200 bits at seeded random inputs of all sizes.
    @Test
    void float64IsWithinItsUnits() throws IOException {
        int lines = 0;
        try (var reader = table()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(",", -1);
                double x = Double.parseDouble(cells[1]);
                double nearest = Double.parseDouble(cells[2]);
                Function function = Function.valueOf(cells[0]);
                double actual = function.doubles.applyAsDouble(x);
                double error = Math.abs((actual - nearest) - Double.parseDouble(cells[3])) / Math.ulp(nearest);
                assertThat(error)
                        .as("error of %s(%s) = %s, expected %s", function, x, actual, nearest)
                        .isLessThanOrEqualTo(function.units);
                lines++;
            }
        }
        assertThat(lines).isEqualTo(3600);
    }

    private static BufferedReader table() {
        var stream = FunctionAccuracyTest.class.getResourceAsStream("function-values.csv");
        return new BufferedReader(new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.US_ASCII));
    }
}
