package dev.glissade.kernel;

/// The numbers of the trigonometric functions in `double`: the parts of π ÷ 2, limits and minimax polynomials.
///
/// A polynomial is a table for [DoubleHorner], the lowest power first. What the reduced arguments mean
/// stands in [DoubleTrigonometricMathematics].
final class DoubleTrigonometricPolynomials {
    /*
     * Coefficients: Remez exchange in 60 to 130 digits, weighted for the relative error of the function, then rounded
     * to the type one by one, the others fitted again. The errors stated are those after rounding, over the whole
     * reduced interval.
     */

    /// 2 ÷ π
    static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;

    // π ÷ 2 in three parts, error 2⁻¹⁶³
    static final double HALF_PI_1 = 0x1.921fb54442d18p+0;
    static final double HALF_PI_2 = 0x1.1a62633145c07p-54;
    static final double HALF_PI_3 = -0x1.f1976b7ed8fbcp-110;

    /// Beyond it the three parts of π ÷ 2 no longer give the last bits of a function near one of its zeros.
    static final double SIN_LIMIT = 0x1p30;

    /// (sin r − r) ÷ r³ in powers of r², for |r| ≤ π ÷ 4, error 2⁻⁵⁷ of the sine
    static final double[] SIN = {
        -0x1.5555555555548p-3,
        0x1.111111110f73p-7,
        -0x1.a01a019be91ebp-13,
        0x1.71de35552533ep-19,
        -0x1.ae5e4b7c2bb0dp-26,
        0x1.5d8b43f6995c4p-33
    };

    /// (cos r − 1 + r² ÷ 2) ÷ r⁴ in powers of r², for |r| ≤ π ÷ 4, error 2⁻⁶⁴
    static final double[] COS = {
        0x1.555555555554cp-5,
        -0x1.6c16c16c1520fp-10,
        0x1.a01a019cbcafep-16,
        -0x1.27e4f8101f2ap-22,
        0x1.1ee9ef341872p-29,
        -0x1.8fafefd4b60fcp-37
    };

    /// Beyond it atan x is π ÷ 2 in all its bits.
    static final double ATAN_LIMIT = 0x1p60;

    // Where the denominator of atan2 is below ATAN2_SPLIT, both parts of the quotient are scaled up, else down: then
    // the inverse of the denominator is a normal number, and the quotient keeps its last bits.
    static final double ATAN2_SPLIT = 0x1p200;
    static final double ATAN2_UP = 0x1p800;
    static final double ATAN2_DOWN = 0x1p-64;

    /// (atan t − t) ÷ t³ in powers of t², for |t| ≤ 1, error 2⁻⁵⁷ of the arc tangent
    static final double[] ATAN = {
        -0x1.5555555555526p-2,
        0x1.99999999955b4p-3,
        -0x1.249249237f5a5p-3,
        0x1.c71c717fd088dp-4,
        -0x1.745d11ae8df9ep-4,
        0x1.3b13669b7f389p-4,
        -0x1.110e5132b6e6ap-4,
        0x1.e1bba6fb8240ep-5,
        -0x1.ae5e753c8c3f3p-5,
        0x1.82dadfd0023e4p-5,
        -0x1.59a413b078813p-5,
        0x1.2c2e8422abd62p-5,
        -0x1.e9fa8164084a3p-6,
        0x1.683d4be8ed704p-6,
        -0x1.c790abda0d6c4p-7,
        0x1.d7ba418b802cap-8,
        -0x1.7a3a9a8ba9e71p-9,
        0x1.b3fc04a814ef5p-11,
        -0x1.3f3732e5536b2p-13,
        0x1.bbeecdeb181d9p-17
    };

    /// (asin w − w) ÷ w³ in powers of w², for |w| ≤ ½, error 2⁻⁵⁵ of the arc sine
    static final double[] ASIN = {
        0x1.555555555539p-3,
        0x1.333333336e83dp-4,
        0x1.6db6db427795bp-5,
        0x1.f1c72c3a0bb91p-6,
        0x1.6e89f42306a6ep-6,
        0x1.1c6be38bb8436p-6,
        0x1.c6fd98ec99799p-7,
        0x1.8ec41c6ac7619p-7,
        0x1.abc4fe3f2b524p-8,
        0x1.3ffc2d1aef83dp-6,
        -0x1.09df92de13608p-6,
        0x1.0571e2415d317p-5
    };

    private DoubleTrigonometricPolynomials() {}
}
