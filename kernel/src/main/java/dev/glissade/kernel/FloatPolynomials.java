package dev.glissade.kernel;

/// The numbers of the elementary functions in `float`: constants of the range reductions and minimax polynomials.
///
/// The polynomials are evaluated by Horner's rule, one fused multiply-add a step; their twin is
/// [SimdFloatPolynomials]. What the reduced arguments mean stands in [FloatMathematics].
final class FloatPolynomials {
    /*
     * Coefficients: Remez exchange in 60 digits, weighted for the relative error of the function, then rounded to the
     * type. The errors stated are those after rounding, over the whole reduced interval.
     *
     * Splits such as ln 2 = LN2_HIGH + LN2_LOW: Cody & Waite, Software Manual for the Elementary Functions (1980).
     * Rounding and scaling by adding a large constant: Muller, Elementary Functions, 3rd ed. (2016).
     */

    /// Adding and subtracting it rounds to the nearest integer, for magnitudes below 2²².
    static final float ROUND = 0x1.8p23f;

    /// Adding it to an integer n leaves n + 127, the biased exponent of 2ⁿ, in the low bits.
    static final float POWER = 0x1.8p23f + 127;

    /// 1 ÷ ln 2
    static final float INVERSE_LN2 = 0x1.715476p+0f;

    /// ln 2 rounded; x − n × LN2 is exact by one fused multiply-add where n = ⌊x ÷ ln 2⌉.
    static final float LN2 = 0x1.62e43p-1f;

    /// ln 2 − LN2
    static final float LN2_REST = -0x1.05c61p-29f;

    /// Above it e^x overflows for certain.
    static final float EXP_OVERFLOW = 89f;

    /// Below it e^x rounds to 0.
    static final float EXP_UNDERFLOW = -104f;

    // (e^r − 1 − r) ÷ r² for |r| ≤ ln 2 ÷ 2, error 2⁻²⁸ of e^r
    static final float EXP_2 = 0x1.fffffcp-2f;
    static final float EXP_3 = 0x1.555492p-3f;
    static final float EXP_4 = 0x1.5558fp-5f;
    static final float EXP_5 = 0x1.1239d4p-7f;
    static final float EXP_6 = 0x1.6a24acp-10f;

    /// The leading bits of ln 2, so few that the product with an exponent is exact.
    static final float LN2_HIGH = 0x1.62e4p-1f;

    /// ln 2 − LN2_HIGH
    static final float LN2_LOW = 0x1.7f7d1cp-20f;

    // (ln((1 + s) ÷ (1 − s)) − 2s) ÷ s³ in powers of s², for |s| ≤ (√2 − 1) ÷ (√2 + 1), error 2⁻³⁰ of the logarithm
    static final float LOG_1 = 0x1.55557ap-1f;
    static final float LOG_2 = 0x1.995ed4p-2f;
    static final float LOG_3 = 0x1.31e0e2p-2f;

    /// Below it tanh is an odd polynomial, above it a quotient of exponentials.
    static final float TANH_SMALL = 0.55f;

    /// Above it tanh rounds to 1.
    static final float TANH_ONE = 10f;

    // (tanh x − x) ÷ x³ in powers of x², for |x| ≤ TANH_SMALL, error 2⁻³⁰ of tanh
    static final float TANH_3 = -0x1.55554ap-2f;
    static final float TANH_5 = 0x1.110ceep-3f;
    static final float TANH_7 = -0x1.b91e7ep-5f;
    static final float TANH_9 = 0x1.58e516p-6f;
    static final float TANH_11 = -0x1.992186p-8f;

    /// Adding it to an integer n leaves the biased exponent of 2ⁿ⁻¹ in the low bits.
    static final float HALF_POWER = 0x1.8p23f + 126;

    /// Adding it to an integer n leaves the biased exponent of 2ⁿ⁻² in the low bits.
    static final float QUARTER_POWER = 0x1.8p23f + 125;

    /// Adding it to an integer n leaves the biased exponent of 2ⁿ⁺² in the low bits.
    static final float FOURFOLD_POWER = 0x1.8p23f + 129;

    /// Below it expm1 x, log1p x and sinh x round to x, or to a neighbour no farther than an eighth of a unit more.
    static final float TINY = 0x1p-26f;

    /// Below it expm1 rounds to −1.
    static final float EXPM1_MINUS_ONE = -32f;

    /// 1 ÷ ln 2 − INVERSE_LN2
    static final float INVERSE_LN2_REST = 0x1.4ae0cp-26f;

    /// log₁₀ e
    static final float LOG10_E = 0x1.bcb7b2p-2f;

    /// log₁₀ e − LOG10_E
    static final float LOG10_E_REST = -0x1.5b235ep-27f;

    /// The leading bits of log₁₀ 2, so few that the product with an exponent is exact.
    static final float LOG10_2_HIGH = 0x1.3442p-2f;

    /// log₁₀ 2 − LOG10_2_HIGH
    static final float LOG10_2_LOW = -0x1.95ec1p-19f;

    /// Above it sinh and cosh overflow for certain; a quarter of e^x does not yet.
    static final float HYPERBOLIC_OVERFLOW = 89.5f;

    /// Above it 2⁻ⁿ does not count beside 2ⁿ.
    static final float FALLING_LIMIT = 60f;

