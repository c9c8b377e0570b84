package dev.glissade.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [FloatComparisons], a vector at a time; the tail goes through the reference.
final class SimdFloatComparisons implements FloatComparisons {
    private static final VectorSpecies<Float> SPECIES = SimdFloatSpecies.SPECIES;
    private static final ScalarFloatComparisons REFERENCE = new ScalarFloatComparisons();

    @Override
    public void less(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector l = FloatVector.fromArray(SPECIES, left, leftOffset + i);
            FloatVector r = FloatVector.fromArray(SPECIES, right, rightOffset + i);
            zero.blend(1, l.compare(VectorOperators.LT, r)).intoArray(result, resultOffset + i);
        }
        REFERENCE.less(
                left, leftOffset + bound, right, rightOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void lessOrEqual(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector l = FloatVector.fromArray(SPECIES, left, leftOffset + i);
            FloatVector r = FloatVector.fromArray(SPECIES, right, rightOffset + i);
            zero.blend(1, l.compare(VectorOperators.LE, r)).intoArray(result, resultOffset + i);
        }
        REFERENCE.lessOrEqual(
                left, leftOffset + bound, right, rightOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void equal(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector l = FloatVector.fromArray(SPECIES, left, leftOffset + i);
            FloatVector r = FloatVector.fromArray(SPECIES, right, rightOffset + i);
            zero.blend(1, l.compare(VectorOperators.EQ, r)).intoArray(result, resultOffset + i);
        }
        REFERENCE.equal(
                left, leftOffset + bound, right, rightOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void notEqual(
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector l = FloatVector.fromArray(SPECIES, left, leftOffset + i);
            FloatVector r = FloatVector.fromArray(SPECIES, right, rightOffset + i);
            zero.blend(1, l.compare(VectorOperators.NE, r)).intoArray(result, resultOffset + i);
        }
        REFERENCE.notEqual(
                left, leftOffset + bound, right, rightOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void where(
            float[] condition,
            int conditionOffset,
            float[] left,
            int leftOffset,
            float[] right,
            int rightOffset,
            float[] result,
            int resultOffset,
            int length) {
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector c = FloatVector.fromArray(SPECIES, condition, conditionOffset + i);
            FloatVector l = FloatVector.fromArray(SPECIES, left, leftOffset + i);
            FloatVector r = FloatVector.fromArray(SPECIES, right, rightOffset + i);
            l.blend(r, c.compare(VectorOperators.EQ, 0)).intoArray(result, resultOffset + i);
        }
        REFERENCE.where(
                condition,
                conditionOffset + bound,
                left,
                leftOffset + bound,
                right,
                rightOffset + bound,
                result,
                resultOffset + bound,
                length - bound);
    }

    @Override
    public void sign(float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            zero.blend(1, x.compare(VectorOperators.GT, 0))
                    .blend(-1, x.compare(VectorOperators.LT, 0))
                    .intoArray(result, resultOffset + i);
        }
        REFERENCE.sign(input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void clamp(
            float low, float high, float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        FloatVector lows = FloatVector.broadcast(SPECIES, low);
        FloatVector highs = FloatVector.broadcast(SPECIES, high);
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            x.max(lows).min(highs).intoArray(result, resultOffset + i);
        }
        REFERENCE.clamp(low, high, input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }

    @Override
    public void leakyRelu(float slope, float[] input, int inputOffset, float[] result, int resultOffset, int length) {
        FloatVector slopes = FloatVector.broadcast(SPECIES, slope);
        int bound = SPECIES.loopBound(length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, input, inputOffset + i);
            x.mul(slopes).blend(x, x.compare(VectorOperators.GT, 0)).intoArray(result, resultOffset + i);
        }
        REFERENCE.leakyRelu(slope, input, inputOffset + bound, result, resultOffset + bound, length - bound);
    }
}
