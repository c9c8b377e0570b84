package dev.glissade.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [FloatExponentials], a vector at a time: the operations of [FloatMathematics], every case computed and the right one
/// blended in; the tail goes through the reference.
final class SimdFloatExponentials implements FloatExponentials {
    /*
     * Each loop is written out. The compiler must inline whatever takes or returns a vector, and it stops to inline
     * other methods than those of the Vector API once a method has grown to some 18,000 nodes
     * (NodeCountInliningCutoff), which is about forty vector operations. So the few calls of SimdFloatPolynomials and
     * SimdFloatFormat come early, and each method is longer than the 325 bytecodes (FreqInlineSize) up to which it
     * would itself become a part of its caller, where the count starts higher: every intermediate result has a name.
     *
     * The loop over whole vectors is a method of its own, entered only where there is a vector. So its body is in its
     * profile, and the calls in it are frequent, however often the function was first called for less (docs/decisions/0014).
     */

    private static final VectorSpecies<Float> SPECIES = SimdFloatSpecies.SPECIES;
    private static final ScalarFloatExponentials REFERENCE = new ScalarFloatExponentials();

    @Override
    public void exp(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            expVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.exp(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void expVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            VectorMask<Float> underflow = x.compare(VectorOperators.LT, FloatPolynomials.EXP_UNDERFLOW);
            VectorMask<Float> overflow = x.compare(VectorOperators.GT, FloatPolynomials.EXP_OVERFLOW);
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
            FloatVector significand = p.add(1);
            FloatVector scaled = significand.mul(power);
            FloatVector finite = scaled.mul(otherPower);
            FloatVector bounded = finite.blend(0, underflow);
            FloatVector whole = bounded.blend(Float.POSITIVE_INFINITY, overflow);
            whole.intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void log(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            logVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.log(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void logVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            VectorMask<Float> subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
            FloatVector raised = x.mul(FloatFormat.TO_NORMAL);
            FloatVector normal = x.blend(raised, subnormal);
            FloatVector shift = FloatVector.zero(SPECIES).blend(FloatFormat.TO_NORMAL_EXPONENT, subnormal);
            FloatVector k = SimdFloatFormat.exponent(normal).sub(shift);
            FloatVector significand = SimdFloatFormat.significand(normal);
            FloatVector f = significand.sub(1);
            FloatVector denominator = f.add(2);
            FloatVector s = f.div(denominator);
            FloatVector square = s.mul(s);
            FloatVector polynomial = SimdFloatPolynomials.log(square);
            FloatVector half = f.mul(0.5f);
            FloatVector halfSquare = half.mul(f);
            FloatVector behind = square.fma(polynomial, halfSquare);
            FloatVector correction = s.mul(behind);
            FloatVector whole = k.mul(FloatPolynomials.LN2_HIGH);
            FloatVector sum = whole.add(f);
            FloatVector added = sum.sub(whole);
            FloatVector sumRest = f.sub(added);
            FloatVector ln2Low = FloatVector.broadcast(SPECIES, FloatPolynomials.LN2_LOW);
            FloatVector lowest = k.fma(ln2Low, correction);
            FloatVector low = lowest.sub(halfSquare);
            VectorMask<Float> infinite = x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY);
            VectorMask<Float> zero = x.compare(VectorOperators.EQ, 0);
            VectorMask<Float> undefined = x.compare(VectorOperators.GE, 0).not();
            sum.add(sumRest.add(low))
                    .blend(Float.POSITIVE_INFINITY, infinite)
                    .blend(Float.NEGATIVE_INFINITY, zero)
                    .blend(Float.NaN, undefined)
                    .intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void tanh(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            tanhVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.tanh(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void tanhVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector sign = SimdFloatFormat.sign(x);
            FloatVector magnitude = x.abs();
            FloatVector twice = magnitude.add(magnitude);
            FloatVector round = FloatVector.broadcast(SPECIES, FloatPolynomials.ROUND);
            FloatVector inverseLn2 = FloatVector.broadcast(SPECIES, FloatPolynomials.INVERSE_LN2);
            FloatVector n = twice.fma(inverseLn2, round).sub(round);
            FloatVector power = SimdFloatFormat.power(n.add(FloatPolynomials.POWER));
            FloatVector minusN = n.neg();
            FloatVector high = minusN.fma(FloatVector.broadcast(SPECIES, FloatPolynomials.LN2), twice);
            FloatVector ln2Rest = FloatVector.broadcast(SPECIES, FloatPolynomials.LN2_REST);
            FloatVector r = minusN.fma(ln2Rest, high);
            FloatVector rRest = minusN.fma(ln2Rest, high.sub(r));
            FloatVector p = r.add(r.mul(r).fma(SimdFloatPolynomials.exp(r), rRest));
            FloatVector magnitudeSquare = x.mul(x);
            FloatVector polynomial = SimdFloatPolynomials.tanh(magnitudeSquare);
            FloatVector small = magnitude.mul(magnitudeSquare).fma(polynomial, magnitude);
            FloatVector product = power.mul(p);
            FloatVector whole = power.add(1);
            FloatVector sum = whole.add(product);
            FloatVector sumRest = product.sub(sum.sub(whole));
            FloatVector two = FloatVector.broadcast(SPECIES, 2);
            FloatVector quotient = two.div(sum);
            FloatVector minus = quotient.neg();
            FloatVector residual = minus.fma(sumRest, minus.fma(sum, two));
            FloatVector one = FloatVector.broadcast(SPECIES, 1);
            one.sub(quotient.mul(0.5f).fma(residual, quotient))
                    .blend(small, magnitude.compare(VectorOperators.LT, FloatPolynomials.TANH_SMALL))
                    .blend(one, magnitude.compare(VectorOperators.GT, FloatPolynomials.TANH_ONE))
                    .mul(sign)
                    .intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void expm1(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            expm1Vectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.expm1(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void expm1Vectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            VectorMask<Float> tiny = x.abs().compare(VectorOperators.LT, FloatPolynomials.TINY);
            VectorMask<Float> minusOne = x.compare(VectorOperators.LT, FloatPolynomials.EXPM1_MINUS_ONE);
            VectorMask<Float> overflow = x.compare(VectorOperators.GT, FloatPolynomials.EXP_OVERFLOW);
            FloatVector low = x.blend(FloatPolynomials.EXPM1_MINUS_ONE, minusOne);
            FloatVector bounded = low.blend(FloatPolynomials.EXP_OVERFLOW, overflow);
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
            half.add(half).blend(x, tiny).intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void log1p(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            log1pVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.log1p(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void log1pVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector k = SimdFloatFormat.exponent(x.add(1));
            FloatVector scale = SimdFloatFormat.power(k.neg().add(FloatPolynomials.FOURFOLD_POWER));
            FloatVector quarter = x.mul(0.25f);
            FloatVector oneQuarter = FloatVector.broadcast(SPECIES, 0.25f);
            FloatVector minusOne = FloatVector.broadcast(SPECIES, -1);
            FloatVector base = scale.fma(oneQuarter, minusOne);
            FloatVector f = quarter.fma(scale, base);
            FloatVector fRest = quarter.fma(scale, base.sub(f));
            FloatVector s = f.div(f.add(2));
            FloatVector square = s.mul(s);
            FloatVector polynomial = SimdFloatPolynomials.log(square);
            FloatVector halfSquare = f.mul(0.5f).mul(f);
            FloatVector correction = s.mul(square.fma(polynomial, halfSquare));
            FloatVector whole = k.mul(FloatPolynomials.LN2_HIGH);
            FloatVector sum = whole.add(f);
            FloatVector sumRest = f.sub(sum.sub(whole));
            FloatVector ln2Low = FloatVector.broadcast(SPECIES, FloatPolynomials.LN2_LOW);
            FloatVector low = k.fma(ln2Low, correction).sub(halfSquare.sub(fRest));
            VectorMask<Float> tiny = x.abs().compare(VectorOperators.LT, FloatPolynomials.TINY);
            VectorMask<Float> infinite = x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY);
            VectorMask<Float> pole = x.compare(VectorOperators.EQ, -1);
            VectorMask<Float> undefined = x.compare(VectorOperators.GE, -1).not();
            sum.add(sumRest.add(low))
                    .blend(x, tiny.or(infinite))
                    .blend(Float.NEGATIVE_INFINITY, pole)
                    .blend(Float.NaN, undefined)
                    .intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void log2(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            log2Vectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.log2(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void log2Vectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            VectorMask<Float> subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
            FloatVector normal = x.blend(x.mul(FloatFormat.TO_NORMAL), subnormal);
            FloatVector shift = FloatVector.zero(SPECIES).blend(FloatFormat.TO_NORMAL_EXPONENT, subnormal);
            FloatVector k = SimdFloatFormat.exponent(normal).sub(shift);
            FloatVector f = SimdFloatFormat.significand(normal).sub(1);
            FloatVector s = f.div(f.add(2));
            FloatVector square = s.mul(s);
            FloatVector polynomial = SimdFloatPolynomials.log(square);
            FloatVector halfF = f.mul(0.5f);
            FloatVector halfSquare = halfF.mul(f);
            FloatVector halfSquareRest = halfF.fma(f, halfSquare.neg());
            FloatVector correction = s.mul(square.fma(polynomial, halfSquare));
            FloatVector high = f.sub(halfSquare);
            FloatVector highRest = f.sub(high).sub(halfSquare);
            FloatVector rest = highRest.add(correction.sub(halfSquareRest));
            FloatVector factor = FloatVector.broadcast(SPECIES, FloatPolynomials.INVERSE_LN2);
            FloatVector factorRest = FloatVector.broadcast(SPECIES, FloatPolynomials.INVERSE_LN2_REST);
            FloatVector product = high.mul(factor);
            FloatVector productRest = high.fma(factor, product.neg());
            FloatVector sum = k.add(product);
            FloatVector sumRest = product.sub(sum.sub(k));
            FloatVector low = rest.fma(factor, high.fma(factorRest, productRest));
            VectorMask<Float> infinite = x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY);
            VectorMask<Float> zero = x.compare(VectorOperators.EQ, 0);
            VectorMask<Float> undefined = x.compare(VectorOperators.GE, 0).not();
            sum.add(sumRest.add(low))
                    .blend(Float.POSITIVE_INFINITY, infinite)
                    .blend(Float.NEGATIVE_INFINITY, zero)
                    .blend(Float.NaN, undefined)
                    .intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void log10(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            log10Vectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.log10(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void log10Vectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            VectorMask<Float> subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
            FloatVector normal = x.blend(x.mul(FloatFormat.TO_NORMAL), subnormal);
            FloatVector shift = FloatVector.zero(SPECIES).blend(FloatFormat.TO_NORMAL_EXPONENT, subnormal);
            FloatVector k = SimdFloatFormat.exponent(normal).sub(shift);
            FloatVector f = SimdFloatFormat.significand(normal).sub(1);
            FloatVector s = f.div(f.add(2));
            FloatVector square = s.mul(s);
            FloatVector polynomial = SimdFloatPolynomials.log(square);
            FloatVector halfF = f.mul(0.5f);
            FloatVector halfSquare = halfF.mul(f);
            FloatVector halfSquareRest = halfF.fma(f, halfSquare.neg());
            FloatVector correction = s.mul(square.fma(polynomial, halfSquare));
            FloatVector high = f.sub(halfSquare);
            FloatVector highRest = f.sub(high).sub(halfSquare);
            FloatVector rest = highRest.add(correction.sub(halfSquareRest));
            FloatVector factor = FloatVector.broadcast(SPECIES, FloatPolynomials.LOG10_E);
            FloatVector factorRest = FloatVector.broadcast(SPECIES, FloatPolynomials.LOG10_E_REST);
            FloatVector product = high.mul(factor);
            FloatVector productRest = high.fma(factor, product.neg());
            FloatVector whole = k.mul(FloatPolynomials.LOG10_2_HIGH);
            FloatVector sum = whole.add(product);
            FloatVector sumRest = product.sub(sum.sub(whole));
            FloatVector log2Low = FloatVector.broadcast(SPECIES, FloatPolynomials.LOG10_2_LOW);
            FloatVector low = k.fma(log2Low, high.fma(factorRest, productRest));
            FloatVector lower = rest.fma(factor, low);
            VectorMask<Float> infinite = x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY);
            VectorMask<Float> zero = x.compare(VectorOperators.EQ, 0);
            VectorMask<Float> undefined = x.compare(VectorOperators.GE, 0).not();
            sum.add(sumRest.add(lower))
                    .blend(Float.POSITIVE_INFINITY, infinite)
                    .blend(Float.NEGATIVE_INFINITY, zero)
                    .blend(Float.NaN, undefined)
                    .intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void sinh(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            sinhVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.sinh(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void sinhVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector sign = SimdFloatFormat.sign(x);
            FloatVector magnitude = x.abs();
            VectorMask<Float> overflow = magnitude.compare(VectorOperators.GT, FloatPolynomials.HYPERBOLIC_OVERFLOW);
            FloatVector bounded = magnitude.blend(FloatPolynomials.HYPERBOLIC_OVERFLOW, overflow);
            FloatVector round = FloatVector.broadcast(SPECIES, FloatPolynomials.ROUND);
            FloatVector inverseLn2 = FloatVector.broadcast(SPECIES, FloatPolynomials.INVERSE_LN2);
            FloatVector n = bounded.fma(inverseLn2, round).sub(round);
            VectorMask<Float> large = n.compare(VectorOperators.GT, FloatPolynomials.FALLING_LIMIT);
            FloatVector fallingN = n.blend(FloatPolynomials.FALLING_LIMIT, large);
            FloatVector rising = SimdFloatFormat.power(n.add(FloatPolynomials.QUARTER_POWER));
            FloatVector falling = SimdFloatFormat.power(fallingN.neg().add(FloatPolynomials.QUARTER_POWER));
            FloatVector minusLn2 = FloatVector.broadcast(SPECIES, -FloatPolynomials.LN2);
            FloatVector minusLn2Rest = FloatVector.broadcast(SPECIES, -FloatPolynomials.LN2_REST);
            FloatVector high = n.fma(minusLn2, bounded);
            FloatVector r = n.fma(minusLn2Rest, high);
            FloatVector rRest = n.fma(minusLn2Rest, high.sub(r));
            FloatVector square = r.mul(r);
            FloatVector oddPolynomial = SimdFloatPolynomials.sinh(square);
            FloatVector evenPolynomial = SimdFloatPolynomials.cosh(square);
            FloatVector odd = r.mul(square).fma(oddPolynomial, rRest);
            FloatVector oneHalf = FloatVector.broadcast(SPECIES, 0.5f);
            FloatVector even = square.mul(square.fma(evenPolynomial, oneHalf));
            FloatVector difference = rising.sub(falling);
            FloatVector total = rising.add(falling);
            FloatVector differenceRest = rising.sub(difference).sub(falling);
            FloatVector sum = total.fma(r, difference);
            FloatVector sumRest = total.fma(r, difference.sub(sum)).add(differenceRest);
            FloatVector half = sum.add(difference.fma(even, total.fma(odd, sumRest)));
            VectorMask<Float> tiny = magnitude.compare(VectorOperators.LT, FloatPolynomials.TINY);
            half.add(half).mul(sign).blend(x, tiny).intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void cosh(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            coshVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.cosh(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void coshVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector magnitude = x.abs();
            VectorMask<Float> overflow = magnitude.compare(VectorOperators.GT, FloatPolynomials.HYPERBOLIC_OVERFLOW);
            FloatVector bounded = magnitude.blend(FloatPolynomials.HYPERBOLIC_OVERFLOW, overflow);
            FloatVector round = FloatVector.broadcast(SPECIES, FloatPolynomials.ROUND);
            FloatVector inverseLn2 = FloatVector.broadcast(SPECIES, FloatPolynomials.INVERSE_LN2);
            FloatVector n = bounded.fma(inverseLn2, round).sub(round);
            VectorMask<Float> large = n.compare(VectorOperators.GT, FloatPolynomials.FALLING_LIMIT);
            FloatVector fallingN = n.blend(FloatPolynomials.FALLING_LIMIT, large);
            FloatVector rising = SimdFloatFormat.power(n.add(FloatPolynomials.QUARTER_POWER));
            FloatVector falling = SimdFloatFormat.power(fallingN.neg().add(FloatPolynomials.QUARTER_POWER));
            FloatVector minusLn2 = FloatVector.broadcast(SPECIES, -FloatPolynomials.LN2);
            FloatVector minusLn2Rest = FloatVector.broadcast(SPECIES, -FloatPolynomials.LN2_REST);
            FloatVector high = n.fma(minusLn2, bounded);
            FloatVector r = n.fma(minusLn2Rest, high);
            FloatVector rRest = n.fma(minusLn2Rest, high.sub(r));
            FloatVector square = r.mul(r);
            FloatVector oddPolynomial = SimdFloatPolynomials.sinh(square);
            FloatVector evenPolynomial = SimdFloatPolynomials.cosh(square);
            FloatVector odd = r.mul(square).fma(oddPolynomial, rRest);
            FloatVector oneHalf = FloatVector.broadcast(SPECIES, 0.5f);
            FloatVector even = square.mul(square.fma(evenPolynomial, oneHalf));
            FloatVector difference = rising.sub(falling);
            FloatVector total = rising.add(falling);
            FloatVector totalRest = falling.sub(total.sub(rising));
            FloatVector sum = difference.fma(r, total);
            FloatVector sumRest = difference.fma(r, total.sub(sum)).add(totalRest);
            FloatVector half = sum.add(total.fma(even, difference.fma(odd, sumRest)));
            half.add(half).intoArray(result, resultOffset + i);
        }
    }
}
