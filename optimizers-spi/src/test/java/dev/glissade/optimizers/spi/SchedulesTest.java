package dev.glissade.optimizers.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Schedules that the reference vectors lack, ends and errors; the others are held against PyTorch where the
/// built-in optimizers are.
class SchedulesTest {
    @Test
    void whatEndsStaysWhereItEnded() {
        assertThat(Schedules.linear(0, 1, 4).at(1000)).isEqualTo(1);
        assertThat(Schedules.polynomial(1, 0.25, 2, 4).at(1000)).isEqualTo(0.25);
        assertThat(Schedules.cosineDecay(1, 0.25, 4).at(5)).isEqualTo(0.25);
        assertThat(Schedules.cosineDecay(1, 0.25, 4).at(1000)).isEqualTo(0.25);
        assertThat(OneCycle.of(25, 10).rate().at(1000)).isCloseTo(1e-4, within(1e-18));
    }

    @Test
    void warmingUpRisesToTheSchedule() {
        assertThat(values(Schedules.warmUp(4, Schedule.constant(8)), 6)).containsExactly(2, 4, 6, 8, 8, 8);
        assertThat(values(Schedules.inverseSquareRoot(8, 4), 4)).containsExactly(2, 4, 6, 8);
        assertThat(Schedules.inverseSquareRoot(8, 4).at(16)).isEqualTo(4);
    }

    @Test
    void joinedSchedulesBeginWhereTheyTakeOver() {
        Schedule joined = Schedules.joined(
                List.of(Schedules.linear(0, 4, 4), Schedules.stepDecay(16, 0.5, 1), Schedule.constant(1)), 2, 5);
        assertThat(values(joined, 7)).containsExactly(0, 1, 16, 8, 4, 1, 1);
        assertThat(values(Schedules.piecewise(List.of(3.0, 2.0, 1.0), 1, 3), 5)).containsExactly(3, 2, 2, 1, 1);
    }

    @Test
    void aPlateauGoesOnFromItsState() {
        var rule = new Plateau.Rule(false, 0.5, 1, 0, false, 0, 0);
        var first = new Plateau(1, rule);
        first.report(3);
        first.report(3);
        var second = new Plateau(1, rule);
        second.restore(first.state());
        for (var plateau : List.of(first, second)) {
            plateau.report(Double.NaN);
            assertThat(plateau.at(1)).isEqualTo(0.5);
            assertThat(plateau.state()).isEqualTo(new Plateau.State(0.5, 3, 0, 0));
        }
    }

    @Test
    void wrongNumbersAreNamed() {
        assertThatThrownBy(() -> Schedules.stepDecay(1, 0.5, 0))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("stepDecay: every is 0; it must be at least 1");
        assertThatThrownBy(() -> Schedules.multiStep(1, 0.5, 3, 3))
                .hasMessage("multiStep: 3 follows 3; boundaries must be in ascending order");
        assertThatThrownBy(() -> Schedules.piecewise(List.of(1.0), 3))
                .hasMessage("piecewise: there are 1 values and 1 boundaries; one value more than boundaries is needed");
        assertThatThrownBy(() -> Schedules.joined(List.of(), 3))
                .hasMessage(
                        "joined: there are 0 schedules and 1 boundaries; one schedule more than boundaries is needed");
        assertThatThrownBy(() -> Schedules.polynomial(1, 0, 0, 3))
                .hasMessage("polynomial: power is 0.0; it must be above 0");
        assertThatThrownBy(() -> new OneCycle(1, 10, 1, 25, 1e4, false, false))
                .hasMessage("oneCycle: rising is 1.0; it must be between 0 and 1");
        assertThatThrownBy(() -> Cycle.of(1, 2, 0, 3)).hasMessage("cycle: up is 0; it must be at least 1");
        assertThatThrownBy(() -> new Plateau.Rule(false, 1, 3, 0, false, 0, 0))
                .hasMessage("plateau: factor is 1.0; it must be between 0 and 1");
    }

    private static double[] values(Schedule schedule, int steps) {
        return LongStream.rangeClosed(1, steps).mapToDouble(schedule::at).toArray();
    }

    @Test
    void aCycleMayReachItsPeakInTheFirstStep() {
        var cycle = new OneCycle(2, 10, 0.1, 25, 1e4, true, false);
        assertThat(cycle.rate().at(1)).isEqualTo(2);
        assertThat(cycle.momentum(0.5, 0.9).at(1)).isEqualTo(0.5);
    }

    @Test
    void restartsMayBeAsFarApartAsNumbersGo() {
        Schedule restarts = Schedules.cosineWarmRestarts(1, 0, 2, Long.MAX_VALUE);
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(restarts.at(6)).isEqualTo(1));
    }
}
