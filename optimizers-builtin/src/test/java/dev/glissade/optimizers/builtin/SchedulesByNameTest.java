package dev.glissade.optimizers.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.optimizers.spi.Choice;
import dev.glissade.optimizers.spi.Cycle;
import dev.glissade.optimizers.spi.Discovery;
import dev.glissade.optimizers.spi.ElementType;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.Layout;
import dev.glissade.optimizers.spi.OneCycle;
import dev.glissade.optimizers.spi.Optimizer;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.ProviderKind;
import dev.glissade.optimizers.spi.Schedule;
import dev.glissade.optimizers.spi.ScheduleProvider;
import dev.glissade.optimizers.spi.Schedules;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The schedules that are found by their names are those that code makes.
class SchedulesByNameTest {
    private static final int BEYOND_THE_END = 60;

    static Stream<Arguments> made() {
        return Stream.of(
                of("step-decay", Map.of("start", 0.5, "factor", 0.25, "every", 7.0), Schedules.stepDecay(0.5, 0.25, 7)),
                of("exponential", Map.of("start", 0.5, "factor", 0.9), Schedules.exponential(0.5, 0.9)),
                of("linear", Map.of("start", 0.5, "end", -0.1, "steps", 20.0), Schedules.linear(0.5, -0.1, 20)),
                of(
                        "polynomial",
                        Map.of("start", 0.5, "end", 0.1, "power", 1.5, "steps", 20.0),
                        Schedules.polynomial(0.5, 0.1, 1.5, 20)),
                of(
                        "cosine-decay",
                        Map.of("start", 0.5, "end", 0.1, "steps", 20.0),
                        Schedules.cosineDecay(0.5, 0.1, 20)),
                of(
                        "cosine-annealing",
                        Map.of("start", 0.5, "end", 0.1, "steps", 20.0),
                        Schedules.cosineAnnealing(0.5, 0.1, 20)),
                of(
                        "cosine-warm-restarts",
                        Map.of("start", 0.5, "end", 0.1, "first", 5.0, "growth", 2.0),
                        Schedules.cosineWarmRestarts(0.5, 0.1, 5, 2)),
                of("inverse-square-root", Map.of("peak", 0.5, "warmUp", 9.0), Schedules.inverseSquareRoot(0.5, 9)),
                of("warm-up", Map.of("value", 0.5, "steps", 9.0), Schedules.warmUp(9, Schedule.constant(0.5))),
                of(
                        "one-cycle",
                        Map.of("peak", 0.5, "steps", 40.0),
                        OneCycle.of(0.5, 40).rate()),
                of(
                        "one-cycle",
                        Map.of(
                                "peak",
                                0.5,
                                "steps",
                                40.0,
                                "rising",
                                0.4,
                                "startDivisor",
                                10.0,
                                "endDivisor",
                                100.0,
                                "linear",
                                1.0,
                                "threePhases",
                                1.0),
                        new OneCycle(0.5, 40, 0.4, 10, 100, true, true).rate()),
                of(
                        "cyclic",
                        Map.of("low", 0.1, "high", 0.5, "up", 5.0, "down", 9.0),
                        Cycle.of(0.1, 0.5, 5, 9).rate()),
                of(
                        "cyclic",
                        Map.of("low", 0.1, "high", 0.5, "up", 5.0, "down", 9.0, "halved", 1.0),
                        new Cycle(0.1, 0.5, 5, 9, Cycle.Height.HALVED, 1).rate()),
                of(
                        "cyclic",
                        Map.of("low", 0.1, "high", 0.5, "up", 5.0, "down", 9.0, "factor", 0.9),
                        new Cycle(0.1, 0.5, 5, 9, Cycle.Height.EXPONENTIAL, 0.9).rate()));
    }

