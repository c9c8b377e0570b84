package dev.glissade.cli;

import static dev.glissade.cli.MixedProgram.random;
import static dev.glissade.cli.MixedProgram.special;

import dev.glissade.kernel.Parallel;
import dev.glissade.kernel.Window;
import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Arrangements;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.Convolution;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.ElementwiseOperation;
import dev.glissade.tensor.Indexing;
import dev.glissade.tensor.MatrixProducts;
import dev.glissade.tensor.Normalisation;
import dev.glissade.tensor.Pooling;
import dev.glissade.tensor.Reduction;
import dev.glissade.tensor.Reductions;
import dev.glissade.tensor.Scans;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Softmax;
import dev.glissade.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/// The part of [MixedProgram] over operations on whole tensors: along an axis, by index, in windows, in stacks, and
/// shared among threads.
final class TensorProgram {
    private static final List<Integer> THREADS = List.of(1, 2, 3, 8);
    private static final double EPSILON = 1e-5;

    private final DType dtype;
    private final BiConsumer<String, Digest> parts;
    private final Workspace workspace = new Workspace();

    /// @param parts takes the name and the digest of each part
    TensorProgram(DType dtype, BiConsumer<String, Digest> parts) {
        this.dtype = dtype;
        this.parts = parts;
    }

    void run() {
        alongAxes();
        normalisation();
        indexing();
        arrangements();
        stackedProducts();
        convolution(new Window(3, 3, 1, 1, 1, 1, 1, 1), 1);
        convolution(new Window(3, 2, 2, 1, 1, 0, 1, 2), 2);
        pooling(Window.square(2, 2, 0));
        pooling(Window.square(3, 2, 1));
        derivatives();
        THREADS.forEach(this::shared);
    }

    private Tensor zeros(Shape shape) {
        return Tensor.zeros(dtype, shape);
    }

    private Tensor zeros(int... sizes) {
        return zeros(Shape.of(sizes));
    }

    private void alongAxes() {
        var softmax = new Digest();
        var logSoftmax = new Digest();
        var cumulativeSum = new Digest();
        var withIndex = new Digest();
        var dot = new Digest();
        for (Tensor input : List.of(random(dtype, 1, 7, 45, 33), special(dtype, 2, 7, 45, 33))) {
            for (int axis = 0; axis < 3; axis++) {
                Tensor result = zeros(input.shape());
                Softmax.softmax(input, axis, result, workspace);
                softmax.add(result);
                Softmax.logSoftmax(input, axis, result, workspace);
                logSoftmax.add(result);
                Scans.cumulativeSum(input, axis, result, workspace);
                cumulativeSum.add(result);
                Tensor values =
                        zeros(Reductions.shape(Reduction.MAX, input.shape(), Axes.of(input.shape(), axis), false));
                Tensor indices = zeros(values.shape());
                Reductions.maxWithIndex(input, axis, values, indices, workspace);
                withIndex.add(values).add(indices);
                Reductions.minWithIndex(input, axis, values, indices, workspace);
                withIndex.add(values).add(indices);
            }
            Tensor product = zeros(Shape.SCALAR);
            Reductions.dot(input, random(dtype, 3, 7, 45, 33), product, workspace);
            dot.add(product);
            Reductions.dot(input.transpose(0, 2), random(dtype, 4, 33, 45, 7), product, workspace);
            dot.add(product);
        }
        parts.accept("softmax", softmax);
        parts.accept("logSoftmax", logSoftmax);
        parts.accept("cumulativeSum", cumulativeSum);
        parts.accept("extrema with indices", withIndex);
        parts.accept("dot", dot);
    }

