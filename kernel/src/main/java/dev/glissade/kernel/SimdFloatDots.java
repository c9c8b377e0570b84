package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;
import static dev.glissade.kernel.SumOrder.BLOCK;
import static dev.glissade.kernel.SumOrder.LANES;

import jdk.incubator.vector.FloatVector;

/// Sums of products of two sequences, laid out as [SimdFloatSums] says.
///
/// A product too small for the format may leave a lane at −0. So −0 · +0 = −0 stands for a pair that is not there: it
/// changes no lane; for the same reason −0 stands for passes that are not there.
///
/// **Long sequences** are read at two places at once in each operand: branches of the tree of 8 blocks in two halves, a
/// block of each at a time.
final class SimdFloatDots {
    private static final ScalarFloatReductions REFERENCE = new ScalarFloatReductions();
    private static final int V = SPECIES.length();
    private static final int QUARTER = LANES / 4;
    private static final int PASSES = Math.max(1, QUARTER / V);
    private static final int BRANCH = 8 * BLOCK;

    private SimdFloatDots() {}

    static float dot(float[] left, int leftOffset, float[] right, int rightOffset, int length) {
        if (V == LANES / 2 && length == V) {
            return oneVector(left, leftOffset, right, rightOffset);
        }
        if (length <= BLOCK && length % LANES == 0) {
            return wholeLanes(left, leftOffset, right, rightOffset, length);
        }
        if (length <= BLOCK) {
            return SimdFloatTail.hasRoom(left) && SimdFloatTail.hasRoom(right)
                    ? block(left, leftOffset, right, rightOffset, length)
                    : REFERENCE.dot(left, leftOffset, right, rightOffset, length);
        }
        if (V > QUARTER && length == 2 * BRANCH) {
            return twoBranches(left, leftOffset, right, rightOffset);
        }
        int half = SumOrder.leftOfRoot(length);
        return dot(left, leftOffset, right, rightOffset, half)
                + dot(left, leftOffset + half, right, rightOffset + half, length - half);
    }

    /// Half of the lanes, the other half being 0; short enough to become a part of its callers.
    private static float oneVector(float[] left, int leftOffset, float[] right, int rightOffset) {
        var zero = FloatVector.zero(SPECIES);
        var x = FloatVector.fromArray(SPECIES, left, leftOffset);
        return SimdFloatFold.add(
                x.fma(FloatVector.fromArray(SPECIES, right, rightOffset), zero).add(zero));
    }

    /// Two branches of eight blocks each: block i of both, then block i + 1. The sums of one, two and four blocks wait for
    /// their neighbours.
    private static float twoBranches(float[] left, int leftOffset, float[] right, int rightOffset) {
        float one0 = 0;
        float one1 = 0;
        float two0 = 0;
        float two1 = 0;
        float four0 = 0;
        float four1 = 0;
        float eight = 0;
        for (int block = 0; block < 8; block++) {
            int leftFirst = leftOffset + block * BLOCK;
            int leftSecond = leftFirst + BRANCH;
            int rightFirst = rightOffset + block * BLOCK;
            int rightSecond = rightFirst + BRANCH;
            var first0 = FloatVector.zero(SPECIES);
            var first1 = first0;
            var second0 = first0;
            var second1 = first0;
            for (int i = 0; i < BLOCK; i += LANES) {
                var l0 = FloatVector.fromArray(SPECIES, left, leftFirst + i);
                first0 = l0.fma(FloatVector.fromArray(SPECIES, right, rightFirst + i), first0);
                var l1 = FloatVector.fromArray(SPECIES, left, leftFirst + i + LANES / 2);
                first1 = l1.fma(FloatVector.fromArray(SPECIES, right, rightFirst + i + LANES / 2), first1);
                var l2 = FloatVector.fromArray(SPECIES, left, leftSecond + i);
                second0 = l2.fma(FloatVector.fromArray(SPECIES, right, rightSecond + i), second0);
                var l3 = FloatVector.fromArray(SPECIES, left, leftSecond + i + LANES / 2);
                second1 = l3.fma(FloatVector.fromArray(SPECIES, right, rightSecond + i + LANES / 2), second1);
            }
            float fold0 = SimdFloatFold.add(first0.add(first1));
            float fold1 = SimdFloatFold.add(second0.add(second1));
            float ofTwo0 = one0 + fold0;
            float ofTwo1 = one1 + fold1;
            float ofFour0 = two0 + ofTwo0;
            float ofFour1 = two1 + ofTwo1;
            one0 = fold0;
            one1 = fold1;
            if ((block & 1) == 1) {
                two0 = ofTwo0;
                two1 = ofTwo1;
            }
            if (block == 3) {
                four0 = ofFour0;
                four1 = ofFour1;
            }
            eight = (four0 + ofFour0) + (four1 + ofFour1);
        }
        return eight;
    }

