package dev.glissade.optimizers.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipeTest {
    private static final Hyperparameter BETA = Hyperparameter.real("beta", 0.9, Range.closedOpen(0, 1), "decay β");
    private static final Hyperparameter INSIDE = Hyperparameter.flag("epsilonInside", true, "where ε stands");
    private static final Layout LAYOUT = Layout.flat(ElementType.FLOAT32, 1);

    private final Probe probe = new Probe();

    RecipeTest() {
        probe.hyperparameters.add(BETA);
        probe.hyperparameters.add(INSIDE);
        probe.presets.add(new Preset("slow", "long memory", Map.of("beta", 0.99, "epsilonInside", 0.0)));
    }

    @Test
    void startsAtTheDefaults() {
        assertThat(Recipe.of(probe))
                .hasToString("probe {learningRate=0.01, beta=0.9, epsilonInside=true, weightDecay=0, maximize=false}");
    }

    @Test
    void isImmutable() {
        Recipe recipe = Recipe.of(probe);
        recipe.with("beta", 0.5).preset("slow");
        assertThat(recipe.hyperparameters().value(BETA)).isEqualTo(0.9);
    }

    @Test
    void laterCallsWinOverEarlierOnes() {
        Recipe recipe = Recipe.of(probe).with("beta", 0.5).preset("slow");
        assertThat(recipe.hyperparameters().value(BETA)).isEqualTo(0.99);
        assertThat(recipe.hyperparameters().flag(INSIDE)).isFalse();
        assertThat(recipe.with("beta", 0.25).hyperparameters().value(BETA)).isEqualTo(0.25);
        assertThat(recipe.with("epsilonInside", true).hyperparameters().flag(INSIDE))
                .isTrue();
    }

    @Test
    void readsWhatAPersonTyped() {
        Recipe recipe = Recipe.of(probe).withText("beta", "0.5").withText("epsilonInside", "false");
        assertThat(recipe.hyperparameters().value(BETA)).isEqualTo(0.5);
        assertThat(recipe.hyperparameters().flag(INSIDE)).isFalse();
        assertThatThrownBy(() -> Recipe.of(probe).withText("beta", "1"))
                .hasMessage("beta is 1.0; it must be in [0, 1)");
    }

    @Test
    void unknownNamesListTheDeclaredOnesNearOnesFirst() {
        assertThatThrownBy(() -> Recipe.of(probe).with("bata", 1))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("probe has no hyperparameter 'bata'; did you mean 'beta'? "
                        + "declared: learningRate, beta, epsilonInside, weightDecay, maximize");
        assertThatThrownBy(() -> Recipe.of(probe).preset("slo"))
                .hasMessage("probe has no preset 'slo'; did you mean 'slow'? declared: slow");
        assertThatThrownBy(() -> Recipe.of(new SignDescent()).preset("slow"))
                .hasMessage("sign-descent has no preset 'slow'; declared: none");
    }

    @Test
    void flagsAndNumbersAreKeptApart() {
        assertThatThrownBy(() -> Recipe.of(probe).with("beta", true))
                .hasMessage("beta is a number, the value is true; it must be in [0, 1)");
        assertThatThrownBy(() -> Recipe.of(probe).with("epsilonInside", step -> step))
                .hasMessage("epsilonInside is a flag; it must be true or false and cannot follow a schedule");
    }

    @Test
    void aScheduledValueIsNotFixed() {
        Hyperparameters chosen = Recipe.of(probe).with("beta", step -> 0.5).hyperparameters();
        assertThatThrownBy(() -> chosen.value(BETA)).hasMessage("beta follows a schedule; it must be a fixed number");
        assertThat(chosen)
                .hasToString("{learningRate=0.01, beta=scheduled, epsilonInside=true, weightDecay=0, maximize=false}");
        assertThat(Recipe.of(probe)
                        .with("beta", Schedule.constant(0.5))
                        .hyperparameters()
                        .value(BETA))
                .isEqualTo(0.5);
        assertThatThrownBy(() -> chosen.value(Hyperparameter.flag("other", true, "x")))
                .hasMessage("other is not a hyperparameter of this optimizer; "
                        + "declared: learningRate, beta, epsilonInside, weightDecay, maximize");
    }

    @Test
    void aHyperparameterMayFollowAScheduleThatWasChosen() {
        Choice<Ramp> ramp = Choice.of(new Ramp()).with("height", 4);
        Recipe recipe = Recipe.of(probe).with("learningRate", ramp);
        assertThat(recipe.hyperparameters()
                        .schedule(Hyperparameter.LEARNING_RATE)
                        .at(3))
                .isEqualTo(12);
        assertThat(ramp).hasToString("ramp {height=4}");
        assertThatThrownBy(() -> Recipe.of(probe).with("epsilonInside", ramp))
                .hasMessage("epsilonInside is a flag; it must be true or false and cannot follow a schedule");
    }

    @Test
    void theHyperparametersOfAScheduleAreFixed() {
        Choice<Ramp> ramp = Choice.of(new Ramp());
        assertThatThrownBy(() -> ramp.with("height", step -> step))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("ramp: height is to follow a schedule; the hyperparameters of a schedule must be fixed "
                        + "numbers");
        assertThatThrownBy(() -> ramp.with("height", ramp)).hasMessageStartingWith("ramp: height is to follow");
        assertThat(ramp.with("height", Schedule.constant(2))).hasToString("ramp {height=2}");
        assertThatThrownBy(() -> ramp.with("width", 1))
                .hasMessage("ramp has no hyperparameter 'width'; declared: height");
    }

    @Test
    void aScheduleThatCannotBeMadeSaysWhy() {
        Choice<Ramp> flat = Choice.of(new Ramp()).with("height", 0);
        assertThatThrownBy(() -> Schedules.of(flat))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("ramp refuses its hyperparameters: a ramp must rise");
    }

    /// A schedule of multiples.
    private static final class Ramp implements ScheduleProvider {
        private static final Hyperparameter HEIGHT =
                Hyperparameter.real("height", 1, Range.atLeast(0), "height of a step");

        @Override
        public String name() {
            return "ramp";
        }

        @Override
        public String summary() {
            return "up by the same height in every step";
        }

        @Override
        public List<Hyperparameter> hyperparameters() {
            return List.of(HEIGHT);
        }

        @Override
        public Schedule schedule(Hyperparameters chosen) {
            double height = chosen.value(HEIGHT);
            if (height == 0) {
                throw new OptimizerException("a ramp must rise");
            }
            return step -> height * step;
        }
    }

    @Test
    void inconsistentDeclarationsAreRefused() {
        probe.slots.add(Slot.perElement("m"));
        probe.slots.add(Slot.scalar("m"));
        assertThatThrownBy(() -> Recipe.of(probe)).hasMessage("probe: two slots are named 'm'; names must differ");
        probe.slots.set(1, Slot.scalar("n").startingAt(Hyperparameter.real("gamma", 0, Range.closed(0, 1), "γ")));
        assertThatThrownBy(() -> Recipe.of(probe)).hasMessageStartingWith("probe has no hyperparameter 'gamma'; ");
        probe.slots.clear();
        probe.presets.add(new Preset("bad", "β too large", Map.of("beta", 1.0)));
        assertThatThrownBy(() -> Recipe.of(probe)).hasMessage("beta is 1.0; it must be in [0, 1)");
        probe.name = "Not Good";
        assertThatThrownBy(() -> Recipe.of(probe))
                .hasMessage("name 'Not Good': the name must be words of a-z and 0-9 joined by hyphens, "
                        + "such as sign-descent");
    }

    @Test
    void slotsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> Slot.scalar("s").startingAtParameters())
                .hasMessage("slot s: only a per-element slot can start as a copy of the parameters");
        assertThatThrownBy(() -> Slot.perElement("first moment"))
                .hasMessage("slot 'first moment': the name must be camelCase letters and digits");
        assertThatThrownBy(() -> Slot.perElement("m").startingAt(Double.NaN))
                .hasMessage("slot m: the initial value is NaN; it must be finite");
    }

    @Test
    void aRuleThatCannotBeMadeSaysWhy() {
        var stubborn = new OptimizerProvider() {
            @Override
            public String name() {
                return "stubborn";
            }

            @Override
            public String summary() {
                return "refuses";
            }

            @Override
            public List<Hyperparameter> hyperparameters() {
                return List.of(BETA);
            }

            @Override
            public FloatUpdateRule floatRule(Hyperparameters chosen) {
                throw new IllegalStateException("beta and gamma exclude each other");
            }
        };
        assertThatThrownBy(() -> Recipe.of(stubborn).over(LAYOUT))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("stubborn refuses its hyperparameters: "
                        + "java.lang.IllegalStateException: beta and gamma exclude each other");
    }

    @Test
    void aProviderMustMakeARule() {
        probe.floatRule = null;
        assertThatThrownBy(() -> Recipe.of(probe).over(LAYOUT))
                .isInstanceOf(OptimizerException.class)
                .hasMessageEndingWith("the provider made no rule");
    }
}
