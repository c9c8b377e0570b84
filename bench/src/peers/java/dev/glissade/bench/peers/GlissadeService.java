package dev.glissade.bench.peers;

import dev.glissade.autodiff.Parameters;
import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.ElementwiseOperation;
import dev.glissade.tensor.MatrixProducts;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Softmax;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Ours: a tape and an optimizer that train, readers without a tape.
final class GlissadeService implements Service {

    /// A copy of the parameters that nobody writes to.
    private record Snapshot(Tensor weight1, Tensor bias1, Tensor weight2, Tensor bias2) {
        static Snapshot of(Parameters parameters) {
            float[] values = parameters.values().floats().clone();
            return new Snapshot(
                    part(parameters, 0, values),
                    part(parameters, 1, values),
                    part(parameters, 2, values),
                    part(parameters, 3, values));
        }

        private static Tensor part(Parameters parameters, int number, float[] values) {
            var segment = parameters.segments().get(number);
            return Tensor.over(values, segment.offset(), segment.shape());
        }
    }

    private volatile Snapshot newest = Snapshot.of(Network.MLP.parameters());
    private @Nullable GlissadeTraining training;

    @Override
    public Work training() {
        var made = new GlissadeTraining(Network.MLP, 1);
        training = made;
        return made;
    }

    @Override
    public void publish() {
        if (training != null) {
            newest = Snapshot.of(training.parameters());
        }
    }

    @Override
    public Work reader() {
        return new Reader();
    }

    @Override
    public void close() {}

    /// A forward pass into buffers of its own.
    private final class Reader implements Work {
        private final Workspace workspace = new Workspace();
        private final Tensor image = Tensor.over(Network.images(1), 0, Shape.of(1, Network.PIXELS));
        private final Tensor hidden =
                Tensor.zeros(DType.FLOAT32, Shape.of(1, newest.bias1().shape().elements()));
        private final Tensor logits =
                Tensor.zeros(DType.FLOAT32, Shape.of(1, newest.bias2().shape().elements()));
        private final Tensor probabilities = Tensor.zeros(DType.FLOAT32, logits.shape());
        private final Tensor hiddenRow = hidden.reshape(newest.bias1().shape());
        private final Tensor logitsRow = logits.reshape(newest.bias2().shape());

        @Override
        public void run() {
            var parameters = newest;
            Elementwise.copy(parameters.bias1(), hiddenRow, workspace);
            MatrixProducts.multiply(image, false, parameters.weight1(), false, hidden, true, workspace);
            Elementwise.apply(ElementwiseOperation.RELU, hidden, hidden, workspace);
            Elementwise.copy(parameters.bias2(), logitsRow, workspace);
            MatrixProducts.multiply(hidden, false, parameters.weight2(), false, logits, true, workspace);
            Softmax.softmax(logits, 1, probabilities, workspace);
        }

        @Override
        public double[] result() {
            return probabilities.toDoubles();
        }
    }
}
