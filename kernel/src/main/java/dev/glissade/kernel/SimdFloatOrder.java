package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The extremes of sequences, found in the order of the bits.
///
/// `FloatVector.max` takes six instructions to tell NaN and the two zeros apart. As integers, the bits of numbers are in
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
final class SimdFloatOrder {
    private static final VectorSpecies<Integer> INTEGERS = VectorSpecies.of(int.class, SimdShape.SHAPE);
    private static final int V = SPECIES.length();
    private static final int LONG = 1 << 16;
    private static final int SIGN = Integer.MIN_VALUE;
    private static final int INFINITY = 0x7f800000;

    private SimdFloatOrder() {}

    /// The largest element; −∞ for nothing.
    static float max(float[] input, int inputOffset, int length) {
        return length == 0 ? Float.NEGATIVE_INFINITY : extreme(true, input, inputOffset, length);
    }

    /// The smallest element; +∞ for nothing.
    static float min(float[] input, int inputOffset, int length) {
        return length == 0 ? Float.POSITIVE_INFINITY : extreme(false, input, inputOffset, length);
    }

    /// Both take the same three extremes of the bits. Lanes of integers may be folded in any order: no bit depends on it.
    private static float extreme(boolean largest, float[] input, int inputOffset, int length) {
        var highest0 = IntVector.broadcast(INTEGERS, Integer.MIN_VALUE);
        var lowest0 = IntVector.broadcast(INTEGERS, Integer.MAX_VALUE);
        var deepest0 = highest0;
        var highest1 = highest0;
        var lowest1 = lowest0;
        var deepest1 = deepest0;
        int quarter = length >= LONG ? length / 4 & -V : 0;
        int second = inputOffset + quarter;
        int third = second + quarter;
        int fourth = third + quarter;
        for (int i = 0; i < quarter; i += V) {
            var x0 = FloatVector.fromArray(SPECIES, input, inputOffset + i).reinterpretAsInts();
            var x1 = FloatVector.fromArray(SPECIES, input, second + i).reinterpretAsInts();
            var x2 = FloatVector.fromArray(SPECIES, input, third + i).reinterpretAsInts();
            var x3 = FloatVector.fromArray(SPECIES, input, fourth + i).reinterpretAsInts();
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
            var x0 = FloatVector.fromArray(SPECIES, input, inputOffset + i).reinterpretAsInts();
            highest0 = x0.max(highest0);
            lowest0 = x0.min(lowest0);
            deepest0 = x0.lanewise(VectorOperators.XOR, SIGN).max(deepest0);
            var x1 = FloatVector.fromArray(SPECIES, input, inputOffset + i + V).reinterpretAsInts();
            highest1 = x1.max(highest1);
            lowest1 = x1.min(lowest1);
            deepest1 = x1.lanewise(VectorOperators.XOR, SIGN).max(deepest1);
        }
        int highest = highest0.max(highest1).reduceLanes(VectorOperators.MAX);
        int lowest = lowest0.min(lowest1).reduceLanes(VectorOperators.MIN);
        int deepest = deepest0.max(deepest1).reduceLanes(VectorOperators.MAX);
        for (; i < length; i++) {
            int x = Float.floatToRawIntBits(input[inputOffset + i]);
            highest = Math.max(highest, x);
            lowest = Math.min(lowest, x);
            deepest = Math.max(deepest, x ^ SIGN);
        }
        if (highest > INFINITY || deepest > INFINITY) {
            return Float.NaN;
        }
        int bits = largest ? highest : deepest ^ SIGN;
        boolean found = largest ? highest >= 0 : deepest >= 0;
        return Float.intBitsToFloat(found ? bits : lowest);
    }

    /// The largest magnitude; +0 for nothing.
    static float maxMagnitude(float[] input, int inputOffset, int length) {
        var largest0 = IntVector.zero(INTEGERS);
        var largest1 = largest0;
        int i = 0;
        for (; i <= length - 2 * V; i += 2 * V) {
            var x0 = FloatVector.fromArray(SPECIES, input, inputOffset + i).reinterpretAsInts();
            largest0 = x0.lanewise(VectorOperators.AND, ~SIGN).max(largest0);
            var x1 = FloatVector.fromArray(SPECIES, input, inputOffset + i + V).reinterpretAsInts();
            largest1 = x1.lanewise(VectorOperators.AND, ~SIGN).max(largest1);
        }
        int largest = largest0.max(largest1).reduceLanes(VectorOperators.MAX);
        for (; i < length; i++) {
            largest = Math.max(largest, Float.floatToRawIntBits(input[inputOffset + i]) & ~SIGN);
        }
        return largest > INFINITY ? Float.NaN : Float.intBitsToFloat(largest);
    }
}
