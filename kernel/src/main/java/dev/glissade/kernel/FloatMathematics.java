package dev.glissade.kernel;

/// Elementary functions of one element: the reference for the loops of [SimdFloatExponentials], which do the same
/// operations on vectors.
///
/// Where those compute every case and blend, these branch.
final class FloatMathematics {
    /*
     * [1] Cody & Waite, Software Manual for the Elementary Functions (1980): reduction by split constants.
     * [2] Tang, Table-driven implementation of the logarithm function in IEEE floating-point arithmetic (1990): ln m by
     *     way of s = f ÷ (2 + f).
     * [3] Dekker, A floating-point technique for extending the available precision (1971): the rounding error of
     *     a + b is b − ((a + b) − a) where |a| ≥ |b|. Such errors are called `…Rest` here.
     * [4] Muller, Elementary Functions, 3rd ed. (2016): why each error term below is kept or dropped.
     *
     * A quotient a ÷ b with rests is q = a·(1/b), then q + (a − q·b + rests)·(1/b): one division, nearly half an ulp.
     */

    private FloatMathematics() {}

    /// e^x = 2ⁿ(1 + p)
    static float exp(float x) {
        if (x > FloatPolynomials.EXP_OVERFLOW) {
            return Float.POSITIVE_INFINITY;
        }
        if (x < FloatPolynomials.EXP_UNDERFLOW) {
            return 0;
        }
        float n = nearestPower(x);
        float half = halfPower(n);
        return ((1 + excess(x, n)) * FloatFormat.power(half)) * FloatFormat.power(otherHalf(n, half));
    }

    /// ln x = k ln 2 + ln m; ln m = f − (f²/2 − s (f²/2 + R)) with f = m − 1, s = f ÷ (2 + f), R = s² P(s²)
    static float log(float x) {
        if (!(x >= 0)) {
            return Float.NaN;
        }
        if (x == 0) {
            return Float.NEGATIVE_INFINITY;
        }
        if (x == Float.POSITIVE_INFINITY) {
            return x;
        }
        boolean subnormal = x < Float.MIN_NORMAL;
        float normal = subnormal ? x * FloatFormat.TO_NORMAL : x;
        float k = FloatFormat.exponent(normal) - (subnormal ? FloatFormat.TO_NORMAL_EXPONENT : 0);
        float f = FloatFormat.significand(normal) - 1;
        float s = f / (2 + f);
        float square = s * s;
        float halfSquare = 0.5f * f * f;
        float correction = s * Math.fma(square, FloatPolynomials.log(square), halfSquare);
        float whole = k * FloatPolynomials.LN2_HIGH;
        float sum = whole + f;
        float sumRest = f - (sum - whole);
        float low = Math.fma(k, FloatPolynomials.LN2_LOW, correction) - halfSquare;
        return sum + (sumRest + low);
    }

    /// tanh x = 1 − 2 ÷ (e^2x + 1); an odd polynomial near 0
    static float tanh(float x) {
        float sign = Math.copySign(1f, x);
        float magnitude = Math.abs(x);
        if (magnitude > FloatPolynomials.TANH_ONE) {
            return sign;
        }
        if (magnitude < FloatPolynomials.TANH_SMALL) {
            float square = x * x;
            return Math.fma(magnitude * square, FloatPolynomials.tanh(square), magnitude) * sign;
        }
        float twice = magnitude + magnitude;
        float n = nearestPower(twice);
        float power = FloatFormat.power(n + FloatPolynomials.POWER);
        float product = power * excess(twice, n);
        float whole = power + 1;
        float sum = whole + product;
        float sumRest = product - (sum - whole);
        float quotient = 2 / sum;
        float residual = Math.fma(-quotient, sumRest, Math.fma(-quotient, sum, 2));
        return (1 - Math.fma(0.5f * quotient, residual, quotient)) * sign;
    }

    /// e^x − 1 = 2ⁿ − 1 + 2ⁿ(r + c) with c = e^r − 1 − r, all halved, so that 2ⁿ does not overflow before the result
    static float expm1(float x) {
        if (Math.abs(x) < FloatPolynomials.TINY) {
            return x;
        }
        float low = x < FloatPolynomials.EXPM1_MINUS_ONE ? FloatPolynomials.EXPM1_MINUS_ONE : x;
        float bounded = low > FloatPolynomials.EXP_OVERFLOW ? FloatPolynomials.EXP_OVERFLOW : low;
        float n = nearestPower(bounded);
        float high = Math.fma(-n, FloatPolynomials.LN2, bounded);
        float r = Math.fma(-n, FloatPolynomials.LN2_REST, high);
        float rRest = Math.fma(-n, FloatPolynomials.LN2_REST, high - r);
        float curve = Math.fma(r * r, FloatPolynomials.expm1(r), rRest);
        float power = FloatFormat.power(n + FloatPolynomials.HALF_POWER);
        float whole = power - 0.5f;
        float wholeRest = (power - whole) - 0.5f;
        float product = power * r;
        float sum = whole + product;
        float sumRest = wholeRest + (product - (sum - whole));
        float half = sum + Math.fma(power, curve, sumRest);
        return half + half;
    }

