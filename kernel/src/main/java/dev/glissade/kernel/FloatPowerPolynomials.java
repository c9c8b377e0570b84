package dev.glissade.kernel;

/// The numbers of powers of `float`, which are computed in `double`: limits and minimax polynomials.
///
/// A polynomial is a table for [DoubleHorner], the lowest power first. What the arguments mean stands in
/// [FloatPowerMathematics].
final class FloatPowerPolynomials {
    // Coefficients: Remez exchange in 130 digits, weighted for the relative error of the function.

    /// From here on every `double` is an integer.
    static final double INTEGER = 0x1p52;

    /// The logarithm of a power is moved within ± this bound: results beyond overflow or underflow in `float`.
    static final double BOUND = 200;

    /// log₂((1 + s) ÷ (1 − s)) ÷ s in powers of s², for |s| ≤ (√2 − 1) ÷ (√2 + 1), error 2⁻³⁷
    static final double[] LOG2 = {
        0x1.71547652bedfp+1, 0x1.ec709d12f7f3ep-1, 0x1.27777fc520679p-1, 0x1.a58d9a126dd9bp-2, 0x1.5ce714bb0af9fp-2
    };

    /// 2^r for |r| ≤ ½, error 2⁻²⁸
    static final double[] EXP2 = {
        0x1p+0,
        0x1.62e430af1ffecp-1,
        0x1.ebfbdc78ce489p-3,
        0x1.c6aee8d3baf31p-5,
        0x1.3b2d87ff4ff66p-7,
        0x1.5f427c76185bp-10,
        0x1.41c86e458fc7cp-13
    };

    private FloatPowerPolynomials() {}
}
