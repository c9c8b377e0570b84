package dev.glissade.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [DoublePowers], a vector at a time: the operations of [DoublePowerMathematics], every case computed and the right one
/// blended in; the tail goes through the reference.
final class SimdDoublePowers implements DoublePowers {
    // The loop is written out, with polynomials as loops over their tables, as in SimdFloatTrigonometry.

    private static final VectorSpecies<Double> SPECIES = SimdDoubleSpecies.SPECIES;
    private static final ScalarDoublePowers REFERENCE = new ScalarDoublePowers();
    private static final double[] ATANH = DoublePowerPolynomials.ATANH;
    private static final double[] EXP = DoublePowerPolynomials.EXP;

    @Override
    public void pow(
            double[] base,
            int baseOffset,
            double[] exponent,
            int exponentOffset,
            double[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        if (bound > 0) {
            powVectors(base, baseOffset, exponent, exponentOffset, result, resultOffset, bound);
        }
        REFERENCE.pow(
                base,
                baseOffset + bound,
                exponent,
                exponentOffset + bound,
                result,
                resultOffset + bound,
                length - bound);
    }

    private static void powVectors(
            double[] base,
            int baseOffset,
            double[] exponent,
            int exponentOffset,
            double[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, base, baseOffset + i);
            DoubleVector y = DoubleVector.fromArray(SPECIES, exponent, exponentOffset + i);
            DoubleVector positive = x.abs();
            VectorMask<Double> subnormal = positive.compare(VectorOperators.LT, Double.MIN_NORMAL);
            DoubleVector normal = positive.blend(positive.mul(DoubleFormat.TO_NORMAL), subnormal);
            DoubleVector shift = DoubleVector.zero(SPECIES).blend(DoubleFormat.TO_NORMAL_EXPONENT, subnormal);
            DoubleVector m = SimdDoubleFormat.significand(normal);
            DoubleVector k = SimdDoubleFormat.exponent(normal).sub(shift);
            DoubleVector magnitude = x.abs();
            DoubleVector size = y.abs();
            DoubleVector signOfX = SimdDoubleFormat.sign(x);
            DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
            DoubleVector f = m.sub(one);
            DoubleVector two = DoubleVector.broadcast(SPECIES, 2);
            DoubleVector denominator = f.add(two);
            DoubleVector denominatorRest = f.sub(denominator.sub(two));
            DoubleVector inverse = one.div(denominator);
            DoubleVector s = f.mul(inverse);
            DoubleVector minusS = s.neg();
            DoubleVector sRest =
                    minusS.fma(denominatorRest, minusS.fma(denominator, f)).mul(inverse);
            DoubleVector square = s.mul(s);
            DoubleVector squareRest = s.add(s).fma(sRest, s.fma(s, square.neg()));
            DoubleVector polynomial = DoubleVector.broadcast(SPECIES, ATANH[ATANH.length - 1]);
            for (int power = ATANH.length - 2; power >= 0; power--) {
                polynomial = square.fma(polynomial, DoubleVector.broadcast(SPECIES, ATANH[power]));
            }
            DoubleVector higher = square.mul(polynomial);
            DoubleVector third = DoubleVector.broadcast(SPECIES, DoublePowerPolynomials.THIRD);
            DoubleVector c = third.add(higher);
            DoubleVector cRest = third.sub(c).add(higher).add(DoublePowerPolynomials.THIRD_REST);
            DoubleVector q = square.mul(c);
            DoubleVector qRest = square.fma(c, q.neg()).add(square.fma(cRest, squareRest.mul(c)));
            DoubleVector twiceInverse = DoubleVector.broadcast(SPECIES, DoublePowerPolynomials.TWICE_INVERSE_LN2);
            DoubleVector twiceRest = DoubleVector.broadcast(SPECIES, DoublePowerPolynomials.TWICE_INVERSE_LN2_REST);
            DoubleVector v = s.mul(twiceInverse);
            DoubleVector vRest = s.fma(twiceInverse, v.neg()).add(s.fma(twiceRest, sRest.mul(twiceInverse)));
            DoubleVector g = v.mul(q);
            DoubleVector gRest = v.fma(q, g.neg()).add(v.fma(qRest, vRest.mul(q)));
            DoubleVector sum = v.add(g);
            DoubleVector sumRest = g.sub(sum.sub(v)).add(vRest.add(gRest));
            DoubleVector high = k.add(sum);
            DoubleVector low = sum.sub(high.sub(k)).add(sumRest);
            VectorMask<Double> finite = magnitude.compare(VectorOperators.LT, Double.POSITIVE_INFINITY);
            VectorMask<Double> zero = magnitude.compare(VectorOperators.EQ, 0);
            DoubleVector log2 = magnitude.blend(high, finite).blend(Double.NEGATIVE_INFINITY, zero);
            DoubleVector z = y.mul(log2);
            DoubleVector zRest = y.fma(low, y.fma(log2, z.neg()));
            DoubleVector round = DoubleVector.broadcast(SPECIES, DoublePolynomials.ROUND);
            DoubleVector n = z.add(round).sub(round);
            DoubleVector first = z.sub(n);
            DoubleVector r = first.add(zRest);
            DoubleVector rRest = zRest.sub(r.sub(first));
            DoubleVector ln2 = DoubleVector.broadcast(SPECIES, DoublePolynomials.LN2);
            DoubleVector ln2Rest = DoubleVector.broadcast(SPECIES, DoublePolynomials.LN2_REST);
            DoubleVector t = r.mul(ln2);
            DoubleVector tRest = r.fma(ln2, t.neg()).add(r.fma(ln2Rest, rRest.mul(ln2)));
            DoubleVector exp = DoubleVector.broadcast(SPECIES, EXP[EXP.length - 1]);
            for (int power = EXP.length - 2; power >= 0; power--) {
                exp = t.fma(exp, DoubleVector.broadcast(SPECIES, EXP[power]));
            }
            DoubleVector excess = t.add(t.mul(t).fma(exp, tRest));
            DoubleVector bias = DoubleVector.broadcast(SPECIES, DoublePolynomials.POWER);
            DoubleVector half = n.fma(DoubleVector.broadcast(SPECIES, 0.5), bias);
            DoubleVector otherHalf = n.sub(half.sub(bias)).add(bias);
            DoubleVector scale =
                    half.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
            DoubleVector otherScale = otherHalf
                    .reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, 52)
                    .reinterpretAsDoubles();
            DoubleVector moderate = one.add(excess).mul(scale).mul(otherScale);
            // The masks of special cases are made where they are used: one that is kept across the polynomials became
            // an object.
            DoubleVector integer = DoubleVector.broadcast(SPECIES, DoublePowerPolynomials.INTEGER);
            DoubleVector halfSize = size.mul(0.5);
            DoubleVector sign = one.blend(signOfX, size.compare(VectorOperators.GE, integer))
                    .blend(signOfX, size.add(integer).sub(integer).compare(VectorOperators.EQ, size))
                    .blend(one, halfSize.compare(VectorOperators.GE, integer))
                    .blend(one, halfSize.add(integer).sub(integer).compare(VectorOperators.EQ, halfSize));
            DoubleVector power = moderate.blend(
                            Double.POSITIVE_INFINITY, z.compare(VectorOperators.GT, DoublePowerPolynomials.OVERFLOW))
                    .blend(0, z.compare(VectorOperators.LT, DoublePowerPolynomials.UNDERFLOW))
                    .mul(sign);
            DoubleVector atOne = power.blend(one, magnitude.compare(VectorOperators.EQ, 1));
            power.blend(Double.NaN, x.compare(VectorOperators.LT, 0))
                    .blend(power, magnitude.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY))
                    .blend(power, size.compare(VectorOperators.GE, integer))
                    .blend(power, size.add(integer).sub(integer).compare(VectorOperators.EQ, size))
                    .blend(atOne, size.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY))
                    .blend(one, x.compare(VectorOperators.EQ, 1))
                    .blend(one, y.compare(VectorOperators.EQ, 0))
                    .intoArray(result, resultOffset + i);
        }
    }
}
