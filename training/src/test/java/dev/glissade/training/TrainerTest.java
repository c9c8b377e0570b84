package dev.glissade.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.glissade.autodiff.Activation;
import dev.glissade.autodiff.Parameters;
import dev.glissade.kernel.Parallel;
import dev.glissade.optimizers.spi.OptimizerException;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Recipe;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrainerTest {
    private static final Seed SEED = Seed.of(7);
    private static final Model MODEL = Model.of(Dense.of(4, 16, Activation.RELU), Dense.of(16, 3));
    private static final Dataset.Split CLOUDS = Samples.clouds(150, 4, 3, 2).split(0.8, SEED);
    private static final TrainingListener DEAF = new TrainingListener() {};

    /// Writes down what it is told.
    private static final class Log implements TrainingListener {
        private final List<Double> losses = new ArrayList<>();
        private final List<Epoch> epochs = new ArrayList<>();

        @Override
        public void stepped(long step, double loss) {
            losses.add(loss);
            assertThat(step).isEqualTo(losses.size());
        }

        @Override
        public void epochEnded(Epoch epoch) {
            epochs.add(epoch);
        }
    }

    private static Trainer trainer(Parameters parameters, Recipe recipe, int batchSize) {
        return new Trainer(
                MODEL,
                Descent.of(recipe, parameters),
                CLOUDS.training(),
                CLOUDS.test(),
                batchSize,
                SEED,
                Parallel.none());
    }

    private static Recipe adam() {
        return Optimizers.named("adam").with("learningRate", 0.02);
    }

    @ParameterizedTest(name = "{0} samples a step, {1}")
    @CsvSource({"120, FLOAT32", "120, FLOAT64", "16, FLOAT32", "16, FLOAT64", "1, FLOAT32", "1, FLOAT64"})
    void learnsInBatchesMiniBatchesAndSingleSamples(int batchSize, DType dtype) {
        Parameters parameters = MODEL.initialise(SEED, dtype);
        var log = new Log();
        Evaluation test = trainer(parameters, adam(), batchSize).run(batchSize == 120 ? 40 : 6, log);
        assertThat(test.samples()).isEqualTo(30);
        assertThat(test.accuracy()).isGreaterThanOrEqualTo(0.96);
        assertThat(test.loss()).isLessThan(0.25);
        assertThat(log.epochs.getLast().trainingLoss())
                .isLessThan(0.5 * log.epochs.getFirst().trainingLoss());
    }

    @Test
    void theListenerHearsOfEveryStepAndEpoch() {
        var log = new Log();
        Trainer trainer = trainer(MODEL.initialise(SEED), adam(), 50);
        Evaluation test = trainer.run(2, log);
        // 120 samples in batches of 50, 50 and 20
        assertThat(log.losses).hasSize(6);
        assertThat(log.epochs).hasSize(2);
        for (int i = 0; i < 2; i++) {
            TrainingListener.Epoch epoch = log.epochs.get(i);
            assertThat(epoch.number()).isEqualTo(i + 1);
            assertThat(epoch.steps()).isEqualTo(3L * (i + 1));
            double mean = (50 * log.losses.get(3 * i) + 50 * log.losses.get(3 * i + 1) + 20 * log.losses.get(3 * i + 2))
                    / 120;
            assertThat(epoch.trainingLoss()).isCloseTo(mean, within(1e-15));
        }
        assertThat(log.epochs.getLast().test()).isEqualTo(test);
        trainer.run(1, log);
        assertThat(log.epochs.getLast().number()).isEqualTo(3);
        assertThat(log.epochs.getLast().steps()).isEqualTo(9);
    }

    @ParameterizedTest
    @EnumSource
    void anAverageIsEvaluatedAndLeavesTheParametersAsTheyAre(DType dtype) {
        Parameters parameters = MODEL.initialise(SEED, dtype);
        Recipe recipe =
                adam().average(Optimizers.averaging("ema").with("decay", 0)).average(Optimizers.averaging("polyak"));
        Trainer trainer = trainer(parameters, recipe, 16);
        Evaluation test = trainer.run(2, DEAF);
        long[] before = bits(parameters);

        assertThat(trainer.evaluateAverage("ema")).isEqualTo(test);
        assertThat(trainer.evaluateAverage("polyak").loss()).isNotEqualTo(test.loss());
        assertThat(bits(parameters)).containsExactly(before);
        assertThat(trainer.run(1, DEAF)).isNotEqualTo(test);
        assertThatExceptionOfType(OptimizerException.class)
                .isThrownBy(() -> trainer.evaluateAverage("swa"))
                .withMessageStartingWith("adam has no averaging 'swa'; it has: ema, polyak");
    }

    @Test
    void aBatchOfAllSamplesIsPlainGradientDescent() {
        var log = new Log();
        trainer(MODEL.initialise(SEED, DType.FLOAT64), Optimizers.named("sgd").with("learningRate", 0.01), 120)
                .run(20, log);
        for (int i = 1; i < 20; i++) {
            assertThat(log.losses.get(i)).isLessThan(log.losses.get(i - 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEpochMoreIsTheSameInOneRunOrInTwo(DType dtype) {
        Parameters once = MODEL.initialise(SEED, dtype);
        Evaluation atOnce = trainer(once, adam(), 16).run(5, DEAF);
        Parameters twice = MODEL.initialise(SEED, dtype);
        Trainer trainer = trainer(twice, adam(), 16);
        trainer.run(2, DEAF);
        Evaluation atLast = trainer.run(3, DEAF);
        assertThat(atLast).isEqualTo(atOnce);
        assertThat(bits(twice)).containsExactly(bits(once));
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherOneOthers() {
        Parameters first = MODEL.initialise(SEED);
        trainer(first, adam(), 16).run(2, DEAF);
        Parameters again = MODEL.initialise(SEED);
        trainer(again, adam(), 16).run(2, DEAF);
        assertThat(bits(again)).containsExactly(bits(first));
        Parameters other = MODEL.initialise(SEED);
        new Trainer(MODEL, Descent.of(adam(), other), CLOUDS.training(), CLOUDS.test(), 16, Seed.of(8), Parallel.none())
                .run(2, DEAF);
        assertThat(bits(other)).isNotEqualTo(bits(first));
    }

    @ParameterizedTest
    @EnumSource
    void theNumberOfThreadsCannotBeSeen(DType dtype) {
        Model model = Model.of(Dense.of(96, 192, Activation.TANH), Dense.of(192, 10));
        Dataset.Split data = Samples.clouds(700, 96, 10, 3).split(0.8, SEED);
        try (var workers = Executors.newFixedThreadPool(2)) {
            long[] expected = null;
            for (int threads = 1; threads <= 3; threads++) {
                Parameters parameters = model.initialise(SEED, dtype);
                new Trainer(
                                model,
                                Descent.of(adam(), parameters),
                                data.training(),
                                data.test(),
                                256,
                                SEED,
                                Parallel.on(workers, threads))
                        .run(2, DEAF);
                long[] bits = bits(parameters);
                assertThat(bits).as(threads + " threads").containsExactly(expected == null ? bits : expected);
                expected = bits;
            }
        }
    }

    @Test
    void aLossBeyondTheNumbersEndsTheRunBeforeItsStep() {
        var log = new Log();
        Parameters parameters = MODEL.initialise(SEED);
        Trainer trainer = trainer(parameters, Optimizers.named("sgd").with("learningRate", 1e30), 16);
        assertThatExceptionOfType(DivergenceException.class)
                .isThrownBy(() -> trainer.run(5, log))
                .withMessageMatching("diverged at step \\d+: the loss is (NaN|Infinity|-Infinity);"
                        + " a smaller learning rate may help")
                .satisfies(divergence -> {
                    assertThat(divergence.step()).isGreaterThan(1);
                    assertThat(divergence.getMessage()).contains("step " + divergence.step() + ":");
                    assertThat(log.losses).hasSize((int) divergence.step() - 1).allMatch(Double::isFinite);
                });
        assertThat(log.epochs).isEmpty();
    }

    @Test
    void aParameterBeyondTheNumbersEndsTheRunWithItsEpoch() {
        var log = new Log();
        Parameters parameters = MODEL.initialise(SEED);
        // A unit that relu silences: the loss does not show it.
        parameters.values().floats()[4 * 16] = Float.NEGATIVE_INFINITY;
        assertThatExceptionOfType(DivergenceException.class)
                .isThrownBy(() -> trainer(parameters, Optimizers.named("sgd").with("learningRate", 0), 60)
                        .run(1, log))
                .withMessageStartingWith("diverged at step 2: a parameter is ");
        assertThat(log.losses).hasSize(2);
        assertThat(log.epochs).isEmpty();
    }

    @Test
    void aTestLossBeyondTheNumbersEndsTheRunToo() {
        var log = new Log();
        Model model = Model.of(Dense.of(2, 2));
        Parameters parameters = model.initialise(SEED);
        Dataset training = Samples.numbered(4, 2);
        Dataset test = Dataset.of(new double[] {3e38, 3e38}, 2, new int[] {0}, 2);
        Arrays.fill(parameters.values().floats(), 1);
        var trainer = new Trainer(
                model,
                Descent.of(Optimizers.named("sgd").with("learningRate", 0), parameters),
                training,
                test,
                2,
                SEED,
                Parallel.none());
        assertThatExceptionOfType(DivergenceException.class)
                .isThrownBy(() -> trainer.run(1, log))
                .withMessage("diverged at step 2: the loss on the test samples is NaN;"
                        + " a smaller learning rate may help");
        assertThat(log.losses).hasSize(2);
        assertThat(log.epochs).isEmpty();
    }

    @Test
    void atLeastOneEpochIsNeeded() {
        Trainer trainer = trainer(MODEL.initialise(SEED), adam(), 16);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.run(0, DEAF))
                .withMessage("trainer: 0 epochs; at least 1 is needed");
    }

    @Test
    void modelAndDataMustFit() {
        Descent descent = Descent.of(adam(), MODEL.initialise(SEED));
        Dataset wide = Samples.clouds(30, 5, 3, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trainer(MODEL, descent, wide, CLOUDS.test(), 16, SEED, Parallel.none()))
                .withMessage("trainer: the model maps 4 features to 3 outputs, the training data has 5 features and 3"
                        + " classes; the numbers must be equal");
        Dataset many = Samples.clouds(30, 4, 6, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trainer(MODEL, descent, CLOUDS.training(), many, 16, SEED, Parallel.none()))
                .withMessage("trainer: the model maps 4 features to 3 outputs, the test data has 4 features and 6"
                        + " classes; the numbers must be equal");
    }

    @Test
    void theBatchSizeMustFitAndTestSamplesAreNeeded() {
        Parameters parameters = MODEL.initialise(SEED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer(parameters, adam(), 121))
                .withMessage("batches: size is 121, there are 120 samples; it must be in 1..120");
        Dataset none = Dataset.of(new double[0], 4, new int[0], 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trainer(
                        MODEL, Descent.of(adam(), parameters), CLOUDS.training(), none, 16, SEED, Parallel.none()))
                .withMessage("batches: there are 0 samples; at least 1 is needed");
    }

    @Test
    void modelAndParametersMustFit() {
        Parameters others = Model.of(Dense.of(4, 3)).initialise(SEED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer(others, adam(), 16))
                .withMessage("model: layer1.weight is 4×16, the parameter is 4×3; the shapes must be equal");
    }

    private static long[] bits(Parameters parameters) {
        double[] values = parameters.values().toDoubles();
        var bits = new long[values.length];
        Arrays.setAll(bits, i -> Double.doubleToRawLongBits(values[i]));
        return bits;
    }
}
