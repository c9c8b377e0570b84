package dev.glissade.autodiff;

import dev.glissade.autodiff.Unary.Constants;
import dev.glissade.kernel.ScalarFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A number and how fast it changes: forward differentiation of plain Java, without a tape.
///
/// ```java
/// Dual.derivative(x -> x.sin().times(x), 2);                              // sin 2 + 2 cos 2
/// Dual.derivative(x -> {                                                  // branches and loops are fine
///     Dual r = x;
///     while (r.greater(1)) {
///         r = r.times(0.5);
///     }
///     return r;
/// }, 5);                                                                  // 1/8
/// ```
///
/// A dual number is value + tangent · ε with ε² = 0, so that f(x + tε) = f(x) + f′(x)·t·ε (W. K. Clifford, Preliminary
/// sketch of biquaternions, 1873). One evaluation gives the derivative along one direction, so a gradient of n numbers takes
/// n; for many of them the reverse pass of a [Tape] is the better way.
///
/// Methods are named as those of [Variable], with the same conventions at kinks and the same bits in float64. Comparisons
/// are of values, and give a `boolean`. What does not move has no derivative: a tangent of 0 stays 0, also where f′ is
/// infinite or NaN.
///
/// @param value the number
/// @param tangent its change along the direction of differentiation
public record Dual(double value, double tangent) {

    /// A number that does not change.
    public static Dual constant(double value) {
        return new Dual(value, 0);
    }

    /// The number to differentiate by, with tangent 1.
    public static Dual variable(double value) {
        return new Dual(value, 1);
    }

    // ---- derivatives

    /// f′(x).
    public static double derivative(UnaryOperator<Dual> f, double x) {
        return f.apply(variable(x)).tangent;
    }

