package dev.glissade.bench.peers;

import dev.glissade.autodiff.Parameters;
import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.Variable;
import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import dev.glissade.training.Descent;

/// Ours: a step of a network on one batch by the built-in Adam, as a user writes it.
final class GlissadeTraining extends Training {
    private final Network network;
    private final int batch;
    private final Tape tape = new Tape();
    private final Descent descent;
    private final Tensor images;
    private final Tensor labels;
    private final Shape flat;
    private double loss;

    /// A training whose network stays where it is.
    GlissadeTraining(Network network, int batch) {
        this(network, batch, RESTING);
    }

    private GlissadeTraining(Network network, int batch, double learningRate) {
        this.network = network;
        this.batch = batch;
        descent = Descent.of(Optimizers.named("adam").with("learningRate", learningRate), network.parameters());
        images = Tensor.over(Network.images(batch), 0, Shape.of(network.imageSizes(batch)));
        labels = Tensor.over(Network.labels(batch), 0, Shape.of(batch));
        flat = Shape.of(batch, Network.PIXELS);
    }

    /// The parameters that steps move.
    Parameters parameters() {
        return descent.parameters();
    }

    /// Records the loss alone.
    Variable forward() {
        tape.restart();
        return network.logits(tape, descent.parameters(), images, flat).softmaxCrossEntropy(labels);
    }

    /// Records the loss and adds its gradient.
    Variable forwardAndBackward() {
        var recorded = forward();
        tape.backward(recorded);
        return recorded;
    }

    @Override
    double step() {
        double before = forwardAndBackward().value();
        descent.step();
        return before;
    }

    @Override
    public void run() {
        loss = step();
    }

    /// The loss before the last step.
    double loss() {
        return loss;
    }

    @Override
    Training moving() {
        return new GlissadeTraining(network, batch, MOVING);
    }
}
