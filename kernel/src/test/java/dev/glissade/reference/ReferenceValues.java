package dev.glissade.reference;

import dev.glissade.kernel.Window;
import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Arrangements;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.Convolution;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The operations of the reference, each in terms of one operation on tensors.
final class ReferenceValues {

    /// From a case to its value; further outputs go to [ReferenceCall#extra(String, Tensor)].
    @FunctionalInterface
    interface Value {
        Tensor of(ReferenceCall call);
    }

    private static final Map<String, Value> BY_NAME = new HashMap<>();

    private ReferenceValues() {}

    static Optional<Value> of(String operation) {
        return Optional.ofNullable(BY_NAME.get(operation));
    }

    static {
        elementwise();
        reductions();
        products();
        arrangements();
        indexing();
        normalisations();
        windows();
    }

    private static void ofOne(String name, ElementwiseOperation operation) {
        BY_NAME.put(name, call -> call.apply(operation, call.x()));
    }

    private static void ofTwo(String name, ElementwiseOperation operation) {
        BY_NAME.put(name, call -> call.apply(operation, call.x(), call.in("y")));
    }

    /// One tensor as both operands.
    private static void alias(String name, ElementwiseOperation operation) {
        BY_NAME.put(name, call -> call.apply(operation, call.x(), call.x()));
    }

    private static void elementwise() {
        ofOne("neg", ElementwiseOperation.NEGATE);
        ofOne("exp", ElementwiseOperation.EXP);
        ofOne("log", ElementwiseOperation.LOG);
        ofOne("sqrt", ElementwiseOperation.SQRT);
        ofOne("rsqrt", ElementwiseOperation.RECIPROCAL_SQRT);
        ofOne("abs", ElementwiseOperation.ABS);
        ofOne("sin", ElementwiseOperation.SIN);
        ofOne("cos", ElementwiseOperation.COS);
        ofOne("tanh", ElementwiseOperation.TANH);
        ofOne("sigmoid", ElementwiseOperation.SIGMOID);
        ofOne("relu", ElementwiseOperation.RELU);
        ofOne("square", ElementwiseOperation.SQUARE);
        ofOne("reciprocal", ElementwiseOperation.RECIPROCAL);
        ofOne("sign", ElementwiseOperation.SIGN);
        ofOne("floor", ElementwiseOperation.FLOOR);
        ofOne("ceil", ElementwiseOperation.CEIL);
        ofOne("round_half_even", ElementwiseOperation.ROUND);
        ofOne("softsign", ElementwiseOperation.SOFTSIGN);
        functions();
        ofTwo("add", ElementwiseOperation.ADD);
        ofTwo("sub", ElementwiseOperation.SUBTRACT);
        ofTwo("mul", ElementwiseOperation.MULTIPLY);
        ofTwo("div", ElementwiseOperation.DIVIDE);
        ofTwo("maximum", ElementwiseOperation.MAX);
        ofTwo("minimum", ElementwiseOperation.MIN);
        alias("alias_add", ElementwiseOperation.ADD);
        alias("alias_sub", ElementwiseOperation.SUBTRACT);
        alias("alias_mul", ElementwiseOperation.MULTIPLY);
        alias("alias_div", ElementwiseOperation.DIVIDE);
        ofTwo("pow", ElementwiseOperation.POW);
        ofTwo("atan2", ElementwiseOperation.ATAN2);
        alias("alias_pow", ElementwiseOperation.POW);
        BY_NAME.put("pow_scalar", call -> call.apply(ElementwiseOperation.POW, call.x(), call.scalar("exponent")));
        BY_NAME.put("rpow_scalar", call -> call.apply(ElementwiseOperation.POW, call.scalar("base"), call.x()));
        BY_NAME.put("add_scalar", call -> call.apply(ElementwiseOperation.ADD, call.x(), call.scalar("c")));
        BY_NAME.put("rsub_scalar", call -> call.apply(ElementwiseOperation.SUBTRACT, call.scalar("c"), call.x()));
        BY_NAME.put("rdiv_scalar", call -> call.apply(ElementwiseOperation.DIVIDE, call.scalar("c"), call.x()));
        BY_NAME.put("mul_scalar", call -> {
            Tensor result = call.result(call.x().shape());
            Elementwise.scale(call.number("c"), call.x(), result, call.workspace());
            return result;
        });
        BY_NAME.put("leaky_relu", call -> {
            Tensor result = call.result(call.x().shape());
            Elementwise.leakyRelu(call.number("negative_slope"), call.x(), result, call.workspace());
            return result;
        });
        BY_NAME.put("elu", call -> {
            Tensor result = call.result(call.x().shape());
            Elementwise.elu(call.number("alpha"), call.x(), result, call.workspace());
            return result;
        });
        BY_NAME.put("softplus", call -> {
            Tensor result = call.result(call.x().shape());
            Elementwise.softplus(call.number("beta"), call.number("threshold"), call.x(), result, call.workspace());
            return result;
        });
        BY_NAME.put("clamp", call -> {
            Tensor result = call.result(call.x().shape());
            double low = call.reference().has("min") ? call.number("min") : Double.NEGATIVE_INFINITY;
            double high = call.reference().has("max") ? call.number("max") : Double.POSITIVE_INFINITY;
            Elementwise.clamp(low, high, call.x(), result, call.workspace());
            return result;
        });
        BY_NAME.put("where", call -> {
            Tensor condition = call.in("cond");
            Tensor y = call.in("y");
            Shape chosen = Shape.broadcast("where", call.x().shape(), y.shape());
            Tensor result = call.result(Shape.broadcast("where", condition.shape(), chosen));
            Elementwise.apply(ElementwiseOperation.WHERE, condition, call.x(), y, result, call.workspace());
            return result;
        });
    }

