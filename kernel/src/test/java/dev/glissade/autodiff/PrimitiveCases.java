package dev.glissade.autodiff;

import dev.glissade.kernel.Window;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.Convolution;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Pooling;
import dev.glissade.tensor.Reduction;
import dev.glissade.tensor.Samples;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Every primitive with operands at which it is smooth.
final class PrimitiveCases {
    private static final Shape SCALAR = Shape.SCALAR;
    private static final Shape MATRIX = Shape.of(2, 3);
    private static final Shape ROW = Shape.of(3);
    private static final Shape COLUMN = Shape.of(2, 1);
    private static final Shape CUBE = Shape.of(2, 3, 4);

    private final Samples samples = new Samples(11, 0);
    private final List<Case> cases = new ArrayList<>();

    /// One application of a primitive.
    ///
    /// @param moving which operands the result is a smooth function of; the others stay fixed
    record Case(Primitive primitive, List<Tensor> operands, int... moving) {
        @Override
        public String toString() {
            return primitive + " of "
                    + operands.stream().map(Tensor::shape).map(Shape::toString).toList();
        }
    }

    static List<Case> all() {
        var all = new PrimitiveCases();
        all.elementwise();
        all.shapes();
        all.products();
        all.reductions();
        all.losses();
        all.selection();
        all.windows();
        all.normalisations();
        all.embeddings();
        all.checkpoints();
        return all.cases;
    }

    private void elementwise() {
        for (Unary primitive : Unary.values()) {
            for (Shape shape : List.of(SCALAR, CUBE)) {
                add(
                        primitive,
                        switch (primitive) {
                            case LOG, LOG2, LOG10, SQRT, RECIPROCAL_SQRT, LOG1P -> positive(shape);
                            case ASIN, ACOS, TAN -> within(shape, 0.9);
                            default -> signed(shape);
                        });
            }
        }
        for (Binary primitive : Binary.values()) {
            if (primitive == Binary.POW) {
                add(primitive, positive(CUBE), signed(CUBE));
                add(primitive, positive(COLUMN), signed(ROW));
                add(primitive, positive(MATRIX), signed(SCALAR));
            } else {
                pairs(primitive);
            }
        }
        for (Comparison primitive : Comparison.values()) {
            pairs(primitive);
        }
        choices();
        pairs(new AddScaled(-0.75));
        for (Primitive primitive : List.of(
                new Scale(1.25),
                new LeakyRelu(0.2),
                new Elu(1.5),
                new Softplus(2, Double.POSITIVE_INFINITY),
                new Softplus(2, 1),
                new Clamp(-0.7, 0.8))) {
            add(primitive, signed(MATRIX));
        }
        add(Fma.INSTANCE, signed(MATRIX), signed(MATRIX), signed(MATRIX));
        add(Fma.INSTANCE, signed(ROW), signed(COLUMN), signed(SCALAR));
        add(Fma.INSTANCE, signed(SCALAR), signed(ROW), signed(MATRIX));
        for (Adjoint primitive : Adjoint.values()) {
            if (primitive == Adjoint.MAX) {
                add(primitive, signed(MATRIX), signed(MATRIX), signed(MATRIX));
                add(primitive, signed(ROW), signed(COLUMN), signed(MATRIX));
            } else {
                pairs(primitive);
            }
        }
    }

    private void choices() {
        Tensor condition = Tensor.of(MATRIX, new double[MATRIX.elements()]);
        for (int i = 0; i < condition.doubles().length; i += 2) {
            condition.doubles()[i] = 1;
        }
        cases.add(new Case(Where.INSTANCE, List.of(condition, signed(MATRIX), signed(MATRIX)), 1, 2));
        cases.add(new Case(Where.INSTANCE, List.of(condition, signed(ROW), signed(COLUMN)), 1, 2));
        cases.add(new Case(Where.INSTANCE, List.of(Tensor.of(SCALAR, 1.0), signed(MATRIX), signed(ROW)), 1, 2));
    }

    private void pairs(Primitive primitive) {
        add(primitive, signed(SCALAR), signed(SCALAR));
        add(primitive, signed(CUBE), signed(CUBE));
        add(primitive, signed(MATRIX), signed(ROW));
        add(primitive, signed(COLUMN), signed(ROW));
        add(primitive, signed(SCALAR), signed(MATRIX));
        add(primitive, samples.strided(DType.FLOAT64, CUBE), signed(Shape.of(3, 1)));
    }

