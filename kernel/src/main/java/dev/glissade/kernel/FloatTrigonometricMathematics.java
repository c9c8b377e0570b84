package dev.glissade.kernel;

/// Trigonometric functions of one element and their inverses: the reference for the loops of [SimdFloatTrigonometry],
/// which do the same operations on vectors.
///
/// Where those compute every case and blend, these branch.
final class FloatTrigonometricMathematics {
    /*
     * [1] Cody & Waite, Software Manual for the Elementary Functions (1980): reduction by split constants; the arc sine
     *     beyond ½ by way of a square root.
     * [2] Dekker, A floating-point technique for extending the available precision (1971): the rounding error of
     *     a + b is b − ((a + b) − a) where |a| ≥ |b|. Such errors are called `…Rest` here.
     * [3] Muller, Elementary Functions, 3rd ed. (2016): why each error term below is kept or dropped.
     *
     * A quotient a ÷ b with rests is q = a·(1/b), then q + (a − q·b + rests)·(1/b): one division, nearly half an ulp.
     */

    private FloatTrigonometricMathematics() {}

    /// sin x; [StrictMath] beyond [FloatTrigonometricPolynomials#SIN_LIMIT]
    static float sin(float x) {
        float magnitude = Math.abs(x);
        if (magnitude > FloatTrigonometricPolynomials.SIN_LIMIT) {
            return FloatFormat.farSin(x);
        }
        return turnedSin(magnitude, 0) * Math.copySign(1f, x);
    }

    /// cos x = sin(|x| + π/2); [StrictMath] beyond [FloatTrigonometricPolynomials#SIN_LIMIT]
    static float cos(float x) {
        float magnitude = Math.abs(x);
        return magnitude > FloatTrigonometricPolynomials.SIN_LIMIT ? FloatFormat.farCos(x) : turnedSin(magnitude, 1);
    }

    /// tan x = sin r ÷ cos r, or −cos r ÷ sin r after an odd number of quarter turns;
    /// [StrictMath] beyond [FloatTrigonometricPolynomials#SIN_LIMIT]
    static float tan(float x) {
        float magnitude = Math.abs(x);
        if (magnitude > FloatTrigonometricPolynomials.SIN_LIMIT) {
            return FloatFormat.farTan(x);
        }
        float rounded = roundedQuarters(magnitude);
        float n = rounded - FloatPolynomials.ROUND;
        float r = reduced(magnitude, n);
        float rRest = reducedRest(magnitude, n, r);
        float square = r * r;
        float whole = 1 - 0.5f * square;
        float sinLow = sinLow(r, rRest * whole, square);
        float sin = r + sinLow;
        float sinRest = sinLow - (sin - r);
        float cosLow = cosLow(r, rRest, square, whole);
        float cos = whole + cosLow;
        float cosRest = cosLow - (cos - whole);
        boolean odd = FloatFormat.isOdd(rounded);
        float numerator = odd ? cos : sin;
        float numeratorRest = odd ? cosRest : sinRest;
        float denominator = odd ? -sin : cos;
        float denominatorRest = odd ? -sinRest : cosRest;
        float inverse = 1 / denominator;
        float quotient = numerator * inverse;
        float residual = Math.fma(-quotient, denominator, numerator);
        float residualRest = Math.fma(-quotient, denominatorRest, numeratorRest);
        return Math.fma(residual + residualRest, inverse, quotient) * Math.copySign(1f, x);
    }

    /// asin |x| = asin w for |x| ≤ ½, else π/2 − 2 asin w with w = √((1 − |x|) ÷ 2)
    static float asin(float x) {
        float magnitude = Math.abs(x);
        boolean far = magnitude > 0.5f;
        float base = far ? FloatTrigonometricPolynomials.HALF_PI_1 : 0;
        float baseRest = far ? FloatTrigonometricPolynomials.HALF_PI_2 : 0;
        return shiftedAsin(magnitude, far ? -2f : 1f, base, baseRest) * Math.copySign(1f, x);
    }

    /// acos x = π/2 − asin x for |x| ≤ ½, else 2 asin w or π − 2 asin w with w = √((1 − |x|) ÷ 2)
    static float acos(float x) {
        float magnitude = Math.abs(x);
        float sign = Math.copySign(1f, x);
        boolean far = magnitude > 0.5f;
        float halfTurn = 1 - sign;
        float quarters = far ? halfTurn : 1;
        float base = quarters * FloatTrigonometricPolynomials.HALF_PI_1;
        float baseRest = quarters * FloatTrigonometricPolynomials.HALF_PI_2;
        return shiftedAsin(magnitude, far ? sign + sign : -sign, base, baseRest);
    }

    /// atan |x|, or π/2 + atan(−1 ÷ |x|) beyond 1
    static float atan(float x) {
        float magnitude = Math.abs(x);
        float bounded = magnitude > FloatTrigonometricPolynomials.ATAN_LIMIT
                ? FloatTrigonometricPolynomials.ATAN_LIMIT
                : magnitude;
        boolean steep = magnitude > 1;
        float base = steep ? FloatTrigonometricPolynomials.HALF_PI_1 : 0;
        float baseRest = steep ? FloatTrigonometricPolynomials.HALF_PI_2 : 0;
        return shiftedAtan(steep ? -1 : bounded, steep ? bounded : 1, base, baseRest) * Math.copySign(1f, x);
    }