    /// ln(1 + x) = k ln 2 + ln(1 + f), where k is the exponent of 1 + x, and f = 2⁻ᵏx + (2⁻ᵏ − 1), which is x for k = 0
    static float log1p(float x) {
        if (!(x >= -1)) {
            return Float.NaN;
        }
        if (x == -1) {
            return Float.NEGATIVE_INFINITY;
        }
        if (Math.abs(x) < FloatPolynomials.TINY || x == Float.POSITIVE_INFINITY) {
            return x;
        }
        float k = FloatFormat.exponent(1 + x);
        float scale = FloatFormat.power(FloatPolynomials.FOURFOLD_POWER - k);
        float quarter = 0.25f * x;
        float base = Math.fma(scale, 0.25f, -1);
        float f = Math.fma(quarter, scale, base);
        float fRest = Math.fma(quarter, scale, base - f);
        float s = f / (2 + f);
        float square = s * s;
        float halfSquare = 0.5f * f * f;
        float correction = s * Math.fma(square, FloatPolynomials.log(square), halfSquare);
        float whole = k * FloatPolynomials.LN2_HIGH;
        float sum = whole + f;
        float sumRest = f - (sum - whole);
        float low = Math.fma(k, FloatPolynomials.LN2_LOW, correction) - (halfSquare - fRest);
        return sum + (sumRest + low);
    }

    /// log₂ x = k + ln m ÷ ln 2, k and m as in [#log]
    static float log2(float x) {
        if (!(x >= 0)) {
            return Float.NaN;
        }
        if (x == 0) {
            return Float.NEGATIVE_INFINITY;
        }
        if (x == Float.POSITIVE_INFINITY) {
            return x;
        }
        boolean subnormal = x < Float.MIN_NORMAL;
        float normal = subnormal ? x * FloatFormat.TO_NORMAL : x;
        float k = FloatFormat.exponent(normal) - (subnormal ? FloatFormat.TO_NORMAL_EXPONENT : 0);
        float f = FloatFormat.significand(normal) - 1;
        float high = f - 0.5f * f * f;
        float rest = restOfLog(f, high);
        float product = high * FloatPolynomials.INVERSE_LN2;
        float productRest = Math.fma(high, FloatPolynomials.INVERSE_LN2, -product);
        float sum = k + product;
        float sumRest = product - (sum - k);
        float low = Math.fma(high, FloatPolynomials.INVERSE_LN2_REST, productRest);
        return sum + (sumRest + Math.fma(rest, FloatPolynomials.INVERSE_LN2, low));
    }

    /// log₁₀ x = k log₁₀ 2 + ln m log₁₀ e, k and m as in [#log]
    static float log10(float x) {
        if (!(x >= 0)) {
            return Float.NaN;
        }
        if (x == 0) {
            return Float.NEGATIVE_INFINITY;
        }
        if (x == Float.POSITIVE_INFINITY) {
            return x;
        }
        boolean subnormal = x < Float.MIN_NORMAL;
        float normal = subnormal ? x * FloatFormat.TO_NORMAL : x;
        float k = FloatFormat.exponent(normal) - (subnormal ? FloatFormat.TO_NORMAL_EXPONENT : 0);
        float f = FloatFormat.significand(normal) - 1;
        float high = f - 0.5f * f * f;
        float rest = restOfLog(f, high);
        float product = high * FloatPolynomials.LOG10_E;
        float productRest = Math.fma(high, FloatPolynomials.LOG10_E, -product);
        float whole = k * FloatPolynomials.LOG10_2_HIGH;
        float sum = whole + product;
        float sumRest = product - (sum - whole);
        float low = Math.fma(high, FloatPolynomials.LOG10_E_REST, productRest);
        float lower = Math.fma(k, FloatPolynomials.LOG10_2_LOW, low);
        return sum + (sumRest + Math.fma(rest, FloatPolynomials.LOG10_E, lower));
    }

