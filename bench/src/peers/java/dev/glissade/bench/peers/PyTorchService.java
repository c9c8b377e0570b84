package dev.glissade.bench.peers;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// PyTorch by DJL's direct calls. Copies are kept until the end, as a reader may be using them.
final class PyTorchService implements Service {
    private final NDManager manager = PyTorch.manager();
    private volatile List<PtNDArray> newest = new PyTorchNetwork(Network.MLP, 1, manager).parameters();
    private @Nullable PyTorchTraining training;

    @Override
    public Work training() {
        var made = new PyTorchTraining(Network.MLP, 1);
        training = made;
        return made;
    }

    @Override
    public void publish() {
        if (training != null) {
            JniUtils.setGradMode(false);
            List<PtNDArray> copies = new ArrayList<>();
            for (PtNDArray parameter : training.parameters()) {
                var copy = JniUtils.clone(parameter);
                copy.attach(manager);
                copies.add(copy);
            }
            newest = copies;
            JniUtils.setGradMode(true);
        }
    }

    @Override
    public Work reader() {
        return new Reader();
    }

    @Override
    public void close() {
        manager.close();
    }

    /// A forward pass without a graph.
    private final class Reader implements Work {
        private final NDManager own = PyTorch.manager();
        private final PyTorchNetwork network = new PyTorchNetwork(Network.MLP, 1, own);
        private final List<PtNDArray> made = new ArrayList<>();

        Reader() {
            JniUtils.setGradMode(false); // of this thread
        }

        private PtNDArray probabilities() {
            var logits = network.logits(newest, made);
            var probabilities = JniUtils.softmax(logits, 1, DataType.FLOAT32);
            PyTorchNetwork.close(made);
            return probabilities;
        }

        @Override
        public void run() {
            probabilities().close();
        }

        @Override
        public double[] result() {
            try (var probabilities = probabilities()) {
                return PyTorch.exact(probabilities);
            }
        }

        @Override
        public void close() {
            own.close();
        }
    }
}
