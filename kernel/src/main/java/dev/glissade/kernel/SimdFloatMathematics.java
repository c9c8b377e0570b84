package dev.glissade.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The functions of [FloatMathematics], a vector at a time: same operations, same bits.
///
/// Every case is computed and the right one blended in. The methods are small enough to be inlined into a loop, where
/// the
/// vectors live in registers.
final class SimdFloatMathematics {
    private static final VectorSpecies<Float> SPECIES = SimdFloatSpecies.SPECIES;

    private SimdFloatMathematics() {}

    static FloatVector exp(FloatVector x) {
        FloatVector n = nearestPower(x);
        FloatVector half = halfPower(n);
        FloatVector result =
                excess(x, n).add(1).mul(SimdFloatFormat.power(half)).mul(SimdFloatFormat.power(otherHalf(n, half)));
        return result.blend(0, x.compare(VectorOperators.LT, FloatPolynomials.EXP_UNDERFLOW))
                .blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, FloatPolynomials.EXP_OVERFLOW));
    }

    static FloatVector log(FloatVector x) {
        VectorMask<Float> subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
        FloatVector normal = x.blend(x.mul(FloatFormat.TO_NORMAL), subnormal);
        FloatVector shift = FloatVector.zero(SPECIES).blend(FloatFormat.TO_NORMAL_EXPONENT, subnormal);
        FloatVector k = SimdFloatFormat.exponent(normal).sub(shift);
        FloatVector f = SimdFloatFormat.significand(normal).sub(1);
        FloatVector s = f.div(f.add(2));
        FloatVector square = s.mul(s);
        FloatVector halfSquare = f.mul(0.5f).mul(f);
        FloatVector correction = s.mul(square.fma(SimdFloatPolynomials.log(square), halfSquare));
        FloatVector whole = k.mul(FloatPolynomials.LN2_HIGH);
        FloatVector sum = whole.add(f);
        FloatVector rest = f.sub(sum.sub(whole));
        FloatVector low = k.fma(FloatVector.broadcast(SPECIES, FloatPolynomials.LN2_LOW), correction)
                .sub(halfSquare);
        return sum.add(rest.add(low))
                .blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY))
                .blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0))
                .blend(Float.NaN, x.compare(VectorOperators.GE, 0).not());
    }

    /// For |x| ≤ [FloatPolynomials#SIN_LIMIT]
    static FloatVector sin(FloatVector x) {
        return SimdFloatFormat.flipSign(turnedSin(x.abs(), 0), x);
    }

    /// For |x| ≤ [FloatPolynomials#SIN_LIMIT]
    static FloatVector cos(FloatVector x) {
        return turnedSin(x.abs(), 1);
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector magnitude = x.abs();
        FloatVector square = x.mul(x);
        FloatVector odd = magnitude.mul(square).fma(SimdFloatPolynomials.tanh(square), magnitude);
        FloatVector doubled = magnitude.add(magnitude);
        FloatVector n = nearestPower(doubled);
        FloatVector power = SimdFloatFormat.power(n.add(FloatPolynomials.POWER));
        FloatVector product = power.mul(excess(doubled, n));
        FloatVector whole = power.add(1);
        FloatVector sum = whole.add(product);
        FloatVector rest = product.sub(sum.sub(whole));
        FloatVector two = FloatVector.broadcast(SPECIES, 2);
        FloatVector quotient = two.div(sum);
        FloatVector minus = quotient.neg();
        FloatVector residual = minus.fma(rest, minus.fma(sum, two));
        FloatVector share = quotient.mul(0.5f).fma(residual, quotient);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector result = one.sub(share)
                .blend(odd, magnitude.compare(VectorOperators.LT, FloatPolynomials.TANH_SMALL))
                .blend(one, magnitude.compare(VectorOperators.GT, FloatPolynomials.TANH_ONE));
        return SimdFloatFormat.flipSign(result, x);
    }

    static FloatVector sigmoid(FloatVector x) {
        FloatVector negative = x.abs().neg();
        FloatVector n = nearestPower(negative);
        FloatVector half = halfPower(n);
        FloatVector power = SimdFloatFormat.power(half);
        FloatVector otherPower = SimdFloatFormat.power(otherHalf(n, half));
        FloatVector p = excess(negative, n);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector exp = one.add(p);
        FloatVector expRest = p.sub(exp.sub(one));
        FloatVector scaled = exp.mul(power).mul(otherPower);
        FloatVector sum = one.add(scaled);
        FloatVector rest = scaled.sub(sum.sub(one));
        FloatVector sumRest = expRest.mul(power).fma(otherPower, rest);
        VectorMask<Float> right = x.compare(VectorOperators.GE, 0);
        FloatVector numerator = exp.blend(one, right);
        FloatVector numeratorRest = expRest.blend(0, right);
        FloatVector inverse = one.div(sum);
        FloatVector quotient = numerator.mul(inverse);
        FloatVector minus = quotient.neg();
        FloatVector residual = minus.fma(sumRest, minus.fma(sum, numerator)).add(numeratorRest);
        FloatVector share = residual.fma(inverse, quotient);
        FloatVector limit = FloatVector.zero(SPECIES).blend(one, right);
        return share.mul(power)
                .mul(otherPower)
                .blend(share, right)
                .blend(limit, negative.compare(VectorOperators.LT, FloatPolynomials.EXP_UNDERFLOW));
    }

    private static FloatVector nearestPower(FloatVector x) {
        FloatVector round = FloatVector.broadcast(SPECIES, FloatPolynomials.ROUND);
        return x.fma(FloatVector.broadcast(SPECIES, FloatPolynomials.INVERSE_LN2), round)
                .sub(round);
    }

    private static FloatVector excess(FloatVector x, FloatVector n) {
        FloatVector minus = n.neg();
        FloatVector high = minus.fma(FloatVector.broadcast(SPECIES, FloatPolynomials.LN2), x);
        FloatVector r = minus.fma(FloatVector.broadcast(SPECIES, FloatPolynomials.LN2_REST), high);
        return r.mul(r).fma(SimdFloatPolynomials.exp(r), r);
    }

    private static FloatVector halfPower(FloatVector n) {
        return n.fma(FloatVector.broadcast(SPECIES, 0.5f), FloatVector.broadcast(SPECIES, FloatPolynomials.POWER));
    }

    private static FloatVector otherHalf(FloatVector n, FloatVector half) {
        return n.sub(half.sub(FloatPolynomials.POWER)).add(FloatPolynomials.POWER);
    }

    private static FloatVector turnedSin(FloatVector x, float quarters) {
        FloatVector round = FloatVector.broadcast(SPECIES, FloatPolynomials.ROUND);
        FloatVector turns = x.fma(FloatVector.broadcast(SPECIES, FloatPolynomials.TWO_OVER_PI), round);
        FloatVector n = turns.sub(round);
        FloatVector minus = n.neg();
        FloatVector first = minus.fma(FloatVector.broadcast(SPECIES, FloatPolynomials.HALF_PI_1), x);
        FloatVector halfPi = FloatVector.broadcast(SPECIES, FloatPolynomials.HALF_PI_2);
        FloatVector second = n.mul(halfPi);
        FloatVector secondRest = n.fma(halfPi, second.neg());
        FloatVector r = first.sub(second);
        FloatVector low = first.sub(r).sub(second).sub(secondRest);
        FloatVector rest = minus.fma(FloatVector.broadcast(SPECIES, FloatPolynomials.HALF_PI_3), low);
        FloatVector square = r.mul(r);
        FloatVector sin = r.add(r.mul(square).fma(SimdFloatPolynomials.sin(square), rest));
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector halfSquare = square.mul(0.5f);
        FloatVector whole = one.sub(halfSquare);
        FloatVector cosRest = square.mul(square)
                .fma(SimdFloatPolynomials.cos(square), r.mul(rest).neg());
        FloatVector cos = whole.add(one.sub(whole).sub(halfSquare).add(cosRest));
        return SimdFloatFormat.quadrant(turns.add(quarters), sin, cos);
    }
}
