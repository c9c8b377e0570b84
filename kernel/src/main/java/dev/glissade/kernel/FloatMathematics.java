package dev.glissade.kernel;

/// Elementary functions of one element: the reference for the loops of [SimdFloatFunctions], which do the same
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

    /// sin x; [StrictMath] beyond [FloatPolynomials#SIN_LIMIT]
    static float sin(float x) {
        float magnitude = Math.abs(x);
        if (magnitude > FloatPolynomials.SIN_LIMIT) {
            return FloatFormat.farSin(x);
        }
        return turnedSin(magnitude, 0) * Math.copySign(1f, x);
    }

    /// cos x = sin(|x| + π/2); [StrictMath] beyond [FloatPolynomials#SIN_LIMIT]
    static float cos(float x) {
        float magnitude = Math.abs(x);
        return magnitude > FloatPolynomials.SIN_LIMIT ? FloatFormat.farCos(x) : turnedSin(magnitude, 1);
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

    /// 1 ÷ (1 + e^−|x|) for x ≥ 0, else e^−|x| ÷ (1 + e^−|x|), with e^−|x| = 2ⁿ(1 + p)
    static float sigmoid(float x) {
        float negative = -Math.abs(x);
        if (negative < FloatPolynomials.EXP_UNDERFLOW) {
            return x > 0 ? 1 : 0;
        }
        float n = nearestPower(negative);
        float half = halfPower(n);
        float power = FloatFormat.power(half);
        float otherPower = FloatFormat.power(otherHalf(n, half));
        float p = excess(negative, n);
        float exp = 1 + p;
        float expRest = p - (exp - 1);
        float product = exp * power * otherPower;
        float sum = 1 + product;
        float sumRest = Math.fma(expRest * power, otherPower, product - (sum - 1));
        boolean right = x >= 0;
        float numerator = right ? 1 : exp;
        float numeratorRest = right ? 0 : expRest;
        float inverse = 1 / sum;
        float quotient = numerator * inverse;
        float residual = Math.fma(-quotient, sumRest, Math.fma(-quotient, sum, numerator)) + numeratorRest;
        float share = Math.fma(residual, inverse, quotient);
        return right ? share : share * power * otherPower;
    }

    /// n = ⌊x ÷ ln 2⌉
    private static float nearestPower(float x) {
        return Math.fma(x, FloatPolynomials.INVERSE_LN2, FloatPolynomials.ROUND) - FloatPolynomials.ROUND;
    }

    /// p of e^x = 2ⁿ(1 + p), from r + rRest = x − n ln 2
    private static float excess(float x, float n) {
        float high = Math.fma(-n, FloatPolynomials.LN2, x);
        float r = Math.fma(-n, FloatPolynomials.LN2_REST, high);
        float rRest = Math.fma(-n, FloatPolynomials.LN2_REST, high - r);
        return r + Math.fma(r * r, FloatPolynomials.exp(r), rRest);
    }

    /// ⌊n ÷ 2⌉ + POWER: 2ⁿ itself can lie outside the normal numbers, so it is applied in two steps
    private static float halfPower(float n) {
        return Math.fma(n, 0.5f, FloatPolynomials.POWER);
    }

    /// n − ⌊n ÷ 2⌉ + POWER
    private static float otherHalf(float n, float half) {
        return (n - (half - FloatPolynomials.POWER)) + FloatPolynomials.POWER;
    }

    /// sin(x + quarters × π/2) for 0 ≤ x ≤ [FloatPolynomials#SIN_LIMIT], from sin and cos of r + rRest = x − n π/2
    private static float turnedSin(float x, float quarters) {
        float rounded = Math.fma(x, FloatPolynomials.TWO_OVER_PI, FloatPolynomials.ROUND);
        float n = rounded - FloatPolynomials.ROUND;
        float turned = rounded + quarters;
        float first = Math.fma(-n, FloatPolynomials.HALF_PI_1, x);
        float second = n * FloatPolynomials.HALF_PI_2;
        float secondRest = Math.fma(n, FloatPolynomials.HALF_PI_2, -second);
        float r = first - second;
        float firstRest = ((first - r) - second) - secondRest;
        float rRest = Math.fma(-n, FloatPolynomials.HALF_PI_3, firstRest);
        float square = r * r;
        float sin = r + Math.fma(r * square, FloatPolynomials.sin(square), rRest);
        float halfSquare = 0.5f * square;
        float whole = 1 - halfSquare;
        float cosRest = Math.fma(square * square, FloatPolynomials.cos(square), -(r * rRest));
        float cos = whole + (((1 - whole) - halfSquare) + cosRest);
        return (FloatFormat.isOdd(turned) ? cos : sin) * FloatFormat.halfTurnSign(turned);
    }
}