    private void normalisation() {
        Tensor input = random(dtype, 1, 6, 5, 9, 7);
        var layer = new Digest();
        for (int axes = 1; axes <= 3; axes++) {
            Shape normalised = Shape.of(Arrays.copyOfRange(input.shape().sizes(), 4 - axes, 4));
            Tensor result = zeros(input.shape());
            Tensor weight = random(dtype, 2, normalised.sizes());
            Tensor bias = random(dtype, 3, normalised.sizes());
            Normalisation.layer(input, axes, weight, bias, EPSILON, result, workspace);
            layer.add(result);
        }
        parts.accept("layer normalisation", layer);
        Tensor result = zeros(input.shape());
        Tensor mean = random(dtype, 4, 5);
        Tensor variance = zeros(5);
        Elementwise.apply(ElementwiseOperation.SQUARE, random(dtype, 5, 5), variance, workspace);
        Tensor newMean = zeros(5);
        Tensor newVariance = zeros(5);
        Tensor weight = random(dtype, 6, 5);
        Tensor bias = random(dtype, 7, 5);
        Normalisation.batchTraining(
                input, weight, bias, mean, variance, 0.1, EPSILON, result, newMean, newVariance, workspace);
        var batch = new Digest().add(result).add(newMean).add(newVariance);
        Normalisation.batchInference(input, weight, bias, mean, variance, EPSILON, result, workspace);
        parts.accept("batch normalisation", batch.add(result));
    }

    private void indexing() {
        var digest = new Digest();
        Tensor input = special(dtype, 1, 9, 21);
        for (int axis = 0; axis < 2; axis++) {
            int size = input.shape().size(axis);
            Tensor index = indices(Shape.of(5, 13), Math.min(size, 9));
            Tensor gathered = zeros(5, 13);
            Indexing.gather(input, index, axis, gathered);
            digest.add(gathered);
            Tensor target = random(dtype, 2, 9, 21);
            Indexing.scatterAdd(target, index, random(dtype, 3, 5, 13), axis);
            digest.add(target);
            Tensor places = indices(Shape.of(14), size);
            Tensor picked = axis == 0 ? zeros(14, 21) : zeros(9, 14);
            Indexing.indexSelect(input, places, axis, picked);
            digest.add(picked);
            Indexing.indexAdd(target, places, random(dtype, 4, picked.shape().sizes()), axis);
            digest.add(target);
        }
        Tensor rows = zeros(2, 3, 21);
        Indexing.embedding(input, indices(Shape.of(2, 3), 9), rows);
        parts.accept("indexing", digest.add(rows));
    }