    /// sinh x = (u − v) cosh r + (u + v) sinh r with u = 2ⁿ⁻¹, v = 2⁻ⁿ⁻¹, both halved as in [#expm1]
    static float sinh(float x) {
        float magnitude = Math.abs(x);
        if (magnitude < FloatPolynomials.TINY) {
            return x;
        }
        float bounded =
                magnitude > FloatPolynomials.HYPERBOLIC_OVERFLOW ? FloatPolynomials.HYPERBOLIC_OVERFLOW : magnitude;
        float n = nearestPower(bounded);
        float high = Math.fma(-n, FloatPolynomials.LN2, bounded);
        float r = Math.fma(-n, FloatPolynomials.LN2_REST, high);
        float rRest = Math.fma(-n, FloatPolynomials.LN2_REST, high - r);
        float square = r * r;
        float odd = Math.fma(r * square, FloatPolynomials.sinh(square), rRest);
        float even = square * Math.fma(square, FloatPolynomials.cosh(square), 0.5f);
        float rising = FloatFormat.power(n + FloatPolynomials.QUARTER_POWER);
        float falling = fallingPower(n);
        float difference = rising - falling;
        float differenceRest = (rising - difference) - falling;
        float total = rising + falling;
        float sum = Math.fma(total, r, difference);
        float sumRest = Math.fma(total, r, difference - sum) + differenceRest;
        float half = sum + Math.fma(difference, even, Math.fma(total, odd, sumRest));
        return (half + half) * Math.copySign(1f, x);
    }

    /// cosh x = (u + v) cosh r + (u − v) sinh r, the terms of [#sinh]
    static float cosh(float x) {
        float magnitude = Math.abs(x);
        float bounded =
                magnitude > FloatPolynomials.HYPERBOLIC_OVERFLOW ? FloatPolynomials.HYPERBOLIC_OVERFLOW : magnitude;
        float n = nearestPower(bounded);
        float high = Math.fma(-n, FloatPolynomials.LN2, bounded);
        float r = Math.fma(-n, FloatPolynomials.LN2_REST, high);
        float rRest = Math.fma(-n, FloatPolynomials.LN2_REST, high - r);
        float square = r * r;
        float odd = Math.fma(r * square, FloatPolynomials.sinh(square), rRest);
        float even = square * Math.fma(square, FloatPolynomials.cosh(square), 0.5f);
        float rising = FloatFormat.power(n + FloatPolynomials.QUARTER_POWER);
        float falling = fallingPower(n);
        float difference = rising - falling;
        float total = rising + falling;
        float totalRest = falling - (total - rising);
        float sum = Math.fma(difference, r, total);
        float sumRest = Math.fma(difference, r, total - sum) + totalRest;
        float half = sum + Math.fma(total, even, Math.fma(difference, odd, sumRest));
        return half + half;
    }

    /// n = ⌊x ÷ ln 2⌉
    static float nearestPower(float x) {
        return Math.fma(x, FloatPolynomials.INVERSE_LN2, FloatPolynomials.ROUND) - FloatPolynomials.ROUND;
    }

    /// p of e^x = 2ⁿ(1 + p), from r + rRest = x − n ln 2
    static float excess(float x, float n) {
        float high = Math.fma(-n, FloatPolynomials.LN2, x);
        float r = Math.fma(-n, FloatPolynomials.LN2_REST, high);
        float rRest = Math.fma(-n, FloatPolynomials.LN2_REST, high - r);
        return r + Math.fma(r * r, FloatPolynomials.exp(r), rRest);
    }

    /// ln(1 + f) − high, where high is f − f²/2 rounded
    private static float restOfLog(float f, float high) {
        float s = f / (2 + f);
        float square = s * s;
        float halfF = 0.5f * f;
        float halfSquare = halfF * f;
        float halfSquareRest = Math.fma(halfF, f, -halfSquare);
        float correction = s * Math.fma(square, FloatPolynomials.log(square), halfSquare);
        float highRest = (f - high) - halfSquare;
        return highRest + (correction - halfSquareRest);
    }

    /// 2⁻ⁿ⁻²; a small number instead where 2ⁿ is so large that it does not matter beside it
    private static float fallingPower(float n) {
        float bounded = n > FloatPolynomials.FALLING_LIMIT ? FloatPolynomials.FALLING_LIMIT : n;
        return FloatFormat.power(FloatPolynomials.QUARTER_POWER - bounded);
    }

    /// ⌊n ÷ 2⌉ + POWER: 2ⁿ itself can lie outside the normal numbers, so it is applied in two steps
    static float halfPower(float n) {
        return Math.fma(n, 0.5f, FloatPolynomials.POWER);
    }

    /// n − ⌊n ÷ 2⌉ + POWER
    static float otherHalf(float n, float half) {
        return (n - (half - FloatPolynomials.POWER)) + FloatPolynomials.POWER;
    }
}