    /// base ± atan(small ÷ large) of the magnitudes of both, base being 0, π/2 or π by the octant; then the sign of y.
    /// Where the larger is infinite, the quotient is 0 or 1; where both are 0, it is 0.
    static float atan2(float y, float x) {
        float height = Math.abs(y);
        float width = Math.abs(x);
        boolean steep = height > width;
        float large = steep ? height : width;
        float small = steep ? width : height;
        if (large == Float.POSITIVE_INFINITY) {
            small = small == large ? 1 : small * 0;
            large = 1;
        }
        large = large == 0 ? 1 : large;
        float scale = large < FloatTrigonometricPolynomials.ATAN2_SPLIT
                ? FloatTrigonometricPolynomials.ATAN2_UP
                : FloatTrigonometricPolynomials.ATAN2_DOWN;
        float side = Math.copySign(1f, x);
        float quarters = steep ? 1 : 1 - side;
        float numerator = small * scale * (steep ? -side : side);
        float base = quarters * FloatTrigonometricPolynomials.HALF_PI_1;
        float baseRest = quarters * FloatTrigonometricPolynomials.HALF_PI_2;
        return shiftedAtan(numerator, large * scale, base, baseRest) * Math.copySign(1f, y);
    }

    /// sin(x + quarters × π/2) for 0 ≤ x ≤ [FloatTrigonometricPolynomials#SIN_LIMIT], from sin and cos of
    /// r + rRest = x − n π/2
    private static float turnedSin(float x, float quarters) {
        float rounded = roundedQuarters(x);
        float n = rounded - FloatPolynomials.ROUND;
        float turned = rounded + quarters;
        float r = reduced(x, n);
        float rRest = reducedRest(x, n, r);
        float square = r * r;
        float whole = 1 - 0.5f * square;
        float sin = r + sinLow(r, rRest, square);
        float cos = whole + cosLow(r, rRest, square, whole);
        return (FloatFormat.isOdd(turned) ? cos : sin) * FloatFormat.halfTurnSign(turned);
    }

    /// n + [FloatPolynomials#ROUND] of n = ⌊x ÷ (π/2)⌉
    private static float roundedQuarters(float x) {
        return Math.fma(x, FloatTrigonometricPolynomials.TWO_OVER_PI, FloatPolynomials.ROUND);
    }

    /// r of r + rRest = x − n π/2
    private static float reduced(float x, float n) {
        return Math.fma(-n, FloatTrigonometricPolynomials.HALF_PI_1, x) - n * FloatTrigonometricPolynomials.HALF_PI_2;
    }

    /// rRest of r + rRest = x − n π/2
    private static float reducedRest(float x, float n, float r) {
        float first = Math.fma(-n, FloatTrigonometricPolynomials.HALF_PI_1, x);
        float second = n * FloatTrigonometricPolynomials.HALF_PI_2;
        float secondRest = Math.fma(n, FloatTrigonometricPolynomials.HALF_PI_2, -second);
        float firstRest = ((first - r) - second) - secondRest;
        return Math.fma(-n, FloatTrigonometricPolynomials.HALF_PI_3, firstRest);
    }

    /// sin(r + rRest) − r
    private static float sinLow(float r, float rRest, float square) {
        return Math.fma(r * square, FloatHorner.at(square, FloatTrigonometricPolynomials.SIN), rRest);
    }

    /// cos(r + rRest) − whole, where whole is 1 − r² ÷ 2 rounded
    private static float cosLow(float r, float rRest, float square, float whole) {
        float cosRest =
                Math.fma(square * square, FloatHorner.at(square, FloatTrigonometricPolynomials.COS), -(r * rRest));
        return ((1 - whole) - 0.5f * square) + cosRest;
    }

    /// base + factor × asin w, where w is x for x ≤ ½, else √((1 − x) ÷ 2), for x ≥ 0
    private static float shiftedAsin(float x, float factor, float base, float baseRest) {
        boolean far = x > 0.5f;
        float square = far ? Math.fma(-0.5f, x, 0.5f) : x * x;
        float w = far ? FloatFormat.sqrt(square) : x;
        float rootRest = Math.fma(-w, w, square) / (w + w + Float.MIN_NORMAL);
        float polynomial = FloatHorner.at(square, FloatTrigonometricPolynomials.ASIN);
        float low = Math.fma(w * square, polynomial, far ? rootRest : 0);
        float term = factor * w;
        float sum = base + term;
        float sumRest = (base - sum) + term;
        return sum + (sumRest + Math.fma(factor, low, baseRest));
    }

    /// base + atan(numerator ÷ denominator), where the magnitude of the numerator is the smaller
    private static float shiftedAtan(float numerator, float denominator, float base, float baseRest) {
        float inverse = 1 / denominator;
        float t = numerator * inverse;
        float tRest = Math.fma(-t, denominator, numerator) * inverse;
        float square = t * t;
        float slope = Math.fma(Math.fma(square, 0.5f, -1), square, 1);
        float polynomial = FloatHorner.at(square, FloatTrigonometricPolynomials.ATAN);
        float cube = t * square;
        float squareRest = Math.fma(t, t, -square);
        float cubeRest = Math.fma(t, squareRest, Math.fma(t, square, -cube));
        float low = Math.fma(cube, polynomial, Math.fma(cubeRest, polynomial, tRest * slope));
        float sum = base + t;
        float sumRest = (base - sum) + t;
        return sum + (sumRest + (baseRest + low));
    }
}
