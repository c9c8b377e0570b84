package dev.glissade.kernel;

/// The numbers of powers of `double`: constants with their rests, limits and minimax polynomials.
///
/// A polynomial is a table for [DoubleHorner], the lowest power first. What the arguments mean stands in
/// [DoublePowerMathematics].
final class DoublePowerPolynomials {
    // Coefficients: Remez exchange in 130 digits, weighted for the relative error of the function.

    /// From here on every `double` is an integer.
    static final double INTEGER = 0x1p52;

    /// A power whose logarithm to base 2 is above overflows for certain.
    static final double OVERFLOW = 1025;

    /// A power whose logarithm to base 2 is below rounds to 0.
    static final double UNDERFLOW = -1080;

    /// 1 ÷ 3
    static final double THIRD = 0x1.5555555555555p-2;

    /// 1 ÷ 3 − THIRD
    static final double THIRD_REST = 0x1.5555555555555p-56;

    /// 2 ÷ ln 2
    static final double TWICE_INVERSE_LN2 = 0x1.71547652b82fep+1;

    /// 2 ÷ ln 2 − TWICE_INVERSE_LN2
    static final double TWICE_INVERSE_LN2_REST = 0x1.777d0ffda0d24p-55;

    /// (atanh s ÷ s − 1 − s² ÷ 3) ÷ s⁴ in powers of s², for |s| ≤ (√2 − 1) ÷ (√2 + 1), error 2⁻⁶⁶ of atanh
    static final double[] ATANH = {
        0x1.9999999999b3p-3,
        0x1.2492492457d6cp-3,
        0x1.c71c722d64244p-4,
        0x1.745ce9e46f3dfp-4,
        0x1.3b1eebcc51be8p-4,
        0x1.0f7ff05544898p-4,
        0x1.0e4265c200232p-4
    };

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

    private DoublePowerPolynomials() {}
}
