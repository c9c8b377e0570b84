package dev.glissade.autodiff;

import dev.glissade.kernel.Window;
import dev.glissade.reference.ReferenceCase;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.Reduction;
import dev.glissade.tensor.Shape;
import dev.glissade.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The operations of the reference, in terms of those of the library.
final class ReferenceOperations {

    /// From a case and its inputs by name to the result.
    @FunctionalInterface
    interface Operation {
        Variable apply(ReferenceCase reference, Map<String, Variable> inputs);
    }

    @FunctionalInterface
    private interface OfTwo {
        Variable apply(Variable x, Variable y);
    }

    @FunctionalInterface
    private interface OfNumber {
        Variable apply(Variable x, double number);
    }

    private static final Map<String, Operation> BY_NAME = new HashMap<>();

    private ReferenceOperations() {}

    /// The operation of a case, if the library has it with these arguments.
    static Optional<Operation> of(ReferenceCase reference) {
        return Optional.ofNullable(BY_NAME.get(reference.operation()));
    }

    private static void ofOne(String name, UnaryOperator<Variable> f) {
        BY_NAME.put(name, (reference, in) -> f.apply(in.get("x")));
    }

    private static void ofTwo(String name, OfTwo f) {
        BY_NAME.put(name, (reference, in) -> f.apply(in.get("x"), in.get("y")));
    }

    private static void ofNumber(String name, OfNumber f) {
        BY_NAME.put(name, (reference, in) -> f.apply(in.get("x"), reference.number("c")));
    }

    static {
        ofOne("neg", Variable::negate);
        ofOne("exp", Variable::exp);
        ofOne("log", Variable::log);
        ofOne("sqrt", Variable::sqrt);
        ofOne("rsqrt", Variable::reciprocalSqrt);
        ofOne("abs", Variable::abs);
        ofOne("sin", Variable::sin);
        ofOne("cos", Variable::cos);
        ofOne("tanh", Variable::tanh);
        ofOne("sigmoid", Variable::sigmoid);
        ofOne("relu", Variable::relu);
        ofOne("square", Variable::square);
        ofOne("reciprocal", Variable::reciprocal);
        functions();

        ofTwo("add", Variable::plus);
        ofTwo("sub", Variable::minus);
        ofTwo("mul", Variable::times);
        ofTwo("div", Variable::dividedBy);
        ofTwo("maximum", Variable::max);
        ofTwo("minimum", Variable::min);
        ofTwo("pow", Variable::pow);
        ofTwo("atan2", Variable::atan2);
        BY_NAME.put("where", (reference, in) -> in.get("cond").where(in.get("x"), in.get("y")));

        ofNumber("add_scalar", Variable::plus);
        ofNumber("mul_scalar", Variable::times);
        ofNumber("rsub_scalar", (x, c) -> x.negate().plus(c));
        ofNumber(
                "rdiv_scalar",
                (x, c) -> x.tape().constant(c, x.dtype(), Shape.SCALAR).dividedBy(x));

        ofOne("alias_add", x -> x.plus(x));
        ofOne("alias_sub", x -> x.minus(x));
        ofOne("alias_mul", x -> x.times(x));
        ofOne("alias_div", x -> x.dividedBy(x));
        ofOne("alias_pow", x -> x.pow(x));
        ofOne("alias_matmul_transposed", x -> x.matmul(x.transpose(0, 1)));

        ReferenceLosses.addTo(BY_NAME);

        reductions();
        arrangements();
        selection();
        graphs();
        windows();
        normalisations();
    }

    private static void windows() {
        BY_NAME.put("conv2d", (reference, in) -> {
            Variable weight = in.get("weight");
            Variable bias = in.get("bias");
            Window window = reference.convolutionWindow(weight.shape());
            int groups = reference.integer("groups");
            return bias == null
                    ? in.get("x").convolution(weight, window, groups)
                    : in.get("x").convolution(weight, bias, window, groups);
        });
        BY_NAME.put("max_pool2d", (reference, in) -> in.get("x").maxPooling(reference.poolingWindow()));
        BY_NAME.put(
                "avg_pool2d",
                (reference, in) ->
                        in.get("x").meanPooling(reference.poolingWindow(), reference.truth("count_include_pad")));
    }

    private static void normalisations() {
        BY_NAME.put(
                "layer_norm",
                (reference, in) -> in.get("x")
                        .layerNormalisation(
                                reference.integers("normalized_shape").length,
                                in.get("weight"),
                                in.get("bias"),
                                reference.number("eps")));
        BY_NAME.put("batch_norm", (reference, in) -> {
            Variable weight = in.get("weight");
            Variable bias = in.get("bias");
            RunningStatistics statistics = statistics(reference, in);
            double epsilon = reference.number("eps");
            return reference.truth("training")
                    ? in.get("x").batchNormalisation(weight, bias, statistics, epsilon)
                    : in.get("x").batchNormalisationInference(weight, bias, statistics, epsilon);
        });
        BY_NAME.put("embedding", (reference, in) -> {
            Tensor index = reference.inputs().get("index").as(reference.dtype());
            return reference.has("padding_idx")
                    ? in.get("weight").embedding(index, reference.integer("padding_idx"))
                    : in.get("weight").embedding(index);
        });
    }

