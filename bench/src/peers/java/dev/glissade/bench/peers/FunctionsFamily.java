package dev.glissade.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.DType;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.ElementwiseOperation;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Transcendental functions, float32.
final class FunctionsFamily implements Family {
    private static final List<String> FUNCTIONS = List.of("exp", "log", "tanh", "sigmoid", "sin", "cos", "erf", "gelu");
    private static final List<Integer> LENGTHS = List.of(1 << 12, 1 << 20);

    @Override
    public String name() {
        return "functions";
    }

    @Override
    public String summary() {
        return "Functions of n numbers in [-4, 4), of `log` in [0.001, 4), float32, through the faces that a user calls, checks "
                + "included. PyTorch's way through JNI is part of its time.";
    }

    @Override
    public List<String> implementations() {
        return List.of(Libraries.GLISSADE, Libraries.PYTORCH);
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String function : FUNCTIONS) {
            for (int n : LENGTHS) {
                rows.add(Row.of(function + " n=" + n, true));
            }
        }
        return rows;
    }

    @Override
    public Work work(String implementation, Row row) {
        int at = row.name().indexOf(" n=");
        String function = row.name().substring(0, at);
        int n = Integer.parseInt(row.name().substring(at + 3));
        float[] numbers = function.equals("log") ? Numbers.floats(n, 0, 0.001, 4) : Numbers.floats(n, 0, -4, 4);
        return implementation.equals(Libraries.GLISSADE) ? ours(function, numbers) : pyTorch(function, numbers);
    }

    private static Work ours(String function, float[] numbers) {
        var shape = Shape.of(numbers.length);
        var operation = operation(function);
        var input = Tensor.over(numbers, 0, shape);
        var result = Tensor.zeros(DType.FLOAT32, shape);
        var workspace = new Workspace();
        return new TensorCall(() -> Elementwise.apply(operation, input, result, workspace), result);
    }

    private static ElementwiseOperation operation(String function) {
        for (var operation : ElementwiseOperation.values()) {
            if (operation.toString().equals(function)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("functions: no operation is called '" + function + "'");
    }

    private static Work pyTorch(String function, float[] numbers) {
        var manager = PyTorch.manager();
        var x = (PtNDArray) PyTorch.array(manager, numbers, numbers.length);
        return new PyTorchCall(manager, () -> apply(function, x));
    }

    private static NDArray apply(String function, PtNDArray x) {
        return switch (function) {
            case "exp" -> JniUtils.exp(x);
            case "log" -> JniUtils.log(x);
            case "tanh" -> JniUtils.tanh(x);
            case "sigmoid" -> JniUtils.sigmoid(x);
            case "sin" -> JniUtils.sin(x);
            case "cos" -> JniUtils.cos(x);
            case "erf" -> JniUtils.erf(x);
            case "gelu" -> JniUtils.gelu(x);
            default -> throw new IllegalArgumentException("functions: PyTorch is not asked for '" + function + "'");
        };
    }

    /// PyTorch's gelu is off by 9 units in the last place of 1 where it is near 0.
    @Override
    public double tolerance(Row row) {
        return 32 * (double) Math.ulp(1f);
    }
}
