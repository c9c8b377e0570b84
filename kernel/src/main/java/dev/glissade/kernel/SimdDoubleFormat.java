package dev.glissade.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The operations of [DoubleFormat], a vector at a time.
final class SimdDoubleFormat {
    private static final VectorSpecies<Double> SPECIES = SimdDoubleSpecies.SPECIES;

    private SimdDoubleFormat() {}

    /// 2ⁿ from n + [DoublePolynomials#POWER]
    static DoubleVector power(DoubleVector biased) {
        return biased.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
    }

    /// The k of x = 2ᵏ·m with √½ ≤ m < √2
    static DoubleVector exponent(DoubleVector x) {
        LongVector shifted = x.reinterpretAsLongs().add(DoubleFormat.ONE_LESS_ROOT_HALF);
        LongVector integer = shifted.lanewise(VectorOperators.LSHR, 52).or(DoubleFormat.INTEGER);
        return integer.reinterpretAsDoubles().sub(DoubleFormat.INTEGER_BIAS);
    }

    /// The m of x = 2ᵏ·m with √½ ≤ m < √2
    static DoubleVector significand(DoubleVector x) {
        LongVector shifted = x.reinterpretAsLongs().add(DoubleFormat.ONE_LESS_ROOT_HALF);
        return shifted.and(DoubleFormat.FRACTION).add(DoubleFormat.ROOT_HALF).reinterpretAsDoubles();
    }

    /// Whether the integer n in the low bits of n + [DoublePolynomials#ROUND] is odd
    static VectorMask<Double> isOdd(DoubleVector rounded) {
        return rounded.reinterpretAsLongs()
                .and(1)
                .compare(VectorOperators.NE, 0)
                .cast(SPECIES);
    }

    /// (−1)^⌊n/2⌋ of the integer n in the low bits of n + [DoublePolynomials#ROUND]
    static DoubleVector halfTurnSign(DoubleVector rounded) {
        return rounded.reinterpretAsLongs()
                .and(2)
                .lanewise(VectorOperators.LSHL, 62)
                .or(DoubleFormat.ONE)
                .reinterpretAsDoubles();
    }

    /// 1 with the sign of x
    static DoubleVector sign(DoubleVector x) {
        return x.reinterpretAsLongs().and(Long.MIN_VALUE).or(DoubleFormat.ONE).reinterpretAsDoubles();
    }
}
