package dev.glissade.kernel;

import static dev.glissade.kernel.SimdFloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;

/// The loops that shift and scale rows on the way to softmax and log-sum-exp. A result may be the input.
final class SimdFloatShifts {
    private static final int V = SPECIES.length();

    private SimdFloatShifts() {}

    /// result = input − shift
    static void subtract(float[] input, int inputOffset, float shift, float[] result, int resultOffset, int length) {
        int bound = SPECIES.loopBound(length);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector.fromArray(SPECIES, input, inputOffset + i).sub(shift).intoArray(result, resultOffset + i);
        }
        for (; i < length; i++) {
            result[resultOffset + i] = input[inputOffset + i] - shift;
        }
    }

    /// target = target · factor
    static void scale(float factor, float[] target, int targetOffset, int length) {
        int bound = SPECIES.loopBound(length);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector.fromArray(SPECIES, target, targetOffset + i).mul(factor).intoArray(target, targetOffset + i);
        }
        for (; i < length; i++) {
            target[targetOffset + i] *= factor;
        }
    }

    /// result = input − shifts
    static void subtractEach(
            float[] input,
            int inputOffset,
            float[] shifts,
            int shiftsOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector.fromArray(SPECIES, input, inputOffset + i)
                    .sub(FloatVector.fromArray(SPECIES, shifts, shiftsOffset + i))
                    .intoArray(result, resultOffset + i);
        }
        for (; i < length; i++) {
            result[resultOffset + i] = input[inputOffset + i] - shifts[shiftsOffset + i];
        }
    }

    /// result = (input − shifts) − moreShifts
    static void subtractBoth(
            float[] input,
            int inputOffset,
            float[] shifts,
            int shiftsOffset,
            float[] moreShifts,
            int moreShiftsOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector.fromArray(SPECIES, input, inputOffset + i)
                    .sub(FloatVector.fromArray(SPECIES, shifts, shiftsOffset + i))
                    .sub(FloatVector.fromArray(SPECIES, moreShifts, moreShiftsOffset + i))
                    .intoArray(result, resultOffset + i);
        }
        for (; i < length; i++) {
            result[resultOffset + i] =
                    (input[inputOffset + i] - shifts[shiftsOffset + i]) - moreShifts[moreShiftsOffset + i];
        }
    }

    /// result = input · factors
    static void multiplyEach(
            float[] input,
            int inputOffset,
            float[] factors,
            int factorsOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector.fromArray(SPECIES, input, inputOffset + i)
                    .mul(FloatVector.fromArray(SPECIES, factors, factorsOffset + i))
                    .intoArray(result, resultOffset + i);
        }
        for (; i < length; i++) {
            result[resultOffset + i] = input[inputOffset + i] * factors[factorsOffset + i];
        }
    }
}
