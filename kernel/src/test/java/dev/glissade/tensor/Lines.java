package dev.glissade.tensor;

import java.util.SplittableRandom;

/// Large tensors, and the lines of a tensor along one axis, for tests that compute with plain doubles.
final class Lines {
    private Lines() {}

    /// A dense tensor of many numbers in [−2, 2).
    static Tensor random(DType dtype, Shape shape, long seed) {
        var random = new SplittableRandom(seed);
        double[] values = random.doubles(shape.elements(), -2, 2).toArray();
        Tensor tensor = Tensor.over(values, 0, shape);
        return dtype == DType.FLOAT64 ? tensor : Tensor.of(shape, tensor.toFloats());
    }

    /// The elements along an axis, one array for each index of the other axes, those in row-major order.
    static double[][] of(Tensor tensor, int axis) {
        Shape shape = tensor.shape();
        int length = shape.size(axis);
        int inner = 1;
        for (int i = axis + 1; i < shape.rank(); i++) {
            inner *= shape.size(i);
        }
        double[] values = tensor.toDoubles();
        double[][] lines = new double[values.length / length][length];
        for (int i = 0; i < values.length; i++) {
            lines[i / (length * inner) * inner + i % inner][i / inner % length] = values[i];
        }
        return lines;
    }
}
