package dev.glissade.bench.peers;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.glissade.kernel.Window;
import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Convolution;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Pooling;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Convolution and pooling of images, forward and backward, float32.
final class ConvolutionFamily implements Family {
    private static final int SIDE = 28;
    private static final int KERNEL = 3;
    private static final int HALF = SIDE / 2;
    private static final Window CONVOLUTION = Window.square(KERNEL, 1, 1);
    private static final Window POOLING = Window.square(2, 2, 0);

    private static final List<String> OPERATIONS = List.of(
            "convolution",
            "input adjoint",
            "weight adjoint",
            "max pooling",
            "max pooling adjoint",
            "mean pooling",
            "mean pooling adjoint");

    /// An operation on a batch of images with as many outputs as channels.
    private record Case(String operation, int batch, int channels) {
        String row() {
            return operation + " " + batch + "×" + channels + "×" + SIDE + "×" + SIDE;
        }

        boolean pools() {
            return operation.contains("pooling");
        }

        long[] image() {
            return new long[] {batch, channels, SIDE, SIDE};
        }

        long[] weight() {
            return new long[] {channels, channels, KERNEL, KERNEL};
        }

        /// The shape of what the forward operation computes.
        long[] output() {
            return pools() ? new long[] {batch, channels, HALF, HALF} : image();
        }

        double operations() {
            return 2.0 * batch * channels * channels * SIDE * SIDE * KERNEL * KERNEL;
        }
    }

    private static final List<Case> CASES = cases();

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String operation : OPERATIONS) {
            for (int channels : new int[] {8, 64}) {
                for (int batch : new int[] {1, 32}) {
                    cases.add(new Case(operation, batch, channels));
                }
            }
        }
        return List.copyOf(cases);
    }

    @Override
    public String name() {
        return "convolution";
    }

    @Override
    public String summary() {
        return "Convolution with a 3 × 3 kernel and padding 1, as many outputs as channels, and pooling by 2 × 2, forward and adjoint, of "
                + "batch × channels × rows × columns, float32. PyTorch's adjoints are its reverse pass alone, which adds to the "
                + "gradient that is there.";
    }

    @Override
    public List<String> implementations() {
        return List.of(Libraries.GLISSADE, Libraries.PYTORCH);
    }

    @Override
    public List<Row> rows() {
        return CASES.stream()
                .map(image -> image.pools()
                        ? Row.of(image.row(), true)
                        : new Row(image.row(), Limit.FLOAT32_FMA, image.operations(), true))
                .toList();
    }

    @Override
    public Work work(String implementation, Row row) {
        for (var image : CASES) {
            if (image.row().equals(row.name())) {
                return implementation.equals(Libraries.GLISSADE) ? ours(image) : pyTorch(image);
            }
        }
        throw new IllegalArgumentException("convolution: no row is called '" + row.name() + "'");
    }

    private static float[] numbers(long[] sizes, int stream) {
        return Numbers.floats((int) new Shape(sizes).size(), stream, -1, 1);
    }

    private static Tensor tensor(float[] numbers, long[] sizes) {
        return Tensor.over(
                numbers, 0, dev.glissade.tensor.Shape.of((int) sizes[0], (int) sizes[1], (int) sizes[2], (int)
                        sizes[3]));
    }

    private static Work ours(Case image) {
        var input = tensor(numbers(image.image(), 0), image.image());
        var weight = tensor(numbers(image.weight(), 1), image.weight());
        var cotangent = tensor(numbers(image.output(), 2), image.output());
        var output = Tensor.zeros(DType.FLOAT32, cotangent.shape());
        var inputResult = Tensor.zeros(DType.FLOAT32, input.shape());
        var weightResult = Tensor.zeros(DType.FLOAT32, weight.shape());
        var workspace = new Workspace();
        return switch (image.operation()) {
            case "convolution" ->
                new TensorCall(() -> Convolution.forward(input, weight, CONVOLUTION, 1, output, workspace), output);
            case "input adjoint" ->
                new TensorCall(
                        () -> Convolution.inputAdjoint(cotangent, weight, CONVOLUTION, 1, inputResult, workspace),
                        inputResult);
            case "weight adjoint" ->
                new TensorCall(
                        () -> Convolution.weightAdjoint(input, cotangent, CONVOLUTION, 1, weightResult, workspace),
                        weightResult);
            case "max pooling" -> new TensorCall(() -> Pooling.max(input, POOLING, output, workspace), output);
            case "max pooling adjoint" ->
                new TensorCall(
                        () -> Pooling.maxAdjoint(input, cotangent, POOLING, inputResult, workspace), inputResult);
            case "mean pooling" -> new TensorCall(() -> Pooling.mean(input, POOLING, true, output, workspace), output);
            default ->
                new TensorCall(
                        () -> Pooling.meanAdjoint(cotangent, POOLING, true, inputResult, workspace), inputResult);
        };
    }

    private static Work pyTorch(Case image) {
        var manager = PyTorch.manager();
        var input = (PtNDArray) PyTorch.array(manager, numbers(image.image(), 0), image.image());
        var weight = (PtNDArray) PyTorch.array(manager, numbers(image.weight(), 1), image.weight());
        var cotangent = (PtNDArray) PyTorch.array(manager, numbers(image.output(), 2), image.output());
        return switch (image.operation()) {
            case "convolution" -> new PyTorchCall(manager, () -> convolve(input, weight));
            case "input adjoint" -> new PyTorchAdjoint(manager, input, () -> convolve(input, weight), cotangent);
            case "weight adjoint" -> new PyTorchAdjoint(manager, weight, () -> convolve(input, weight), cotangent);
            case "max pooling" -> new PyTorchCall(manager, () -> max(input));
            case "max pooling adjoint" -> new PyTorchAdjoint(manager, input, () -> max(input), cotangent);
            case "mean pooling" -> new PyTorchCall(manager, () -> mean(input));
            default -> new PyTorchAdjoint(manager, input, () -> mean(input), cotangent);
        };
    }

    private static PtNDArray convolve(PtNDArray input, PtNDArray weight) {
        var one = new Shape(1, 1);
        return JniUtils.convolution(input, weight, null, one, one, one, 1);
    }

    private static PtNDArray max(PtNDArray input) {
        var two = new Shape(2, 2);
        return JniUtils.maxPool(input, two, two, new Shape(0, 0), false);
    }

    private static PtNDArray mean(PtNDArray input) {
        var two = new Shape(2, 2);
        return JniUtils.avgPool(input, two, two, new Shape(0, 0), false, true);
    }

    /// The longest chains are those of the weight adjoint, over all places of all images; PyTorch's fast ways lose a
    /// few more bits than a plain sum.
    @Override
    public double tolerance(Row row) {
        return 0x1p-12;
    }
}
