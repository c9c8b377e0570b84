package dev.glissade.optimizers.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RangeTest {

    @Test
    void endsAreIncludedOrExcludedAsDeclared() {
        assertThat(Range.closed(0, 1).contains(0)).isTrue();
        assertThat(Range.closed(0, 1).contains(1)).isTrue();
        assertThat(Range.closedOpen(0, 1).contains(1)).isFalse();
        assertThat(Range.openClosed(0, 1).contains(0)).isFalse();
        assertThat(Range.above(0).contains(0)).isFalse();
        assertThat(Range.above(0).contains(Double.MIN_VALUE)).isTrue();
        assertThat(Range.atLeast(0).contains(-0.0)).isTrue();
    }

    @Test
    void nanAndInfinityAreNeverInside() {
        assertThat(Range.closed(0, 1).contains(Double.NaN)).isFalse();
        assertThat(Range.atLeast(0).contains(Double.NaN)).isFalse();
        assertThat(Range.atLeast(0).contains(Double.POSITIVE_INFINITY)).isFalse();
    }

    @Test
    void textIsTheUsualNotation() {
        assertThat(Range.closedOpen(0, 1)).hasToString("[0, 1)");
        assertThat(Range.openClosed(0, 1e6)).hasToString("(0, 1000000]");
        assertThat(Range.above(-0.5)).hasToString("(-0.5, ∞)");
        assertThat(Range.closed(1e-3, 2e9)).hasToString("[0.001, 2e9]");
        assertThat(Range.closed(1, 0x1p53)).hasToString("[1, 2⁵³]");
    }

    @Test
    void emptyAndInfiniteClosedIntervalsAreRefused() {
        assertThatThrownBy(() -> Range.closed(2, 1))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("range: [2, 1] is not an interval; it must hold a number, and infinite ends must be open");
        assertThatThrownBy(() -> Range.closedOpen(1, 1)).isInstanceOf(OptimizerException.class);
        assertThatThrownBy(() -> Range.closed(0, Double.NaN)).isInstanceOf(OptimizerException.class);
        assertThatThrownBy(() -> Range.closed(0, Double.POSITIVE_INFINITY)).isInstanceOf(OptimizerException.class);
    }
}