    /// The derivatives of f by each of n numbers, by n evaluations.
    ///
    /// @param f from as many numbers as the point has
    /// @param at the point, not modified
    public static double[] gradient(Function<List<Dual>, Dual> f, double... at) {
        double[] gradient = new double[at.length];
        double[] direction = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            direction[i] = 1;
            gradient[i] = along(f, at, direction);
            direction[i] = 0;
        }
        return gradient;
    }

    /// ⟨gradient of f, direction⟩: the derivative of f along a direction, by one evaluation.
    ///
    /// @param f from as many numbers as the point has
    /// @param at the point, not modified
    /// @param direction of as many numbers as the point, not modified
    /// @throws IllegalArgumentException if the numbers are not as many
    public static double along(Function<List<Dual>, Dual> f, double[] at, double[] direction) {
        if (at.length != direction.length) {
            throw new IllegalArgumentException("along: the point has " + at.length + " coordinates, the direction "
                    + direction.length + "; both must have as many");
        }
        var point = new ArrayList<Dual>();
        for (int i = 0; i < at.length; i++) {
            point.add(new Dual(at[i], direction[i]));
        }
        return f.apply(List.copyOf(point)).tangent;
    }

    /// A function of this number, with tangent 0 if this has.
    private Dual moved(double result, double resultTangent) {
        return new Dual(result, tangent == 0 ? 0 : resultTangent);
    }

    // ---- arithmetic

    /// this + right
    public Dual plus(Dual right) {
        return new Dual(value + right.value, tangent + right.tangent);
    }

    /// this + number
    public Dual plus(double number) {
        return new Dual(value + number, tangent);
    }

    /// this − right
    public Dual minus(Dual right) {
        return new Dual(value - right.value, tangent - right.tangent);
    }

    /// this − number
    public Dual minus(double number) {
        return new Dual(value - number, tangent);
    }

    /// this · right
    public Dual times(Dual right) {
        double byThis = tangent == 0 ? 0 : tangent * right.value;
        double byRight = right.tangent == 0 ? 0 : right.tangent * value;
        return new Dual(value * right.value, byThis + byRight);
    }

    /// factor · this
    public Dual times(double factor) {
        return moved(value * factor, tangent * factor);
    }

    /// this / right
    public Dual dividedBy(Dual right) {
        double quotient = value / right.value;
        double byThis = tangent == 0 ? 0 : tangent / right.value;
        double byRight = right.tangent == 0 ? 0 : -right.tangent * (quotient / right.value);
        return new Dual(quotient, byThis + byRight);
    }

    /// this / number
    public Dual dividedBy(double number) {
        return moved(value / number, tangent / number);
    }

    /// this + factor · right, rounded once
    public Dual plusScaled(double factor, Dual right) {
        double byRight = right.tangent == 0 ? 0 : right.tangent * factor;
        return new Dual(Math.fma(factor, right.value, value), tangent + byRight);
    }

    /// this · right + addend, rounded once
    public Dual fma(Dual right, Dual addend) {
        double byThis = tangent == 0 ? 0 : tangent * right.value;
        double byRight = right.tangent == 0 ? 0 : right.tangent * value;
        return new Dual(Math.fma(value, right.value, addend.value), byThis + byRight + addend.tangent);
    }

    /// The larger of this and right; NaN if either is. Of equal operands half of each counts.
    public Dual max(Dual right) {
        double byThis = share(value, right.value, tangent);
        double byRight = share(right.value, value, right.tangent);
        return new Dual(Math.max(value, right.value), byThis + byRight);
    }

    /// The smaller of this and right; NaN if either is. Of equal operands half of each counts.
    public Dual min(Dual right) {
        double byThis = share(right.value, value, tangent);
        double byRight = share(value, right.value, right.tangent);
        return new Dual(Math.min(value, right.value), byThis + byRight);
    }

    /// The part of a tangent that goes through a maximum of two keys, the first being its own.
    private static double share(double key, double otherKey, double tangent) {
        return key == otherKey ? tangent * 0.5 : key < otherKey ? 0 : tangent;
    }

    /// this to the power of an exponent. The derivative by the base is 0 for the exponent 0; that by the exponent is 0 for
    /// the base 0 and an exponent from 0 on, and NaN for a base below 0.
    public Dual pow(Dual exponent) {
        double x = value;
        double y = exponent.value;
        double power = ScalarFunctions.pow(x, y);
        double byBase = tangent == 0 ? 0 : tangent * (y * ScalarFunctions.pow(x, (y == 0 ? 1 : y) - 1));
        double byExponent =
                exponent.tangent == 0 ? 0 : exponent.tangent * (power * ScalarFunctions.log(x == 0 && y >= 0 ? 1 : x));
        return new Dual(power, byBase + byExponent);
    }

    /// this to the power of a number
    public Dual pow(double exponent) {
        double slope = exponent == 0 ? 0 : ScalarFunctions.pow(value, exponent - 1) * exponent;
        return moved(ScalarFunctions.pow(value, exponent), tangent * slope);
    }

    /// The angle of the point (x, this), in −π..π.
    public Dual atan2(Dual x) {
        double byThis = tangent == 0 ? 0 : tangent * overSquares(x.value, value, x.value);
        double byX = x.tangent == 0 ? 0 : -x.tangent * overSquares(value, value, x.value);
        return new Dual(ScalarFunctions.atan2(value, x.value), byThis + byX);
    }

    /// a / (x² + y²), all divided by the larger magnitude, so that the squares do not overflow.
    private static double overSquares(double a, double x, double y) {
        double magnitude = Math.min(Math.max(Math.abs(x), Math.abs(y)), Double.MAX_VALUE);
        double left = x / magnitude;
        double right = y / magnitude;
        return a / magnitude / (left * left + right * right) / magnitude;
    }

    // ---- elementary functions

    /// −this
    public Dual negate() {
        return moved(-value, -tangent);
    }

    /// |this|, with derivative 0 at 0
    public Dual abs() {
        return moved(Math.abs(value), tangent * sign(value));
    }

    /// this²
    public Dual square() {
        return moved(value * value, tangent * (value * 2));
    }

    /// √this
    public Dual sqrt() {
        double y = Math.sqrt(value);
        return moved(y, tangent / (y * 2));
    }

    /// 1 / this
    public Dual reciprocal() {
        double y = 1 / value;
        return moved(y, -tangent * (y * y));
    }

    /// 1 / √this
    public Dual reciprocalSqrt() {
        double y = ScalarFunctions.reciprocalSqrt(value);
        return moved(y, tangent * -0.5 * (y * y * y));
    }

    /// 1 above 0, −1 below, 0 at 0 and NaN; the derivative is 0
    public Dual sign() {
        return constant(sign(value));
    }

    /// The largest integer not above this; the derivative is 0.
    public Dual floor() {
        return constant(Math.floor(value));
    }

    /// The smallest integer not below this; the derivative is 0.
    public Dual ceil() {
        return constant(Math.ceil(value));
    }

    /// The nearest integer, the even one of two; the derivative is 0.
    public Dual round() {
        return constant(Math.rint(value));
    }

    /// e to the power of this
    public Dual exp() {
        double y = ScalarFunctions.exp(value);
        return moved(y, tangent * y);
    }

    /// e to the power of this, minus 1, exact near 0
    public Dual expm1() {
        double y = ScalarFunctions.expm1(value);
        return moved(y, tangent * (y + 1));
    }

    /// The natural logarithm.
    public Dual log() {
        return moved(ScalarFunctions.log(value), tangent / value);
    }

    /// The natural logarithm of 1 + this, exact near 0.
    public Dual log1p() {
        return moved(ScalarFunctions.log1p(value), tangent / (value + 1));
    }

    /// The logarithm to the base 2.
    public Dual log2() {
        return moved(ScalarFunctions.log2(value), tangent / (value * Constants.LN_2));
    }

    /// The logarithm to the base 10.
    public Dual log10() {
        return moved(ScalarFunctions.log10(value), tangent / (value * Constants.LN_10));
    }

    /// The sine, of radians.
    public Dual sin() {
        return moved(ScalarFunctions.sin(value), tangent * ScalarFunctions.cos(value));
    }

    /// The cosine, of radians.
    public Dual cos() {
        return moved(ScalarFunctions.cos(value), -(tangent * ScalarFunctions.sin(value)));
    }

    /// The tangent, of radians.
    public Dual tan() {
        double y = ScalarFunctions.tan(value);
        return moved(y, tangent * (y * y + 1));
    }

    /// The arc sine, in radians.
    public Dual asin() {
        return moved(ScalarFunctions.asin(value), tangent * halfCircle());
    }

    /// The arc cosine, in radians.
    public Dual acos() {
        return moved(ScalarFunctions.acos(value), -tangent * halfCircle());
    }

    /// The arc tangent, in radians.
    public Dual atan() {
        return moved(ScalarFunctions.atan(value), tangent / (value * value + 1));
    }

    /// The hyperbolic sine.
    public Dual sinh() {
        return moved(ScalarFunctions.sinh(value), tangent * ScalarFunctions.cosh(value));
    }

    /// The hyperbolic cosine.
    public Dual cosh() {
        return moved(ScalarFunctions.cosh(value), tangent * ScalarFunctions.sinh(value));
    }

    /// The hyperbolic tangent.
    public Dual tanh() {
        double y = ScalarFunctions.tanh(value);
        return moved(y, tangent * Math.fma(-y, y, 1));
    }

    /// The error function 2/√π ∫₀ˣ e^(−t²) dt.
    public Dual erf() {
        double slope = ScalarFunctions.exp(-(value * value)) * Constants.TWO_OVER_ROOT_PI;
        return moved(ScalarFunctions.erf(value), tangent * slope);
    }

    private static double sign(double x) {
        return x > 0 ? 1 : x < 0 ? -1 : 0;
    }

    /// 1/√(1 − x²)
    private double halfCircle() {
        return ScalarFunctions.reciprocalSqrt((-value + 1) * (value + 1));
    }

    // ---- activations

    /// max(this, 0), with derivative 0 at 0
    public Dual relu() {
        double y = Math.max(value, 0);
        return moved(y, y <= 0 ? 0 : tangent);
    }

    /// The logistic function 1 / (1 + e⁻ˣ).
    public Dual sigmoid() {
        double y = ScalarFunctions.sigmoid(value);
        return moved(y, tangent * (1 - y) * y);
    }

    /// The logarithm of the logistic function, without overflow.
    public Dual logSigmoid() {
        return moved(ScalarFunctions.logSigmoid(value), tangent * ScalarFunctions.sigmoid(-value));
    }

    /// x / (1 + |x|)
    public Dual softsign() {
        double denominator = Math.abs(value) + 1;
        return moved(value / denominator, tangent / (denominator * denominator));
    }

    /// x / (1 + e⁻ˣ), also called swish.
    public Dual silu() {
        double y = ScalarFunctions.silu(value);
        double slope = ScalarFunctions.sigmoid(value) + y * ScalarFunctions.sigmoid(-value);
        return moved(y, tangent * slope);
    }

    /// x·Φ(x), Φ being the distribution function of the standard normal (Hendrycks and Gimpel 2016).
    public Dual gelu() {
        double distribution = (ScalarFunctions.erf(value * Constants.ROOT_HALF) + 1) * 0.5;
        double density = ScalarFunctions.exp(value * value * -0.5) * Constants.ONE_OVER_ROOT_TWO_PI;
        return moved(ScalarFunctions.gelu(value), tangent * Math.fma(value, density, distribution));
    }

    /// ½x·(1 + tanh(√(2/π)·(x + 0.044715x³))): an approximation of [#gelu] that some models were trained with.
    public Dual geluTanh() {
        double square = value * value;
        double inner = (square * 0.044715 + 1) * value * Constants.ROOT_TWO_OVER_PI;
        double slope = (square * (3 * 0.044715) + 1) * Constants.ROOT_TWO_OVER_PI;
        double tanh = ScalarFunctions.tanh(inner);
        double bend = slope * Math.fma(-tanh, tanh, 1);
        return moved(ScalarFunctions.geluTanh(value), tangent * (Math.fma(value, bend, tanh + 1) * 0.5));
    }

    /// x above 0, slope · x elsewhere; at 0 the derivative is the slope.
    public Dual leakyRelu(double slope) {
        return value > 0 ? this : times(slope);
    }

    /// x above 0, alpha·(eˣ − 1) elsewhere (Clevert, Unterthiner and Hochreiter 2016).
    public Dual elu(double alpha) {
        double slope = value > 0 ? tangent : tangent * alpha * ScalarFunctions.exp(value);
        return moved(ScalarFunctions.elu(value, alpha), slope);
    }

    /// ln(1 + eˣ)
    public Dual softplus() {
        return softplus(1, Double.POSITIVE_INFINITY);
    }

    /// ln(1 + e^(beta·x))/beta, and x itself where beta·x is above a threshold.
    ///
    /// @throws IllegalArgumentException if beta is 0 or not finite
    public Dual softplus(double beta, double threshold) {
        if (beta == 0 || !Double.isFinite(beta)) {
            throw new IllegalArgumentException("softplus: beta is " + beta + "; it must be finite and not 0");
        }
        double scaled = value * beta;
        double slope = scaled > threshold ? tangent : tangent * ScalarFunctions.sigmoid(scaled);
        return moved(ScalarFunctions.softplus(value, beta, threshold), slope);
    }

    /// x, or the nearer of two bounds, which may be infinite; at the bounds the derivative is 1, of NaN it is 0.
    ///
    /// @throws IllegalArgumentException unless low ≤ high
    public Dual clamp(double low, double high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException("clamp: low is " + low + ", high is " + high + "; low must be ≤ high");
        }
        boolean inside = value >= low && value <= high;
        return new Dual(Math.min(Math.max(value, low), high), inside ? tangent : 0);
    }

    // ---- comparisons of values

    /// this < right
    public boolean less(Dual right) {
        return value < right.value;
    }

    /// this < number
    public boolean less(double number) {
        return value < number;
    }

    /// this ≤ right
    public boolean lessOrEqual(Dual right) {
        return value <= right.value;
    }

    /// this ≤ number
    public boolean lessOrEqual(double number) {
        return value <= number;
    }

    /// this > right
    public boolean greater(Dual right) {
        return value > right.value;
    }

    /// this > number
    public boolean greater(double number) {
        return value > number;
    }

    /// this ≥ right
    public boolean greaterOrEqual(Dual right) {
        return value >= right.value;
    }

    /// this ≥ number
    public boolean greaterOrEqual(double number) {
        return value >= number;
    }

    /// this = right
    public boolean equal(Dual right) {
        return value == right.value;
    }

    /// this = number
    public boolean equal(double number) {
        return value == number;
    }

    /// this ≠ right
    public boolean notEqual(Dual right) {
        return value != right.value;
    }

    /// this ≠ number
    public boolean notEqual(double number) {
        return value != number;
    }
}
