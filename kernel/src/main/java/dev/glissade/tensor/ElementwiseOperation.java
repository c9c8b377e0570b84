package dev.glissade.tensor;

/// An operation that treats every element alike; what it computes is stated by the loop of the same name in one of the
/// elementwise families of [dev.glissade.kernel.FloatKernels].
public enum ElementwiseOperation {
    /// −x
    NEGATE("negate", 1),
    /// |x|
    ABS("abs", 1),
    /// x²
    SQUARE("square", 1),
    /// √x
    SQRT("sqrt", 1),
    /// 1/x
    RECIPROCAL("reciprocal", 1),
    /// 1/√x
    RECIPROCAL_SQRT("reciprocalSqrt", 1),
    /// the largest integer not above x
    FLOOR("floor", 1),
    /// the smallest integer not below x
    CEIL("ceil", 1),
    /// the nearest integer, the even one of two
    ROUND("round", 1),
    /// x/(1 + |x|)
    SOFTSIGN("softsign", 1),
    /// max(x, 0)
    RELU("relu", 1),
    /// eˣ
    EXP("exp", 1),
    /// ln x
    LOG("log", 1),
    /// sin x
    SIN("sin", 1),
    /// cos x
    COS("cos", 1),
    /// tan x
    TAN("tan", 1),
    /// arc sine of x
    ASIN("asin", 1),
    /// arc cosine of x
    ACOS("acos", 1),
    /// arc tangent of x
    ATAN("atan", 1),
    /// tanh x
    TANH("tanh", 1),
    /// 1/(1 + e⁻ˣ)
    SIGMOID("sigmoid", 1),
    /// 1 above 0, −1 below, 0 at ±0 and NaN
    SIGN("sign", 1),
    /// x, or the nearer of two bounds beyond them
    CLAMP("clamp", 1, 2),
    /// x above 0, slope · x elsewhere
    LEAKY_RELU("leakyRelu", 1, 1),
    /// eˣ − 1
    EXPM1("expm1", 1),
    /// ln(1 + x)
    LOG1P("log1p", 1),
    /// log₂ x
    LOG2("log2", 1),
    /// log₁₀ x
    LOG10("log10", 1),
    /// sinh x
    SINH("sinh", 1),
    /// cosh x
    COSH("cosh", 1),
    /// ln(1 + e^(beta·x))/beta, and x where beta·x > threshold
    SOFTPLUS("softplus", 1, 2),
    /// ln(1/(1 + e⁻ˣ))
    LOG_SIGMOID("logSigmoid", 1),
    /// x/(1 + e⁻ˣ)
    SILU("silu", 1),
    /// x where x > 0, else alpha·(eˣ − 1)
    ELU("elu", 1, 1),
    /// ½x(1 + tanh(√(2/π)(x + 0.044715x³)))
    GELU_TANH("geluTanh", 1),
    /// the error function of x
    ERF("erf", 1),
    /// x Φ(x)
    GELU("gelu", 1),
    /// factor · x
    SCALE("scale", 1, 1),
    /// x + y
    ADD("add", 2),
    /// x − y
    SUBTRACT("subtract", 2),
    /// x · y
    MULTIPLY("multiply", 2),
    /// x / y
    DIVIDE("divide", 2),
    /// the larger of x and y
    MAX("max", 2),
    /// the smaller of x and y
    MIN("min", 2),
    /// 1 where x < y, else 0
    LESS("less", 2),
    /// 1 where x ≤ y, else 0
    LESS_OR_EQUAL("lessOrEqual", 2),
    /// 1 where x > y, else 0: [#LESS] with its operands exchanged
    GREATER("greater", 2),
    /// 1 where x ≥ y, else 0: [#LESS_OR_EQUAL] with its operands exchanged
    GREATER_OR_EQUAL("greaterOrEqual", 2),
    /// 1 where x = y, else 0
    EQUAL("equal", 2),
    /// 1 where x ≠ y, else 0
    NOT_EQUAL("notEqual", 2),
    /// x^y
    POW("pow", 2),
    /// the angle of the point (y, x), the operands in this order
    ATAN2("atan2", 2),
    /// x + factor · y
    ADD_SCALED("addScaled", 2, 1),
    /// the pullback of abs: input, cotangent
    ABS_BACKWARD("absBackward", 2),
    /// the pullback of relu: output, cotangent
    RELU_BACKWARD("reluBackward", 2),
    /// the pullback of sigmoid: output, cotangent
    SIGMOID_BACKWARD("sigmoidBackward", 2),
    /// the pullback of tanh: output, cotangent
    TANH_BACKWARD("tanhBackward", 2),
    /// x · y + z
    FMA("fma", 3),
    /// y where x ≠ 0, else z
    WHERE("where", 3),
    /// the left pullback of max: left, right, cotangent
    MAX_BACKWARD("maxBackward", 3);

    private final String text;
    private final int operands;
    private final int scalars;

    ElementwiseOperation(String text, int operands) {
        this(text, operands, 0);
    }

    ElementwiseOperation(String text, int operands, int scalars) {
        this.text = text;
        this.operands = operands;
        this.scalars = scalars;
    }

    /// The number of operands, 1 to 3.
    public int operands() {
        return operands;
    }

    /// The number of scalar arguments, 0 to 2.
    public int scalars() {
        return scalars;
    }

    /// What an element costs, in additions: a rough measure of whether sharing the work out is worth it.
    int cost() {
        return switch (this) {
            case EXP,
                    LOG,
                    SIN,
                    COS,
                    TANH,
                    SIGMOID,
                    EXPM1,
                    LOG1P,
                    LOG2,
                    LOG10,
                    SINH,
                    COSH,
                    SOFTPLUS,
                    LOG_SIGMOID,
                    SILU,
                    ELU,
                    GELU_TANH,
                    ERF,
                    GELU,
                    TAN,
                    ASIN,
                    ACOS,
                    ATAN,
                    ATAN2,
                    POW -> 8;
            default -> 1;
        };
    }

    /// The name of the loop, such as `addScaled`.
    @Override
    public String toString() {
        return text;
    }
}
