package dev.glissade.bench.peers;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;

/// PyTorch: a network on one batch, its parameters and the forward pass by DJL's direct calls.
///
/// A dense weight is outputs × inputs, as PyTorch's linear layer has it.
final class PyTorchNetwork {
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape TWO = new Shape(2, 2);

    private final Network network;
    private final int batch;
    private final NDManager manager;
    private final PtNDArray images;

    PyTorchNetwork(Network network, int batch, NDManager manager) {
        this.network = network;
        this.batch = batch;
        this.manager = manager;
        images = (PtNDArray) PyTorch.array(manager, Network.images(batch), sizes(network.imageSizes(batch)));
    }

    private static long[] sizes(int[] sizes) {
        long[] wide = new long[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            wide[i] = sizes[i];
        }
        return wide;
    }

    /// The batch.
    PtNDArray images() {
        return images;
    }

    /// The class of each image as whole numbers.
    PtNDArray labels(long... sizes) {
        float[] numbers = Network.labels(batch);
        long[] whole = new long[batch];
        for (int i = 0; i < batch; i++) {
            whole[i] = (long) numbers[i];
        }
        return (PtNDArray) manager.create(whole, new Shape(sizes));
    }

    /// New parameters with their initial values, weights and biases in turn.
    List<PtNDArray> parameters() {
        List<PtNDArray> parameters = new ArrayList<>();
        var initial = network.initialValues();
        for (int i = 0; i < initial.size(); i++) {
            int[] sizes = network.sizes()[i];
            parameters.add(
                    sizes.length == 2
                            ? (PtNDArray) PyTorch.array(
                                    manager, transposed(initial.get(i), sizes[0], sizes[1]), sizes[1], sizes[0])
                            : (PtNDArray) PyTorch.array(manager, initial.get(i), sizes(sizes)));
        }
        return parameters;
    }

    private static float[] transposed(float[] matrix, int rows, int columns) {
        float[] transposed = new float[matrix.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[j * rows + i] = matrix[i * columns + j];
            }
        }
        return transposed;
    }

    /// Arrays like these, of zeros.
    List<PtNDArray> zeros(List<PtNDArray> like) {
        return like.stream()
                .map(array -> (PtNDArray) manager.zeros(array.getShape()))
                .toList();
    }

    /// One number for each image and class.
    ///
    /// @param made receives what is to be closed after the reverse pass: all arrays made, the result last
    PtNDArray logits(List<PtNDArray> parameters, List<PtNDArray> made) {
        var x = images;
        int next = 0;
        if (network == Network.CONVOLUTIONAL) {
            for (; next < 4; next += 2) {
                var convolved = keep(
                        JniUtils.convolution(x, parameters.get(next), parameters.get(next + 1), ONE, ONE, ONE, 1),
                        made);
                var positive = keep(JniUtils.relu(convolved), made);
                x = keep(JniUtils.maxPool(positive, TWO, TWO, new Shape(0, 0), false), made);
            }
            x = keep(JniUtils.reshape(x, new long[] {batch, Network.PIXELS}), made);
        } else {
            var hidden = keep(JniUtils.linear(x, parameters.get(0), parameters.get(1)), made);
            x = keep(JniUtils.relu(hidden), made);
            next = 2;
        }
        return keep(JniUtils.linear(x, parameters.get(next), parameters.get(next + 1)), made);
    }

    private static PtNDArray keep(PtNDArray array, List<PtNDArray> made) {
        made.add(array);
        return array;
    }

    /// Closes all and empties the list.
    static void close(List<PtNDArray> made) {
        for (int i = 0; i < made.size(); i++) {
            made.get(i).close();
        }
        made.clear();
    }
}
