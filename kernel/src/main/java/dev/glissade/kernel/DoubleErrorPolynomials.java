package dev.glissade.kernel;

/// The numbers of the error function and its kin in `double`: limits and minimax polynomials.
///
/// A polynomial is a table for [DoubleHorner], the lowest power first. What the arguments mean stands in
/// [DoubleErrorMathematics].
final class DoubleErrorPolynomials {
    /*
     * Coefficients: Remez exchange in 60 to 130 digits, weighted for the relative error of the function, then rounded
     * to the type. The errors stated are those after rounding, over the whole interval.
     */

    /// Above it erf rounds to 1.
    static final double ERF_LIMIT = 6;

    /// The k of the variable t = (a − k) ÷ (a + k) in which the scaled tail of the normal distribution is a polynomial.
    static final double GELU_SHIFT = 5.5;

    /// Below its negative x Φ(x) rounds to 0, above it to x.
    static final double GELU_LIMIT = 40;

    /// (e^r − 1 − r) ÷ r² for |r| ≤ ln 2 ÷ 2
    static final double[] EXP = {
        DoublePolynomials.EXP_2,
        DoublePolynomials.EXP_3,
        DoublePolynomials.EXP_4,
        DoublePolynomials.EXP_5,
        DoublePolynomials.EXP_6,
        DoublePolynomials.EXP_7,
        DoublePolynomials.EXP_8,
        DoublePolynomials.EXP_9,
        DoublePolynomials.EXP_10,
        DoublePolynomials.EXP_11
    };

    /// erf x ÷ x − 1 in powers of x², for |x| ≤ 1, error 2⁻⁵⁶ of erf
    static final double[] ERF = {
        0x1.06eba8214db68p-3,
        -0x1.812746b03799dp-2,
        0x1.ce2f21a03f8a4p-4,
        -0x1.b82ce311a8bf4p-6,
        0x1.565bcceeb292bp-8,
        -0x1.c02daeaea0c96p-11,
        0x1.f9a295aec5097p-14,
        -0x1.f4c81b8c72f5ep-17,
        0x1.b96a71f8590eep-20,
        -0x1.5b860a3736f01p-23,
        0x1.d3ab5dc872981p-27,
        -0x1.a195e8da1cc7bp-31
    };

    /// ln(1 − erf x) in powers of x − 1, for 1 ≤ x ≤ ERF_LIMIT, error 2⁻⁵⁷ of erf
    static final double[] ERF_TAIL = {
        -0x1.d97fbf27aa2a1p+0,
        -0x1.51c9b0006c22ap+1,
        -0x1.afabc11a2a71dp-1,
        -0x1.5477f09a3ff68p-5,
        0x1.48c9d3924a5b9p-7,
        -0x1.033f5b9e84243p-9,
        0x1.f1b0a1d6a5935p-13,
        0x1.b9272e72fabd9p-16,
        -0x1.c84707ef0371fp-16,
        0x1.4466dc5ddc8dfp-17,
        -0x1.1db633367de95p-19,
        0x1.b310cfdff6d62p-23,
        0x1.fbf21577496a4p-25,
        -0x1.22584393c4a17p-25,
        0x1.284df35837752p-27,
        -0x1.6f7d8b30caf6bp-30,
        0x1.0a5d01cd6fc94p-33,
        -0x1.5c1bf423fbba9p-38
    };

    /// (a + k) Φ(−a) e^(a² ÷ 2) in powers of t, for 0 ≤ a ≤ GELU_LIMIT, error 2⁻⁵⁵
    static final double[] GELU = {
        0x1.8c2b8893b5c8dp-1,
        -0x1.5ed05c7e41a2ep-1,
        0x1.1239b3f8c06dap-1,
        -0x1.77dbb5cdda96cp-2,
        0x1.be33e6ee995f3p-3,
        -0x1.c15806fa4911fp-4,
        0x1.71707b5751e8ap-5,
        -0x1.c83edf43372d4p-7,
        0x1.4034e561d611fp-9,
        0x1.1ab345de4b722p-12,
        -0x1.544962c20a864p-12,
        0x1.2b891cba9d698p-14,
        0x1.11cdc744f6b54p-16,
        -0x1.96a48c73f39b5p-17,
        0x1.df447fff9ea5cp-22,
        0x1.8e5269156372fp-20,
        -0x1.1f85b25aa684bp-22,
        -0x1.7d61aad4e552fp-23,
        0x1.afa90ad871e19p-25,
        0x1.8a198203077aap-26,
        -0x1.847c5b5316b62p-28,
        -0x1.629bd85d3fba9p-29
    };

    private DoubleErrorPolynomials() {}
}
