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
    private static final float[] EXP = FloatErrorPolynomials.EXP;

    @Override
    public void erf(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            erfVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.erf(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void erfVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector sign = SimdFloatFormat.sign(x);
            FloatVector magnitude = x.abs();
            VectorMask<Float> beyond = magnitude.compare(VectorOperators.GT, FloatErrorPolynomials.ERF_LIMIT);
            FloatVector one = FloatVector.broadcast(SPECIES, 1);
            FloatVector square = magnitude.mul(magnitude);
            FloatVector bounded = magnitude.blend(FloatErrorPolynomials.ERF_LIMIT, beyond);
            FloatVector distance = bounded.sub(one);
            FloatVector polynomial = FloatVector.broadcast(SPECIES, ERF[ERF.length - 1]);
            for (int power = ERF.length - 2; power >= 0; power--) {
                polynomial = square.fma(polynomial, FloatVector.broadcast(SPECIES, ERF[power]));
            }
            FloatVector logarithm = FloatVector.broadcast(SPECIES, ERF_TAIL[ERF_TAIL.length - 1]);
            for (int power = ERF_TAIL.length - 2; power >= 0; power--) {
                logarithm = distance.fma(logarithm, FloatVector.broadcast(SPECIES, ERF_TAIL[power]));
            }
            FloatVector nearErf = magnitude.fma(polynomial, magnitude);
            FloatVector bias = FloatVector.broadcast(SPECIES, FloatPolynomials.POWER);
            FloatVector inverseLn2 = FloatVector.broadcast(SPECIES, FloatPolynomials.INVERSE_LN2);
            FloatVector biased = logarithm.fma(inverseLn2, bias);
            FloatVector n = biased.sub(bias);
            FloatVector scale = SimdFloatFormat.power(biased);
            FloatVector high = n.fma(FloatVector.broadcast(SPECIES, -FloatPolynomials.LN2), logarithm);
            FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -FloatPolynomials.LN2_REST), high);
            FloatVector exp = FloatVector.broadcast(SPECIES, EXP[EXP.length - 1]);
            for (int power = EXP.length - 2; power >= 0; power--) {
                exp = r.fma(exp, FloatVector.broadcast(SPECIES, EXP[power]));
            }
            FloatVector excess = r.mul(r).fma(exp, r);
            FloatVector erf = scale.neg().fma(excess, one.sub(scale));
            VectorMask<Float> near = magnitude.compare(VectorOperators.LT, 1);
            erf.blend(nearErf, near).mul(sign).intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void gelu(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            geluVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.gelu(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void geluVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector magnitude = x.abs();
            VectorMask<Float> beyond = magnitude.compare(VectorOperators.GT, FloatErrorPolynomials.GELU_LIMIT);
            VectorMask<Float> negative = x.compare(VectorOperators.LT, 0);
            FloatVector a = magnitude.blend(FloatErrorPolynomials.GELU_LIMIT, beyond);
            FloatVector square = a.mul(a);
            FloatVector squareRest = a.fma(a, square.neg());
            FloatVector minusHalf = FloatVector.broadcast(SPECIES, -0.5f);
            FloatVector exponent = square.mul(minusHalf);
            FloatVector bias = FloatVector.broadcast(SPECIES, FloatPolynomials.RAISED_POWER);
            FloatVector inverseLn2 = FloatVector.broadcast(SPECIES, FloatPolynomials.INVERSE_LN2);
            FloatVector biased = exponent.fma(inverseLn2, bias);
            FloatVector n = biased.sub(bias);
            FloatVector scale = SimdFloatFormat.power(biased);
            FloatVector whole = n.fma(FloatVector.broadcast(SPECIES, -FloatPolynomials.LN2), exponent);
            FloatVector high = squareRest.fma(minusHalf, whole);
            FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -FloatPolynomials.LN2_REST), high);
            FloatVector exp = FloatVector.broadcast(SPECIES, EXP[EXP.length - 1]);
            for (int power = EXP.length - 2; power >= 0; power--) {
                exp = r.fma(exp, FloatVector.broadcast(SPECIES, EXP[power]));
            }
            FloatVector excess = r.mul(r).fma(exp, r);
            FloatVector one = FloatVector.broadcast(SPECIES, 1);
            FloatVector shift = FloatVector.broadcast(SPECIES, FloatErrorPolynomials.GELU_SHIFT);
            FloatVector twiceShift = FloatVector.broadcast(SPECIES, 2 * FloatErrorPolynomials.GELU_SHIFT);
            FloatVector inverse = one.div(a.add(shift));
            FloatVector minus = inverse.neg();
            FloatVector error = minus.fma(a, minus.fma(shift, one));
            FloatVector t = minus.mul(twiceShift).fma(error, minus.fma(twiceShift, one));
            FloatVector share = FloatVector.broadcast(SPECIES, GELU[GELU.length - 1]);
            for (int power = GELU.length - 2; power >= 0; power--) {
                share = t.fma(share, FloatVector.broadcast(SPECIES, GELU[power]));
            }
            FloatVector raised = a.mul(scale);
            FloatVector ratio = raised.mul(inverse);
            FloatVector ratioRest = ratio.fma(error, raised.fma(inverse, ratio.neg()));
            FloatVector tail = share.fma(ratio, share.mul(ratio.fma(excess, ratioRest)));
            FloatVector lowered = FloatVector.broadcast(SPECIES, -FloatPolynomials.LOWERED);
            tail.fma(lowered, x.blend(x.add(magnitude), negative)).intoArray(result, resultOffset + i);
        }
    }
}