    /// [#block] where every lane has as many pairs: nothing is left for the end, which costs as much as some hundred pairs.
    private static float wholeLanes(float[] left, int leftOffset, float[] right, int rightOffset, int length) {
        if (V > QUARTER) {
            var fold0 = FloatVector.broadcast(SPECIES, 0);
            var fold1 = fold0;
            for (int i = 0; i < length; i += LANES) {
                var left0 = FloatVector.fromArray(SPECIES, left, leftOffset + i);
                var right0 = FloatVector.fromArray(SPECIES, right, rightOffset + i);
                fold0 = left0.fma(right0, fold0);
                var left1 = FloatVector.fromArray(SPECIES, left, leftOffset + i + LANES / 2);
                var right1 = FloatVector.fromArray(SPECIES, right, rightOffset + i + LANES / 2);
                fold1 = left1.fma(right1, fold1);
            }
            return SimdFloatFold.add(fold0.add(fold1));
        }
        var even = FloatVector.broadcast(SPECIES, -0.0f);
        var odd = even;
        for (int pass = 0; pass < PASSES; pass++) {
            // Lanes 0, 4, 2, 6: the order in which the tree takes vectors of two lanes; those of four take 0, 4.
            int i = ((pass & 1) << 2) | (pass & 2);
            var fold0 = FloatVector.broadcast(SPECIES, 0);
            var fold1 = fold0;
            var fold2 = fold0;
            var fold3 = fold0;
            for (; i < length; i += LANES) {
                var left0 = FloatVector.fromArray(SPECIES, left, leftOffset + i);
                var right0 = FloatVector.fromArray(SPECIES, right, rightOffset + i);
                fold0 = left0.fma(right0, fold0);
                var left1 = FloatVector.fromArray(SPECIES, left, leftOffset + i + QUARTER);
                var right1 = FloatVector.fromArray(SPECIES, right, rightOffset + i + QUARTER);
                fold1 = left1.fma(right1, fold1);
                var left2 = FloatVector.fromArray(SPECIES, left, leftOffset + i + 2 * QUARTER);
                var right2 = FloatVector.fromArray(SPECIES, right, rightOffset + i + 2 * QUARTER);
                fold2 = left2.fma(right2, fold2);
                var left3 = FloatVector.fromArray(SPECIES, left, leftOffset + i + 3 * QUARTER);
                var right3 = FloatVector.fromArray(SPECIES, right, rightOffset + i + 3 * QUARTER);
                fold3 = left3.fma(right3, fold3);
            }
            var folded = fold0.add(fold2).add(fold1.add(fold3));
            if ((pass & 2) == 0) {
                even = folded.add(even);
            } else {
                odd = folded.add(odd);
            }
        }
        return SimdFloatFold.add(even.add(odd));
    }

    /// At most one block: two accumulators of 16 lanes, or four of fewer. Both forms are in one method, which is so too long
    /// for the compiler to make it a part of its callers, several of which would be too large for their vectors to stay in
    /// registers.
    private static float block(float[] left, int leftOffset, float[] right, int rightOffset, int length) {
        int whole = length & -LANES;
        if (V > QUARTER) {
            var fold0 = FloatVector.broadcast(SPECIES, 0);
            var fold1 = fold0;
            int i = 0;
            for (; i < whole; i += LANES) {
                var left0 = FloatVector.fromArray(SPECIES, left, leftOffset + i);
                var right0 = FloatVector.fromArray(SPECIES, right, rightOffset + i);
                fold0 = left0.fma(right0, fold0);
                var left1 = FloatVector.fromArray(SPECIES, left, leftOffset + i + LANES / 2);
                var right1 = FloatVector.fromArray(SPECIES, right, rightOffset + i + LANES / 2);
                fold1 = left1.fma(right1, fold1);
            }
            for (int k = 0; k < 2; k++) {
                int at = i + k * (LANES / 2);
                var leftTail = SimdFloatTail.load(left, leftOffset + at, length - at, -0.0f);
                var rightTail = SimdFloatTail.load(right, rightOffset + at, length - at, 0);
                var next = leftTail.fma(rightTail, fold0);
                fold0 = fold1;
                fold1 = next;
            }
            return SimdFloatFold.add(fold0.add(fold1));
        }
        var even = FloatVector.broadcast(SPECIES, -0.0f);
        var odd = even;
        for (int pass = 0; pass < PASSES; pass++) {
            // Lanes 0, 4, 2, 6: the order in which the tree takes vectors of two lanes; those of four take 0, 4.
            int i = ((pass & 1) << 2) | (pass & 2);
            var fold0 = FloatVector.broadcast(SPECIES, 0);
            var fold1 = fold0;
            var fold2 = fold0;
            var fold3 = fold0;
            for (; i < whole; i += LANES) {
                var left0 = FloatVector.fromArray(SPECIES, left, leftOffset + i);
                var right0 = FloatVector.fromArray(SPECIES, right, rightOffset + i);
                fold0 = left0.fma(right0, fold0);
                var left1 = FloatVector.fromArray(SPECIES, left, leftOffset + i + QUARTER);
                var right1 = FloatVector.fromArray(SPECIES, right, rightOffset + i + QUARTER);
                fold1 = left1.fma(right1, fold1);
                var left2 = FloatVector.fromArray(SPECIES, left, leftOffset + i + 2 * QUARTER);
                var right2 = FloatVector.fromArray(SPECIES, right, rightOffset + i + 2 * QUARTER);
                fold2 = left2.fma(right2, fold2);
                var left3 = FloatVector.fromArray(SPECIES, left, leftOffset + i + 3 * QUARTER);
                var right3 = FloatVector.fromArray(SPECIES, right, rightOffset + i + 3 * QUARTER);
                fold3 = left3.fma(right3, fold3);
            }
            for (int k = 0; k < 4; k++) {
                int at = i + k * QUARTER;
                var leftTail = SimdFloatTail.load(left, leftOffset + at, length - at, -0.0f);
                var rightTail = SimdFloatTail.load(right, rightOffset + at, length - at, 0);
                var next = leftTail.fma(rightTail, fold0);
                fold0 = fold1;
                fold1 = fold2;
                fold2 = fold3;
                fold3 = next;
            }
            var folded = fold0.add(fold2).add(fold1.add(fold3));
            if ((pass & 2) == 0) {
                even = folded.add(even);
            } else {
                odd = folded.add(odd);
            }
        }
        return SimdFloatFold.add(even.add(odd));
    }
}
