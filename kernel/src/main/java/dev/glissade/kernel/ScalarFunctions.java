package dev.glissade.kernel;

/// Functions of single `double` numbers, with the bits that the float64 loops give.
public final class ScalarFunctions {
    private ScalarFunctions() {}

    /// eˣ
    public static double exp(double x) {
        return DoubleMathematics.exp(x);
    }

    /// eˣ − 1, exact near 0
    public static double expm1(double x) {
        return DoubleMathematics.expm1(x);
    }

    /// The natural logarithm.
    public static double log(double x) {
        return DoubleMathematics.log(x);
    }

    /// ln(1 + x), exact near 0
    public static double log1p(double x) {
        return DoubleMathematics.log1p(x);
    }

    /// log₂ x
    public static double log2(double x) {
        return DoubleMathematics.log2(x);
    }

    /// log₁₀ x
    public static double log10(double x) {
        return DoubleMathematics.log10(x);
    }

    /// The hyperbolic sine.
    public static double sinh(double x) {
        return DoubleMathematics.sinh(x);
    }

    /// The hyperbolic cosine.
    public static double cosh(double x) {
        return DoubleMathematics.cosh(x);
    }

    /// The hyperbolic tangent.
    public static double tanh(double x) {
        return DoubleMathematics.tanh(x);
    }

    /// The sine of radians.
    public static double sin(double x) {
        return DoubleTrigonometricMathematics.sin(x);
    }

    /// The cosine of radians.
    public static double cos(double x) {
        return DoubleTrigonometricMathematics.cos(x);
    }

    /// The tangent of radians.
    public static double tan(double x) {
        return DoubleTrigonometricMathematics.tan(x);
    }

    /// The arc sine, in radians.
    public static double asin(double x) {
        return DoubleTrigonometricMathematics.asin(x);
    }

    /// The arc cosine, in radians.
    public static double acos(double x) {
        return DoubleTrigonometricMathematics.acos(x);
    }

    /// The arc tangent, in radians.
    public static double atan(double x) {
        return DoubleTrigonometricMathematics.atan(x);
    }

    /// The error function 2/√π ∫₀ˣ exp(−t²) dt.
    public static double erf(double x) {
        return DoubleErrorMathematics.erf(x);
    }

    /// x · Φ(x), Φ being the distribution function of the normal distribution.
    public static double gelu(double x) {
        return DoubleErrorMathematics.gelu(x);
    }

    /// [#gelu] with Φ approximated by tanh.
    public static double geluTanh(double x) {
        return DoubleActivationMathematics.geluTanh(x);
    }

    /// The logistic function 1 / (1 + e⁻ˣ).
    public static double sigmoid(double x) {
        return DoubleActivationMathematics.sigmoid(x);
    }

    /// ln of [#sigmoid], without overflow
    public static double logSigmoid(double x) {
        return DoubleActivationMathematics.logSigmoid(x);
    }

    /// x · [#sigmoid](x)
    public static double silu(double x) {
        return DoubleActivationMathematics.silu(x);
    }

    /// The angle of the point (x, y), in radians from −π to π.
    public static double atan2(double y, double x) {
        return DoubleTrigonometricMathematics.atan2(y, x);
    }

    /// The base raised to the exponent, as [Math#pow] has it for special values.
    public static double pow(double base, double exponent) {
        return DoublePowerMathematics.pow(base, exponent);
    }

    /// x above 0, alpha · (eˣ − 1) elsewhere
    public static double elu(double x, double alpha) {
        return DoubleActivationMathematics.elu(x, alpha);
    }

    /// ln(1 + e^(beta · x)) ÷ beta, and x itself where beta · x > threshold
    public static double softplus(double x, double beta, double threshold) {
        return DoubleActivationMathematics.softplus(x, beta, threshold);
    }

    /// 1 ÷ √x
    public static double reciprocalSqrt(double x) {
        return ScalarDoubleArithmetic.reciprocalSqrt(x);
    }

    /// 1 above 0, −1 below, 0 at either zero and NaN
    public static double sign(double x) {
        return ScalarDoubleComparisons.sign(x);
    }
}
