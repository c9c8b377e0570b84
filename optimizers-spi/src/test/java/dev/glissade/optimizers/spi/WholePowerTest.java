package dev.glissade.optimizers.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholePowerTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.9, 0.999, 0.9999999, 1})
    void powersAreTheNearestNumbers(double base) {
        for (int exponent = 0; exponent < 3000; exponent = exponent * 3 / 2 + 1) {
            double exact =
                    new BigDecimal(base).pow(exponent, new MathContext(60)).doubleValue();
            assertThat(WholePower.of(base, exponent))
                    .as("%s to the %d", base, exponent)
                    .isCloseTo(exact, within(Math.ulp(exact) / 2));
        }
        assertThat(WholePower.of(base, Long.MAX_VALUE)).isEqualTo(base == 1 ? 1 : 0);
    }
}
