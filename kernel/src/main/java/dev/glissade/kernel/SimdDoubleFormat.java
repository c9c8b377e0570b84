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

    /// sin(r + q·π/2) from sin r and cos r, where q is the integer in the low bits of `turns`
    static DoubleVector quadrant(DoubleVector turns, DoubleVector sin, DoubleVector cos) {
        LongVector quarter = turns.reinterpretAsLongs();
        VectorMask<Double> odd = quarter.and(1).compare(VectorOperators.NE, 0).cast(SPECIES);
        LongVector turned = sin.blend(cos, odd).reinterpretAsLongs();
        LongVector sign = quarter.and(2).lanewise(VectorOperators.LSHL, 62);
        return turned.lanewise(VectorOperators.XOR, sign).reinterpretAsDoubles();
    }

    /// `magnitude`, its sign flipped where that of `sign` is negative
    static DoubleVector flipSign(DoubleVector magnitude, DoubleVector sign) {
        LongVector bit = sign.reinterpretAsLongs().and(Long.MIN_VALUE);
        return magnitude.reinterpretAsLongs().lanewise(VectorOperators.XOR, bit).reinterpretAsDoubles();
    }
}
