package dev.glissade.training;

import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.Variable;
import dev.glissade.kernel.Parallel;
import dev.glissade.tensor.Seed;
import dev.glissade.tensor.Tensor;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// The loop that trains a classifier: batches, forward, backward, step; and an evaluation after each epoch.
///
/// Belongs to the thread that runs it first. Once warm, a step on the calling thread alone allocates nothing, and an
/// epoch a few small objects (the generator of its order, what the listener is told): less than 256 bytes, whatever the
/// data and the number of steps.
///
/// ```java
/// var trainer = new Trainer(model, descent, split.training(), split.test(), 32, Seed.of(7), Parallel.none());
/// trainer.run(20, listener);
/// ```
public final class Trainer {
    /// Rows per batch of an evaluation: enough to fill the matrix product, little enough to stay in cache.
    private static final int EVALUATION_ROWS = 256;

    private final Model model;
    private final Descent descent;
    private final Batches batches;
    private final Batches testBatches;
    private final Tapes tapes;
    private final Tapes testTapes;
    private final int trainingSamples;
    private final DoubleSupplier evaluation = this::evaluate;
    private @Nullable Batch stepBatch;
    private int evaluations;
    private long steps;
    private int epochs;

    /// A loop over the training samples, which has not begun.
    ///
    /// @param batchSize the samples per step, 1 to all of them
    /// @param seed fixes the order of the samples in every epoch
    /// @param parallel the threads for large matrix products; their number does not change the result
    /// @throws IllegalArgumentException if model, parameters, data and batch size do not fit each other
    public Trainer(
            Model model, Descent descent, Dataset training, Dataset test, int batchSize, Seed seed, Parallel parallel) {
        check(model, "training", training);
        check(model, "test", test);
        model.check(descent.parameters());
        this.model = model;
        this.descent = descent;
        this.trainingSamples = training.size();
        this.batches =
                new Batches(training, batchSize, seed, descent.parameters().dtype());
        int testRows = Math.min(EVALUATION_ROWS, test.size());
        this.testBatches =
                new Batches(test, testRows, seed, descent.parameters().dtype());
        this.tapes = new Tapes(batchSize, parallel);
        this.testTapes = new Tapes(testRows, parallel);
    }

    private static void check(Model model, String part, Dataset data) {
        if (model.inputs() != data.columns() || model.outputs() != data.classes()) {
            throw new IllegalArgumentException("trainer: the model maps " + model.inputs() + " features to "
                    + model.outputs() + " outputs, the " + part + " data has " + data.columns() + " features and "
                    + data.classes()
                    + " classes; the numbers must be equal");
        }
    }

    /// Trains for some epochs, going on from where it is.
    ///
    /// @return the model on the test samples at the end
    /// @throws IllegalArgumentException if there are no epochs
    /// @throws DivergenceException if a loss or a parameter becomes infinite or NaN; the listener has heard of every
    ///     step before
    public Evaluation run(int epochs, TrainingListener listener) {
        if (epochs < 1) {
            throw new IllegalArgumentException("trainer: " + epochs + " epochs; at least 1 is needed");
        }
        Evaluation test = epoch(listener);
        for (int i = 1; i < epochs; i++) {
            test = epoch(listener);
        }
        return test;
    }

    private Evaluation epoch(TrainingListener listener) {
        batches.shuffle(epochs);
        double loss = 0;
        for (int i = 0; i < batches.count(); i++) {
            Batch batch = batches.get(i);
            double batchLoss = step(batch);
            listener.stepped(steps, batchLoss);
            loss += batchLoss * batch.size();
        }
        checkParameters();
        Evaluation test = Evaluation.of(model, descent.parameters(), testBatches, testTapes);
        checkLoss(steps, "the loss on the test samples", test.loss());
        epochs++;
        listener.epochEnded(new TrainingListener.Epoch(epochs, steps, loss / trainingSamples, test));
        return test;
    }

    /// The model on the test samples, with the parameters of an averaging in the place of its own.
    ///
    /// @param averaging the name of the averaging, such as `ema`
    /// @throws dev.glissade.optimizers.spi.OptimizerException if the optimizer has no such averaging
    public Evaluation evaluateAverage(String averaging) {
        return Evaluation.of(model, descent.averaged(averaging), testBatches, testTapes);
    }

    private double step(Batch batch) {
        stepBatch = batch;
        evaluations = 0;
        double loss = descent.step(evaluation);
        steps++;
        return loss;
    }

    /// The loss of the batch at hand, with its gradients. That of the first evaluation in a step must be finite; a line
    /// search may go too far and come back.
    private double evaluate() {
        Batch batch = Objects.requireNonNull(stepBatch);
        Tape tape = tapes.of(batch);
        tape.restart();
        Variable loss =
                model.apply(tape, descent.parameters(), batch.features()).softmaxCrossEntropy(batch.labels());
        double value = loss.value();
        if (evaluations == 0) {
            checkLoss(steps + 1, "the loss", value);
        }
        evaluations++;
        tape.backward(loss);
        return value;
    }

    private static void checkLoss(long step, String what, double loss) {
        if (!Double.isFinite(loss)) {
            throw new DivergenceException(step, what + " is " + loss);
        }
    }

    private void checkParameters() {
        Tensor values = descent.parameters().values();
        for (int i = 0; i < values.shape().elements(); i++) {
            double value = switch (values.dtype()) {
                case FLOAT32 -> values.floats()[i];
                case FLOAT64 -> values.doubles()[i];
            };
            if (!Double.isFinite(value)) {
                throw new DivergenceException(steps, "a parameter is " + value);
            }
        }
    }
}
