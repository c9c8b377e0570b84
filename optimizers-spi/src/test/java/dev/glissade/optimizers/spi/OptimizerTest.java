package dev.glissade.optimizers.spi;

import static dev.glissade.optimizers.spi.ElementType.FLOAT32;
import static dev.glissade.optimizers.spi.ElementType.FLOAT64;
import static dev.glissade.optimizers.spi.Hyperparameter.LEARNING_RATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptimizerTest {
    private static final Hyperparameter EPSILON = Hyperparameter.real("epsilon", 1e-8, Range.above(0), "ε");

    private final Probe probe = new Probe();

    @Test
    void stepsWithSomebodyElsesRule() {
        Optimizer optimizer =
                Recipe.of(new SignDescent()).with("learningRate", 0.25).over(Layout.flat(FLOAT32, 3));
        float[] w = {1, 1, 1};
        optimizer.step(w, new float[] {3, 0, -5});
        assertThat(w).containsExactly(0.75f, 1f, 1.25f);
        assertThat(optimizer.stepCount()).isEqualTo(1);
    }

    @Test
    void stepsAreNumberedFromOneAndHyperparametersFollowTheirSchedules() {
        var seen = new ArrayList<String>();
        probe.floatRule = (step, from, to) -> seen.add(step.number() + ":" + step.rate());
        Optimizer optimizer =
                Recipe.of(probe).with("learningRate", step -> 0.5 * step).over(Layout.flat(FLOAT32, 1));
        assertThat(optimizer.value("learningRate")).isEqualTo(0.5);
        for (int i = 0; i < 3; i++) {
            optimizer.step(new float[1], new float[1]);
        }
        assertThat(seen).containsExactly("1:0.5", "2:1.0", "3:1.5");
        assertThat(optimizer.value("learningRate")).isEqualTo(1.5);
    }

    @Test
    void neighbouringSegmentsAreOneRangeAndPaddingIsPassedOver() {
        var ranges = new ArrayList<String>();
        probe.floatRule = (step, from, to) -> ranges.add(from + "-" + to);
        Layout layout = new Layout(
                FLOAT32,
                List.of(
                        Segment.of("w", 0, 2, 2),
                        Segment.of("none", 4, 0),
                        Segment.of("b", 4, 2),
                        Segment.of("v", 8, 3),
                        Segment.of("last", 15, 0)),
                16);
        Recipe.of(probe).over(layout).step(new float[16], new float[16]);
        assertThat(ranges).containsExactly("0-6", "8-11");
    }

    @Test
    void slotsStartAsDeclared() {
        probe.slots.add(Slot.perElement("zeros"));
        probe.slots.add(Slot.perElement("twos").startingAt(2));
        probe.slots.add(Slot.perElement("rates").startingAt(LEARNING_RATE));
        probe.slots.add(Slot.perElement("anchor").startingAtParameters());
        probe.slots.add(Slot.scalar("product").startingAt(1));
        Optimizer floats = Recipe.of(probe).with("learningRate", 0.5).over(Layout.flat(FLOAT32, 2));
        assertThat(floats.floatSlot("zeros")).containsExactly(0f, 0f);
        assertThat(floats.floatSlot("twos")).containsExactly(2f, 2f);
        assertThat(floats.floatSlot("rates")).containsExactly(0.5f, 0.5f);
        assertThat(floats.scalarSlot("product")).isEqualTo(1);
        floats.step(new float[] {3, 4}, new float[2]);
        assertThat(floats.floatSlot("anchor")).containsExactly(3f, 4f);
        floats.step(new float[] {5, 6}, new float[2]);
        assertThat(floats.floatSlot("anchor")).containsExactly(3f, 4f);

        Optimizer doubles = Recipe.of(probe).over(Layout.flat(FLOAT64, 2));
        doubles.step(new double[] {3, 4}, new double[2]);
        assertThat(doubles.doubleSlot("anchor")).containsExactly(3.0, 4.0);
        assertThat(doubles.doubleSlot("rates")).containsExactly(0.01, 0.01);
        assertThatThrownBy(() -> floats.floatSlot("product"))
                .hasMessage("probe has no per-element slot 'product'; declared: zeros, twos, rates, anchor");
        assertThatThrownBy(() -> floats.scalarSlot("zeros"))
                .hasMessage("probe has no scalar slot 'zeros'; declared: product");
        assertThatThrownBy(() -> floats.value("beta"))
                .hasMessage("probe has no hyperparameter 'beta'; declared: learningRate, weightDecay, maximize");
    }

    @Test
    void arraysThatDoNotFitAreRefusedBeforeAnyWrite() {
        probe.floatRule = (step, from, to) -> step.parameters()[from] = 7;
        Optimizer optimizer = Recipe.of(probe).over(Layout.flat(FLOAT32, 3));
        float[] w = new float[3];
        assertThatThrownBy(() -> optimizer.step(new float[4], new float[3]))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("probe: parameters has length 4, the layout has length 3; they must be equal");
        assertThatThrownBy(() -> optimizer.step(w, new float[2]))
                .hasMessage("probe: gradients has length 2, the layout has length 3; they must be equal");
        assertThatThrownBy(() -> optimizer.step(w, w))
                .hasMessage("probe: parameters and gradients are the same array; they must be two arrays");
        assertThatThrownBy(() -> optimizer.step(new double[3], new double[3]))
                .hasMessage("probe: the array is double[], the layout is FLOAT32; "
                        + "FLOAT32 goes with float[], FLOAT64 with double[]");
        assertThat(w).containsExactly(0, 0, 0);
        assertThat(optimizer.stepCount()).isZero();
        optimizer.step(w, new float[3]);
        assertThat(w).containsExactly(7, 0, 0);
    }

    @Test
    void aScheduleThatLeavesTheRangeIsRefusedBeforeAnyWrite() {
        probe.floatRule = (step, from, to) -> step.parameters()[from]++;
        probe.hyperparameters.add(EPSILON);
        Optimizer optimizer = Recipe.of(probe)
                .with("learningRate", step -> 1.0 / step)
                .with("epsilon", step -> 2 - step)
                .over(Layout.flat(FLOAT32, 1));
        float[] w = new float[1];
        optimizer.step(w, new float[1]);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> optimizer.step(w, new float[1]))
                    .isInstanceOf(OptimizerException.class)
                    .hasMessage("probe: epsilon is 0.0 in step 2; it must be in (0, ∞)");
        }
        assertThat(w).containsExactly(1);
        assertThat(optimizer.stepCount()).isEqualTo(1);
        assertThat(optimizer.value("learningRate")).isEqualTo(1.0);
    }

    @Test
    void aValueThatTheElementTypeCannotHoldIsRefusedAtOnce() {
        probe.hyperparameters.add(EPSILON);
        Recipe recipe = Recipe.of(probe).with("epsilon", 1e-50);
        assertThatThrownBy(() -> recipe.over(Layout.flat(FLOAT32, 1)))
                .hasMessage("probe: epsilon is 1.0E-50 in step 1, which is 0.0 as FLOAT32; it must be in (0, ∞)");
        assertThat(recipe.over(Layout.flat(FLOAT64, 1)).value("epsilon")).isEqualTo(1e-50);
    }

    @Test
    void aScheduleThatFailsIsNamedWithTheStep() {
        Recipe recipe = Recipe.of(probe).with("learningRate", step -> {
            throw new IllegalStateException("no more data");
        });
        assertThatThrownBy(() -> recipe.over(Layout.flat(FLOAT32, 1)))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("probe: the schedule of learningRate failed in step 1: "
                        + "java.lang.IllegalStateException: no more data");
    }

    @Test
    void aRuleThatFailsIsNamedWithTheStepAndTheOptimizerIsClosed() {
        probe.doubleRule = Optional.of((step, from, to) -> {
            step.parameters()[from] = 1;
            if (step.number() == 2) {
                step.slot(Slot.perElement("missing"));
            }
        });
        Optimizer optimizer = Recipe.of(probe).over(Layout.flat(FLOAT64, 1));
        optimizer.step(new double[1], new double[1]);
        assertThatThrownBy(() -> optimizer.step(new double[1], new double[1]))
                .isInstanceOf(StepFailedException.class)
                .hasMessageStartingWith("probe failed in step 2, parameters and state may be half updated: ")
                .hasMessageEndingWith("probe has no per-element slot 'missing'; declared: none")
                .hasCauseInstanceOf(OptimizerException.class);
        assertThatThrownBy(() -> optimizer.step(new double[1], new double[1]))
                .isInstanceOf(StepFailedException.class)
                .hasMessage("probe failed in step 2 before; its state may be half updated, so that it must not go on");
        assertThat(optimizer.stepCount()).isEqualTo(1);
    }

    @Test
    void anErrorHalfWayClosesTheOptimizerToo() {
        probe.floatRule = (step, from, to) -> {
            throw new StackOverflowError();
        };
        Optimizer optimizer = Recipe.of(probe).over(Layout.flat(FLOAT32, 1));
        assertThatThrownBy(() -> optimizer.step(new float[1], new float[1])).isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> optimizer.step(new float[1], new float[1]))
                .isInstanceOf(StepFailedException.class)
                .hasMessage("probe failed in step 1 before; its state may be half updated, so that it must not go on");
        assertThat(optimizer.stepCount()).isZero();
    }

    @Test
    void scalarSlotsAreSetInBeginOnly() {
        Slot product = Slot.scalar("product").startingAt(1);
        probe.slots.add(product);
        probe.floatRule = new FloatUpdateRule() {
            @Override
            public void begin(FloatStep step) {
                step.setScalar(product, step.scalar(product) * 0.5);
            }

            @Override
            public void update(FloatStep step, int from, int to) {
                if (step.number() == 3) {
                    step.setScalar(product, 0);
                }
            }
        };
        Optimizer optimizer = Recipe.of(probe).over(Layout.flat(FLOAT32, 1));
        optimizer.step(new float[1], new float[1]);
        optimizer.step(new float[1], new float[1]);
        assertThat(optimizer.scalarSlot("product")).isEqualTo(0.25);
        assertThatThrownBy(() -> optimizer.step(new float[1], new float[1]))
                .hasMessageEndingWith("probe: scalar slot product was set outside begin and settle; "
                        + "it must be set there, where no range is being updated");
    }

    @Test
    void anOptimizerForFloatOnlySaysSo() {
        assertThatThrownBy(() -> Recipe.of(new SignDescent()).over(Layout.flat(FLOAT64, 1)))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("sign-descent has no rule for FLOAT64 parameters; the layout must be FLOAT32");
    }

    @Test
    void noParametersAreFine() {
        Optimizer optimizer = Recipe.of(new SignDescent()).over(Layout.of(FLOAT32));
        optimizer.step(new float[0], new float[0]);
        assertThat(optimizer.stepCount()).isEqualTo(1);
    }
}
