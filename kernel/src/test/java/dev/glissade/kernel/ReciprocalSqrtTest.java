package dev.glissade.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// 1 ÷ √x is within 1 unit in the last place of the true value at every size, subnormal numbers among them.
///
/// The parity test carries the figures over from the scalar loop, tested here, to the SIMD loop.
class ReciprocalSqrtTest {
    private static final long SEED = 17;
    private static final int BATCH = 4096;
    private static final MathContext DIGITS = new MathContext(40);

    /// All positive numbers in random steps of 1 … 2,000 representations, over 2,000,000 of them.
    @Test
    void float32IsWithinOneUnit() {
        var random = new SplittableRandom(SEED);
        float[] x = new float[BATCH];
        float[] y = new float[BATCH];
        int last = Float.floatToIntBits(Float.MAX_VALUE);
        int bits = 1;
        while (bits <= last) {
            int n = 0;
            for (; n < BATCH && bits <= last; n++) {
                x[n] = Float.intBitsToFloat(bits);
                bits += 1 + random.nextInt(2000);
            }
            new ScalarFloatArithmetic().reciprocalSqrt(x, 0, y, 0, n);
            for (int i = 0; i < n; i++) {
                double exact = 1 / Math.sqrt((double) x[i]);
                double error = Math.abs(y[i] - exact) / Math.ulp((float) exact);
                if (!(error <= 1)) {
                    assertThat(error)
                            .as("units of error at %s: %s, exact %s, seed %d", x[i], y[i], exact, SEED)
                            .isLessThanOrEqualTo(1);
                }
            }
        }
    }

    /// Numbers of random bits, subnormal ones, and the corners of the format.
    @Test
    void float64IsWithinOneUnit() {
        var random = new SplittableRandom(SEED);
        double[] x = new double[BATCH];
        double[] y = new double[BATCH];
        long last = Double.doubleToLongBits(Double.MAX_VALUE);
        for (int i = 0; i < BATCH; i++) {
            x[i] = Double.longBitsToDouble(i % 4 == 0 ? random.nextLong(1, 1L << 52) : random.nextLong(1, last));
        }
        x[0] = Double.MIN_VALUE;
        x[1] = Double.MIN_NORMAL;
        x[2] = Math.nextDown(Double.MIN_NORMAL);
        x[3] = Double.MAX_VALUE;
        x[4] = 1;
        x[5] = Math.nextUp(1.0);
        x[6] = Math.nextDown(1.0);
        new ScalarDoubleArithmetic().reciprocalSqrt(x, 0, y, 0, BATCH);
        for (int i = 0; i < BATCH; i++) {
            BigDecimal exact = BigDecimal.ONE.divide(new BigDecimal(x[i]).sqrt(DIGITS), DIGITS);
            double error = new BigDecimal(y[i]).subtract(exact).abs().doubleValue() / Math.ulp(exact.doubleValue());
            assertThat(error)
                    .as("units of error at %s: %s, exact %s, seed %d", x[i], y[i], exact, SEED)
                    .isLessThanOrEqualTo(1);
        }
    }
}
