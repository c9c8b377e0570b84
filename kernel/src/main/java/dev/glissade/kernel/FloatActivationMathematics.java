package dev.glissade.kernel;

/// Activation functions of one element: the reference for the loops of [SimdFloatActivations], which do the same
/// operations on vectors.
///
/// Where those compute every case and blend, these branch.
final class FloatActivationMathematics {
    /*
     * All but elu are made of e^−|t| = 2ⁿ(1 + p) with n ≤ 0, so that nothing overflows. 2ⁿ itself may lie below the
     * normal numbers. So the exponential is kept raised by a constant power of 2, and lowered as the last step: a
     * subnormal result is rounded once. Reduction and rests as in FloatMathematics.
     */

    private FloatActivationMathematics() {}

    /// 1 − q for x ≥ 0, else q = 1 ÷ (1 + e^|x|) = 2ⁿi, where e^|x| = 2⁻ⁿ(1 + p) and i = 1 ÷ (1 + 2ⁿ + p)
    ///
    /// i comes from a rounded sum; the error it makes is 1 − i − ip − i2ⁿ, relative to the result. 1 − i is exact where
    /// i ≥ ½; where it is rounded, i is taken back from it, and is without its last bit then.
    static float sigmoid(float x) {
        float bounded = bounded(Math.abs(x), FloatPolynomials.ACTIVATION_LIMIT);
        float biased = Math.fma(bounded, -FloatPolynomials.INVERSE_LN2, FloatPolynomials.RAISED_POWER);
        float n = biased - FloatPolynomials.RAISED_POWER;
        float r = Math.fma(n, FloatPolynomials.LN2_REST, Math.fma(n, FloatPolynomials.LN2, bounded));
        float square = r * r;
        float p = Math.fma(square, FloatPolynomials.exp(r, square), r);
        float power = FloatFormat.power(biased);
        float complement = -1 / (Math.fma(power, FloatPolynomials.LOWERED, 1) + p) + 1;
        float minus = complement - 1;
        float raised = minus * power;
        float residual = Math.fma(raised, FloatPolynomials.LOWERED, Math.fma(minus, p, complement));
        float share = Math.fma(raised, residual, raised);
        return x >= 0 ? Math.fma(share, FloatPolynomials.LOWERED, 1) : Math.fma(share, -FloatPolynomials.LOWERED, 0);
    }

    /// max(x, 0) + ln(1 + e^−|βx|) ÷ β, and x where βx > threshold
    ///
    /// ln(1 + e) = 2 artanh s with s = e ÷ (2 + e), that is 2s + s³P(s²).
    static float softplus(float x, float beta, float threshold) {
        float t = beta * x;
        if (t > threshold) {
            return x;
        }
        float whole = -Math.abs(t);
        boolean far = whole < -FloatPolynomials.ACTIVATION_LIMIT;
        float rest = Math.fma(beta, x, -t);
        float negative = far ? -FloatPolynomials.ACTIVATION_LIMIT : whole;
        float negativeRest = far ? 0 : t > 0 ? -rest : rest;
        float n = FloatMathematics.nearestPower(negative);
        float exp = (1 + excess(negative, n)) * FloatFormat.power(n + FloatPolynomials.RAISED_POWER);
        float shared = raisedLog1p(exp, negativeRest) / beta * FloatPolynomials.LOWERED;
        return t > 0 ? x + shared : shared;
    }

    /// min(x, 0) − ln(1 + e^−|x|), the logarithm as in [#softplus]
    static float logSigmoid(float x) {
        float negative = -bounded(Math.abs(x), FloatPolynomials.ACTIVATION_LIMIT);
        float n = FloatMathematics.nearestPower(negative);
        float exp = (1 + excess(negative, n)) * FloatFormat.power(n + FloatPolynomials.RAISED_POWER);
        float shared = raisedLog1p(exp, 0) * FloatPolynomials.LOWERED;
        return x < 0 ? x - shared : -shared;
    }

    /// ln(1 + e (1 + rest)) ÷ LOWERED for e = exp × LOWERED within 0 … 1
    ///
    /// The rest is so small beside 1 that it may stand before the logarithm: where e is large, it does not count.
    private static float raisedLog1p(float exp, float rest) {
        float s = exp / Math.fma(exp, FloatPolynomials.LOWERED, 2);
        float lowered = s * FloatPolynomials.LOWERED;
        float square = lowered * lowered;
        float twice = s + s;
        return twice + Math.fma(s * square, FloatPolynomials.log1p(square), twice * rest);
    }

    /// x ÷ (1 + e^−|x|) for x ≥ 0, else x e^−|x| ÷ (1 + e^−|x|)
    static float silu(float x) {
        if (x == Float.NEGATIVE_INFINITY) {
            return Float.NaN;
        }
        float negative = -bounded(Math.abs(x), FloatPolynomials.ACTIVATION_LIMIT);
        float n = FloatMathematics.nearestPower(negative);
        return weighted(x, negative, excess(negative, n), n);
    }

    /// ½x(1 + tanh(√(2/π)(x + 0.044715x³))) = x ÷ (1 + e^−t) with t = x(a + bx²) = xg, by the terms of [#silu]
    ///
    /// The error of t counts |t|-fold in the result, so t is kept in two parts. `a` has so few bits that g − a is exact.
    static float geluTanh(float x) {
        if (x == Float.NEGATIVE_INFINITY) {
            return Float.NaN;
        }
        float bounded = bounded(Math.abs(x), FloatPolynomials.GELU_LIMIT);
        float square = bounded * bounded;
        float squareRest = Math.fma(bounded, bounded, -square);
        float g = Math.fma(FloatPolynomials.GELU_3, square, FloatPolynomials.GELU_1);
        float lost = Math.fma(FloatPolynomials.GELU_3, square, FloatPolynomials.GELU_1 - g);
        float constantRest = Math.fma(FloatPolynomials.GELU_3_REST, square, FloatPolynomials.GELU_1_REST);
        float gRest = lost + Math.fma(FloatPolynomials.GELU_3, squareRest, constantRest);
        float negative = -(bounded * g);
        float negativeRest = -Math.fma(bounded, gRest, Math.fma(bounded, g, negative));
        float n = FloatMathematics.nearestPower(negative);
        float p = excess(negative, n);
        return weighted(x, -bounded, Math.fma(p + 1, negativeRest, p), n);
    }

    /// x ÷ (1 + e) for x ≥ 0, else `left` e ÷ (1 + e), with e = 2ⁿ(1 + p)
    private static float weighted(float x, float left, float p, float n) {
        float exp = (1 + p) * FloatFormat.power(n + FloatPolynomials.RAISED_POWER);
        float sum = Math.fma(exp, FloatPolynomials.LOWERED, 1);
        return x >= 0 ? x / sum : left * exp / sum * FloatPolynomials.LOWERED;
    }

    /// p of e^x = 2ⁿ(1 + p), as [FloatMathematics#excess] without the last bits
    private static float excess(float x, float n) {
        float high = Math.fma(-n, FloatPolynomials.LN2, x);
        float r = Math.fma(-n, FloatPolynomials.LN2_REST, high);
        return Math.fma(r * r, FloatPolynomials.exp(r), r);
    }

    /// The magnitude or the limit, whichever is smaller
    private static float bounded(float magnitude, float limit) {
        return magnitude > limit ? limit : magnitude;
    }

    /// x for x > 0, else α(e^x − 1), as [FloatMathematics#expm1]
    static float elu(float x, float alpha) {
        return x > 0 ? x : alpha * FloatMathematics.expm1(x);
    }
}