    /// Whole numbers below `size`, some of them repeated.
    private Tensor indices(Shape shape, int size) {
        double[] values = new double[shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 7 + i / 4) % size;
        }
        return MixedProgram.tensor(dtype, shape, values);
    }

    private void arrangements() {
        var digest = new Digest();
        Tensor input = special(dtype, 1, 4, 5, 6);
        Tensor other = special(dtype, 2, 4, 3, 6);
        Tensor joined = zeros(4, 8, 6);
        Arrangements.concatenate(List.of(input, other), 1, joined);
        Tensor stacked = zeros(4, 5, 2, 6);
        Arrangements.stack(List.of(input, input), 2, stacked);
        Tensor padded = zeros(5, 5, 9);
        Arrangements.pad(input, new int[] {1, 0, 2}, new int[] {0, 0, 1}, 0.5, padded);
        Tensor flipped = zeros(input.shape());
        Arrangements.flip(input, Axes.of(input.shape(), 0, 2), flipped);
        parts.accept("arrangements", digest.add(joined).add(stacked).add(padded).add(flipped));
    }

    /// Stacks with broadcasting, and vectors.
    private void stackedProducts() {
        var digest = new Digest();
        for (int[][] shapes : new int[][][] {
            {{3, 1, 7, 19}, {4, 19, 22}}, {{5, 9, 33}, {33, 17}}, {{37}, {37}}, {{29, 37}, {37}}, {{37}, {37, 29}}
        }) {
            Tensor left = random(dtype, 1, shapes[0]);
            Tensor right = random(dtype, 2, shapes[1]);
            Tensor result = zeros(MatrixProducts.shape(left.shape(), false, right.shape(), false));
            MatrixProducts.multiply(left, false, right, false, result, false, workspace);
            digest.add(result);
        }
        parts.accept("products of stacks and vectors", digest);
    }

    private void convolution(Window window, int groups) {
        Tensor input = random(dtype, 1, 2, 4, 13, 21);
        Tensor weight = random(dtype, 2, 6, 4 / groups, window.kernelRows(), window.kernelColumns());
        Tensor result = zeros(Convolution.shape(input.shape(), weight.shape(), window, groups));
        Convolution.forward(input, weight, random(dtype, 3, 6), window, groups, result, workspace);
        var digest = new Digest().add(result);
        Tensor cotangent = random(dtype, 4, result.shape().sizes());
        Tensor inputAdjoint = zeros(input.shape());
        Convolution.inputAdjoint(cotangent, weight, window, groups, inputAdjoint, workspace);
        Tensor weightAdjoint = zeros(weight.shape());
        Convolution.weightAdjoint(input, cotangent, window, groups, weightAdjoint, workspace);
        Tensor biasAdjoint = zeros(6);
        Convolution.biasAdjoint(cotangent, biasAdjoint, workspace);
        digest.add(inputAdjoint).add(weightAdjoint).add(biasAdjoint);
        parts.accept("convolution, groups " + groups, digest);
    }

    private void pooling(Window window) {
        Tensor input = special(dtype, 1, 2, 3, 18, 41);
        Tensor result = zeros(Pooling.shape(input.shape(), window));
        Pooling.max(input, window, result, workspace);
        var digest = new Digest().add(result);
        Tensor cotangent = random(dtype, 2, result.shape().sizes());
        Tensor adjoint = zeros(input.shape());
        Pooling.maxAdjoint(input, cotangent, window, adjoint, workspace);
        digest.add(adjoint);
        for (boolean countPadding : new boolean[] {false, true}) {
            Pooling.mean(input, window, countPadding, result, workspace);
            digest.add(result);
            Pooling.meanAdjoint(cotangent, window, countPadding, adjoint, workspace);
            digest.add(adjoint);
        }
        parts.accept("pooling " + window.kernelRows() + "x" + window.kernelColumns(), digest);
    }

    /// What derivatives of normalisation, of max pooling and of an embedding call.
    private void derivatives() {
        Tensor input = random(dtype, 1, 6, 5, 9, 7);
        Tensor direction = random(dtype, 2, 6, 5, 9, 7);
        Tensor moved = zeros(input.shape());
        var normalisation = new Digest();
        for (int axes = 1; axes <= 3; axes++) {
            Normalisation.layerDerivative(input, axes, direction, EPSILON, moved, workspace);
            normalisation.add(moved);
        }
        Normalisation.batchDerivative(input, direction, EPSILON, moved, workspace);
        normalisation.add(moved);
        Normalisation.batch(input, null, null, EPSILON, moved, workspace);
        parts.accept("derivatives of normalisation", normalisation.add(moved));

        Window window = Window.square(3, 2, 1);
        Tensor places = zeros(Pooling.shape(input.shape(), window));
        Pooling.maxPushforward(special(dtype, 3, 6, 5, 9, 7), direction, window, places, workspace);
        parts.accept("pushforward of max pooling", new Digest().add(places));

        Tensor rows = zeros(9, 7);
        Indexing.embeddingAdjoint(direction, indices(Shape.of(6, 5, 9), 9), 4, rows);
        parts.accept("adjoint of embedding", new Digest().add(rows));
    }

    /// Work large enough for 8 threads.
    private void shared(int threads) {
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            var many = new Workspace(Parallel.on(workers, threads));
            Tensor large = random(dtype, 1, 512, 640);
            Tensor dense = zeros(large.shape());
            Elementwise.apply(ElementwiseOperation.TANH, large, dense, many);
            Tensor turned = zeros(640, 512);
            Elementwise.apply(ElementwiseOperation.TANH, large.transpose(0, 1), turned, many);
            var digest = new Digest().add(dense).add(turned);
            for (Reduction reduction : List.of(Reduction.SUM, Reduction.VARIANCE)) {
                for (int axis = 0; axis < 2; axis++) {
                    Tensor reduced = zeros(large.shape().size(1 - axis));
                    Reductions.reduce(reduction, large, Axes.of(large.shape(), axis), reduced, many);
                    digest.add(reduced);
                }
            }
            Window window = Window.square(3, 1, 1);
            Tensor input = random(dtype, 2, 8, 8, 28, 28);
            Tensor weight = random(dtype, 3, 16, 8, 3, 3);
            Tensor output = zeros(8, 16, 28, 28);
            Convolution.forward(input, weight, window, 1, output, many);
            Tensor adjoint = zeros(weight.shape());
            Convolution.weightAdjoint(input, output, window, 1, adjoint, many);
            parts.accept("shared, threads " + threads, digest.add(output).add(adjoint));
        }
    }
}