    private static Arguments of(String name, Map<String, Double> values, Schedule expected) {
        return Arguments.of(name, values, expected);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("made")
    void aScheduleFoundByItsNameHasTheValuesOfTheFactory(String name, Map<String, Double> values, Schedule expected) {
        Schedule schedule = Schedules.of(choice(name, values));
        for (long step = 1; step <= BEYOND_THE_END; step++) {
            assertThat(schedule.at(step)).as("step %d", step).isEqualTo(expected.at(step));
        }
    }

    private static Choice<ScheduleProvider> choice(String name, Map<String, Double> values) {
        Choice<ScheduleProvider> choice = Optimizers.schedule(name);
        for (Map.Entry<String, Double> value : values.entrySet()) {
            choice = choice.with(value.getKey(), value.getValue());
        }
        return choice;
    }

    @Test
    void allAreFoundAndSayWhatTheirHyperparametersMean() {
        assertThat(Optimizers.discover().found(ProviderKind.SCHEDULE))
                .extracting(Discovery.Found::name)
                .containsExactlyElementsOf(made().map(one -> (String) one.get()[0])
                        .distinct()
                        .sorted()
                        .toList())
                .allSatisfy(name -> {
                    assertThat(Optimizers.schedule(name).description().hyperparameters())
                            .extracting(Hyperparameter::meaning)
                            .doesNotHaveDuplicates();
                    assertThat(Schedules.of(Optimizers.schedule(name)).at(1)).isBetween(0.0, 1e-3);
                });
    }

    @Test
    void anOptimizerFollowsOne() {
        Optimizer optimizer = Optimizers.named("sgd")
                .with(
                        "learningRate",
                        Optimizers.schedule("linear").with("start", 1).with("steps", 2))
                .over(Layout.flat(ElementType.FLOAT64, 1));
        double[] parameters = {0};
        double[] moved = new double[3];
        for (int i = 0; i < moved.length; i++) {
            optimizer.step(parameters, new double[] {-1});
            moved[i] = parameters[0];
        }
        assertThat(moved).containsExactly(1, 1.5, 1.5);
    }

    @Test
    void aMomentumThatGoesTheOtherWayIsOneOfThem() {
        Schedule momentum = Schedules.of(choice("cyclic", Map.of("low", 0.95, "high", 0.85, "up", 5.0, "down", 9.0)));
        Schedule oneCycle = Schedules.of(
                choice("one-cycle", Map.of("peak", 0.5, "startDivisor", 0.5, "endDivisor", 1.0, "steps", 40.0)));
        for (long step = 1; step <= BEYOND_THE_END; step++) {
            assertThat(momentum.at(step))
                    .isCloseTo(Cycle.of(0.1, 0.5, 5, 9).momentum(0.85, 0.95).at(step), within(1e-15));
            assertThat(oneCycle.at(step))
                    .isEqualTo(OneCycle.of(1, 40).momentum(0.5, 1).at(step));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "step-decay, every",
        "linear, steps",
        "polynomial, steps",
        "cosine-decay, steps",
        "cosine-annealing, steps",
        "cosine-warm-restarts, first",
        "cosine-warm-restarts, growth",
        "inverse-square-root, warmUp",
        "warm-up, steps",
        "one-cycle, steps",
        "cyclic, up",
        "cyclic, down"
    })
    void stepsAreWholeNumbers(String schedule, String count) {
        Choice<ScheduleProvider> choice = Optimizers.schedule(schedule).with(count, 2.5);
        assertThatThrownBy(() -> Schedules.of(choice))
                .isInstanceOf(OptimizerException.class)
                .hasMessage(schedule + " refuses its hyperparameters: " + count + " is 2.5; it must be a whole number");
    }

    @Test
    void mistakesAreAnsweredWithWhatThereIs() {
        assertThatThrownBy(() -> Optimizers.schedule("cosine"))
                .isInstanceOf(OptimizerException.class)
                .hasMessageStartingWith("unknown schedule 'cosine'; ")
                .hasMessageContaining("cosine-annealing, cosine-decay, cosine-warm-restarts, cyclic");
        assertThatThrownBy(() -> Optimizers.schedule("linear").with("steps", 0))
                .hasMessage("steps is 0.0; it must be in [1, 2⁵³]");
        assertThatThrownBy(() -> Optimizers.schedule("linear").with("start", step -> step))
                .hasMessage("linear: start is to follow a schedule; the hyperparameters of a schedule must be fixed "
                        + "numbers");
        assertThatThrownBy(() -> Schedules.of(
                        Optimizers.schedule("cyclic").with("halved", true).with("factor", 0.5)))
                .hasMessage("cyclic refuses its hyperparameters: halved is true and factor is 0.5; the height is "
                        + "changed in one way only");
    }
}