    private void shapes() {
        add(new BroadcastTo(CUBE), signed(Shape.of(3, 1)));
        add(new BroadcastTo(MATRIX), signed(SCALAR));
        add(new Reshape(Shape.of(4, 6)), signed(CUBE));
        add(new Reshape(Shape.of(4, 6)), samples.strided(DType.FLOAT64, CUBE));
        add(new Squeeze(new Axes(0b101)), signed(Shape.of(1, 3, 1)));
        add(new Squeeze(new Axes(0b10)), samples.strided(DType.FLOAT64, Shape.of(3, 1, 2)));
        add(new Transpose(0, 2), signed(CUBE));
        add(new Transpose(1, 2), signed(CUBE));
        add(new Permute(2, 0, 1), signed(CUBE));
        add(new Unsqueeze(1), signed(CUBE));
        add(new Unsqueeze(-1), samples.strided(DType.FLOAT64, MATRIX));
        add(new Slice(1, 1, 3, 1), signed(CUBE));
        add(new Slice(0, 0, 2, 2), signed(CUBE));
        add(new Insert(0, 1, 5, 2, 5), signed(Shape.of(2, 3)));
        add(new Insert(1, 1, 4, 1, 6), signed(Shape.of(2, 3)));
        add(new Insert(-1, 1, 7, 3, 7), samples.strided(DType.FLOAT64, Shape.of(3, 2)));
        add(
                new Concatenate(1),
                signed(Shape.of(2, 1)),
                signed(Shape.of(2, 3)),
                signed(Shape.of(2, 2)),
                signed(Shape.of(2, 1)));
        add(new Concatenate(0), signed(MATRIX));
        add(new Stack(1), signed(MATRIX), signed(MATRIX), samples.strided(DType.FLOAT64, MATRIX), signed(MATRIX));
        add(new Stack(-1), signed(SCALAR), signed(SCALAR));
        add(new Flip(new Axes(0b101)), signed(CUBE));
        add(new Pad(new int[] {1, 0}, new int[] {0, 2}, -1.5), signed(MATRIX));
    }

    private void products() {
        for (MatMul primitive : MatMul.values()) {
            boolean leftTransposed = primitive == MatMul.TN || primitive == MatMul.TT;
            boolean rightTransposed = primitive == MatMul.NT || primitive == MatMul.TT;
            add(
                    primitive,
                    signed(leftTransposed ? Shape.of(4, 2) : Shape.of(2, 4)),
                    signed(rightTransposed ? Shape.of(3, 4) : Shape.of(4, 3)));
            add(
                    primitive,
                    signed(leftTransposed ? Shape.of(2, 2, 4, 3) : Shape.of(2, 2, 3, 4)),
                    samples.strided(DType.FLOAT64, rightTransposed ? Shape.of(2, 2, 1, 4) : Shape.of(2, 2, 4, 1)));
        }
        add(MatMul.NN, signed(Shape.of(2, 1, 3, 4)), signed(Shape.of(3, 4, 2)));
        add(MatMul.TN, signed(Shape.of(4, 3)), signed(Shape.of(2, 4, 2)));
        add(MatMul.NT, signed(Shape.of(2, 3, 4)), signed(Shape.of(2, 4)));
        add(MatMul.TT, signed(Shape.of(2, 2, 4, 3)), signed(Shape.of(1, 2, 4)));
        for (Activation activation : Activation.values()) {
            add(new Linear(activation), signed(Shape.of(4, 3)), signed(Shape.of(3, 2)), signed(Shape.of(2)));
        }
    }

    private void reductions() {
        for (Reduction reduction : Reduction.values()) {
            for (int mask = 0; mask < 8; mask++) {
                boolean spread = reduction == Reduction.VARIANCE || reduction == Reduction.STANDARD_DEVIATION;
                // Of one element the variance is 0 ÷ 0.
                boolean defined = reduction.isIndex() ? Integer.bitCount(mask) == 1 : !spread || mask != 0;
                if (defined) {
                    add(new Reduce(reduction, 1, new Axes(mask)), signed(CUBE));
                }
            }
            add(new Reduce(reduction, 1, Axes.of(MATRIX, 1)), samples.strided(DType.FLOAT64, MATRIX));
        }
        add(new Reduce(Reduction.VARIANCE, 0, Axes.of(MATRIX, 1)), signed(MATRIX));
        Tensor zeros = signed(Shape.of(2, 4));
        zeros.doubles()[1] = 0;
        zeros.doubles()[4] = 0;
        zeros.doubles()[6] = 0;
        add(new Reduce(Reduction.PRODUCT, 1, new Axes(2)), zeros);
        add(new ProductOfOthers(new Axes(2)), zeros);
        add(new ProductOfOthers(new Axes(0b101)), signed(CUBE));
        for (int axis = 0; axis < 3; axis++) {
            add(new CumulativeSum(axis), signed(CUBE));
            add(new SoftmaxAlong(axis), signed(CUBE));
            add(new LogSoftmax(axis), signed(CUBE));
        }
        Tape tape = new Tape();
        Tensor x = signed(CUBE);
        for (int mask = 0; mask < 8; mask++) {
            var axes = new Axes(mask);
            Tensor maximum = tape.input(x).reduce(Reduction.MAX, axes).tensor();
            cases.add(new Case(new MaxShare(axes), List.of(x, maximum, signed(maximum.shape())), 2));
        }
    }

