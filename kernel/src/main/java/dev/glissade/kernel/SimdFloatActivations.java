package dev.glissade.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [FloatActivations], a vector at a time: the operations of [FloatActivationMathematics], every case computed and the
/// right one blended in; the tail goes through the reference.
///
/// Each loop is written out and long, for the reasons given in [SimdFloatExponentials].
final class SimdFloatActivations implements FloatActivations {
    private static final VectorSpecies<Float> SPECIES = SimdFloatSpecies.SPECIES;
    private static final ScalarFloatActivations REFERENCE = new ScalarFloatActivations();

    @Override
    public void sigmoid(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            sigmoidVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.sigmoid(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void sigmoidVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector magnitude = x.abs();
            VectorMask<Float> far = magnitude.compare(VectorOperators.GT, FloatPolynomials.ACTIVATION_LIMIT);
            FloatVector bounded = magnitude.blend(FloatPolynomials.ACTIVATION_LIMIT, far);
            FloatVector bias = FloatVector.broadcast(SPECIES, FloatPolynomials.RAISED_POWER);
            FloatVector minusInverseLn2 = FloatVector.broadcast(SPECIES, -FloatPolynomials.INVERSE_LN2);
            FloatVector biased = bounded.fma(minusInverseLn2, bias);
            FloatVector n = biased.sub(bias);
            FloatVector ln2 = FloatVector.broadcast(SPECIES, FloatPolynomials.LN2);
            FloatVector ln2Rest = FloatVector.broadcast(SPECIES, FloatPolynomials.LN2_REST);
            FloatVector high = n.fma(ln2, bounded);
            FloatVector r = n.fma(ln2Rest, high);
            FloatVector square = r.mul(r);
            FloatVector polynomial = SimdFloatPolynomials.exp(r, square);
            FloatVector power = SimdFloatFormat.power(biased);
            FloatVector p = square.fma(polynomial, r);
            FloatVector one = FloatVector.broadcast(SPECIES, 1);
            FloatVector minusOne = FloatVector.broadcast(SPECIES, -1);
            FloatVector lowered = FloatVector.broadcast(SPECIES, FloatPolynomials.LOWERED);
            FloatVector sum = power.fma(lowered, one).add(p);
            FloatVector complement = minusOne.div(sum).add(one);
            FloatVector minus = complement.sub(one);
            FloatVector raised = minus.mul(power);
            FloatVector residual = raised.fma(lowered, minus.fma(p, complement));
            FloatVector share = raised.fma(residual, raised);
            VectorMask<Float> right = x.compare(VectorOperators.GE, 0);
            FloatVector whole = FloatVector.zero(SPECIES).blend(1, right);
            FloatVector scale = FloatVector.broadcast(SPECIES, -FloatPolynomials.LOWERED);
            FloatVector signed = scale.blend(FloatPolynomials.LOWERED, right);
            share.fma(signed, whole).intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void softplus(
            float beta, float threshold, float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            softplusVectors(beta, threshold, input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.softplus(beta, threshold, input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void softplusVectors(
            float beta, float threshold, float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        FloatVector betas = FloatVector.broadcast(SPECIES, beta);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector t = x.mul(betas);
            FloatVector whole = t.abs().neg();
            VectorMask<Float> far = whole.compare(VectorOperators.LT, -FloatPolynomials.ACTIVATION_LIMIT);
            FloatVector negative = whole.blend(-FloatPolynomials.ACTIVATION_LIMIT, far);
            FloatVector round = FloatVector.broadcast(SPECIES, FloatPolynomials.ROUND);
            FloatVector inverseLn2 = FloatVector.broadcast(SPECIES, FloatPolynomials.INVERSE_LN2);
            FloatVector n = negative.fma(inverseLn2, round).sub(round);
            FloatVector minusLn2 = FloatVector.broadcast(SPECIES, -FloatPolynomials.LN2);
            FloatVector minusLn2Rest = FloatVector.broadcast(SPECIES, -FloatPolynomials.LN2_REST);
            FloatVector high = n.fma(minusLn2, negative);
            FloatVector r = n.fma(minusLn2Rest, high);
            FloatVector polynomial = SimdFloatPolynomials.exp(r);
            FloatVector power = SimdFloatFormat.power(n.add(FloatPolynomials.RAISED_POWER));
            FloatVector lowered = FloatVector.broadcast(SPECIES, FloatPolynomials.LOWERED);
            FloatVector p = r.mul(r).fma(polynomial, r);
            FloatVector exp = p.add(1).mul(power);
            FloatVector two = FloatVector.broadcast(SPECIES, 2);
            FloatVector s = exp.div(exp.fma(lowered, two));
            FloatVector scaled = s.mul(lowered);
            FloatVector square = scaled.mul(scaled);
            FloatVector logPolynomial = SimdFloatPolynomials.log1p(square);
            FloatVector twice = s.add(s);
            VectorMask<Float> positive = t.compare(VectorOperators.GT, 0);
            FloatVector rest = x.fma(betas, t.neg());
            FloatVector negativeRest = rest.blend(rest.neg(), positive).blend(0, far);
            FloatVector log = twice.add(s.mul(square).fma(logPolynomial, twice.mul(negativeRest)));
            FloatVector shared = log.div(betas).mul(lowered);
            VectorMask<Float> beyond = t.compare(VectorOperators.GT, threshold);
            shared.blend(x.add(shared), positive).blend(x, beyond).intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void logSigmoid(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            logSigmoidVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.logSigmoid(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void logSigmoidVectors(
            float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector whole = x.abs().neg();
            VectorMask<Float> far = whole.compare(VectorOperators.LT, -FloatPolynomials.ACTIVATION_LIMIT);
            FloatVector negative = whole.blend(-FloatPolynomials.ACTIVATION_LIMIT, far);
            FloatVector round = FloatVector.broadcast(SPECIES, FloatPolynomials.ROUND);
            FloatVector inverseLn2 = FloatVector.broadcast(SPECIES, FloatPolynomials.INVERSE_LN2);
            FloatVector n = negative.fma(inverseLn2, round).sub(round);
            FloatVector minusLn2 = FloatVector.broadcast(SPECIES, -FloatPolynomials.LN2);
            FloatVector minusLn2Rest = FloatVector.broadcast(SPECIES, -FloatPolynomials.LN2_REST);
            FloatVector high = n.fma(minusLn2, negative);
            FloatVector r = n.fma(minusLn2Rest, high);
            FloatVector polynomial = SimdFloatPolynomials.exp(r);
            FloatVector power = SimdFloatFormat.power(n.add(FloatPolynomials.RAISED_POWER));
            FloatVector lowered = FloatVector.broadcast(SPECIES, FloatPolynomials.LOWERED);
            FloatVector p = r.mul(r).fma(polynomial, r);
            FloatVector exp = p.add(1).mul(power);
            FloatVector two = FloatVector.broadcast(SPECIES, 2);
            FloatVector s = exp.div(exp.fma(lowered, two));
            FloatVector scaled = s.mul(lowered);
            FloatVector square = scaled.mul(scaled);
            FloatVector logPolynomial = SimdFloatPolynomials.log1p(square);
            FloatVector twice = s.add(s);
            FloatVector log = twice.add(s.mul(square).mul(logPolynomial));
            FloatVector minusShared = log.mul(lowered).neg();
            VectorMask<Float> left = x.compare(VectorOperators.LT, 0);
            minusShared.blend(x.add(minusShared), left).intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void silu(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            siluVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.silu(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void siluVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector magnitude = x.abs();
            FloatVector whole = magnitude.neg();
            VectorMask<Float> far = whole.compare(VectorOperators.LT, -FloatPolynomials.ACTIVATION_LIMIT);
            FloatVector negative = whole.blend(-FloatPolynomials.ACTIVATION_LIMIT, far);
            FloatVector round = FloatVector.broadcast(SPECIES, FloatPolynomials.ROUND);
            FloatVector inverseLn2 = FloatVector.broadcast(SPECIES, FloatPolynomials.INVERSE_LN2);
            FloatVector rounded = negative.fma(inverseLn2, round);
            FloatVector n = rounded.sub(round);
            FloatVector minusLn2 = FloatVector.broadcast(SPECIES, -FloatPolynomials.LN2);
            FloatVector minusLn2Rest = FloatVector.broadcast(SPECIES, -FloatPolynomials.LN2_REST);
            FloatVector high = n.fma(minusLn2, negative);
            FloatVector r = n.fma(minusLn2Rest, high);
            FloatVector polynomial = SimdFloatPolynomials.exp(r);
            FloatVector biased = n.add(FloatPolynomials.RAISED_POWER);
            FloatVector power = SimdFloatFormat.power(biased);
            FloatVector lowered = FloatVector.broadcast(SPECIES, FloatPolynomials.LOWERED);
            FloatVector square = r.mul(r);
            FloatVector p = square.fma(polynomial, r);
            FloatVector significand = p.add(1);
            FloatVector exp = significand.mul(power);
            FloatVector one = FloatVector.broadcast(SPECIES, 1);
            FloatVector sum = exp.fma(lowered, one);
            VectorMask<Float> right = x.compare(VectorOperators.GE, 0);
            VectorMask<Float> undefined = x.compare(VectorOperators.EQ, Float.NEGATIVE_INFINITY);
            FloatVector product = negative.mul(exp);
            FloatVector numerator = product.blend(x, right);
            FloatVector quotient = numerator.div(sum);
            FloatVector left = quotient.mul(lowered);
            FloatVector silu = left.blend(quotient, right);
            FloatVector defined = silu.blend(Float.NaN, undefined);
            defined.intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void elu(float alpha, float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            eluVectors(alpha, input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.elu(alpha, input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void eluVectors(
            float alpha, float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            VectorMask<Float> tiny = x.abs().compare(VectorOperators.LT, FloatPolynomials.TINY);
            VectorMask<Float> minusOne = x.compare(VectorOperators.LT, FloatPolynomials.EXPM1_MINUS_ONE);
            VectorMask<Float> right = x.compare(VectorOperators.GT, 0);
            FloatVector low = x.blend(FloatPolynomials.EXPM1_MINUS_ONE, minusOne);
            FloatVector bounded = low.blend(0, right);
            FloatVector round = FloatVector.broadcast(SPECIES, FloatPolynomials.ROUND);
            FloatVector inverseLn2 = FloatVector.broadcast(SPECIES, FloatPolynomials.INVERSE_LN2);
            FloatVector n = bounded.fma(inverseLn2, round).sub(round);
            FloatVector minusLn2 = FloatVector.broadcast(SPECIES, -FloatPolynomials.LN2);
            FloatVector minusLn2Rest = FloatVector.broadcast(SPECIES, -FloatPolynomials.LN2_REST);
            FloatVector high = n.fma(minusLn2, bounded);
            FloatVector r = n.fma(minusLn2Rest, high);
            FloatVector rRest = n.fma(minusLn2Rest, high.sub(r));
            FloatVector polynomial = SimdFloatPolynomials.expm1(r);
            FloatVector curve = r.mul(r).fma(polynomial, rRest);
            FloatVector power = SimdFloatFormat.power(n.add(FloatPolynomials.HALF_POWER));
            FloatVector whole = power.sub(0.5f);
            FloatVector wholeRest = power.sub(whole).sub(0.5f);
            FloatVector product = power.mul(r);
            FloatVector sum = whole.add(product);
            FloatVector sumRest = wholeRest.add(product.sub(sum.sub(whole)));
            FloatVector half = sum.add(power.fma(curve, sumRest));
            half.add(half).blend(x, tiny).mul(alpha).blend(x, right).intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void geluTanh(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            geluTanhVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.geluTanh(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void geluTanhVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector magnitude = x.abs();
            VectorMask<Float> far = magnitude.compare(VectorOperators.GT, FloatPolynomials.GELU_LIMIT);
            FloatVector bounded = magnitude.blend(FloatPolynomials.GELU_LIMIT, far);
            FloatVector square = bounded.mul(bounded);
            FloatVector first = FloatVector.broadcast(SPECIES, FloatPolynomials.GELU_1);
            FloatVector third = FloatVector.broadcast(SPECIES, FloatPolynomials.GELU_3);
            FloatVector g = third.fma(square, first);
            FloatVector negative = bounded.mul(g).neg();
            FloatVector round = FloatVector.broadcast(SPECIES, FloatPolynomials.ROUND);
            FloatVector inverseLn2 = FloatVector.broadcast(SPECIES, FloatPolynomials.INVERSE_LN2);
            FloatVector n = negative.fma(inverseLn2, round).sub(round);
            FloatVector minusLn2 = FloatVector.broadcast(SPECIES, -FloatPolynomials.LN2);
            FloatVector minusLn2Rest = FloatVector.broadcast(SPECIES, -FloatPolynomials.LN2_REST);
            FloatVector high = n.fma(minusLn2, negative);
            FloatVector r = n.fma(minusLn2Rest, high);
            FloatVector polynomial = SimdFloatPolynomials.exp(r);
            FloatVector power = SimdFloatFormat.power(n.add(FloatPolynomials.RAISED_POWER));
            FloatVector lowered = FloatVector.broadcast(SPECIES, FloatPolynomials.LOWERED);
            FloatVector firstRest = FloatVector.broadcast(SPECIES, FloatPolynomials.GELU_1_REST);
            FloatVector thirdRest = FloatVector.broadcast(SPECIES, FloatPolynomials.GELU_3_REST);
            FloatVector squareRest = bounded.fma(bounded, square.neg());
            FloatVector lost = third.fma(square, first.sub(g));
            FloatVector constantRest = thirdRest.fma(square, firstRest);
            FloatVector gRest = lost.add(third.fma(squareRest, constantRest));
            FloatVector negativeRest =
                    bounded.fma(gRest, bounded.fma(g, negative)).neg();
            FloatVector one = FloatVector.broadcast(SPECIES, 1);
            FloatVector p = r.mul(r).fma(polynomial, r);
            FloatVector pWithRest = p.add(one).fma(negativeRest, p);
            FloatVector exp = pWithRest.add(one).mul(power);
            FloatVector sum = exp.fma(lowered, one);
            VectorMask<Float> right = x.compare(VectorOperators.GE, 0);
            VectorMask<Float> undefined = x.compare(VectorOperators.EQ, Float.NEGATIVE_INFINITY);
            FloatVector numerator = bounded.neg().mul(exp).blend(x, right);
            FloatVector quotient = numerator.div(sum);
            quotient.mul(lowered)
                    .blend(quotient, right)
                    .blend(Float.NaN, undefined)
                    .intoArray(result, resultOffset + i);
        }
    }
}
