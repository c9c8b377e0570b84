package dev.glissade.optimizers.spi;

import static dev.glissade.optimizers.spi.ElementType.FLOAT32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/// What is left as it was by a step that is refused, and what a step that failed leaves closed.
class RefusedStepTest {
    private static final Slot MEAN = Slot.perElement("mean");
    private static final Hyperparameter DECAY = Hyperparameter.real("decay", 0.5, Range.closed(0, 1), "decay");

    private final Probe probe = new Probe();

    /// An averaging that does nothing.
    private static final class Still implements AveragingProvider {
        static final Slot AVERAGE = Slot.perElement("average");
        private final String name;

        Still(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String summary() {
            return "does nothing";
        }

        @Override
        public List<Hyperparameter> hyperparameters() {
            return List.of(DECAY);
        }

        @Override
        public List<Slot> slots() {
            return List.of(AVERAGE);
        }

        @Override
        public Slot average() {
            return AVERAGE;
        }

        @Override
        public FloatUpdateRule floatRule(Hyperparameters chosen) {
            return (step, from, to) -> {
                for (int i = from; i < to; i++) {
                    step.slot(AVERAGE)[i] = 7;
                }
            };
        }
    }

    private static Choice<AveragingProvider> still() {
        return Choice.of(new Still("still"));
    }

    @Test
    void whereOneScheduleIsRefusedNoValueMovesOn() {
        Optimizer optimizer = Recipe.of(probe)
                .with("learningRate", step -> step)
                .average(still().with("decay", step -> step == 3 ? 2 : 0.5))
                .over(Layout.flat(FLOAT32, 1));
        optimizer.step(new float[1], new float[1]);
        optimizer.step(new float[1], new float[1]);
        assertThatThrownBy(() -> optimizer.step(new float[1], new float[1]))
                .hasMessage("still: decay is 2.0 in step 3; it must be in [0, 1]");
        assertThat(optimizer.value("learningRate")).isEqualTo(2);
    }

    @Test
    void anObjectiveThatFailsBeforeTheStepLeavesTheValues() {
        Optimizer optimizer =
                Recipe.of(probe).with("learningRate", step -> step).over(Layout.flat(FLOAT32, 1));
        optimizer.step(new float[1], new float[1]);
        assertThatThrownBy(() -> optimizer.step(new float[1], new float[1], (_, _) -> {
                    throw new IllegalStateException("no data");
                }))
                .hasMessage("no data");
        assertThat(optimizer.value("learningRate")).isEqualTo(1);
        assertThat(optimizer.step(new float[1], new float[1])).isTrue();
        assertThat(optimizer.value("learningRate")).isEqualTo(2);
    }

    @Test
    void anArrayOfTheOptimizersOwnIsRefused() {
        probe.slots.add(MEAN);
        Optimizer optimizer = Recipe.of(probe).average(still()).over(Layout.flat(FLOAT32, 1));
        float[] mean = optimizer.floatSlot("mean");
        float[] average = optimizer.floatAverage("still");
        assertThatThrownBy(() -> optimizer.step(mean, new float[1]))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("probe: parameters is an array of the optimizer's own, the slot mean of probe; it must be"
                        + " another array");
        assertThatThrownBy(() -> optimizer.step(new float[1], average))
                .isInstanceOf(OptimizerException.class)
                .hasMessageStartingWith("probe: gradients is an array of the optimizer's own, ");
        assertThat(optimizer.stepCount()).isZero();
        assertThat(average).containsExactly(0);
    }

    /// Throws what the compiler would not let through, as other languages of the JVM do; that is what the cast is for.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void aRuleThatThrowsACheckedExceptionInDisguiseClosesTheOptimizer() {
        probe.floatRule = (step, from, to) -> {
            if (step.number() == 1) {
                RefusedStepTest.<RuntimeException>sneak(new java.io.IOException("disk"));
            }
        };
        Optimizer optimizer = Recipe.of(probe).over(Layout.flat(FLOAT32, 1));
        OptimizerState start = optimizer.save();
        assertThatThrownBy(() -> optimizer.step(new float[1], new float[1]))
                .isInstanceOf(StepFailedException.class)
                .hasMessageContaining("disk");
        assertThatThrownBy(() -> optimizer.step(new float[1], new float[1])).isInstanceOf(StepFailedException.class);
        optimizer.restore(start);
        assertThatThrownBy(() -> optimizer.step(new float[1], new float[1])).hasMessageContaining("disk");
    }

    @Test
    void anAveragingIsFoundWhereSomethingElseHasItsName() {
        probe.name = "still";
        probe.slots.add(Slot.perElement("average"));
        Optimizer optimizer = Recipe.of(probe).average(still()).over(Layout.flat(FLOAT32, 1));
        optimizer.step(new float[1], new float[1]);
        assertThat(optimizer.floatAverage("still")).containsExactly(7);
        assertThat(optimizer.floatSlot("average")).containsExactly(0);
    }

    /// Workers whose number grows.
    private static final class Growing implements Workers {
        private int threads = 1;

        @Override
        public int threads() {
            return threads++;
        }

        @Override
        public void run(int count, IntConsumer task) {
            for (int i = 0; i < count; i++) {
                task.accept(i);
            }
        }
    }

    @Test
    void theNumberOfThreadsIsAskedOnce() {
        probe.floatRule = (step, from, to) -> {
            for (int i = from; i < to; i++) {
                step.parameters()[i]++;
            }
        };
        Optimizer optimizer = Recipe.of(probe).on(new Growing()).over(Layout.flat(FLOAT32, 1 << 20));
        float[] w = new float[1 << 20];
        optimizer.step(w, new float[1 << 20]);
        optimizer.step(w, new float[1 << 20]);
        assertThat(w).containsOnly(2);
    }

    @Test
    void workersWithoutAThreadAreRefused() {
        var none = new Growing();
        none.threads = 0;
        assertThatThrownBy(() -> Recipe.of(probe).on(none).over(Layout.flat(FLOAT32, 1)))
                .isInstanceOf(OptimizerException.class)
                .hasMessage("probe: the workers have 0 threads; there must be at least 1");
    }
}
