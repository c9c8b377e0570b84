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

    /// sin(r + q·π/2) from sin r and cos r, where q is the integer in the low bits of `turns`
    static FloatVector quadrant(FloatVector turns, FloatVector sin, FloatVector cos) {
        IntVector quarter = turns.reinterpretAsInts();
        VectorMask<Float> odd = quarter.and(1).compare(VectorOperators.NE, 0).cast(SPECIES);
        IntVector turned = sin.blend(cos, odd).reinterpretAsInts();
        IntVector sign = quarter.and(2).lanewise(VectorOperators.LSHL, 30);
        return turned.lanewise(VectorOperators.XOR, sign).reinterpretAsFloats();
    }

    /// `magnitude`, its sign flipped where that of `sign` is negative
    static FloatVector flipSign(FloatVector magnitude, FloatVector sign) {
        IntVector bit = sign.reinterpretAsInts().and(Integer.MIN_VALUE);
        return magnitude.reinterpretAsInts().lanewise(VectorOperators.XOR, bit).reinterpretAsFloats();
    }
}
