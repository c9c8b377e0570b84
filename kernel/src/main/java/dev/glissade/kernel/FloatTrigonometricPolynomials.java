package dev.glissade.kernel;

/// The numbers of the trigonometric functions in `float`: the parts of π ÷ 2, limits and minimax polynomials.
///
/// A polynomial is a table for [FloatHorner], the lowest power first. What the reduced arguments mean
/// stands in [FloatTrigonometricMathematics].
final class FloatTrigonometricPolynomials {
    /*
     * Coefficients: Remez exchange in 60 to 130 digits, weighted for the relative error of the function, then rounded
     * to the type one by one, the others fitted again. The errors stated are those after rounding, over the whole
     * reduced interval.
     */

    /// 2 ÷ π
    static final float TWO_OVER_PI = 0x1.45f306p-1f;

    // π ÷ 2 in three parts, error 2⁻⁷⁶
    static final float HALF_PI_1 = 0x1.921fb6p+0f;
    static final float HALF_PI_2 = -0x1.777a5cp-25f;
    static final float HALF_PI_3 = -0x1.ee59dap-50f;

    /// Beyond it the three parts of π ÷ 2 no longer give the last bits of a function near one of its zeros.
    static final float SIN_LIMIT = 0x1p16f;

    /// (sin r − r) ÷ r³ in powers of r², for |r| ≤ π ÷ 4, error 2⁻²⁸ of the sine
    static final float[] SIN = {-0x1.555546p-3f, 0x1.110774p-7f, -0x1.9951e6p-13f};

    /// (cos r − 1 + r² ÷ 2) ÷ r⁴ in powers of r², for |r| ≤ π ÷ 4, error 2⁻³³
    static final float[] COS = {0x1.55554ap-5f, -0x1.6c0c1ap-10f, 0x1.99e0f4p-16f};

    /// Beyond it atan x is π ÷ 2 in all its bits.
    static final float ATAN_LIMIT = 0x1p60f;

    // Where the denominator of atan2 is below ATAN2_SPLIT, both parts of the quotient are scaled up, else down: then
    // the inverse of the denominator is a normal number, and the quotient keeps its last bits.
    static final float ATAN2_SPLIT = 0x1p30f;
    static final float ATAN2_UP = 0x1p90f;
    static final float ATAN2_DOWN = 0x1p-16f;

    /// (atan t − t) ÷ t³ in powers of t², for |t| ≤ 1, error 2⁻²⁸ of the arc tangent
    static final float[] ATAN = {
        -0x1.55553ep-2f,
        0x1.9991e4p-3f,
        -0x1.242084p-3f,
        0x1.c08c1ap-4f,
        -0x1.580816p-4f,
        0x1.da24dep-5f,
        -0x1.fd7006p-6f,
        0x1.64115ep-7f,
        -0x1.d32edcp-10f
    };

    /// (asin w − w) ÷ w³ in powers of w², for |w| ≤ ½, error 2⁻²⁷ of the arc sine
    static final float[] ASIN = {0x1.5555c8p-3f, 0x1.330204p-4f, 0x1.747bdp-5f, 0x1.8c3c58p-6f, 0x1.595ee6p-5f};

    private FloatTrigonometricPolynomials() {}
}
