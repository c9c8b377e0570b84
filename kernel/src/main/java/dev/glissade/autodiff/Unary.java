package dev.glissade.autodiff;

import dev.glissade.kernel.Workspace;
import dev.glissade.tensor.Elementwise;
import dev.glissade.tensor.ElementwiseOperation;
import dev.glissade.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The elementwise functions of one operand that have no numbers to set, each with its derivative at x times v.
enum Unary implements Diagonal {
    NEGATE(ElementwiseOperation.NEGATE, (x, y, v) -> v.negate()),
    ABS(ElementwiseOperation.ABS, (x, y, v) -> x.tape().record(Adjoint.ABS, x, v)),
    SQUARE(ElementwiseOperation.SQUARE, (x, y, v) -> v.times(x.times(2))),
    SQRT(ElementwiseOperation.SQRT, (x, y, v) -> v.dividedBy(y.times(2))),
    RECIPROCAL(ElementwiseOperation.RECIPROCAL, (x, y, v) -> v.negate().times(y.square())),
    RECIPROCAL_SQRT(
            ElementwiseOperation.RECIPROCAL_SQRT,
            (x, y, v) -> v.times(-0.5).times(y.square().times(y))),

    SIGN(ElementwiseOperation.SIGN, Unary::zero),
    FLOOR(ElementwiseOperation.FLOOR, Unary::zero),
    CEIL(ElementwiseOperation.CEIL, Unary::zero),
    ROUND(ElementwiseOperation.ROUND, Unary::zero),

    EXP(ElementwiseOperation.EXP, (x, y, v) -> v.times(y)),
    EXPM1(ElementwiseOperation.EXPM1, (x, y, v) -> v.times(y.plus(1))),
    LOG(ElementwiseOperation.LOG, (x, y, v) -> v.dividedBy(x)),
    LOG1P(ElementwiseOperation.LOG1P, (x, y, v) -> v.dividedBy(x.plus(1))),
    LOG2(ElementwiseOperation.LOG2, (x, y, v) -> v.dividedBy(x.times(Constants.LN_2))),
    LOG10(ElementwiseOperation.LOG10, (x, y, v) -> v.dividedBy(x.times(Constants.LN_10))),

    SIN(ElementwiseOperation.SIN, (x, y, v) -> v.times(x.cos())),
    COS(ElementwiseOperation.COS, (x, y, v) -> v.times(x.sin()).negate()),
    TAN(ElementwiseOperation.TAN, (x, y, v) -> v.times(y.square().plus(1))),
    ASIN(ElementwiseOperation.ASIN, (x, y, v) -> v.times(Unary.halfCircle(x))),
    ACOS(ElementwiseOperation.ACOS, (x, y, v) -> v.negate().times(Unary.halfCircle(x))),
    ATAN(ElementwiseOperation.ATAN, (x, y, v) -> v.dividedBy(x.square().plus(1))),
    SINH(ElementwiseOperation.SINH, (x, y, v) -> v.times(x.cosh())),
    COSH(ElementwiseOperation.COSH, (x, y, v) -> v.times(x.sinh())),

    TANH(ElementwiseOperation.TANH, (x, y, v) -> x.tape().record(Adjoint.TANH, y, v)),
    SIGMOID(ElementwiseOperation.SIGMOID, (x, y, v) -> x.tape().record(Adjoint.SIGMOID, y, v)),
    /// 1 − σ(x) = σ(−x)
    LOG_SIGMOID(
            ElementwiseOperation.LOG_SIGMOID, (x, y, v) -> v.times(x.negate().sigmoid())),
    SOFTSIGN(
            ElementwiseOperation.SOFTSIGN,
            (x, y, v) -> v.dividedBy(x.abs().plus(1).square())),
    ERF(ElementwiseOperation.ERF, (x, y, v) -> v.times(x.square().negate().exp().times(Constants.TWO_OVER_ROOT_PI))),

    RELU(ElementwiseOperation.RELU, (x, y, v) -> x.tape().record(Adjoint.RELU, y, v)),
    /// σ + y·(1 − σ)
    SILU(ElementwiseOperation.SILU, (x, y, v) -> {
        Variable sigmoid = x.sigmoid();
        return v.times(sigmoid.plus(y.times(x.negate().sigmoid())));
    }),
    /// Φ(x) + x·φ(x), the distribution and the density of the standard normal
    GELU(ElementwiseOperation.GELU, (x, y, v) -> {
        Variable distribution = x.times(Constants.ROOT_HALF).erf().plus(1).times(0.5);
        Variable density = x.square().times(-0.5).exp().times(Constants.ONE_OVER_ROOT_TWO_PI);
        return v.times(x.fma(density, distribution));
    }),
    /// ½(1 + t) + ½x·(1 − t²)·u′ with t = tanh u, u = √(2/π)·(x + 0.044715x³)
    GELU_TANH(ElementwiseOperation.GELU_TANH, (x, y, v) -> {
        Variable square = x.square();
        Variable inner = square.times(0.044715).plus(1).times(x).times(Constants.ROOT_TWO_OVER_PI);
        Variable slope = square.times(3 * 0.044715).plus(1).times(Constants.ROOT_TWO_OVER_PI);
        Variable tanh = inner.tanh();
        Variable bend = x.tape().record(Adjoint.TANH, tanh, slope);
        return v.times(x.fma(bend, tanh.plus(1)).times(0.5));
    });

    /// The derivative at x, where y = f(x), times v.
    @FunctionalInterface
    private interface Derivative {
        @Nullable
        Variable of(Variable x, Variable y, Variable v);
    }

    private final ElementwiseOperation loop;
    private final Derivative derivative;

    Unary(ElementwiseOperation loop, Derivative derivative) {
        this.loop = loop;
        this.derivative = derivative;
    }

    private static @Nullable Variable zero(Variable x, Variable y, Variable v) {
        return null;
    }

    /// 1/√(1 − x²), as 1/√((1 − x)·(1 + x)): near 1 the square has lost the digits that are left over.
    private static Variable halfCircle(Variable x) {
        return x.negate().plus(1).times(x.plus(1)).reciprocalSqrt();
    }

    @Override
    public String operation() {
        return loop.toString();
    }

    @Override
    public @Nullable Variable derivative(Variable x, Variable y, Variable v) {
        return derivative.of(x, y, v);
    }

    @Override
    public void forward(Instruction at, Tensor result, Workspace workspace) {
        Elementwise.apply(loop, at.tensor(0), result, workspace);
    }

    /// Numbers in the derivatives; an enum's constants cannot name its own static fields.
    static final class Constants {
        static final double LN_2 = 0.6931471805599453;
        static final double LN_10 = 2.302585092994046;
        static final double ROOT_HALF = 0.7071067811865476;
        static final double ONE_OVER_ROOT_TWO_PI = 0.3989422804014327;
        static final double ROOT_TWO_OVER_PI = 0.7978845608028654;
        static final double TWO_OVER_ROOT_PI = 1.1283791670955126;

        private Constants() {}
    }
}