    private static void functions() {
        ofOne("expm1", ElementwiseOperation.EXPM1);
        ofOne("log1p", ElementwiseOperation.LOG1P);
        ofOne("log2", ElementwiseOperation.LOG2);
        ofOne("log10", ElementwiseOperation.LOG10);
        ofOne("sinh", ElementwiseOperation.SINH);
        ofOne("cosh", ElementwiseOperation.COSH);
        ofOne("tan", ElementwiseOperation.TAN);
        ofOne("asin", ElementwiseOperation.ASIN);
        ofOne("acos", ElementwiseOperation.ACOS);
        ofOne("atan", ElementwiseOperation.ATAN);
        ofOne("erf", ElementwiseOperation.ERF);
        ofOne("gelu_erf", ElementwiseOperation.GELU);
        ofOne("gelu_tanh", ElementwiseOperation.GELU_TANH);
        ofOne("silu", ElementwiseOperation.SILU);
        ofOne("log_sigmoid", ElementwiseOperation.LOG_SIGMOID);
    }

    /// A result of the shape of a reduction over the axes of the case.
    private static Tensor reduced(ReferenceCall call, Reduction reduction) {
        Axes axes = call.reference().axes(call.x().shape());
        boolean keep = call.reference().truth("keepdim");
        return call.result(Reductions.shape(reduction, call.x().shape(), axes, keep));
    }

    private static void reduction(String name, Reduction reduction) {
        BY_NAME.put(name, call -> {
            Tensor result = reduced(call, reduction);
            Axes axes = call.reference().axes(call.x().shape());
            Reductions.reduce(reduction, call.x(), axes, result, call.workspace());
            return result;
        });
    }

    private static void corrected(String name, Reduction reduction) {
        BY_NAME.put(name, call -> {
            Tensor result = reduced(call, reduction);
            Axes axes = call.reference().axes(call.x().shape());
            int correction = call.reference().integer("correction");
            Reductions.reduce(reduction, correction, call.x(), axes, result, call.workspace());
            return result;
        });
    }

    /// An operation along the axis of the case that leaves the shape.
    @FunctionalInterface
    private interface AlongAxis {
        void run(Tensor input, int axis, Tensor result, Workspace workspace);
    }

