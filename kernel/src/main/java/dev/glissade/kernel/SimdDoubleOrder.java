package dev.glissade.kernel;

import static dev.glissade.kernel.SimdDoubleSpecies.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The extremes of sequences, found in the order of the bits.
///
/// `DoubleVector.max` takes six instructions to tell NaN and the two zeros apart. As integers, the bits of numbers are in
/// their order, −0 before +0, if the sign is clear, and in the reverse order if it is set. So three extremes of integers,
/// of one instruction each, have both extremes of the numbers and whether there is a NaN:
///
/// | | of the bits | without such numbers |
/// |---|---|---|
/// | `highest` | the largest: the largest number without sign, NaN above ∞ | negative: that of negative numbers |
/// | `lowest` | the smallest: the negative number nearest to 0 | that of numbers without sign |
/// | `deepest` | the largest with the sign reversed: the magnitude of the least number with sign, NaN above ∞ | negative |
///
/// A long sequence is read at four places at once, which keeps more requests to memory under way than one.
final class SimdDoubleOrder {
    private static final VectorSpecies<Long> INTEGERS = VectorSpecies.of(long.class, SimdShape.SHAPE);
    private static final int V = SPECIES.length();
    private static final int LONG = 1 << 16;
    private static final long SIGN = Long.MIN_VALUE;
    private static final long INFINITY = 0x7ff0000000000000L;

    private SimdDoubleOrder() {}

    /// The largest element; −∞ for nothing.
    static double max(double[] input, int inputOffset, int length) {
        return length == 0 ? Double.NEGATIVE_INFINITY : extreme(true, input, inputOffset, length);
    }

    /// The smallest element; +∞ for nothing.
    static double min(double[] input, int inputOffset, int length) {
        return length == 0 ? Double.POSITIVE_INFINITY : extreme(false, input, inputOffset, length);
    }

    /// Both take the same three extremes of the bits. Lanes of integers may be folded in any order: no bit depends on it.
    private static double extreme(boolean largest, double[] input, int inputOffset, int length) {
        var highest0 = LongVector.broadcast(INTEGERS, Long.MIN_VALUE);
        var lowest0 = LongVector.broadcast(INTEGERS, Long.MAX_VALUE);
        var deepest0 = highest0;
        var highest1 = highest0;
        var lowest1 = lowest0;
        var deepest1 = deepest0;
        int quarter = length >= LONG ? length / 4 & -V : 0;
        int second = inputOffset + quarter;
        int third = second + quarter;
        int fourth = third + quarter;
        for (int i = 0; i < quarter; i += V) {
            var x0 = DoubleVector.fromArray(SPECIES, input, inputOffset + i).reinterpretAsLongs();
            var x1 = DoubleVector.fromArray(SPECIES, input, second + i).reinterpretAsLongs();
            var x2 = DoubleVector.fromArray(SPECIES, input, third + i).reinterpretAsLongs();
            var x3 = DoubleVector.fromArray(SPECIES, input, fourth + i).reinterpretAsLongs();
            highest0 = x0.max(x1).max(x2.max(x3)).max(highest0);
            lowest0 = x0.min(x1).min(x2.min(x3)).min(lowest0);
            var y0 = x0.lanewise(VectorOperators.XOR, SIGN);
            var y1 = x1.lanewise(VectorOperators.XOR, SIGN);
            var y2 = x2.lanewise(VectorOperators.XOR, SIGN);
            var y3 = x3.lanewise(VectorOperators.XOR, SIGN);
            deepest0 = y0.max(y1).max(y2.max(y3)).max(deepest0);
        }
        int i = 4 * quarter;
        for (; i <= length - 2 * V; i += 2 * V) {
            var x0 = DoubleVector.fromArray(SPECIES, input, inputOffset + i).reinterpretAsLongs();
            highest0 = x0.max(highest0);
            lowest0 = x0.min(lowest0);
            deepest0 = x0.lanewise(VectorOperators.XOR, SIGN).max(deepest0);
            var x1 = DoubleVector.fromArray(SPECIES, input, inputOffset + i + V).reinterpretAsLongs();
            highest1 = x1.max(highest1);
            lowest1 = x1.min(lowest1);
            deepest1 = x1.lanewise(VectorOperators.XOR, SIGN).max(deepest1);
        }
        long highest = highest0.max(highest1).reduceLanes(VectorOperators.MAX);
        long lowest = lowest0.min(lowest1).reduceLanes(VectorOperators.MIN);
        long deepest = deepest0.max(deepest1).reduceLanes(VectorOperators.MAX);
        for (; i < length; i++) {
            long x = Double.doubleToRawLongBits(input[inputOffset + i]);
            highest = Math.max(highest, x);
            lowest = Math.min(lowest, x);
            deepest = Math.max(deepest, x ^ SIGN);
        }
        if (highest > INFINITY || deepest > INFINITY) {
            return Double.NaN;
        }
        long bits = largest ? highest : deepest ^ SIGN;
        boolean found = largest ? highest >= 0 : deepest >= 0;
        return Double.longBitsToDouble(found ? bits : lowest);
    }

    /// The largest magnitude; +0 for nothing.
    static double maxMagnitude(double[] input, int inputOffset, int length) {
        var largest0 = LongVector.zero(INTEGERS);
        var largest1 = largest0;
        int i = 0;
        for (; i <= length - 2 * V; i += 2 * V) {
            var x0 = DoubleVector.fromArray(SPECIES, input, inputOffset + i).reinterpretAsLongs();
            largest0 = x0.lanewise(VectorOperators.AND, ~SIGN).max(largest0);
            var x1 = DoubleVector.fromArray(SPECIES, input, inputOffset + i + V).reinterpretAsLongs();
            largest1 = x1.lanewise(VectorOperators.AND, ~SIGN).max(largest1);
        }
        long largest = largest0.max(largest1).reduceLanes(VectorOperators.MAX);
        for (; i < length; i++) {
            largest = Math.max(largest, Double.doubleToRawLongBits(input[inputOffset + i]) & ~SIGN);
        }
        return largest > INFINITY ? Double.NaN : Double.longBitsToDouble(largest);
    }
}
