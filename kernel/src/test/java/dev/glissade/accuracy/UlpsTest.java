package dev.glissade.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// What an error in units in the last place is, at the edges of the types too.
class UlpsTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    @Test
    void floatErrorsAreInUnitsOfTheExactValue() {
        assertThat(Ulps.of(1f, 1 + 0x1p-24)).isEqualTo(0.5);
        assertThat(Ulps.of(Math.nextUp(1f), 1.0)).isEqualTo(1);
        assertThat(Ulps.of(3 * Float.MIN_VALUE, 1.25 * Float.MIN_VALUE)).isEqualTo(1.75);
        assertThat(Ulps.of(0f, 0.75 * Float.MIN_VALUE)).isEqualTo(0.75);
        assertThat(Ulps.of(0f, 1e-300)).isLessThan(1e-200);
    }

    @Test
    void doubleErrorsAreInUnitsOfTheExactValue() {
        DoubleDouble third = DoubleDouble.ONE.dividedBy(3);
        assertThat(Ulps.of(1 / 3.0, third)).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(Ulps.of(Math.nextDown(1.0), DoubleDouble.ONE)).isEqualTo(0.5);
        assertThat(Ulps.of(0.0, DoubleDouble.of(0.75).timesPower(-1074))).isEqualTo(0.75);
        assertThat(Ulps.of(Double.MIN_VALUE, DoubleDouble.ONE.timesPower(-2000)))
                .isEqualTo(1);
    }

    @Test
    void infinityIsThePowerOfTwoAboveTheLargestNumber() {
        assertThat(Ulps.of(Float.POSITIVE_INFINITY, 0x1p128)).isZero();
        assertThat(Ulps.of(Float.POSITIVE_INFINITY, (double) Float.MAX_VALUE)).isEqualTo(1);
        assertThat(Ulps.of(Float.MAX_VALUE, 0x1p128)).isEqualTo(1);
        assertThat(Ulps.of(Double.POSITIVE_INFINITY, DoubleDouble.ONE.timesPower(5000)))
                .isZero();
        assertThat(Ulps.of(Double.POSITIVE_INFINITY, DoubleDouble.of(Double.MAX_VALUE)))
                .isEqualTo(1);
        assertThat(Ulps.of(Double.MAX_VALUE, DoubleDouble.ONE.timesPower(1024))).isEqualTo(1);
    }

    @Test
    void aMissedSpecialValueIsAnInfiniteError() {
        assertThat(Ulps.of(Float.NaN, 1.0)).isEqualTo(INFINITE);
        assertThat(Ulps.of(1f, Double.NaN)).isEqualTo(INFINITE);
        assertThat(Ulps.of(Float.NaN, Double.NaN)).isZero();
        assertThat(Ulps.of(-0f, 0.0)).isEqualTo(INFINITE);
        assertThat(Ulps.of(0f, -1e-300)).isEqualTo(INFINITE);
        assertThat(Ulps.of(1f, INFINITE)).isEqualTo(INFINITE);
        assertThat(Ulps.of(Float.NEGATIVE_INFINITY, INFINITE)).isEqualTo(INFINITE);
        assertThat(Ulps.of(Double.NaN, DoubleDouble.ONE)).isEqualTo(INFINITE);
        assertThat(Ulps.of(1.0, DoubleDouble.INFINITY)).isEqualTo(INFINITE);
        assertThat(Ulps.of(-0.0, DoubleDouble.ZERO)).isEqualTo(INFINITE);
        assertThat(Ulps.of(-0.0, DoubleDouble.of(-0.0))).isZero();
    }
}
