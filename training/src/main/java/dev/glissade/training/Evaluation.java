package dev.glissade.training;

import dev.glissade.autodiff.Parameters;
import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.Variable;
import dev.glissade.tensor.Tensor;

/// How well a model does on a data set.
///
/// @param loss the mean softmax cross-entropy over the samples
/// @param correct the number of samples whose largest output is that of their class; the first of equal outputs counts
/// @param samples the number of samples
public record Evaluation(double loss, int correct, int samples) {

    /// Checks the counts.
    ///
    /// @throws IllegalArgumentException if there are no samples, or `correct` is not in 0..samples
    public Evaluation {
        if (samples < 1 || correct < 0 || correct > samples) {
            throw new IllegalArgumentException("evaluation: " + correct + " correct of " + samples
                    + " samples; at least 1 sample is needed, and correct must be in 0..samples");
        }
    }

    /// The share of samples that are classified correctly, 0 to 1.
    public double accuracy() {
        return (double) correct / samples;
    }

    /// Evaluates the batches in turn.
    static Evaluation of(Model model, Parameters parameters, Batches batches, Tapes tapes) {
        double loss = 0;
        int correct = 0;
        int samples = 0;
        for (int i = 0; i < batches.count(); i++) {
            Batch batch = batches.get(i);
            Tape tape = tapes.of(batch);
            tape.restart();
            Variable outputs = model.apply(tape, parameters, batch.features());
            loss += outputs.softmaxCrossEntropy(batch.labels()).value() * batch.size();
            correct += correct(outputs.tensor(), batch.labels());
            samples += batch.size();
        }
        return new Evaluation(loss / samples, correct, samples);
    }

    private static int correct(Tensor outputs, Tensor labels) {
        int rows = outputs.shape().size(0);
        int classes = outputs.shape().size(1);
        int correct = 0;
        for (int row = 0; row < rows; row++) {
            int largest = 0;
            for (int column = 1; column < classes; column++) {
                if (element(outputs, row * classes + column) > element(outputs, row * classes + largest)) {
                    largest = column;
                }
            }
            correct += largest == element(labels, row) ? 1 : 0;
        }
        return correct;
    }

    private static double element(Tensor dense, int index) {
        return switch (dense.dtype()) {
            case FLOAT32 -> dense.floats()[dense.offset() + index];
            case FLOAT64 -> dense.doubles()[dense.offset() + index];
        };
    }
}
