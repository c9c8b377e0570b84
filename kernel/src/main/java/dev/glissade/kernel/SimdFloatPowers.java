package dev.glissade.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// [FloatPowers], a vector of `double` at a time: the operations of [FloatPowerMathematics], every case computed and the
/// right one blended in; the tail goes through the reference.
final class SimdFloatPowers implements FloatPowers {
    // The loop is written out, with polynomials as loops over their tables, as in SimdFloatTrigonometry.

    private static final VectorSpecies<Double> SPECIES = SimdDoubleSpecies.SPECIES;

    /// The lower half of such a vector is as many numbers as a vector of `double` has; a vector type of half the width would
    /// be a second width in the process.
    private static final VectorSpecies<Float> FLOATS = SimdFloatSpecies.SPECIES;

    private static final VectorMask<Float> LOWER_HALF = FLOATS.indexInRange(0, FLOATS.length() / 2);
    private static final VectorShuffle<Float> OTHER_HALF = VectorShuffle.iota(FLOATS, FLOATS.length() / 2, 1, true);
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
        int bound = FLOATS.loopBound(length);
        for (int i = 0; i < bound; i += FLOATS.length()) {
            FloatVector bases = FloatVector.fromArray(FLOATS, base, baseOffset + i);
            FloatVector exponents = FloatVector.fromArray(FLOATS, exponent, exponentOffset + i);
            FloatVector powers = bases;
            for (int half = 0; half < 2; half++) {
                DoubleVector x = (DoubleVector) bases.convertShape(VectorOperators.F2D, SPECIES, 0);
                DoubleVector y = (DoubleVector) exponents.convertShape(VectorOperators.F2D, SPECIES, 0);
                DoubleVector m = SimdDoubleFormat.significand(x.abs());
                DoubleVector k = SimdDoubleFormat.exponent(x.abs());
                DoubleVector magnitude = x.abs();
                DoubleVector size = y.abs();
                DoubleVector integer = DoubleVector.broadcast(SPECIES, FloatPowerPolynomials.INTEGER);
                DoubleVector halfSize = size.mul(0.5);
                VectorMask<Double> whole = size.compare(VectorOperators.GE, integer)
                        .or(size.add(integer).sub(integer).compare(VectorOperators.EQ, size));
                VectorMask<Double> halfWhole = halfSize.compare(VectorOperators.GE, integer)
                        .or(halfSize.add(integer).sub(integer).compare(VectorOperators.EQ, halfSize));
                DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
                DoubleVector sign = one.blend(SimdDoubleFormat.sign(x), whole).blend(one, halfWhole);
                VectorMask<Double> negative = x.compare(VectorOperators.LT, 0)
                        .and(magnitude.compare(VectorOperators.LT, Double.POSITIVE_INFINITY));
                VectorMask<Double> still = magnitude
                        .compare(VectorOperators.EQ, 1)
                        .and(size.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
                VectorMask<Double> unit =
                        still.or(x.compare(VectorOperators.EQ, 1)).or(y.compare(VectorOperators.EQ, 0));
                VectorMask<Double> zero = magnitude.compare(VectorOperators.EQ, 0);
                VectorMask<Double> finite = magnitude.compare(VectorOperators.LT, Double.POSITIVE_INFINITY);
                DoubleVector f = m.sub(1);
                DoubleVector s = f.div(f.add(2));
                DoubleVector square = s.mul(s);
                DoubleVector logarithm = DoubleVector.broadcast(SPECIES, LOG2[LOG2.length - 1]);
                for (int power = LOG2.length - 2; power >= 0; power--) {
                    logarithm = square.fma(logarithm, DoubleVector.broadcast(SPECIES, LOG2[power]));
                }
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
                DoubleVector power2 = significand.mul(scale).mul(sign);
                DoubleVector wide =
                        power2.blend(Double.NaN, negative).blend(power2, whole).blend(one, unit);
                FloatVector narrow = (FloatVector) wide.convertShape(VectorOperators.D2F, FLOATS, 0);
                powers = powers.blend(narrow, LOWER_HALF).rearrange(OTHER_HALF);
                bases = bases.rearrange(OTHER_HALF);
                exponents = exponents.rearrange(OTHER_HALF);
            }
            powers.intoArray(result, resultOffset + i);
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
}
