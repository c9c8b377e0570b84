package dev.glissade.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [FloatTrigonometry], a vector at a time: the operations of [FloatTrigonometricMathematics], every case computed and
/// the right one blended in; the tail goes through the reference.
final class SimdFloatTrigonometry implements FloatTrigonometry {
    /*
     * Each loop is written out, and longer than 325 bytecodes, for the reasons that stand in SimdFloatExponentials. A
     * polynomial is a loop over its table (FloatHorner), which the compiler unrolls after it has inlined: written so, it
     * counts once towards the size that stops inlining.
     */

    private static final VectorSpecies<Float> SPECIES = SimdFloatSpecies.SPECIES;
    private static final ScalarFloatTrigonometry REFERENCE = new ScalarFloatTrigonometry();
    private static final float[] SIN = FloatTrigonometricPolynomials.SIN;
    private static final float[] COS = FloatTrigonometricPolynomials.COS;
    private static final float[] ATAN = FloatTrigonometricPolynomials.ATAN;
    private static final float[] ASIN = FloatTrigonometricPolynomials.ASIN;

    @Override
    public void sin(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            sinVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.sin(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    /// A vector with an element beyond the limit of the range reduction goes through the reference.
    private static void sinVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector magnitude = x.abs();
            if (magnitude
                    .compare(VectorOperators.GT, FloatTrigonometricPolynomials.SIN_LIMIT)
                    .anyTrue()) {
                REFERENCE.sin(input, inputOffset + i, result, resultOffset + i, SPECIES.length());
                continue;
            }
            FloatVector round = FloatVector.broadcast(SPECIES, FloatPolynomials.ROUND);
            FloatVector twoOverPi = FloatVector.broadcast(SPECIES, FloatTrigonometricPolynomials.TWO_OVER_PI);
            FloatVector rounded = magnitude.fma(twoOverPi, round);
            FloatVector n = rounded.sub(round);
            VectorMask<Float> odd = SimdFloatFormat.isOdd(rounded);
            FloatVector sign = SimdFloatFormat.halfTurnSign(rounded).mul(SimdFloatFormat.sign(x));
            FloatVector minusN = n.neg();
            FloatVector first =
                    minusN.fma(FloatVector.broadcast(SPECIES, FloatTrigonometricPolynomials.HALF_PI_1), magnitude);
            FloatVector halfPi2 = FloatVector.broadcast(SPECIES, FloatTrigonometricPolynomials.HALF_PI_2);
            FloatVector second = n.mul(halfPi2);
            FloatVector secondRest = n.fma(halfPi2, second.neg());
            FloatVector r = first.sub(second);
            FloatVector firstRest = first.sub(r).sub(second).sub(secondRest);
            FloatVector rRest =
                    minusN.fma(FloatVector.broadcast(SPECIES, FloatTrigonometricPolynomials.HALF_PI_3), firstRest);
            FloatVector square = r.mul(r);
            FloatVector sinPolynomial = FloatVector.broadcast(SPECIES, SIN[SIN.length - 1]);
            for (int power = SIN.length - 2; power >= 0; power--) {
                sinPolynomial = square.fma(sinPolynomial, FloatVector.broadcast(SPECIES, SIN[power]));
            }
            FloatVector cosPolynomial = FloatVector.broadcast(SPECIES, COS[COS.length - 1]);
            for (int power = COS.length - 2; power >= 0; power--) {
                cosPolynomial = square.fma(cosPolynomial, FloatVector.broadcast(SPECIES, COS[power]));
            }
            FloatVector sin = r.add(r.mul(square).fma(sinPolynomial, rRest));
            FloatVector one = FloatVector.broadcast(SPECIES, 1);
            FloatVector halfSquare = square.mul(0.5f);
            FloatVector whole = one.sub(halfSquare);
            FloatVector cosRest =
                    square.mul(square).fma(cosPolynomial, r.mul(rRest).neg());
            FloatVector cos = whole.add(one.sub(whole).sub(halfSquare).add(cosRest));
            sin.blend(cos, odd).mul(sign).intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void cos(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            cosVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.cos(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    /// A vector with an element beyond the limit of the range reduction goes through the reference.
    private static void cosVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector magnitude = x.abs();
            if (magnitude
                    .compare(VectorOperators.GT, FloatTrigonometricPolynomials.SIN_LIMIT)
                    .anyTrue()) {
                REFERENCE.cos(input, inputOffset + i, result, resultOffset + i, SPECIES.length());
                continue;
            }
            FloatVector round = FloatVector.broadcast(SPECIES, FloatPolynomials.ROUND);
            FloatVector twoOverPi = FloatVector.broadcast(SPECIES, FloatTrigonometricPolynomials.TWO_OVER_PI);
            FloatVector rounded = magnitude.fma(twoOverPi, round);
            FloatVector n = rounded.sub(round);
            FloatVector turned = rounded.add(1);
            VectorMask<Float> odd = SimdFloatFormat.isOdd(turned);
            FloatVector sign = SimdFloatFormat.halfTurnSign(turned);
            FloatVector minusN = n.neg();
            FloatVector first =
                    minusN.fma(FloatVector.broadcast(SPECIES, FloatTrigonometricPolynomials.HALF_PI_1), magnitude);
            FloatVector halfPi2 = FloatVector.broadcast(SPECIES, FloatTrigonometricPolynomials.HALF_PI_2);
            FloatVector second = n.mul(halfPi2);
            FloatVector secondRest = n.fma(halfPi2, second.neg());
            FloatVector r = first.sub(second);
            FloatVector firstRest = first.sub(r).sub(second).sub(secondRest);
            FloatVector rRest =
                    minusN.fma(FloatVector.broadcast(SPECIES, FloatTrigonometricPolynomials.HALF_PI_3), firstRest);
            FloatVector square = r.mul(r);
            FloatVector sinPolynomial = FloatVector.broadcast(SPECIES, SIN[SIN.length - 1]);
            for (int power = SIN.length - 2; power >= 0; power--) {
                sinPolynomial = square.fma(sinPolynomial, FloatVector.broadcast(SPECIES, SIN[power]));
            }
            FloatVector cosPolynomial = FloatVector.broadcast(SPECIES, COS[COS.length - 1]);
            for (int power = COS.length - 2; power >= 0; power--) {
                cosPolynomial = square.fma(cosPolynomial, FloatVector.broadcast(SPECIES, COS[power]));
            }
            FloatVector sin = r.add(r.mul(square).fma(sinPolynomial, rRest));
            FloatVector one = FloatVector.broadcast(SPECIES, 1);
            FloatVector halfSquare = square.mul(0.5f);
            FloatVector whole = one.sub(halfSquare);
            FloatVector cosRest =
                    square.mul(square).fma(cosPolynomial, r.mul(rRest).neg());
            FloatVector cos = whole.add(one.sub(whole).sub(halfSquare).add(cosRest));
            sin.blend(cos, odd).mul(sign).intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void tan(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            tanVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.tan(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    /// A vector with an element beyond the limit of the range reduction goes through the reference.
    private static void tanVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector magnitude = x.abs();
            if (magnitude
                    .compare(VectorOperators.GT, FloatTrigonometricPolynomials.SIN_LIMIT)
                    .anyTrue()) {
                REFERENCE.tan(input, inputOffset + i, result, resultOffset + i, SPECIES.length());
                continue;
            }
            FloatVector round = FloatVector.broadcast(SPECIES, FloatPolynomials.ROUND);
            FloatVector twoOverPi = FloatVector.broadcast(SPECIES, FloatTrigonometricPolynomials.TWO_OVER_PI);
            FloatVector rounded = magnitude.fma(twoOverPi, round);
            FloatVector n = rounded.sub(round);
            VectorMask<Float> odd = SimdFloatFormat.isOdd(rounded);
            FloatVector sign = SimdFloatFormat.sign(x);
            FloatVector minusN = n.neg();
            FloatVector first =
                    minusN.fma(FloatVector.broadcast(SPECIES, FloatTrigonometricPolynomials.HALF_PI_1), magnitude);
            FloatVector halfPi2 = FloatVector.broadcast(SPECIES, FloatTrigonometricPolynomials.HALF_PI_2);
            FloatVector second = n.mul(halfPi2);
            FloatVector secondRest = n.fma(halfPi2, second.neg());
            FloatVector r = first.sub(second);
            FloatVector firstRest = first.sub(r).sub(second).sub(secondRest);
            FloatVector rRest =
                    minusN.fma(FloatVector.broadcast(SPECIES, FloatTrigonometricPolynomials.HALF_PI_3), firstRest);
            FloatVector square = r.mul(r);
            FloatVector sinPolynomial = FloatVector.broadcast(SPECIES, SIN[SIN.length - 1]);
            for (int power = SIN.length - 2; power >= 0; power--) {
                sinPolynomial = square.fma(sinPolynomial, FloatVector.broadcast(SPECIES, SIN[power]));
            }
            FloatVector cosPolynomial = FloatVector.broadcast(SPECIES, COS[COS.length - 1]);
            for (int power = COS.length - 2; power >= 0; power--) {
                cosPolynomial = square.fma(cosPolynomial, FloatVector.broadcast(SPECIES, COS[power]));
            }
            FloatVector one = FloatVector.broadcast(SPECIES, 1);
            FloatVector halfSquare = square.mul(0.5f);
            FloatVector whole = one.sub(halfSquare);
            FloatVector sinLow = r.mul(square).fma(sinPolynomial, rRest.mul(whole));
            FloatVector sin = r.add(sinLow);
            FloatVector sinRest = sinLow.sub(sin.sub(r));
            FloatVector cosTerms =
                    square.mul(square).fma(cosPolynomial, r.mul(rRest).neg());
            FloatVector cosLow = one.sub(whole).sub(halfSquare).add(cosTerms);
            FloatVector cos = whole.add(cosLow);
            FloatVector cosRest = cosLow.sub(cos.sub(whole));
            FloatVector numerator = sin.blend(cos, odd);
            FloatVector numeratorRest = sinRest.blend(cosRest, odd);
            FloatVector denominator = cos.blend(sin.neg(), odd);
            FloatVector denominatorRest = cosRest.blend(sinRest.neg(), odd);
            FloatVector inverse = one.div(denominator);
            FloatVector quotient = numerator.mul(inverse);
            FloatVector minus = quotient.neg();
            FloatVector residual = minus.fma(denominator, numerator);
            FloatVector residualRest = minus.fma(denominatorRest, numeratorRest);
            FloatVector tan = residual.add(residualRest).fma(inverse, quotient);
            tan.mul(sign).intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void asin(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            asinVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.asin(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void asinVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector sign = SimdFloatFormat.sign(x);
            FloatVector magnitude = x.abs();
            VectorMask<Float> far = magnitude.compare(VectorOperators.GT, 0.5f);
            FloatVector factor = FloatVector.broadcast(SPECIES, 1).blend(-2f, far);
            FloatVector base = FloatVector.zero(SPECIES).blend(FloatTrigonometricPolynomials.HALF_PI_1, far);
            FloatVector baseRest = FloatVector.zero(SPECIES).blend(FloatTrigonometricPolynomials.HALF_PI_2, far);
            FloatVector oneHalf = FloatVector.broadcast(SPECIES, 0.5f);
            FloatVector nearSquare = magnitude.mul(magnitude);
            FloatVector square = nearSquare.blend(magnitude.fma(oneHalf.neg(), oneHalf), far);
            FloatVector w = magnitude.blend(square.sqrt(), far);
            FloatVector twice = w.add(w).add(Float.MIN_NORMAL);
            FloatVector rootRest = w.neg().fma(w, square).div(twice);
            FloatVector wRest = FloatVector.zero(SPECIES).blend(rootRest, far);
            FloatVector polynomial = FloatVector.broadcast(SPECIES, ASIN[ASIN.length - 1]);
            for (int power = ASIN.length - 2; power >= 0; power--) {
                polynomial = square.fma(polynomial, FloatVector.broadcast(SPECIES, ASIN[power]));
            }
            FloatVector low = w.mul(square).fma(polynomial, wRest);
            FloatVector term = factor.mul(w);
            FloatVector sum = base.add(term);
            FloatVector sumRest = base.sub(sum).add(term);
            FloatVector rest = sumRest.add(factor.fma(low, baseRest));
            sum.add(rest).mul(sign).intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void acos(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            acosVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.acos(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void acosVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector sign = SimdFloatFormat.sign(x);
            FloatVector magnitude = x.abs();
            VectorMask<Float> far = magnitude.compare(VectorOperators.GT, 0.5f);
            FloatVector one = FloatVector.broadcast(SPECIES, 1);
            FloatVector halfTurn = one.sub(sign);
            FloatVector quarters = one.blend(halfTurn, far);
            FloatVector factor = sign.neg().blend(sign.add(sign), far);
            FloatVector base = quarters.mul(FloatTrigonometricPolynomials.HALF_PI_1);
            FloatVector baseRest = quarters.mul(FloatTrigonometricPolynomials.HALF_PI_2);
            FloatVector oneHalf = FloatVector.broadcast(SPECIES, 0.5f);
            FloatVector nearSquare = magnitude.mul(magnitude);
            FloatVector square = nearSquare.blend(magnitude.fma(oneHalf.neg(), oneHalf), far);
            FloatVector w = magnitude.blend(square.sqrt(), far);
            FloatVector twice = w.add(w).add(Float.MIN_NORMAL);
            FloatVector rootRest = w.neg().fma(w, square).div(twice);
            FloatVector wRest = FloatVector.zero(SPECIES).blend(rootRest, far);
            FloatVector polynomial = FloatVector.broadcast(SPECIES, ASIN[ASIN.length - 1]);
            for (int power = ASIN.length - 2; power >= 0; power--) {
                polynomial = square.fma(polynomial, FloatVector.broadcast(SPECIES, ASIN[power]));
            }
            FloatVector low = w.mul(square).fma(polynomial, wRest);
            FloatVector term = factor.mul(w);
            FloatVector sum = base.add(term);
            FloatVector sumRest = base.sub(sum).add(term);
            FloatVector rest = sumRest.add(factor.fma(low, baseRest));
            sum.add(rest).intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void atan(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            atanVectors(input, inputOffset, result, resultOffset, bound);
        }
        REFERENCE.atan(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void atanVectors(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            FloatVector sign = SimdFloatFormat.sign(x);
            FloatVector magnitude = x.abs();
            VectorMask<Float> steep = magnitude.compare(VectorOperators.GT, 1);
            VectorMask<Float> huge = magnitude.compare(VectorOperators.GT, FloatTrigonometricPolynomials.ATAN_LIMIT);
            FloatVector bounded = magnitude.blend(FloatTrigonometricPolynomials.ATAN_LIMIT, huge);
            FloatVector one = FloatVector.broadcast(SPECIES, 1);
            FloatVector numerator = bounded.blend(-1, steep);
            FloatVector denominator = one.blend(bounded, steep);
            FloatVector base = FloatVector.zero(SPECIES).blend(FloatTrigonometricPolynomials.HALF_PI_1, steep);
            FloatVector baseRest = FloatVector.zero(SPECIES).blend(FloatTrigonometricPolynomials.HALF_PI_2, steep);
            FloatVector inverse = one.div(denominator);
            FloatVector t = numerator.mul(inverse);
            FloatVector tRest = t.neg().fma(denominator, numerator).mul(inverse);
            FloatVector square = t.mul(t);
            FloatVector oneHalf = FloatVector.broadcast(SPECIES, 0.5f);
            FloatVector slope = square.fma(oneHalf, one.neg()).fma(square, one);
            FloatVector polynomial = FloatVector.broadcast(SPECIES, ATAN[ATAN.length - 1]);
            for (int power = ATAN.length - 2; power >= 0; power--) {
                polynomial = square.fma(polynomial, FloatVector.broadcast(SPECIES, ATAN[power]));
            }
            FloatVector cube = t.mul(square);
            FloatVector squareRest = t.fma(t, square.neg());
            FloatVector cubeRest = t.fma(squareRest, t.fma(square, cube.neg()));
            FloatVector low = cube.fma(polynomial, cubeRest.fma(polynomial, tRest.mul(slope)));
            FloatVector sum = base.add(t);
            FloatVector sumRest = base.sub(sum).add(t);
            FloatVector rest = sumRest.add(baseRest.add(low));
            sum.add(rest).mul(sign).intoArray(result, resultOffset + i);
        }
    }

    @Override
    public void atan2(float[] y, int yOffset, float[] x, int xOffset, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            atan2Vectors(y, yOffset, x, xOffset, result, resultOffset, bound);
        }
        REFERENCE.atan2(y, yOffset + bound, x, xOffset + bound, result, resultOffset + bound, length - bound);
    }

    private static void atan2Vectors(
            float[] y, int yOffset, float[] x, int xOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector height = FloatVector.fromArray(SPECIES, y, yOffset + i);
            FloatVector width = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector sign = SimdFloatFormat.sign(height);
            FloatVector side = SimdFloatFormat.sign(width);
            FloatVector high = height.abs();
            FloatVector wide = width.abs();
            VectorMask<Float> steep = high.compare(VectorOperators.GT, wide);
            FloatVector larger = wide.blend(high, steep);
            FloatVector smaller = high.blend(wide, steep);
            VectorMask<Float> infinite = larger.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY);
            VectorMask<Float> both = smaller.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY);
            VectorMask<Float> origin = larger.compare(VectorOperators.EQ, 0);
            FloatVector large = larger.blend(1, infinite.or(origin));
            FloatVector small = smaller.blend(smaller.mul(0).blend(1, both), infinite);
            VectorMask<Float> below = large.compare(VectorOperators.LT, FloatTrigonometricPolynomials.ATAN2_SPLIT);
            FloatVector down = FloatVector.broadcast(SPECIES, FloatTrigonometricPolynomials.ATAN2_DOWN);
            FloatVector scale = down.blend(FloatTrigonometricPolynomials.ATAN2_UP, below);
            FloatVector one = FloatVector.broadcast(SPECIES, 1);
            FloatVector quarters = one.sub(side).blend(1, steep);
            FloatVector numerator = small.mul(scale).mul(side.blend(side.neg(), steep));
            FloatVector denominator = large.mul(scale);
            FloatVector base = quarters.mul(FloatTrigonometricPolynomials.HALF_PI_1);
            FloatVector baseRest = quarters.mul(FloatTrigonometricPolynomials.HALF_PI_2);
            FloatVector inverse = one.div(denominator);
            FloatVector t = numerator.mul(inverse);
            FloatVector tRest = t.neg().fma(denominator, numerator).mul(inverse);
            FloatVector square = t.mul(t);
            FloatVector oneHalf = FloatVector.broadcast(SPECIES, 0.5f);
            FloatVector slope = square.fma(oneHalf, one.neg()).fma(square, one);
            FloatVector polynomial = FloatVector.broadcast(SPECIES, ATAN[ATAN.length - 1]);
            for (int power = ATAN.length - 2; power >= 0; power--) {
                polynomial = square.fma(polynomial, FloatVector.broadcast(SPECIES, ATAN[power]));
            }
            FloatVector cube = t.mul(square);
            FloatVector squareRest = t.fma(t, square.neg());
            FloatVector cubeRest = t.fma(squareRest, t.fma(square, cube.neg()));
            FloatVector low = cube.fma(polynomial, cubeRest.fma(polynomial, tRest.mul(slope)));
            FloatVector sum = base.add(t);
            FloatVector sumRest = base.sub(sum).add(t);
            FloatVector rest = sumRest.add(baseRest.add(low));
            sum.add(rest).mul(sign).intoArray(result, resultOffset + i);
        }
    }
}
