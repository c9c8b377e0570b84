package dev.glissade.kernel;

/// The numbers of the elementary functions in `double`: constants of the range reductions and minimax polynomials.
///
/// The polynomials are evaluated by Horner's rule, one fused multiply-add a step; their twin is
/// [SimdDoublePolynomials]. What the reduced arguments mean stands in [DoubleMathematics].
final class DoublePolynomials {
    /*
     * Coefficients: Remez exchange in 60 digits, weighted for the relative error of the function, then rounded to the
     * type. The errors stated are those after rounding, over the whole reduced interval.
     *
     * Splits such as ln 2 = LN2_HIGH + LN2_LOW: Cody & Waite, Software Manual for the Elementary Functions (1980).
     * Rounding and scaling by adding a large constant: Muller, Elementary Functions, 3rd ed. (2016).
     */

    /// Adding and subtracting it rounds to the nearest integer, for magnitudes below 2⁵¹.
    static final double ROUND = 0x1.8p52;

    /// Adding it to an integer n leaves n + 1023, the biased exponent of 2ⁿ, in the low bits.
    static final double POWER = 0x1.8p52 + 1023;

    /// 1 ÷ ln 2
    static final double INVERSE_LN2 = 0x1.71547652b82fep+0;

    /// ln 2 rounded; x − n × LN2 is exact by one fused multiply-add where n = ⌊x ÷ ln 2⌉.
    static final double LN2 = 0x1.62e42fefa39efp-1;

    /// ln 2 − LN2
    static final double LN2_REST = 0x1.abc9e3b39803fp-56;

    /// Above it e^x overflows for certain.
    static final double EXP_OVERFLOW = 710;

    /// Below it e^x rounds to 0.
    static final double EXP_UNDERFLOW = -746;

    // (e^r − 1 − r) ÷ r² for |r| ≤ ln 2 ÷ 2, error 2⁻⁵⁶ of e^r
    static final double EXP_2 = 0x1.000000000000ap-1;
    static final double EXP_3 = 0x1.55555555554fap-3;
    static final double EXP_4 = 0x1.55555555508c8p-5;
    static final double EXP_5 = 0x1.1111111127b79p-7;
    static final double EXP_6 = 0x1.6c16c1841c809p-10;
    static final double EXP_7 = 0x1.a01a012a61481p-13;
    static final double EXP_8 = 0x1.a0199a2be5fc1p-16;
    static final double EXP_9 = 0x1.71df25685d63bp-19;
    static final double EXP_10 = 0x1.28ad593085ac1p-22;
    static final double EXP_11 = 0x1.ad7f1874941ffp-26;

    /// The leading bits of ln 2, so few that the product with an exponent is exact.
    static final double LN2_HIGH = 0x1.62e42fefa38p-1;

    /// ln 2 − LN2_HIGH
    static final double LN2_LOW = 0x1.ef35793c7673p-45;

    // (ln((1 + s) ÷ (1 − s)) − 2s) ÷ s³ in powers of s², for |s| ≤ (√2 − 1) ÷ (√2 + 1), error 2⁻⁵⁹ of the logarithm
    static final double LOG_1 = 0x1.5555555555592p-1;
    static final double LOG_2 = 0x1.999999997ff08p-2;
    static final double LOG_3 = 0x1.24924941e2f34p-2;
    static final double LOG_4 = 0x1.c71c521286c07p-3;
    static final double LOG_5 = 0x1.74663d61b92a6p-3;
    static final double LOG_6 = 0x1.39a1db0e2393ap-3;
    static final double LOG_7 = 0x1.2f0456bcf9f18p-3;

    /// Below it tanh is an odd polynomial, above it a quotient of exponentials.
    static final double TANH_SMALL = 0.55;

    /// Above it tanh rounds to 1.
    static final double TANH_ONE = 20;

    // (tanh x − x) ÷ x³ in powers of x², for |x| ≤ TANH_SMALL, error 2⁻⁵⁵ of tanh
    static final double TANH_3 = -0x1.555555555549ep-2;
    static final double TANH_5 = 0x1.11111111029bp-3;
    static final double TANH_7 = -0x1.ba1ba1ad7369cp-5;
    static final double TANH_9 = 0x1.664f45c321967p-6;
    static final double TANH_11 = -0x1.226ddd4e16b78p-7;
    static final double TANH_13 = 0x1.d6c61e577a27bp-9;
    static final double TANH_15 = -0x1.7cf3c2fffc13p-10;
    static final double TANH_17 = 0x1.2fa2a4a746e5p-11;
    static final double TANH_19 = -0x1.b90a565816155p-13;
    static final double TANH_21 = 0x1.ac028001ce665p-15;

    /// Adding it to an integer n leaves the biased exponent of 2ⁿ⁻¹ in the low bits.
    static final double HALF_POWER = 0x1.8p52 + 1022;

    /// Adding it to an integer n leaves the biased exponent of 2ⁿ⁻² in the low bits.
    static final double QUARTER_POWER = 0x1.8p52 + 1021;

