package dev.glissade.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [FloatErrorFunctions], a vector at a time: the operations of [FloatErrorMathematics], every case computed and the
/// right one blended in; the tail goes through the reference.
final class SimdFloatErrorFunctions implements FloatErrorFunctions {
    /*
     * Each loop is written out, with polynomials as loops over their tables, for the reasons that stand in
     * SimdFloatExponentials and SimdFloatTrigonometry.
     */

    private static final VectorSpecies<Float> SPECIES = SimdFloatSpecies.SPECIES;
    private static final ScalarFloatErrorFunctions REFERENCE = new ScalarFloatErrorFunctions();
    private static final float[] ERF = FloatErrorPolynomials.ERF;
    private static final float[] ERF_TAIL = FloatErrorPolynomials.ERF_TAIL;
    private static final float[] GELU = FloatErrorPolynomials.GELU;
    private static final float[] GELU_NEAR = FloatErrorPolynomials.GELU_NEAR;
    private static final float[] EXP = FloatErrorPolynomials.EXP;

    @Override
    public void erf(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector sign = SimdFloatFormat.sign(x);
            FloatVector magnitude = x.abs();
            VectorMask<Float> near = magnitude.compare(VectorOperators.LT, 1);
            VectorMask<Float> beyond = magnitude.compare(VectorOperators.GT, FloatErrorPolynomials.ERF_LIMIT);
            FloatVector one = FloatVector.broadcast(SPECIES, 1);
            FloatVector square = magnitude.mul(magnitude);
            FloatVector bounded = magnitude.blend(FloatErrorPolynomials.ERF_LIMIT, beyond);
            FloatVector distance = bounded.sub(one);
            FloatVector polynomial = FloatVector.broadcast(SPECIES, ERF[ERF.length - 1]);
            for (int power = ERF.length - 2; power >= 0; power--) {
                polynomial = polynomial.fma(square, FloatVector.broadcast(SPECIES, ERF[power]));
            }
            FloatVector tail = FloatVector.broadcast(SPECIES, ERF_TAIL[ERF_TAIL.length - 1]);
            for (int power = ERF_TAIL.length - 2; power >= 0; power--) {
                tail = tail.fma(distance, FloatVector.broadcast(SPECIES, ERF_TAIL[power]));
            }
            FloatVector nearErf = magnitude.fma(polynomial, magnitude);
            FloatVector logarithm = tail.neg();
            FloatVector round = FloatVector.broadcast(SPECIES, FloatPolynomials.ROUND);
            FloatVector inverseLn2 = FloatVector.broadcast(SPECIES, FloatPolynomials.INVERSE_LN2);
            FloatVector n = logarithm.fma(inverseLn2, round).sub(round);
            FloatVector scale = SimdFloatFormat.power(n.add(FloatPolynomials.POWER));
            FloatVector minusN = n.neg();
            FloatVector high = minusN.fma(FloatVector.broadcast(SPECIES, FloatPolynomials.LN2), logarithm);
            FloatVector r = minusN.fma(FloatVector.broadcast(SPECIES, FloatPolynomials.LN2_REST), high);
            FloatVector exp = FloatVector.broadcast(SPECIES, EXP[EXP.length - 1]);
            for (int power = EXP.length - 2; power >= 0; power--) {
                exp = exp.fma(r, FloatVector.broadcast(SPECIES, EXP[power]));
            }
            FloatVector excess = r.mul(r).fma(exp, r);
            FloatVector erf = scale.neg().fma(excess, one.sub(scale));
            erf.blend(nearErf, near).mul(sign).intoArray(result, resultOffset + i);
        }
        REFERENCE.erf(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void gelu(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector magnitude = x.abs();
            VectorMask<Float> beyond = magnitude.compare(VectorOperators.GT, FloatErrorPolynomials.GELU_LIMIT);
            VectorMask<Float> negative = x.compare(VectorOperators.LT, 0);
            FloatVector a = magnitude.blend(FloatErrorPolynomials.GELU_LIMIT, beyond);
            FloatVector one = FloatVector.broadcast(SPECIES, 1);
            FloatVector square = a.mul(a);
            FloatVector nearPolynomial = FloatVector.broadcast(SPECIES, GELU_NEAR[GELU_NEAR.length - 1]);
            for (int power = GELU_NEAR.length - 2; power >= 0; power--) {
                nearPolynomial = nearPolynomial.fma(square, FloatVector.broadcast(SPECIES, GELU_NEAR[power]));
            }
            FloatVector nearGelu = x.mul(x.fma(nearPolynomial, FloatVector.broadcast(SPECIES, 0.5f)));
            VectorMask<Float> near = magnitude.compare(VectorOperators.LT, 1);
            FloatVector squareRest = a.fma(a, square.neg());
            FloatVector exponent = square.mul(-0.5f);
            FloatVector round = FloatVector.broadcast(SPECIES, FloatPolynomials.ROUND);
            FloatVector inverseLn2 = FloatVector.broadcast(SPECIES, FloatPolynomials.INVERSE_LN2);
            FloatVector n = exponent.fma(inverseLn2, round).sub(round);
            FloatVector bias = FloatVector.broadcast(SPECIES, FloatPolynomials.POWER);
            FloatVector half = n.fma(FloatVector.broadcast(SPECIES, 0.5f), bias);
            FloatVector otherHalf = n.sub(half.sub(bias)).add(bias);
            FloatVector scale = SimdFloatFormat.power(half);
            FloatVector otherScale = SimdFloatFormat.power(otherHalf);
            FloatVector minusN = n.neg();
            FloatVector whole = minusN.fma(FloatVector.broadcast(SPECIES, FloatPolynomials.LN2), exponent);
            FloatVector high = squareRest.fma(FloatVector.broadcast(SPECIES, -0.5f), whole);
            FloatVector r = minusN.fma(FloatVector.broadcast(SPECIES, FloatPolynomials.LN2_REST), high);
            FloatVector exp = FloatVector.broadcast(SPECIES, EXP[EXP.length - 1]);
            for (int power = EXP.length - 2; power >= 0; power--) {
                exp = exp.fma(r, FloatVector.broadcast(SPECIES, EXP[power]));
            }
            FloatVector excess = r.mul(r).fma(exp, r);
            FloatVector shift = FloatVector.broadcast(SPECIES, FloatErrorPolynomials.GELU_SHIFT);
            FloatVector denominator = a.add(shift);
            FloatVector shifted = denominator.sub(a);
            FloatVector denominatorRest = a.sub(denominator.sub(shifted)).add(shift.sub(shifted));
            FloatVector inverse = one.div(denominator);
            FloatVector error =
                    denominatorRest.neg().fma(inverse, denominator.neg().fma(inverse, one));
            FloatVector minusTwice = FloatVector.broadcast(SPECIES, -2 * FloatErrorPolynomials.GELU_SHIFT);
            FloatVector t = minusTwice.mul(inverse).fma(error, inverse.fma(minusTwice, one));
            FloatVector polynomial = FloatVector.broadcast(SPECIES, GELU[GELU.length - 1]);
            for (int power = GELU.length - 2; power >= 0; power--) {
                polynomial = polynomial.fma(t, FloatVector.broadcast(SPECIES, GELU[power]));
            }
            FloatVector quotient = polynomial.mul(inverse);
            FloatVector quotientRest = quotient.fma(error, polynomial.fma(inverse, quotient.neg()));
            FloatVector scaledTail = a.mul(quotient);
            FloatVector scaledTailRest = a.fma(quotientRest, a.fma(quotient, scaledTail.neg()));
            FloatVector significand = scaledTail.add(scaledTail.fma(excess, scaledTailRest));
            FloatVector tail = significand.mul(scale).mul(otherScale);
            x.blend(x.mul(0f), negative).sub(tail).blend(nearGelu, near).intoArray(result, resultOffset + i);
        }
        REFERENCE.gelu(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }
}