    /// Statistics over the inputs themselves, which a training form updates.
    private static RunningStatistics statistics(ReferenceCase reference, Map<String, Variable> inputs) {
        return RunningStatistics.over(
                inputs.get("running_mean").tensor(), inputs.get("running_var").tensor(), reference.number("momentum"));
    }

    /// What the tape holds of a further output after the operation; empty if it is no output of a tape.
    static Optional<Tensor> extra(ReferenceCase reference, Map<String, Variable> inputs, String name) {
        return reference.operation().equals("batch_norm")
                ? Optional.of(inputs.get(name).tensor())
                : Optional.empty();
    }

    private static void functions() {
        ofOne("expm1", Variable::expm1);
        ofOne("log1p", Variable::log1p);
        ofOne("log2", Variable::log2);
        ofOne("log10", Variable::log10);
        ofOne("tan", Variable::tan);
        ofOne("asin", Variable::asin);
        ofOne("acos", Variable::acos);
        ofOne("atan", Variable::atan);
        ofOne("sinh", Variable::sinh);
        ofOne("cosh", Variable::cosh);
        ofOne("erf", Variable::erf);
        ofOne("sign", Variable::sign);
        ofOne("floor", Variable::floor);
        ofOne("ceil", Variable::ceil);
        ofOne("round_half_even", Variable::round);
        ofOne("silu", Variable::silu);
        ofOne("softsign", Variable::softsign);
        ofOne("log_sigmoid", Variable::logSigmoid);
        ofOne("gelu_erf", Variable::gelu);
        ofOne("gelu_tanh", Variable::geluTanh);
        BY_NAME.put("leaky_relu", (reference, in) -> in.get("x").leakyRelu(reference.number("negative_slope")));
        BY_NAME.put("elu", (reference, in) -> in.get("x").elu(reference.number("alpha")));
        BY_NAME.put(
                "softplus",
                (reference, in) -> in.get("x").softplus(reference.number("beta"), reference.number("threshold")));
        BY_NAME.put(
                "clamp",
                (reference, in) -> in.get("x")
                        .clamp(
                                reference.has("min") ? reference.number("min") : Double.NEGATIVE_INFINITY,
                                reference.has("max") ? reference.number("max") : Double.POSITIVE_INFINITY));
        BY_NAME.put("pow_scalar", (reference, in) -> in.get("x").pow(reference.number("exponent")));
        BY_NAME.put("rpow_scalar", (reference, in) -> {
            Variable x = in.get("x");
            return x.tape()
                    .constant(reference.number("base"), x.dtype(), Shape.SCALAR)
                    .pow(x);
        });
    }

    private static void reductions() {
        reduction("sum", Reduction.SUM);
        reduction("mean", Reduction.MEAN);
        reduction("max", Reduction.MAX);
        reduction("min", Reduction.MIN);
        reduction("prod", Reduction.PRODUCT);
        reduction("logsumexp", Reduction.LOG_SUM_EXP);
        reduction("argmax", Reduction.ARG_MAX);
        reduction("argmin", Reduction.ARG_MIN);
        corrected("var", Reduction.VARIANCE);
        corrected("std", Reduction.STANDARD_DEVIATION);
        withIndex("max_with_index", Reduction.ARG_MAX);
        withIndex("min_with_index", Reduction.ARG_MIN);
        along("cumsum", Variable::cumulativeSum);
        along("softmax", Variable::softmax);
        along("log_softmax", Variable::logSoftmax);
    }

    private static void arrangements() {
        ofTwo("matmul", Variable::matmul);
        BY_NAME.put(
                "transpose",
                (reference, in) -> in.get("x").transpose(reference.integer("dim0"), reference.integer("dim1")));
        BY_NAME.put("permute", (reference, in) -> in.get("x").permute(reference.integers("dims")));
        BY_NAME.put("reshape", (reference, in) -> in.get("x").reshape(reference.shape()));
        BY_NAME.put(
                "permute_reshape",
                (reference, in) ->
                        in.get("x").permute(reference.integers("dims")).reshape(reference.shape()));
        BY_NAME.put("broadcast_to", (reference, in) -> in.get("x").broadcastTo(reference.shape()));
        BY_NAME.put(
                "slice",
                (reference, in) -> in.get("x")
                        .slice(
                                reference.integer("dim"),
                                reference.integer("start"),
                                reference.integer("stop"),
                                reference.integer("step")));
        BY_NAME.put("concat", (reference, in) -> Variable.concatenate(parts(in), reference.integer("dim")));
        BY_NAME.put("stack", (reference, in) -> Variable.stack(parts(in), reference.integer("dim")));
        BY_NAME.put("flip", (reference, in) -> in.get("x").flip(reference.integers("dims")));
        BY_NAME.put("pad_constant", (reference, in) -> {
            int[][] pads = reference.pairs("pads");
            int[] before = new int[pads.length];
            int[] after = new int[pads.length];
            for (int axis = 0; axis < pads.length; axis++) {
                before[axis] = pads[axis][0];
                after[axis] = pads[axis][1];
            }
            return in.get("x").pad(before, after, reference.number("value"));
        });
    }