    /// Adding it to an integer n leaves the biased exponent of 2ⁿ⁺² in the low bits.
    static final double FOURFOLD_POWER = 0x1.8p52 + 1025;

    /// Below it expm1 x, log1p x and sinh x round to x, or to a neighbour no farther than an eighth of a unit more.
    static final double TINY = 0x1p-55;

    /// Below it expm1 rounds to −1.
    static final double EXPM1_MINUS_ONE = -64;

    /// 1 ÷ ln 2 − INVERSE_LN2
    static final double INVERSE_LN2_REST = 0x1.777d0ffda0d24p-56;

    /// log₁₀ e
    static final double LOG10_E = 0x1.bcb7b1526e50ep-2;

    /// log₁₀ e − LOG10_E
    static final double LOG10_E_REST = 0x1.95355baaafad3p-57;

    /// The leading bits of log₁₀ 2, so few that the product with an exponent is exact.
    static final double LOG10_2_HIGH = 0x1.34413509f78p-2;

    /// log₁₀ 2 − LOG10_2_HIGH
    static final double LOG10_2_LOW = 0x1.fef311f12b358p-46;

    /// Above it sinh and cosh overflow for certain; a quarter of e^x does not yet.
    static final double HYPERBOLIC_OVERFLOW = 710.6;

    /// Above it 2⁻ⁿ does not count beside 2ⁿ.
    static final double FALLING_LIMIT = 500;

    // (e^r − 1 − r) ÷ r² for |r| ≤ ln 2 ÷ 2, error 2⁻⁶⁰: closer than that for e^r, since e^r − 1 is smaller
    static final double EXPM1_2 = 0x1.0p-1;
    static final double EXPM1_3 = 0x1.555555555555cp-3;
    static final double EXPM1_4 = 0x1.555555555555ep-5;
    static final double EXPM1_5 = 0x1.111111110ebb2p-7;
    static final double EXPM1_6 = 0x1.6c16c16c13575p-10;
    static final double EXPM1_7 = 0x1.a01a01b3bb2c6p-13;
    static final double EXPM1_8 = 0x1.a01a01b45954bp-16;
    static final double EXPM1_9 = 0x1.71ddef93ba58ep-19;
    static final double EXPM1_10 = 0x1.27e4bf2bc9924p-22;
    static final double EXPM1_11 = 0x1.af6cccee2de6p-26;
    static final double EXPM1_12 = 0x1.1f9df3488c1a5p-29;

    // (sinh r − r) ÷ r³ in powers of r², for |r| ≤ ln 2 ÷ 2, error 2⁻⁶¹
    static final double SINH_3 = 0x1.5555555555559p-3;
    static final double SINH_5 = 0x1.111111110f624p-7;
    static final double SINH_7 = 0x1.a01a01b0250ebp-13;
    static final double SINH_9 = 0x1.71ddf79e08338p-19;
    static final double SINH_11 = 0x1.af601c9dfcc06p-26;

    // (cosh r − 1 − r² ÷ 2) ÷ r⁴ in powers of r², for |r| ≤ ln 2 ÷ 2, error 2⁻⁶⁹
    static final double COSH_4 = 0x1.5555555555558p-5;
    static final double COSH_6 = 0x1.6c16c16c14ff1p-10;
    static final double COSH_8 = 0x1.a01a01ad86c26p-16;
    static final double COSH_10 = 0x1.27e4cbf6bd125p-22;
    static final double COSH_12 = 0x1.1f8c13ddff465p-29;

    // (ln((1 + s) ÷ (1 − s)) − 2s) ÷ s³ in powers of s², for |s| ≤ ⅓, error 2⁻⁵⁹
    static final double LOG1P_1 = 0x1.5555555555535p-1;
    static final double LOG1P_2 = 0x1.99999999a074ep-2;
    static final double LOG1P_3 = 0x1.249249208c7b6p-2;
    static final double LOG1P_4 = 0x1.c71c741c5ead6p-3;
    static final double LOG1P_5 = 0x1.745cb402ecfeep-3;
    static final double LOG1P_6 = 0x1.3b1ddb3f39aa7p-3;
    static final double LOG1P_7 = 0x1.1067c6d7a357cp-3;
    static final double LOG1P_8 = 0x1.efd841f187ef8p-4;
    static final double LOG1P_9 = 0x1.55b0dc338ab4ap-4;
    static final double LOG1P_10 = 0x1.5c7974028da33p-3;

    /// Adding it to an integer n leaves the biased exponent of 2⁵¹² · 2ⁿ in the low bits.
    static final double RAISED_POWER = 0x1.8p52 + 1023 + 512;

    /// 1 ÷ 2⁵¹²
    static final double LOWERED = 0x1p-512;

    /// Beyond ± it an activation function of the exponential family is 0 or its argument.
    static final double ACTIVATION_LIMIT = 754;

    /// Beyond ± it geluTanh is 0 or its argument.
    static final double GELU_LIMIT = 22;

    /// 2√(2 ÷ π), so few bits that what GELU_3 x² adds to it up to GELU_LIMIT is found again exactly
    static final double GELU_1 = 0x1.9884533d4364p+0;

