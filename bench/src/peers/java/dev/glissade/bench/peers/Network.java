package dev.glissade.bench.peers;

import dev.glissade.autodiff.Activation;
import dev.glissade.autodiff.Parameters;
import dev.glissade.autodiff.Tape;
import dev.glissade.autodiff.Variable;
import dev.glissade.kernel.Window;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A classifier of images of 28 × 28 numbers into ten classes: its parameters and where they start.
enum Network {
    /// Dense 784-128-10 with relu between.
    MLP("mlp", new int[][] {{784, 128}, {128}, {128, 10}, {10}}),

    /// Convolution to 8 and to 16 channels by 3 × 3 with padding 1, relu and max pooling by 2 × 2 after each, dense
    /// 784-10.
    CONVOLUTIONAL("convolutional", new int[][] {{8, 1, 3, 3}, {8}, {16, 8, 3, 3}, {16}, {784, 10}, {10}});

    /// Numbers of an image.
    static final int PIXELS = 784;

    private static final int SIDE = 28;
    private static final int CLASSES = 10;
    private static final Window KERNEL = Window.square(3, 1, 1);
    private static final Window POOL = Window.square(2, 2, 0);

    /// Streams of [Numbers].
    private static final int IMAGES = 0;

    private static final int LABELS = 1;
    private static final int PARAMETERS = 2;

    private final String title;
    private final int[][] sizes;

    Network(String title, int[][] sizes) {
        this.title = title;
        this.sizes = sizes;
    }

    /// How rows call it.
    String title() {
        return title;
    }

    /// The sizes of the parameters: weights and biases in turn. A dense weight is inputs × outputs, one of a convolution
    /// outputs × channels × 3 × 3.
    int[][] sizes() {
        return sizes;
    }

    /// The sizes of a batch of images.
    int[] imageSizes(int batch) {
        return this == MLP ? new int[] {batch, PIXELS} : new int[] {batch, 1, SIDE, SIDE};
    }

    /// A batch of images, row-major.
    static float[] images(int batch) {
        return Numbers.floats(batch * PIXELS, IMAGES, 0, 1);
    }

    /// The class of each image of a batch.
    static float[] labels(int batch) {
        float[] labels = Numbers.floats(batch, LABELS, 0, CLASSES);
        for (int i = 0; i < batch; i++) {
            labels[i] = (float) Math.floor(labels[i]);
        }
        return labels;
    }

    /// The initial values of all parameters, each row-major: uniform within one over the root of the terms of a sum.
    List<float[]> initialValues() {
        List<float[]> values = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            int[] weight = sizes[i - i % 2];
            int terms = weight.length == 2 ? weight[0] : weight[1] * weight[2] * weight[3];
            double bound = 1 / StrictMath.sqrt(terms);
            values.add(Numbers.floats(Shape.of(sizes[i]).elements(), PARAMETERS + i, -bound, bound));
        }
        return values;
    }

    /// Our parameters `w1`, `b1`, `w2`, …, with their initial values.
    Parameters parameters() {
        SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
        for (int i = 0; i < sizes.length; i++) {
            shapes.put((i % 2 == 0 ? "w" : "b") + (i / 2 + 1), Shape.of(sizes[i]));
        }
        var parameters = Parameters.zeros(DType.FLOAT32, shapes);
        var initial = initialValues();
        for (int i = 0; i < sizes.length; i++) {
            var segment = parameters.segments().get(i);
            System.arraycopy(
                    initial.get(i),
                    0,
                    parameters.values().floats(),
                    segment.offset(),
                    segment.shape().elements());
        }
        parameters.changed();
        return parameters;
    }

    /// Records our forward pass up to one number for each image and class.
    ///
    /// @param flat batch × [#PIXELS]
    Variable logits(Tape tape, Parameters parameters, Tensor images, Shape flat) {
        var x = tape.input(images);
        if (this == MLP) {
            return x.linear(tape.parameter(parameters, "w1"), tape.parameter(parameters, "b1"), Activation.RELU)
                    .linear(tape.parameter(parameters, "w2"), tape.parameter(parameters, "b2"), Activation.IDENTITY);
        }
        return x.convolution(tape.parameter(parameters, "w1"), tape.parameter(parameters, "b1"), KERNEL, 1)
                .relu()
                .maxPooling(POOL)
                .convolution(tape.parameter(parameters, "w2"), tape.parameter(parameters, "b2"), KERNEL, 1)
                .relu()
                .maxPooling(POOL)
                .reshape(flat)
                .linear(tape.parameter(parameters, "w3"), tape.parameter(parameters, "b3"), Activation.IDENTITY);
    }
}