    // (e^r − 1 − r) ÷ r² for |r| ≤ ln 2 ÷ 2, error 2⁻²⁹: closer than that for e^r, since e^r − 1 is smaller
    static final float EXPM1_2 = 0x1.0p-1f;
    static final float EXPM1_3 = 0x1.555556p-3f;
    static final float EXPM1_4 = 0x1.55547p-5f;
    static final float EXPM1_5 = 0x1.1110acp-7f;
    static final float EXPM1_6 = 0x1.6da76cp-10f;
    static final float EXPM1_7 = 0x1.a17e08p-13f;

    // (sinh r − r) ÷ r³ in powers of r², for |r| ≤ ln 2 ÷ 2, error 2⁻³⁴
    static final float SINH_3 = 0x1.555556p-3f;
    static final float SINH_5 = 0x1.110fbep-7f;
    static final float SINH_7 = 0x1.a2e31p-13f;

    // (cosh r − 1 − r² ÷ 2) ÷ r⁴ in powers of r², for |r| ≤ ln 2 ÷ 2, error 2⁻³³
    static final float COSH_4 = 0x1.5554e6p-5f;
    static final float COSH_6 = 0x1.6d4f3cp-10f;

    // (ln((1 + s) ÷ (1 − s)) − 2s) ÷ s³ in powers of s², for |s| ≤ ⅓, error 2⁻²⁷·⁷
    static final float LOG1P_1 = 0x1.555502p-1f;
    static final float LOG1P_2 = 0x1.99d1ccp-2f;
    static final float LOG1P_3 = 0x1.1ec03ep-2f;
    static final float LOG1P_4 = 0x1.1eca32p-2f;

    /// Adding it to an integer n leaves the biased exponent of 2⁶⁴ · 2ⁿ in the low bits.
    static final float RAISED_POWER = 0x1.8p23f + 127 + 64;

    /// 1 ÷ 2⁶⁴
    static final float LOWERED = 0x1p-64f;

    /// Beyond ± it an activation function of the exponential family is 0 or its argument.
    static final float ACTIVATION_LIMIT = 110f;

    /// Beyond ± it geluTanh is 0 or its argument.
    static final float GELU_LIMIT = 11f;

    /// 2√(2 ÷ π), so few bits that what GELU_3 x² adds to it up to GELU_LIMIT is found again exactly
    static final float GELU_1 = 0x1.98846p+0f;

    /// 2√(2 ÷ π) − GELU_1
    static final float GELU_1_REST = -0x1.985794p-21f;

    /// 2√(2 ÷ π) × 0.044715
    static final float GELU_3 = 0x1.2444f2p-4f;

    /// 2√(2 ÷ π) × 0.044715 − GELU_3
    static final float GELU_3_REST = 0x1.49b16ap-29f;

    private FloatPolynomials() {}

    /// (e^r − 1 − r) ÷ r²
    static float exp(float r) {
        float sum = EXP_6;
        sum = Math.fma(sum, r, EXP_5);
        sum = Math.fma(sum, r, EXP_4);
        sum = Math.fma(sum, r, EXP_3);
        return Math.fma(sum, r, EXP_2);
    }

    /// (e^r − 1 − r) ÷ r², in pairs of powers: a shorter chain than that of [#exp(float)]
    static float exp(float r, float square) {
        float sum = Math.fma(EXP_6, square, Math.fma(EXP_5, r, EXP_4));
        return Math.fma(sum, square, Math.fma(EXP_3, r, EXP_2));
    }

    /// (ln((1 + s) ÷ (1 − s)) − 2s) ÷ s³, from the square of s
    static float log(float square) {
        float sum = LOG_3;
        sum = Math.fma(sum, square, LOG_2);
        return Math.fma(sum, square, LOG_1);
    }

    /// (tanh x − x) ÷ x³, from the square of x
    static float tanh(float square) {
        float sum = TANH_11;
        sum = Math.fma(sum, square, TANH_9);
        sum = Math.fma(sum, square, TANH_7);
        sum = Math.fma(sum, square, TANH_5);
        return Math.fma(sum, square, TANH_3);
    }

    /// (e^r − 1 − r) ÷ r², closer than [#exp]
    static float expm1(float r) {
        float sum = EXPM1_7;
        sum = Math.fma(sum, r, EXPM1_6);
        sum = Math.fma(sum, r, EXPM1_5);
        sum = Math.fma(sum, r, EXPM1_4);
        sum = Math.fma(sum, r, EXPM1_3);
        return Math.fma(sum, r, EXPM1_2);
    }

    /// (sinh r − r) ÷ r³, from the square of r
    static float sinh(float square) {
        float sum = SINH_7;
        sum = Math.fma(sum, square, SINH_5);
        return Math.fma(sum, square, SINH_3);
    }

    /// (cosh r − 1 − r² ÷ 2) ÷ r⁴, from the square of r
    static float cosh(float square) {
        float sum = COSH_6;
        return Math.fma(sum, square, COSH_4);
    }

    /// (ln((1 + s) ÷ (1 − s)) − 2s) ÷ s³, from the square of s up to ⅑
    static float log1p(float square) {
        float sum = LOG1P_4;
        sum = Math.fma(sum, square, LOG1P_3);
        sum = Math.fma(sum, square, LOG1P_2);
        return Math.fma(sum, square, LOG1P_1);
    }
}