    /// 2√(2 ÷ π) − GELU_1
    static final double GELU_1_REST = 0x1.08d0fcb3c500cp-48;

    /// 2√(2 ÷ π) × 0.044715
    static final double GELU_3 = 0x1.2444f2a4d8b4bp-4;

    /// 2√(2 ÷ π) × 0.044715 − GELU_3
    static final double GELU_3_REST = -0x1.6c843a29d1c7p-61;

    private DoublePolynomials() {}

    /// (e^r − 1 − r) ÷ r²
    static double exp(double r) {
        double sum = EXP_11;
        sum = Math.fma(sum, r, EXP_10);
        sum = Math.fma(sum, r, EXP_9);
        sum = Math.fma(sum, r, EXP_8);
        sum = Math.fma(sum, r, EXP_7);
        sum = Math.fma(sum, r, EXP_6);
        sum = Math.fma(sum, r, EXP_5);
        sum = Math.fma(sum, r, EXP_4);
        sum = Math.fma(sum, r, EXP_3);
        return Math.fma(sum, r, EXP_2);
    }

    /// (e^r − 1 − r) ÷ r², in pairs of powers: a shorter chain than that of [#exp(double)]
    static double exp(double r, double square) {
        double sum = Math.fma(EXP_11, r, EXP_10);
        sum = Math.fma(sum, square, Math.fma(EXP_9, r, EXP_8));
        sum = Math.fma(sum, square, Math.fma(EXP_7, r, EXP_6));
        sum = Math.fma(sum, square, Math.fma(EXP_5, r, EXP_4));
        return Math.fma(sum, square, Math.fma(EXP_3, r, EXP_2));
    }

    /// (ln((1 + s) ÷ (1 − s)) − 2s) ÷ s³, from the square of s
    static double log(double square) {
        double sum = LOG_7;
        sum = Math.fma(sum, square, LOG_6);
        sum = Math.fma(sum, square, LOG_5);
        sum = Math.fma(sum, square, LOG_4);
        sum = Math.fma(sum, square, LOG_3);
        sum = Math.fma(sum, square, LOG_2);
        return Math.fma(sum, square, LOG_1);
    }

    /// (tanh x − x) ÷ x³, from the square of x
    static double tanh(double square) {
        double sum = TANH_21;
        sum = Math.fma(sum, square, TANH_19);
        sum = Math.fma(sum, square, TANH_17);
        sum = Math.fma(sum, square, TANH_15);
        sum = Math.fma(sum, square, TANH_13);
        sum = Math.fma(sum, square, TANH_11);
        sum = Math.fma(sum, square, TANH_9);
        sum = Math.fma(sum, square, TANH_7);
        sum = Math.fma(sum, square, TANH_5);
        return Math.fma(sum, square, TANH_3);
    }

    /// (e^r − 1 − r) ÷ r², closer than [#exp]
    static double expm1(double r) {
        double sum = EXPM1_12;
        sum = Math.fma(sum, r, EXPM1_11);
        sum = Math.fma(sum, r, EXPM1_10);
        sum = Math.fma(sum, r, EXPM1_9);
        sum = Math.fma(sum, r, EXPM1_8);
        sum = Math.fma(sum, r, EXPM1_7);
        sum = Math.fma(sum, r, EXPM1_6);
        sum = Math.fma(sum, r, EXPM1_5);
        sum = Math.fma(sum, r, EXPM1_4);
        sum = Math.fma(sum, r, EXPM1_3);
        return Math.fma(sum, r, EXPM1_2);
    }

    /// (sinh r − r) ÷ r³, from the square of r
    static double sinh(double square) {
        double sum = SINH_11;
        sum = Math.fma(sum, square, SINH_9);
        sum = Math.fma(sum, square, SINH_7);
        sum = Math.fma(sum, square, SINH_5);
        return Math.fma(sum, square, SINH_3);
    }

    /// (cosh r − 1 − r² ÷ 2) ÷ r⁴, from the square of r
    static double cosh(double square) {
        double sum = COSH_12;
        sum = Math.fma(sum, square, COSH_10);
        sum = Math.fma(sum, square, COSH_8);
        sum = Math.fma(sum, square, COSH_6);
        return Math.fma(sum, square, COSH_4);
    }

    /// (ln((1 + s) ÷ (1 − s)) − 2s) ÷ s³, from the square of s up to ⅑
    static double log1p(double square) {
        double sum = LOG1P_10;
        sum = Math.fma(sum, square, LOG1P_9);
        sum = Math.fma(sum, square, LOG1P_8);
        sum = Math.fma(sum, square, LOG1P_7);
        sum = Math.fma(sum, square, LOG1P_6);
        sum = Math.fma(sum, square, LOG1P_5);
        sum = Math.fma(sum, square, LOG1P_4);
        sum = Math.fma(sum, square, LOG1P_3);
        sum = Math.fma(sum, square, LOG1P_2);
        return Math.fma(sum, square, LOG1P_1);
    }
}