    private void selection() {
        Tensor x = signed(Shape.of(4, 3));
        Tensor index = Tensor.of(Shape.of(2, 3), 3.0, 0.0, 3.0, 1.0, 0.0, 2.0);
        Tensor rows = Tensor.of(Shape.of(5), 3.0, 0.0, 3.0, 1.0, 3.0);
        cases.add(new Case(new Gather(0), List.of(x, index), 0));
        cases.add(new Case(new ScatterAdd(0), List.of(x, index, signed(Shape.of(2, 3))), 0, 2));
        cases.add(new Case(new IndexSelect(0), List.of(x, rows), 0));
        cases.add(new Case(new IndexSelect(1), List.of(signed(Shape.of(2, 4, 3)), rows), 0));
        cases.add(new Case(new IndexAdd(0), List.of(x, rows, signed(Shape.of(5, 3))), 0, 2));
    }

    private void losses() {
        Tensor labels = Tensor.of(Shape.of(4), 2.0, 0.0, 1.0, 1.0);
        Tensor logits = signed(Shape.of(4, 3));
        cases.add(new Case(SoftmaxCrossEntropy.INSTANCE, List.of(logits, labels), 0));
        cases.add(new Case(new SoftmaxCrossEntropy.Backward(), List.of(logits, labels, signed(SCALAR)), 0, 2));
        add(LogitLoss.INSTANCE, signed(CUBE));
        Tensor image = Tensor.of(Shape.of(2, 2), 2.0, 1.0, 9.0, 0.0);
        for (double ignored : new double[] {Double.NaN, 1}) {
            cases.add(new Case(new PickLabels("loss", ignored), List.of(logits, labels), 0));
            Tensor chosen = signed(Shape.of(4, 1));
            cases.add(new Case(new PlaceLabels("loss", 3, ignored), List.of(labels, chosen), 1));
        }
        Tensor scores = samples.strided(DType.FLOAT64, Shape.of(2, 3, 2));
        cases.add(new Case(new PickLabels("loss", 9), List.of(scores, image), 0));
        cases.add(new Case(new PlaceLabels("loss", 3, 9), List.of(image, signed(Shape.of(2, 1, 2))), 1));
    }

    private void windows() {
        convolution(Window.square(3, 1, 1), 1, Shape.of(2, 2, 4, 5), 3);
        convolution(new Window(2, 3, 2, 1, 1, 0, 1, 2), 2, Shape.of(1, 4, 5, 6), 2);
        // The last places leave a row and a column uncovered.
        convolution(Window.square(2, 2, 0), 3, Shape.of(2, 3, 5, 5), 3);
        for (Window window : List.of(Window.square(2, 2, 0), new Window(3, 2, 1, 2, 1, 1, 1, 1))) {
            Shape shape = Shape.of(2, 3, 5, 4);
            Shape places = Pooling.shape(shape, window);
            // All numbers differ, and by more than a step of the differences.
            Tensor x = signed(shape);
            add(new MaxPooling(window), x);
            cases.add(new Case(new MaxPooling.MaxPoolingAdjoint(window), List.of(x, signed(places)), 1));
            cases.add(new Case(
                    new MaxPooling.MaxPoolingPushforward(window),
                    List.of(x, samples.strided(DType.FLOAT64, shape)),
                    1));
            for (boolean countPadding : new boolean[] {true, false}) {
                add(new MeanPooling(window, countPadding), x);
                add(
                        new MeanPooling.MeanPoolingAdjoint(window, countPadding, shape),
                        samples.strided(DType.FLOAT64, places));
            }
        }
    }

    private void convolution(Window window, int groups, Shape input, int outputs) {
        Shape weight = Shape.of(outputs, input.size(1) / groups, window.kernelRows(), window.kernelColumns());
        Shape output = Convolution.shape(input, weight, window, groups);
        add(new Convolve(window, groups), signed(input), signed(weight));
        add(new Convolve(window, groups), signed(input), signed(weight), signed(Shape.of(outputs)));
        add(new Convolve.ConvolveInputAdjoint(window, groups, input), signed(output), signed(weight));
        add(
                new Convolve.ConvolveWeightAdjoint(window, groups),
                samples.strided(DType.FLOAT64, input),
                samples.strided(DType.FLOAT64, output));
    }

