package dev.glissade.optimizers.builtin;

import dev.glissade.optimizers.spi.Cycle;
import dev.glissade.optimizers.spi.OneCycle;
import dev.glissade.optimizers.spi.Plateau;
import dev.glissade.optimizers.spi.Schedule;
import dev.glissade.optimizers.spi.Schedules;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Warm schedules allocate nothing.
class ScheduleAllocationTest {
    private volatile double sink;
    private long step;

    static Stream<Schedule> all() {
        return Stream.of(
                Schedules.stepDecay(0.1, 0.5, 7),
                Schedules.multiStep(0.1, 0.5, 3, 9),
                Schedules.exponential(0.1, 0.99),
                Schedules.piecewise(List.of(1.0, 2.0), 5),
                Schedules.linear(0, 1, 10),
                Schedules.polynomial(1, 0.1, 1.5, 10),
                Schedules.cosineDecay(1, 0.1, 10),
                Schedules.cosineAnnealing(1, 0.1, 10),
                Schedules.cosineWarmRestarts(1, 0.1, 10, 2),
                Schedules.inverseSquareRoot(1, 4),
                Schedules.warmUp(4, Schedules.cosineDecay(1, 0, 10)),
                Schedules.joined(List.of(Schedules.linear(0, 1, 4), Schedules.exponential(1, 0.9)), 4),
                OneCycle.of(0.1, 20).rate(),
                OneCycle.of(0.1, 20).momentum(0.85, 0.95),
                Cycle.of(0.1, 0.2, 3, 5).rate(),
                new Plateau(0.1, Plateau.Rule.of(3)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingIsAllocated(Schedule schedule) throws ReflectiveOperationException {
        AllocationMeter.expectNone(() -> sink = schedule.at(++step));
    }
}