    private static void along(String name, AlongAxis operation) {
        BY_NAME.put(name, call -> {
            Tensor result = call.result(call.x().shape());
            operation.run(call.x(), call.axis(), result, call.workspace());
            return result;
        });
    }

    private static void reductions() {
        reduction("sum", Reduction.SUM);
        reduction("max", Reduction.MAX);
        reduction("logsumexp", Reduction.LOG_SUM_EXP);
        reduction("mean", Reduction.MEAN);
        reduction("min", Reduction.MIN);
        reduction("prod", Reduction.PRODUCT);
        reduction("argmax", Reduction.ARG_MAX);
        reduction("argmin", Reduction.ARG_MIN);
        corrected("var", Reduction.VARIANCE);
        corrected("std", Reduction.STANDARD_DEVIATION);
        BY_NAME.put("max_with_index", call -> {
            Tensor values = reduced(call, Reduction.ARG_MAX);
            Tensor indices = reduced(call, Reduction.ARG_MAX);
            Reductions.maxWithIndex(call.x(), call.axis(), values, indices, call.workspace());
            call.extra("indices", indices);
            return values;
        });
        BY_NAME.put("min_with_index", call -> {
            Tensor values = reduced(call, Reduction.ARG_MIN);
            Tensor indices = reduced(call, Reduction.ARG_MIN);
            Reductions.minWithIndex(call.x(), call.axis(), values, indices, call.workspace());
            call.extra("indices", indices);
            return values;
        });
        along("cumsum", Scans::cumulativeSum);
        along("softmax", Softmax::softmax);
        along("log_softmax", Softmax::logSoftmax);
    }

    private static @Nullable Tensor perhaps(ReferenceCall call, String name) {
        return call.has(name) ? call.in(name) : null;
    }

    private static void normalisations() {
        BY_NAME.put("layer_norm", call -> {
            Tensor result = call.result(call.x().shape());
            int axes = call.reference().integers("normalized_shape").length;
            Tensor weight = perhaps(call, "weight");
            Tensor bias = perhaps(call, "bias");
            Normalisation.layer(call.x(), axes, weight, bias, call.number("eps"), result, call.workspace());
            return result;
        });
        BY_NAME.put("batch_norm", call -> {
            Tensor result = call.result(call.x().shape());
            Tensor weight = perhaps(call, "weight");
            Tensor bias = perhaps(call, "bias");
            Tensor mean = call.in("running_mean");
            Tensor variance = call.in("running_var");
            double epsilon = call.number("eps");
            Workspace workspace = call.workspace();
            if (call.reference().truth("training")) {
                Tensor newMean = call.result(mean.shape());
                Tensor newVariance = call.result(variance.shape());
                double momentum = call.number("momentum");
                Normalisation.batchTraining(
                        call.x(),
                        weight,
                        bias,
                        mean,
                        variance,
                        momentum,
                        epsilon,
                        result,
                        newMean,
                        newVariance,
                        workspace);
                call.extra("running_mean", newMean);
                call.extra("running_var", newVariance);
            } else {
                Normalisation.batchInference(call.x(), weight, bias, mean, variance, epsilon, result, workspace);
                call.extra("running_mean", mean);
                call.extra("running_var", variance);
            }
            return result;
        });
    }

    private static void windows() {
        BY_NAME.put("conv2d", call -> {
            Tensor weight = call.in("weight");
            Window window = call.reference().convolutionWindow(weight.shape());
            int groups = call.reference().integer("groups");
            Tensor result = call.result(Convolution.shape(call.x().shape(), weight.shape(), window, groups));
            if (call.has("bias")) {
                Convolution.forward(call.x(), weight, call.in("bias"), window, groups, result, call.workspace());
            } else {
                Convolution.forward(call.x(), weight, window, groups, result, call.workspace());
            }
            return result;
        });
        BY_NAME.put("max_pool2d", call -> {
            Window window = call.reference().poolingWindow();
            Tensor result = call.result(Pooling.shape(call.x().shape(), window));
            Pooling.max(call.x(), window, result, call.workspace());
            return result;
        });
        BY_NAME.put("avg_pool2d", call -> {
            Window window = call.reference().poolingWindow();
            Tensor result = call.result(Pooling.shape(call.x().shape(), window));
            boolean countPadding = call.reference().truth("count_include_pad");
            Pooling.mean(call.x(), window, countPadding, result, call.workspace());
            return result;
        });
    }

