package dev.glissade.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Exponentials of differences from a largest element: those of [SimdFloatExponentials] without a pass for the differences.
final class SimdFloatShiftedExponentials {
    private static final VectorSpecies<Float> SPECIES = SimdFloatSpecies.SPECIES;

    private SimdFloatShiftedExponentials() {}

    /// result = e^(input − largest), for a number of elements that fills whole vectors
    ///
    /// No difference is above 0, so that none overflows; a NaN stays one.
    static void exp(float[] input, int inputOffset, float largest, float[] result, int resultOffset, int length) {
        FloatVector shift = FloatVector.broadcast(SPECIES, largest);
        FloatVector least = FloatVector.broadcast(SPECIES, FloatPolynomials.EXP_UNDERFLOW);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector given = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector x = given.sub(shift);
            VectorMask<Float> underflow = x.compare(VectorOperators.LT, least);
            FloatVector round = FloatVector.broadcast(SPECIES, FloatPolynomials.ROUND);
            FloatVector inverseLn2 = FloatVector.broadcast(SPECIES, FloatPolynomials.INVERSE_LN2);
            FloatVector rounded = x.fma(inverseLn2, round);
            FloatVector n = rounded.sub(round);
            FloatVector minusN = n.neg();
            FloatVector ln2 = FloatVector.broadcast(SPECIES, FloatPolynomials.LN2);
            FloatVector high = minusN.fma(ln2, x);
            FloatVector ln2Rest = FloatVector.broadcast(SPECIES, FloatPolynomials.LN2_REST);
            FloatVector r = minusN.fma(ln2Rest, high);
            FloatVector lost = high.sub(r);
            FloatVector rRest = minusN.fma(ln2Rest, lost);
            FloatVector polynomial = SimdFloatPolynomials.exp(r);
            FloatVector square = r.mul(r);
            FloatVector behind = square.fma(polynomial, rRest);
            FloatVector p = r.add(behind);
            FloatVector bias = FloatVector.broadcast(SPECIES, FloatPolynomials.POWER);
            FloatVector oneHalf = FloatVector.broadcast(SPECIES, 0.5f);
            FloatVector half = n.fma(oneHalf, bias);
            FloatVector halfPower = half.sub(bias);
            FloatVector otherHalfPower = n.sub(halfPower);
            FloatVector otherHalf = otherHalfPower.add(bias);
            FloatVector power = SimdFloatFormat.power(half);
            FloatVector otherPower = SimdFloatFormat.power(otherHalf);
            FloatVector one = FloatVector.broadcast(SPECIES, 1);
            FloatVector significand = p.add(one);
            FloatVector scaled = significand.mul(power);
            FloatVector finite = scaled.mul(otherPower);
            FloatVector bounded = finite.blend(zero, underflow);
            bounded.intoArray(result, resultOffset + i);
        }
    }
}
