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
        float logarithm = FloatHorner.at(bounded - 1, FloatErrorPolynomials.ERF_TAIL);
        float biased = Math.fma(logarithm, FloatPolynomials.INVERSE_LN2, FloatPolynomials.POWER);
        float n = biased - FloatPolynomials.POWER;
        float high = Math.fma(-n, FloatPolynomials.LN2, logarithm);
        float r = Math.fma(-n, FloatPolynomials.LN2_REST, high);
        float excess = Math.fma(r * r, FloatHorner.at(r, FloatErrorPolynomials.EXP), r);
        float power = FloatFormat.power(biased);
        return Math.fma(-power, excess, 1 - power) * Math.copySign(1f, x);
    }

    /// With a = |x|: −a Φ(−a) for x < 0, else a − a Φ(−a), where a Φ(−a) = e^(−a²/2) G(t) a ÷ (a + k) with
    /// t = (a − k) ÷ (a + k), and e^(−a²/2) = 2ⁿ(1 + excess). The rounding errors of a² and of 1 ÷ (a + k), as `error`,
    /// must be kept, and that of the ratio, as `ratioRest`. 2ⁿ is raised as in [FloatActivationMathematics]. At −∞ it is
    /// −∞ × Φ(−∞) = −∞ × 0, NaN.
    static float gelu(float x) {
        float magnitude = Math.abs(x);
        float a = magnitude > FloatErrorPolynomials.GELU_LIMIT ? FloatErrorPolynomials.GELU_LIMIT : magnitude;
        float square = a * a;
        float squareRest = Math.fma(a, a, -square);
        float exponent = -0.5f * square;
        float biased = Math.fma(exponent, FloatPolynomials.INVERSE_LN2, FloatPolynomials.RAISED_POWER);
        float n = biased - FloatPolynomials.RAISED_POWER;
        float high = Math.fma(squareRest, -0.5f, Math.fma(n, -FloatPolynomials.LN2, exponent));
        float r = Math.fma(n, -FloatPolynomials.LN2_REST, high);
        float excess = Math.fma(r * r, FloatHorner.at(r, FloatErrorPolynomials.EXP), r);
        float inverse = 1 / (a + FloatErrorPolynomials.GELU_SHIFT);
        float minus = -inverse;
        float error = Math.fma(minus, a, Math.fma(minus, FloatErrorPolynomials.GELU_SHIFT, 1));
        float twiceShift = 2 * FloatErrorPolynomials.GELU_SHIFT;
        float t = Math.fma(minus * twiceShift, error, Math.fma(minus, twiceShift, 1));
        float share = FloatHorner.at(t, FloatErrorPolynomials.GELU);
        float raised = a * FloatFormat.power(biased);
        float ratio = raised * inverse;
        float ratioRest = Math.fma(ratio, error, Math.fma(raised, inverse, -ratio));
        float tail = Math.fma(share, ratio, share * Math.fma(ratio, excess, ratioRest));
        return Math.fma(tail, -FloatPolynomials.LOWERED, x < 0 ? x + magnitude : x);
    }
}
