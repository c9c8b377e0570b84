package dev.glissade.autodiff;

import dev.glissade.reference.ReferenceCase;
import dev.glissade.reference.ReferenceTensor;
import dev.glissade.tensor.Axes;
import dev.glissade.tensor.Reduction;
import dev.glissade.tensor.Shape;
import java.util.Arrays;
import java.util.HashMap;
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
        boolean plain = !reference.operation().equals("cross_entropy") || isPlainCrossEntropy(reference);
        return plain ? Optional.ofNullable(BY_NAME.get(reference.operation())) : Optional.empty();
    }

    private static boolean isPlainCrossEntropy(ReferenceCase reference) {
        return reference.arguments().get("reduction").getAsString().equals("mean")
                && reference.number("label_smoothing") == 0
                && !reference.has("ignore_index")
                && !reference.inputs().containsKey("class_weight")
                && reference.inputs().get("x").shape().rank() == 2;
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

    private static void loss(String name, OfTwo f) {
        BY_NAME.put(name, (reference, in) -> {
            Variable each = f.apply(in.get("x"), in.get("target"));
            return switch (reference.arguments().get("reduction").getAsString()) {
                case "mean" -> each.mean();
                case "sum" -> each.sum();
                default -> each;
            };
        });
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

        loss("mse_loss", (x, target) -> x.minus(target).square());
        loss("l1_loss", (x, target) -> x.minus(target).abs());
        loss("hinge_loss", (x, target) -> target.times(x).negate().plus(1).relu());
        loss(
                "squared_hinge_loss",
                (x, target) -> target.times(x).negate().plus(1).relu().square());
        BY_NAME.put(
                "cross_entropy",
                (reference, in) -> in.get("x")
                        .softmaxCrossEntropy(reference.inputs().get("target").as(reference.dtype())));

        reduction("sum", (reference, x) -> x.reduce(Reduction.SUM, reference.axes(x.shape())));
        reduction("max", (reference, x) -> x.reduce(Reduction.MAX, reference.axes(x.shape())));
        reduction(
                "min",
                (reference, x) -> x.negate()
                        .reduce(Reduction.MAX, reference.axes(x.shape()))
                        .negate());
        reduction("logsumexp", (reference, x) -> x.reduce(Reduction.LOG_SUM_EXP, reference.axes(x.shape())));
        reduction("mean", (reference, x) -> {
            Variable sum = x.reduce(Reduction.SUM, reference.axes(x.shape()));
            long count = 1;
            for (int axis = 0; axis < x.shape().rank(); axis++) {
                count *= reference.axes(x.shape()).contains(axis) ? x.shape().size(axis) : 1;
            }
            return sum.times(1.0 / count);
        });
        BY_NAME.put("softmax", (reference, in) -> in.get("x").softmax(reference.integer("dim")));
        BY_NAME.put("log_softmax", (reference, in) -> in.get("x").logSoftmax(reference.integer("dim")));

        ofTwo("matmul", ReferenceOperations::matmul);
        BY_NAME.put(
                "transpose",
                (reference, in) -> in.get("x").transpose(reference.integer("dim0"), reference.integer("dim1")));
        BY_NAME.put("permute", (reference, in) -> permute(in.get("x"), reference.integers("dims")));
        BY_NAME.put("reshape", (reference, in) -> in.get("x").reshape(reference.shape()));
        BY_NAME.put(
                "permute_reshape",
                (reference, in) ->
                        permute(in.get("x"), reference.integers("dims")).reshape(reference.shape()));
        BY_NAME.put("broadcast_to", (reference, in) -> in.get("x").broadcastTo(reference.shape()));

        graphs();
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
        BY_NAME.put("graph_rnn", (reference, in) -> {
            Variable x = in.get("x");
            Variable h = in.get("h0");
            for (int t = 0; t < x.shape().size(0); t++) {
                h = h.matmul(in.get("W"))
                        .plus(row(x, t).matmul(in.get("U")))
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
    private static void reduction(String name, ReductionOf f) {
        BY_NAME.put(
                name,
                (reference, in) ->
                        f.apply(reference, in.get("x")).reshape(reference.out().shape()));
    }

    @FunctionalInterface
    private interface ReductionOf {
        Variable apply(ReferenceCase reference, Variable x);
    }

    /// x[t], picked by a product with a row of the identity matrix.
    private static Variable row(Variable x, int t) {
        Shape shape = x.shape();
        int steps = shape.size(0);
        double[] pick = new double[steps];
        pick[t] = 1;
        Variable row = x.tape().input(new ReferenceTensor("f64", Shape.of(1, steps), pick).as(x.dtype()));
        Variable flat = x.reshape(Shape.of(steps, shape.elements() / steps));
        return row.matmul(flat).reshape(Shape.of(shape.size(1), shape.size(2)));
    }

    /// A permutation as exchanges of two axes.
    private static Variable permute(Variable x, int[] axes) {
        int rank = axes.length;
        int[] now = new int[rank];
        for (int i = 0; i < rank; i++) {
            now[i] = i;
        }
        Variable result = x;
        for (int i = 0; i < rank; i++) {
            int wanted = Math.floorMod(axes[i], rank);
            int at = i;
            while (now[at] != wanted) {
                at++;
            }
            if (at != i) {
                result = result.transpose(i, at);
                now[at] = now[i];
                now[i] = wanted;
            }
        }
        return result;
    }

    /// The product with vectors as matrices of one row or column, and leading axes broadcast.
    private static Variable matmul(Variable x, Variable y) {
        Shape left = x.shape();
        Shape right = y.shape();
        Variable a = left.rank() == 1 ? x.reshape(Shape.of(1, left.size(0))) : x;
        Variable b = right.rank() == 1 ? y.reshape(Shape.of(right.size(0), 1)) : y;
        Shape stack = Shape.broadcast("matmul", leading(a.shape()), leading(b.shape()));
        Variable product = stacked(a, stack).matmul(stacked(b, stack));
        int[] sizes = stack.sizes();
        int[] result = Arrays.copyOf(sizes, sizes.length + 2);
        int rank = sizes.length;
        if (left.rank() > 1) {
            result[rank++] = product.shape().size(-2);
        }
        if (right.rank() > 1) {
            result[rank++] = product.shape().size(-1);
        }
        return product.reshape(Shape.of(Arrays.copyOf(result, rank)));
    }

    private static Shape leading(Shape shape) {
        return Shape.of(Arrays.copyOf(shape.sizes(), shape.rank() - 2));
    }

    private static Variable stacked(Variable x, Shape stack) {
        int[] sizes = Arrays.copyOf(stack.sizes(), stack.rank() + 2);
        sizes[stack.rank()] = x.shape().size(-2);
        sizes[stack.rank() + 1] = x.shape().size(-1);
        return x.broadcastTo(Shape.of(sizes));
    }
}