    private void normalisations() {
        for (int axes = 1; axes <= 3; axes++) {
            Shape last = Shape.of(Arrays.copyOfRange(CUBE.sizes(), 3 - axes, 3));
            add(new LayerNormalisation(axes, true, true, 0.1), signed(CUBE), signed(last), signed(last));
            add(new LayerNormalisation(axes, true, false, 0.1), signed(CUBE), signed(last));
            add(new LayerNormalisation(axes, false, true, 0.1), signed(CUBE), signed(last));
            add(new LayerNormalisation(axes, false, false, 0.1), samples.strided(DType.FLOAT64, CUBE));
            add(
                    new LayerNormalisation.LayerNormalisationDerivative(axes, 0.1),
                    signed(CUBE),
                    samples.strided(DType.FLOAT64, CUBE));
        }
        Tensor mean = signed(ROW);
        Tensor variance = positive(ROW);
        var updated = RunningStatistics.of(DType.FLOAT64, 3, 0.5);
        var fixed = RunningStatistics.over(mean, variance, 0.5);
        for (Shape shape : List.of(Shape.of(4, 3), CUBE, Shape.of(2, 3, 2, 2))) {
            add(new BatchNormalisation(true, true, updated, 0.1), signed(shape), signed(ROW), signed(ROW));
            add(new BatchNormalisation(true, false, null, 0.1), signed(shape), signed(ROW));
            add(new BatchNormalisation(false, true, null, 0.1), signed(shape), signed(ROW));
            add(new BatchNormalisation(false, false, updated, 0.1), samples.strided(DType.FLOAT64, shape));
            add(
                    new BatchNormalisation.BatchNormalisationDerivative(0.1),
                    samples.strided(DType.FLOAT64, shape),
                    signed(shape));
            add(new BatchInference(true, true, fixed, 0.1), signed(shape), signed(ROW), signed(ROW));
            add(new BatchInference(true, false, fixed, 0.1), signed(shape), signed(ROW));
            add(new BatchInference(false, true, fixed, 0.1), signed(shape), signed(ROW));
            add(new BatchInference(false, false, fixed, 0.1), samples.strided(DType.FLOAT64, shape));
            add(ChannelSum.INSTANCE, samples.strided(DType.FLOAT64, shape));
            add(new ChannelRepeat(shape), samples.strided(DType.FLOAT64, ROW));
        }
    }

    private void embeddings() {
        Shape weight = Shape.of(4, 3);
        Tensor index = Tensor.of(Shape.of(2, 3), 1.0, 3.0, 1.0, 0.0, 2.0, 1.0);
        Shape rows = Shape.of(2, 3, 3);
        for (int padding : new int[] {Embedding.NONE, 1}) {
            // Differences see what is read from the row of padding, which has no derivative.
            if (padding == Embedding.NONE) {
                cases.add(new Case(new Embedding(padding), List.of(signed(weight), index), 0));
            }
            cases.add(new Case(
                    new Embedding.EmbeddingAdjoint(padding, weight),
                    List.of(samples.strided(DType.FLOAT64, rows), index),
                    0));
        }
        add(new Embedding.ZeroRow(2), signed(weight));
    }

    private void checkpoints() {
        var part = new Checkpoint(in -> in.get(0).matmul(in.get(1)).tanh().times(in.get(0)));
        Shape square = Shape.of(2, 2);
        add(part, signed(square), signed(square));
        add(new Checkpoint.CheckpointBackward(part), signed(square), signed(square), signed(square));
    }

    private Tensor signed(Shape shape) {
        return samples.signed(DType.FLOAT64, shape);
    }

    /// Numbers whose magnitudes are below a bound.
    private Tensor within(Shape shape, double bound) {
        Tensor tensor = signed(shape);
        for (int i = 0; i < tensor.doubles().length; i++) {
            tensor.doubles()[i] = bound * StrictMath.tanh(tensor.doubles()[i]);
        }
        return tensor;
    }

    private Tensor positive(Shape shape) {
        return samples.positive(DType.FLOAT64, shape);
    }

    private void add(Primitive primitive, Tensor... operands) {
        int[] moving = new int[operands.length];
        for (int i = 0; i < moving.length; i++) {
            moving[i] = i;
        }
        cases.add(new Case(primitive, List.of(operands), moving));
    }
}