    private static Tensor product(ReferenceCall call, Tensor left, Tensor right) {
        Tensor result = call.result(MatrixProducts.shape(left.shape(), false, right.shape(), false));
        MatrixProducts.multiply(left, false, right, false, result, false, call.workspace());
        return result;
    }

    private static void products() {
        BY_NAME.put("matmul", call -> product(call, call.x(), call.in("y")));
        BY_NAME.put(
                "alias_matmul_transposed",
                call -> product(call, call.x(), call.x().transpose(0, 1)));
    }

    private static void arrangements() {
        BY_NAME.put(
                "transpose",
                call -> call.x()
                        .transpose(
                                call.reference().integer("dim0"),
                                call.reference().integer("dim1")));
        BY_NAME.put("permute", call -> call.x().permute(call.reference().integers("dims")));
        BY_NAME.put("reshape", call -> call.x().reshape(call.reference().shape()));
        BY_NAME.put(
                "permute_reshape",
                call -> call.x()
                        .permute(call.reference().integers("dims"))
                        .reshape(call.reference().shape()));
        BY_NAME.put(
                "broadcast_to", call -> call.x().broadcastTo(call.reference().shape()));
        BY_NAME.put(
                "slice",
                call -> call.x()
                        .slice(
                                call.axis(),
                                call.reference().integer("start"),
                                call.reference().integer("stop"),
                                call.reference().integer("step")));
        BY_NAME.put("concat", call -> {
            List<Shape> shapes = call.parts().stream().map(Tensor::shape).toList();
            Tensor result = call.result(Arrangements.concatenatedShape(shapes, call.axis()));
            Arrangements.concatenate(call.parts(), call.axis(), result);
            return result;
        });
        BY_NAME.put("stack", call -> {
            Shape part = call.parts().getFirst().shape();
            Tensor result =
                    call.result(Arrangements.stackedShape(part, call.parts().size(), call.axis()));
            Arrangements.stack(call.parts(), call.axis(), result);
            return result;
        });
        BY_NAME.put("flip", call -> {
            Tensor result = call.result(call.x().shape());
            Axes axes = Axes.of(call.x().shape(), call.reference().integers("dims"));
            Arrangements.flip(call.x(), axes, result);
            return result;
        });
        BY_NAME.put("pad_constant", call -> {
            int[][] pads = call.reference().pairs("pads");
            int[] before = new int[pads.length];
            int[] after = new int[pads.length];
            for (int axis = 0; axis < pads.length; axis++) {
                before[axis] = pads[axis][0];
                after[axis] = pads[axis][1];
            }
            Tensor result = call.result(Arrangements.paddedShape(call.x().shape(), before, after));
            Arrangements.pad(call.x(), before, after, call.number("value"), result);
            return result;
        });
    }

    private static void indexing() {
        BY_NAME.put("gather", call -> {
            Tensor result = call.result(call.in("index").shape());
            Indexing.gather(call.x(), call.in("index"), call.axis(), result);
            return result;
        });
        BY_NAME.put("index_select", call -> {
            int[] sizes = call.x().shape().sizes();
            sizes[call.x().shape().axis(call.axis())] = call.in("index").shape().elements();
            Tensor result = call.result(Shape.of(sizes));
            Indexing.indexSelect(call.x(), call.in("index"), call.axis(), result);
            return result;
        });
        BY_NAME.put("index_add", call -> {
            Tensor result = call.x().copy();
            Indexing.indexAdd(result, call.in("index"), call.in("src"), call.axis());
            return result;
        });
        BY_NAME.put("embedding", call -> {
            Tensor weight = call.in("weight");
            Tensor index = call.in("index");
            Tensor result = call.result(Indexing.embeddingShape(weight.shape(), index.shape()));
            Indexing.embedding(weight, index, result);
            return result;
        });
    }
}
