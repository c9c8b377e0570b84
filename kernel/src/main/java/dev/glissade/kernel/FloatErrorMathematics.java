package dev.glissade.kernel;

/// The error function of one element and its kin: the reference for the loops of [SimdFloatErrorFunctions], which do the
/// same operations on vectors.
///
/// Where those compute every case and blend, these branch.
final class FloatErrorMathematics {
    /*
     * [1] Cody & Waite, Software Manual for the Elementary Functions (1980): reduction by split constants.
     * [2] Shepherd & Laframboise, Chebyshev approximation of (1 + 2x) exp(x²) erfc x in 0 ≤ x < ∞ (1981): the variable
     *     (x − k) ÷ (x + k), in which the scaled complement of erf is a polynomial.
     */

    private FloatErrorMathematics() {}

    /// x + x P(x²) up to 1, then 1 − e^−p with p = −ln(1 − erf x), itself a polynomial, and e^−p = 2ⁿ(1 + excess)
    static float erf(float x) {
        float magnitude = Math.abs(x);
        if (magnitude < 1) {
            float polynomial = FloatHorner.at(magnitude * magnitude, FloatErrorPolynomials.ERF);
            return Math.fma(magnitude, polynomial, magnitude) * Math.copySign(1f, x);
        }
        float bounded = magnitude > FloatErrorPolynomials.ERF_LIMIT ? FloatErrorPolynomials.ERF_LIMIT : magnitude;
        float logarithm = -FloatHorner.at(bounded - 1, FloatErrorPolynomials.ERF_TAIL);
        float n = nearestPower(logarithm);
        float high = Math.fma(-n, FloatPolynomials.LN2, logarithm);
        float r = Math.fma(-n, FloatPolynomials.LN2_REST, high);
        float excess = Math.fma(r * r, FloatHorner.at(r, FloatErrorPolynomials.EXP), r);
        float power = FloatFormat.power(n + FloatPolynomials.POWER);
        return Math.fma(-power, excess, 1 - power) * Math.copySign(1f, x);
    }

    /// x (½ + x P(x²)) for |x| < 1. Else, with a = |x|: −a Φ(−a) for x < 0, else a − a Φ(−a), where
    /// Φ(−a) = e^(−a²/2) G(t) ÷ (a + k) with t = (a − k) ÷ (a + k), and e^(−a²/2) = 2ⁿ(1 + excess). The rounding errors
    /// of a² and of 1 ÷ (a + k), as `error`, must be kept, and those of the products with G are, as `…Rest`. At −∞ it is
    /// −∞ × Φ(−∞) = −∞ × 0, NaN.
    static float gelu(float x) {
        float magnitude = Math.abs(x);
        if (magnitude < 1) {
            float polynomial = FloatHorner.at(magnitude * magnitude, FloatErrorPolynomials.GELU_NEAR);
            return x * Math.fma(x, polynomial, 0.5f);
        }
        float a = magnitude > FloatErrorPolynomials.GELU_LIMIT ? FloatErrorPolynomials.GELU_LIMIT : magnitude;
        float denominator = a + FloatErrorPolynomials.GELU_SHIFT;
        float shifted = denominator - a;
        float denominatorRest = (a - (denominator - shifted)) + (FloatErrorPolynomials.GELU_SHIFT - shifted);
        float inverse = 1 / denominator;
        float error = Math.fma(-denominatorRest, inverse, Math.fma(-denominator, inverse, 1));
        float product = -2 * FloatErrorPolynomials.GELU_SHIFT * inverse;
        float t = Math.fma(product, error, Math.fma(-2 * FloatErrorPolynomials.GELU_SHIFT, inverse, 1));
        float square = a * a;
        float squareRest = Math.fma(a, a, -square);
        float exponent = -0.5f * square;
        float n = nearestPower(exponent);
        float high = Math.fma(-0.5f, squareRest, Math.fma(-n, FloatPolynomials.LN2, exponent));
        float r = Math.fma(-n, FloatPolynomials.LN2_REST, high);
        float excess = Math.fma(r * r, FloatHorner.at(r, FloatErrorPolynomials.EXP), r);
        float share = FloatHorner.at(t, FloatErrorPolynomials.GELU);
        float quotient = share * inverse;
        float quotientRest = Math.fma(quotient, error, Math.fma(share, inverse, -quotient));
        float scaledTail = a * quotient;
        float scaledTailRest = Math.fma(a, quotientRest, Math.fma(a, quotient, -scaledTail));
        float half = Math.fma(n, 0.5f, FloatPolynomials.POWER);
        float otherHalf = (n - (half - FloatPolynomials.POWER)) + FloatPolynomials.POWER;
        float significand = scaledTail + Math.fma(scaledTail, excess, scaledTailRest);
        float tail = significand * FloatFormat.power(half) * FloatFormat.power(otherHalf);
        return (x < 0 ? x * 0f : x) - tail;
    }

    /// n = ⌊x ÷ ln 2⌉
    private static float nearestPower(float x) {
        return Math.fma(x, FloatPolynomials.INVERSE_LN2, FloatPolynomials.ROUND) - FloatPolynomials.ROUND;
    }
}
