package dev.glissade.kernel;

/// The numbers of the error function and its kin in `float`: limits and minimax polynomials.
///
/// A polynomial is a table for [FloatHorner], the lowest power first. What the arguments mean stands in
/// [FloatErrorMathematics].
final class FloatErrorPolynomials {
    /*
     * Coefficients: Remez exchange in 60 to 130 digits, weighted for the relative error of the function, then rounded
     * to the type. The errors stated are those after rounding, over the whole interval.
     */

    /// Above it erf rounds to 1.
    static final float ERF_LIMIT = 4f;

    /// The k of the variable t = (a − k) ÷ (a + k) in which the scaled tail of the normal distribution is a polynomial.
    static final float GELU_SHIFT = 5f;

    /// Below its negative x Φ(x) rounds to 0, above it to x.
    static final float GELU_LIMIT = 15f;

    /// (e^r − 1 − r) ÷ r² for |r| ≤ ln 2 ÷ 2
    static final float[] EXP = {
        FloatPolynomials.EXP_2,
        FloatPolynomials.EXP_3,
        FloatPolynomials.EXP_4,
        FloatPolynomials.EXP_5,
        FloatPolynomials.EXP_6
    };

    /// erf x ÷ x − 1 in powers of x², for |x| ≤ 1, error 2⁻²⁹ of erf
    static final float[] ERF = {
        0x1.06eba8p-3f,
        -0x1.81273ep-2f,
        0x1.ce2ce6p-4f,
        -0x1.b7f71ap-6f,
        0x1.53f224p-8f,
        -0x1.a3515ep-11f,
        0x1.4771fcp-14f
    };

    /// ln(1 − erf x) in powers of x − 1, for 1 ≤ x ≤ ERF_LIMIT, error 2⁻²⁷ of erf
    static final float[] ERF_TAIL = {
        -0x1.d97fcp+0f,
        -0x1.51c988p+1f,
        -0x1.afb44ap-1f,
        -0x1.52051ap-5f,
        0x1.35be2ep-7f,
        -0x1.8436b4p-10f,
        0x1.799e22p-14f
    };

    /// (a + k) Φ(−a) e^(a² ÷ 2) in powers of t, for 0 ≤ a ≤ GELU_LIMIT, error 2⁻²⁵
    static final float[] GELU = {
        0x1.89d3acp-1f,
        -0x1.54ad04p-1f,
        0x1.fb319cp-2f,
        -0x1.410ef2p-2f,
        0x1.51eef8p-3f,
        -0x1.1b1cbep-4f,
        0x1.560052p-6f,
        -0x1.8333dcp-9f,
        -0x1.f7349ep-11f,
        0x1.adb01cp-12f
    };

    private FloatErrorPolynomials() {}
}