    /// The inputs x0, x1, … in order.
    private static List<Variable> parts(Map<String, Variable> in) {
        var parts = new ArrayList<Variable>();
        for (int i = 0; in.containsKey("x" + i); i++) {
            parts.add(in.get("x" + i));
        }
        return parts;
    }

    private static void selection() {
        BY_NAME.put("gather", (reference, in) -> in.get("x").gather(in.get("index"), reference.integer("dim")));
        BY_NAME.put(
                "index_select", (reference, in) -> in.get("x").indexSelect(in.get("index"), reference.integer("dim")));
        BY_NAME.put(
                "index_add",
                (reference, in) -> in.get("x").indexAdd(in.get("index"), in.get("src"), reference.integer("dim")));
    }

    private static void graphs() {
        ofOne("graph_diamond", x -> {
            Variable a = x.times(0.3).exp();
            Variable b = a.sin();
            return a.times(b).plus(b.dividedBy(a));
        });
        BY_NAME.put("graph_shared_matmul", (reference, in) -> {
            Variable h = in.get("x").matmul(in.get("w"));
            return h.tanh().times(h.sigmoid()).plus(h);
        });
        BY_NAME.put("graph_chain", (reference, in) -> {
            Variable h = in.get("x");
            for (int i = 0; i < reference.integer("n"); i++) {
                h = h.plus(h.sin().times(reference.number("c")));
            }
            return h;
        });
        ofOne("graph_detach", x -> x.times(x.times(x).detach()).plus(x.negate().exp()));
        BY_NAME.put("graph_fan", (reference, in) -> {
            Variable x = in.get("x");
            Variable power = x;
            Variable sum = x;
            for (int i = 2; i <= reference.integer("n"); i++) {
                power = power.times(x);
                sum = sum.plus(power.dividedBy(i));
            }
            return sum;
        });
        ofOne("graph_unused", x -> x.times(x));
        BY_NAME.put("graph_concat_slice", (reference, in) -> {
            Variable x = in.get("x");
            Variable c = Variable.concatenate(List.of(x, x.slice(1, 0, 2, 1).times(in.get("z"))), 1);
            return c.times(c.slice(1, 0, 1, 1));
        });
        BY_NAME.put("graph_gather_scatter", (reference, in) -> {
            Variable x = in.get("x");
            return x.indexSelect(in.get("index"), 0).sum(0).times(x);
        });
        BY_NAME.put("graph_where_branches", (reference, in) -> {
            Variable x = in.get("x");
            Variable z = in.get("z");
            return x.greater(z).where(x.times(z), x.dividedBy(z.square().plus(1)));
        });
        BY_NAME.put("graph_rnn", (reference, in) -> {
            Variable x = in.get("x");
            Variable h = in.get("h0");
            for (int t = 0; t < x.shape().size(0); t++) {
                h = h.matmul(in.get("W"))
                        .plus(x.select(0, t).matmul(in.get("U")))
                        .plus(in.get("b"))
                        .tanh();
            }
            return h;
        });
        BY_NAME.put("graph_attention", (reference, in) -> {
            Variable q = in.get("q");
            double d = q.shape().size(-1);
            return q.matmul(in.get("k").transpose(-2, -1))
                    .times(1 / Math.sqrt(d))
                    .softmax(-1)
                    .matmul(in.get("v"));
        });
        ofOne("graph_normalise", x -> {
            Axes rows = Axes.of(x.shape(), 1);
            Variable m = x.reduce(Reduction.SUM, rows).times(1.0 / x.shape().size(1));
            Variable squares = x.square().reduce(Reduction.SUM, rows);
            return x.minus(m).times(x).dividedBy(squares.plus(1));
        });
    }

    /// A reduction that keeps its axes, reshaped to what the case expects.
    private static void reduction(String name, Reduction reduction) {
        BY_NAME.put(name, (reference, in) -> {
            Variable x = in.get("x");
            return x.reduce(reduction, reference.axes(x.shape()))
                    .reshape(reference.out().shape());
        });
    }

    private static void corrected(String name, Reduction reduction) {
        BY_NAME.put(name, (reference, in) -> {
            Variable x = in.get("x");
            return x.reduce(reduction, reference.integer("correction"), reference.axes(x.shape()))
                    .reshape(reference.out().shape());
        });
    }

    private static void along(String name, OfAxis f) {
        BY_NAME.put(name, (reference, in) -> f.apply(in.get("x"), reference.integer("dim")));
    }

    @FunctionalInterface
    private interface OfAxis {
        Variable apply(Variable x, int axis);
    }

    /// The element at the index of the largest or smallest.
    private static void withIndex(String name, Reduction reduction) {
        BY_NAME.put(name, (reference, in) -> {
            Variable x = in.get("x");
            Variable index = x.reduce(reduction, reference.axes(x.shape()));
            return x.gather(index, reference.integer("dim"))
                    .reshape(reference.out().shape());
        });
    }
}
