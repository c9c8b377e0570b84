package dev.glissade.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The operations of [FloatFormat], a vector at a time.
final class SimdFloatFormat {
    private static final VectorSpecies<Float> SPECIES = SimdFloatSpecies.SPECIES;

    private SimdFloatFormat() {}

    /// 2ⁿ from n + [FloatPolynomials#POWER]
    static FloatVector power(FloatVector biased) {
        return biased.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    }

    /// The k of x = 2ᵏ·m with √½ ≤ m < √2
    static FloatVector exponent(FloatVector x) {
        IntVector shifted = x.reinterpretAsInts().add(FloatFormat.ONE_LESS_ROOT_HALF);
        IntVector integer = shifted.lanewise(VectorOperators.LSHR, 23).or(FloatFormat.INTEGER);
        return integer.reinterpretAsFloats().sub(FloatFormat.INTEGER_BIAS);
    }

    /// The m of x = 2ᵏ·m with √½ ≤ m < √2
    static FloatVector significand(FloatVector x) {
        IntVector shifted = x.reinterpretAsInts().add(FloatFormat.ONE_LESS_ROOT_HALF);
        return shifted.and(FloatFormat.FRACTION).add(FloatFormat.ROOT_HALF).reinterpretAsFloats();
    }

    /// Whether the integer n in the low bits of n + [FloatPolynomials#ROUND] is odd
    static VectorMask<Float> isOdd(FloatVector rounded) {
        return rounded.reinterpretAsInts().and(1).compare(VectorOperators.NE, 0).cast(SPECIES);
    }

    /// (−1)^⌊n/2⌋ of the integer n in the low bits of n + [FloatPolynomials#ROUND]
    static FloatVector halfTurnSign(FloatVector rounded) {
        return rounded.reinterpretAsInts()
                .and(2)
                .lanewise(VectorOperators.LSHL, 30)
                .or(FloatFormat.ONE)
                .reinterpretAsFloats();
    }

    /// 1 with the sign of x
    static FloatVector sign(FloatVector x) {
        return x.reinterpretAsInts().and(Integer.MIN_VALUE).or(FloatFormat.ONE).reinterpretAsFloats();
    }
}
