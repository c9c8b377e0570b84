package dev.glissade.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [FloatPowers], a vector of `double` at a time: the operations of [FloatPowerMathematics], every case computed and the
/// right one blended in; the tail goes through the reference.
final class SimdFloatPowers implements FloatPowers {
    // The loop is written out, with polynomials as loops over their tables, as in SimdFloatTrigonometry.

    private static final VectorSpecies<Double> SPECIES = SimdDoubleSpecies.SPECIES;

    /// The lower half of such a vector is as many numbers as a vector of `double` has. The upper half is read, and written back
    /// as it was; a vector type of half the width would be a second width in the process.
    private static final VectorSpecies<Float> FLOATS = SimdFloatSpecies.SPECIES;

    private static final VectorMask<Float> UPPER_HALF =
            FLOATS.indexInRange(0, FLOATS.length() / 2).not();
    private static final ScalarFloatPowers REFERENCE = new ScalarFloatPowers();
    private static final double[] LOG2 = FloatPowerPolynomials.LOG2;
    private static final double[] EXP2 = FloatPowerPolynomials.EXP2;

    @Override
    public void pow(
            float[] base,
            int baseOffset,
            float[] exponent,
            int exponentOffset,
            float[] result,
            int resultOffset,
            int length) {
        int lanes = FLOATS.length();
        int bound = length < lanes ? 0 : SPECIES.loopBound(length - lanes) + SPECIES.length();
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
            float[] base,
            int baseOffset,
            float[] exponent,
            int exponentOffset,
            float[] result,
            int resultOffset,
            int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector narrowBase = FloatVector.fromArray(FLOATS, base, baseOffset + i);
            FloatVector narrowExponent = FloatVector.fromArray(FLOATS, exponent, exponentOffset + i);
            FloatVector before = FloatVector.fromArray(FLOATS, result, resultOffset + i);
            DoubleVector x = (DoubleVector) narrowBase.convertShape(VectorOperators.F2D, SPECIES, 0);
            DoubleVector y = (DoubleVector) narrowExponent.convertShape(VectorOperators.F2D, SPECIES, 0);
            DoubleVector m = SimdDoubleFormat.significand(x.abs());
            DoubleVector k = SimdDoubleFormat.exponent(x.abs());
            DoubleVector magnitude = x.abs();
            DoubleVector size = y.abs();
            DoubleVector signOfX = SimdDoubleFormat.sign(x);
            DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
            DoubleVector f = m.sub(1);
            DoubleVector s = f.div(f.add(2));
            DoubleVector square = s.mul(s);
            DoubleVector logarithm = DoubleVector.broadcast(SPECIES, LOG2[LOG2.length - 1]);
            for (int power = LOG2.length - 2; power >= 0; power--) {
                logarithm = square.fma(logarithm, DoubleVector.broadcast(SPECIES, LOG2[power]));
            }
            VectorMask<Double> finite = magnitude.compare(VectorOperators.LT, Double.POSITIVE_INFINITY);
            VectorMask<Double> zero = magnitude.compare(VectorOperators.EQ, 0);
            DoubleVector log2 = magnitude.blend(s.fma(logarithm, k), finite).blend(Double.NEGATIVE_INFINITY, zero);
            DoubleVector z = y.mul(log2);
            DoubleVector upper = DoubleVector.broadcast(SPECIES, FloatPowerPolynomials.BOUND);
            DoubleVector lower = upper.neg();
            DoubleVector low = z.blend(lower, z.compare(VectorOperators.LT, lower));
            DoubleVector bounded = low.blend(upper, low.compare(VectorOperators.GT, upper));
            DoubleVector round = DoubleVector.broadcast(SPECIES, DoublePolynomials.ROUND);
            DoubleVector n = bounded.add(round).sub(round);
            DoubleVector r = bounded.sub(n);
            DoubleVector scale = n.add(DoublePolynomials.POWER)
                    .reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, 52)
                    .reinterpretAsDoubles();
            DoubleVector significand = DoubleVector.broadcast(SPECIES, EXP2[EXP2.length - 1]);
            for (int power = EXP2.length - 2; power >= 0; power--) {
                significand = r.fma(significand, DoubleVector.broadcast(SPECIES, EXP2[power]));
            }
            // The masks of special cases are made where they are used, as in SimdDoublePowers.
            DoubleVector integer = DoubleVector.broadcast(SPECIES, FloatPowerPolynomials.INTEGER);
            DoubleVector halfSize = size.mul(0.5);
            DoubleVector sign = one.blend(signOfX, size.compare(VectorOperators.GE, integer))
                    .blend(signOfX, size.add(integer).sub(integer).compare(VectorOperators.EQ, size))
                    .blend(one, halfSize.compare(VectorOperators.GE, integer))
                    .blend(one, halfSize.add(integer).sub(integer).compare(VectorOperators.EQ, halfSize));
            DoubleVector power = significand.mul(scale).mul(sign);
            DoubleVector atOne = power.blend(one, magnitude.compare(VectorOperators.EQ, 1));
            DoubleVector wide = power.blend(Double.NaN, x.compare(VectorOperators.LT, 0))
                    .blend(power, magnitude.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY))
                    .blend(power, size.compare(VectorOperators.GE, integer))
                    .blend(power, size.add(integer).sub(integer).compare(VectorOperators.EQ, size))
                    .blend(atOne, size.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY))
                    .blend(one, x.compare(VectorOperators.EQ, 1))
                    .blend(one, y.compare(VectorOperators.EQ, 0));
            FloatVector narrow = (FloatVector) wide.convertShape(VectorOperators.D2F, FLOATS, 0);
            narrow.blend(before, UPPER_HALF).intoArray(result, resultOffset + i);
        }
    }
}
