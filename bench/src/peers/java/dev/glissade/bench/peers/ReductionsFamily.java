package dev.glissade.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Reduction;
import dev.glissade.tensor.Reductions;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Softmax;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Reductions of whole tensors, of rows and along an axis, float32.
final class ReductionsFamily implements Family {

    /// What is computed of numbers in [0, 1) of a shape; `axis` is -1 where all are.
    private record Case(String operation, int axis, int... sizes) {
        String row() {
            var shape = Shape.of(sizes).toString();
            return switch (axis) {
                case -1 -> operation + " n=" + sizes[0];
                case 0 -> operation + " first axis of " + shape;
                default -> operation + (axis == sizes.length - 1 ? " last" : " middle") + " axis of " + shape;
            };
        }

        double bytes() {
            return (double) Float.BYTES * Shape.of(sizes).elements() * (operation.equals("dot") ? 2 : 1);
        }
    }

    private static final int LARGE = 1 << 24;
    private static final List<Case> CASES = cases();

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String operation : List.of("sum", "dot", "max")) {
            for (int n : new int[] {1 << 12, 1 << 20, LARGE}) {
                cases.add(new Case(operation, -1, n));
            }
        }
        for (String operation : List.of("softmax", "logSumExp")) {
            cases.add(new Case(operation, 1, 32, 1000));
            cases.add(new Case(operation, 1, 1024, 1024));
        }
        for (String operation : List.of("mean", "variance")) {
            for (int axis = 0; axis < 3; axis++) {
                cases.add(new Case(operation, axis, 32, 64, 128));
            }
        }
        return List.copyOf(cases);
    }

    @Override
    public String name() {
        return "reductions";
    }

    @Override
    public String summary() {
        return "Reductions of tensors, float32, through the faces that a user calls. PyTorch's way through JNI is part of its time; its "
                + "log-sum-exp and variance, which DJL lacks, are TorchScript.";
    }

    @Override
    public List<String> implementations() {
        return List.of(Libraries.GLISSADE, Libraries.PYTORCH);
    }

    @Override
    public List<Row> rows() {
        return CASES.stream()
                .map(reduced -> reduced.axis() == -1 && reduced.sizes()[0] == LARGE
                        ? new Row(reduced.row(), Limit.MEMORY_READ, reduced.bytes(), true)
                        : Row.of(reduced.row(), true))
                .toList();
    }

    @Override
    public Work work(String implementation, Row row) {
        for (var reduced : CASES) {
            if (reduced.row().equals(row.name())) {
                return implementation.equals(Libraries.GLISSADE) ? ours(reduced) : pyTorch(reduced);
            }
        }
        throw new IllegalArgumentException("reductions: no row is called '" + row.name() + "'");
    }

    private static float[] numbers(Case reduced, int stream) {
        return Numbers.floats(Shape.of(reduced.sizes()).elements(), stream, 0, 1);
    }

    private static Work ours(Case reduced) {
        var shape = Shape.of(reduced.sizes());
        float[] numbers = numbers(reduced, 0);
        var input = Tensor.over(numbers, 0, shape);
        var workspace = new Workspace();
        return switch (reduced.operation()) {
            case "dot" -> {
                var other = Tensor.over(numbers(reduced, 1), 0, shape);
                var result = Tensor.zeros(DType.FLOAT32, Shape.SCALAR);
                yield new TensorCall(() -> Reductions.dot(input, other, result, workspace), result);
            }
            case "softmax" -> {
                var result = Tensor.zeros(DType.FLOAT32, shape);
                yield new TensorCall(() -> Softmax.softmax(input, 1, result, workspace), result);
            }
            default -> {
                var reduction = reduction(reduced.operation());
                var axes = reduced.axis() == -1 ? Axes.all(shape) : Axes.of(shape, reduced.axis());
                var result = Tensor.zeros(DType.FLOAT32, Reductions.shape(reduction, shape, axes, false));
                yield new TensorCall(() -> Reductions.reduce(reduction, input, axes, result, workspace), result);
            }
        };
    }

    private static Reduction reduction(String operation) {
        return switch (operation) {
            case "sum" -> Reduction.SUM;
            case "max" -> Reduction.MAX;
            case "logSumExp" -> Reduction.LOG_SUM_EXP;
            case "mean" -> Reduction.MEAN;
            case "variance" -> Reduction.VARIANCE;
            default -> throw new IllegalArgumentException("reductions: no reduction is called '" + operation + "'");
        };
    }

    private static Work pyTorch(Case reduced) {
        var manager = PyTorch.manager();
        long[] sizes = new long[reduced.sizes().length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = reduced.sizes()[i];
        }
        var x = (PtNDArray) PyTorch.array(manager, numbers(reduced, 0), sizes);
        return new PyTorchCall(manager, pyTorch(reduced, manager, x));
    }

    private static Supplier<NDArray> pyTorch(Case reduced, NDManager manager, PtNDArray x) {
        int axis = reduced.axis();
        return switch (reduced.operation()) {
            case "sum" -> () -> JniUtils.sum(x);
            case "dot" -> {
                var y = (PtNDArray) PyTorch.array(manager, numbers(reduced, 1), reduced.sizes()[0]);
                yield () -> JniUtils.dot(x, y);
            }
            case "max" -> () -> JniUtils.max(x);
            case "softmax" -> () -> JniUtils.softmax(x, axis, DataType.FLOAT32);
            case "mean" -> () -> JniUtils.mean(x, axis, false);
            case "logSumExp" -> PyTorchScript.call(manager, "torch.logsumexp(x, [" + axis + "], False)", x);
            case "variance" -> PyTorchScript.call(manager, "torch.var(x, [" + axis + "], True, False)", x);
            default ->
                throw new IllegalArgumentException(
                        "reductions: PyTorch is not asked for '" + reduced.operation() + "'");
        };
    }

    /// PyTorch's product of 2²⁴ pairs is off by 2⁻¹² of itself: its lanes are long chains.
    @Override
    public double tolerance(Row row) {
        return row.name().startsWith("dot") ? 0x1p-10 : 0x1p-15;
    }
}
